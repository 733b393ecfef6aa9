"""The training loop: seeded, within a budget of minutes, resumable from its last checkpoint."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from training.analyser.batches import Batcher
from training.analyser.corpora import Example, name_examples, own_examples, tree_examples, treebank
from training.analyser.encoder import vocabulary
from training.analyser.labels import Labels
from training.analyser.losses import losses, total
from training.analyser.measure import measure, shown
from training.analyser.network import Network
from transforms.events.analyser.pieces import WordPieces

_ENCODER_RATE, _HEADS_RATE = 2e-4, 2e-3
_WARM_UP = 150
_PIECES = 1500
_SAVE_EVERY = 240.0
#: Share of a source's sentences that an epoch shows.
SHARES = {"ewt": 1.0, "own": 0.4, "uner": 0.3, "wikigold": 0.3, "wnut": 0.1, "re3d": 0.7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train: from which corpora, where checkpoints lie, how long."""

    data: Path
    work: Path
    epochs: int = 14
    minutes: float = 150.0
    seed: int = 1
    threads: int = 2


class Trainer:
    """Trains, and takes up where a checkpoint left off."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        torch.manual_seed(plan.seed)
        torch.set_num_threads(plan.threads)
        trees = treebank(plan.data)
        self.labels = Labels.of(trees["train"])
        self.batcher = Batcher(WordPieces(vocabulary()))
        own = own_examples(plan.data, self.labels, held=False)
        self.pool = [*tree_examples(trees["train"], self.labels), *name_examples(plan.data), *own]
        self.dev = list(tree_examples(trees["dev"], self.labels))
        self.own = list(own_examples(plan.data, self.labels, held=True))
        self.network = Network(self.labels)
        self.network.encoder.load_pretrained()
        inner = [p for n, p in self.network.named_parameters() if n.startswith("encoder.")]
        outer = [p for n, p in self.network.named_parameters() if not n.startswith("encoder.")]
        groups: list[dict[str, Any]] = [{"params": inner, "lr": _ENCODER_RATE}, {"params": outer, "lr": _HEADS_RATE}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.step = self.epoch = self._epoch_start = 0
        self.spent = 0.0
        self._resume()

    @property
    def checkpoint(self) -> Path:
        return self.plan.work / "checkpoint.pt"

    def run(self) -> Network:
        """Trains to the end of the plan; gives the network."""
        began = saved = time.monotonic() - self.spent
        saved = time.monotonic()
        steps = sum(1 for _ in self._groups(0)) * self.plan.epochs
        recent: Counter[str] = Counter()
        finished = False
        while not finished and self.epoch < self.plan.epochs:
            done = self.step - self._epoch_start
            chance = random.Random(f"{self.plan.seed}/{self.epoch}/{self.step}")
            for group in list(self._groups(self.epoch))[done:]:
                self.spent = time.monotonic() - began
                progress = max(self.step / steps, self.spent / 60 / self.plan.minutes)
                if progress >= 1:
                    finished = True
                    break
                recent.update(self._learn(group, chance, progress))
                if self.step % 100 == 0:
                    self._log(progress, recent)
                    recent.clear()
                if time.monotonic() - saved > _SAVE_EVERY:
                    self._save()
                    saved = time.monotonic()
            else:
                self.epoch += 1
                self._epoch_start = self.step
                if self.epoch % 3 == 0:
                    self._report()
        self._save()
        self._report()
        return self.network

    def _learn(self, group: list[Example], chance: random.Random, progress: float) -> dict[str, float]:
        for parameters, base in zip(self.optimizer.param_groups, (_ENCODER_RATE, _HEADS_RATE), strict=True):
            parameters["lr"] = base * min(1.0, (self.step + 1) / _WARM_UP) * (1 - progress)
        batch = self.batcher.batch(group, chance)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(self.network, self.network(*batch.inputs), batch)
        self.optimizer.zero_grad(set_to_none=True)
        total(parts).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return {**{k: float(v.detach()) for k, v in parts.items()}, **{"n " + k: 1.0 for k in parts}}

    def _groups(self, epoch: int) -> Iterable[list[Example]]:
        chance = random.Random(f"{self.plan.seed}/{epoch}")
        shown_now = [e for e in self.pool if SHARES[e.source] >= 1 or chance.random() < SHARES[e.source]]
        return self.batcher.plan(shown_now, _PIECES, chance)

    def _log(self, progress: float, recent: Counter[str]) -> None:
        means = {k: recent[k] / recent["n " + k] for k in recent if not k.startswith("n ")}
        print(f"epoch {self.epoch} step {self.step} {self.spent:.0f} s {progress:.3f} {shown(means)}", flush=True)

    def _report(self) -> None:
        figures = {**measure(self.network, self.batcher, self.own), **measure(self.network, self.batcher, self.dev)}
        print(f"== epoch {self.epoch} step {self.step} {self.spent:.0f} s dev {shown(figures)}", flush=True)

    def _save(self) -> None:
        self.plan.work.mkdir(parents=True, exist_ok=True)
        state = {
            "network": self.network.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step,
            "epoch": self.epoch, "start": self._epoch_start, "spent": self.spent,
            "labels": json.dumps(self.labels.dump()),
        }  # fmt: skip
        partial = self.checkpoint.with_suffix(".part")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def _resume(self) -> None:
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        if json.loads(state["labels"]) != self.labels.dump():
            raise ValueError(f"{self.checkpoint} was trained with other labels; remove it to begin anew")
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.spent, self._epoch_start = (
            state["step"],
            state["epoch"],
            state["spent"],
            state["start"],
        )
        print(f"taking up at epoch {self.epoch}, step {self.step}", flush=True)
