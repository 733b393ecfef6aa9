"""The training loop: seeded, within a budget of minutes, resumable from its last checkpoint."""

from __future__ import annotations

import contextlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import torch

from training.analyser.batches import Batcher
from training.analyser.corpora import name_examples, place_examples, plain_examples, tree_examples, treebank
from training.analyser.encoder import Encoder, vocabulary
from training.analyser.examples import MAX_WORDS, Example, joined
from training.analyser.imported import weights
from training.analyser.labels import Labels
from training.analyser.losses import losses, total
from training.analyser.measure import measure, shown
from training.analyser.mpnet import MPNet
from training.analyser.network import Network
from training.analyser.own import own_examples
from training.analyser.taught import hear, teach
from training.analyser.treebank_names import name_sets
from training.analyser.trees import label
from training.analyser.web import web_examples
from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.pieces import WordPieces


@dataclass(frozen=True, slots=True)
class Pace:
    """How a network learns: rates of the encoder and of the heads, pieces a batch, shares of sources an epoch."""

    encoder: float
    heads: float
    pieces: int
    shares: Mapping[str, float]
    #: Of the encoder's layers so many, and the vectors of its pieces, stay as they were pretrained.
    frozen: int = 0


#: What a network is trained for: to label text that has no trees, to teach, to hear events, to ship; and how one that
#: is good already is trained on, for new passages above all.
PACES = {
    "parser": Pace(2e-4, 2e-3, 1500, {"ewt": 1.0}),
    "teacher": Pace(
        8e-5, 1.5e-3, 1000,
        {"ewt": 1.0, "own": 0.75, "uner": 1.0, "wikigold": 0.3, "wnut": 0.05, "re3d": 1.0, "places": 0.1,
         "plain": 0.05, "web": 0.3},
    ),
    "listener": Pace(8e-5, 1.5e-3, 1000, {"own": 1.0}, frozen=4),
    "further": Pace(
        2e-4, 2e-3, 1500,
        {"ewt": 0.45, "own": 1.0, "uner": 0.5, "wikigold": 0.2, "re3d": 1.0, "places": 0.35, "plain": 0.35},
    ),
    "pupil": Pace(
        2e-4, 2e-3, 1500,
        {"ewt": 0.5, "own": 1.0, "uner": 0.7, "wikigold": 0.4, "wnut": 0.05, "re3d": 1.0, "places": 0.25,
         "plain": 0.5, "web": 0.5},
    ),
}  # fmt: skip
#: Sources of news text without events.
_UNHEARD = frozenset({"places", "plain"})
_WARM_UP = 150
_SAVE_EVERY = 240.0
#: Sentences that parser or teacher label for each step of a trial.
_TRIED = 20
#: Share of sentences that are shown together with those that follow them, and how many at most.
_JOINED, _MOST = 0.45, 8
#: The network that is shipped is a running mean of what training passes through: of each so many steps, this share
#: of it stays.
_MEAN_EVERY, _MEAN_STAYS = 4, 0.985


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train: from which corpora, where checkpoints lie, how long."""

    data: Path
    work: Path
    epochs: int = 14
    minutes: float = 150.0
    seed: int = 1
    threads: int = 2
    #: A checkpoint or an exported model to begin with, in place of the pretrained encoder, where `work` holds none.
    begin: Path | None = None
    #: What the learning rates begin with, as a share of the full ones.
    rate: float = 1.0
    #: Steps in all after which training ends, for trials.
    steps: int | None = None
    role: Literal["parser", "teacher", "listener", "pupil"] = "pupil"
    #: The exported model of a parser, from which a teacher has the trees of text without any (`trees`).
    parser: Path | None = None
    #: The checkpoint of a teacher, from which a pupil learns (`taught`).
    teacher: Path | None = None
    #: The checkpoint of a listener, from which a pupil learns which words of plain news text tell events.
    listener: Path | None = None


class Trainer:
    """Trains, and takes up where a checkpoint left off."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.pace = PACES["further" if plan.begin is not None and plan.role == "pupil" else plan.role]
        torch.manual_seed(plan.seed)
        torch.set_num_threads(plan.threads)
        trees = treebank(plan.data)
        self.labels = Labels.of(trees["train"])
        self.batcher = Batcher(WordPieces(vocabulary()))
        own = own_examples(plan.data, self.labels, held=False)
        named = tree_examples(trees["train"], self.labels, named=name_sets)
        pool = [*named, *name_examples(plan.data), *place_examples(plan.data), *web_examples(), *own]
        pool += plain_examples(plan.data)
        self.pool = [e for e in pool if self.pace.shares.get(e.source)]
        # UNER's sentences are those of the treebank's development part, on which trees are measured.
        asked = [e for e in self.pool if e.source != "uner"]
        if plan.steps is not None:
            asked = asked[-_TRIED * plan.steps :]  # the treebank, at the front, has trees
        if plan.parser is not None:
            count = label(asked, Analyser.load(plan.parser, plan.threads), self.labels)
            print(f"{count} sentences with trees by {plan.parser}", flush=True)
        if plan.teacher is not None:
            count = teach(asked, self._teacher(plan.teacher), self.batcher)
            print(f"{count} sentences seen by {plan.teacher}", flush=True)
        if plan.listener is not None:
            count = hear((e for e in asked if e.source in _UNHEARD), self._teacher(plan.listener), self.batcher)
            print(f"{count} sentences heard by {plan.listener}", flush=True)
        self.dev = list(tree_examples(trees["dev"], self.labels))
        self.own = list(own_examples(plan.data, self.labels, held=True))
        chance = random.Random(plan.seed)
        self.unsplit = [_together(e, chance) for e in self.dev[::4]]
        self.network = Network(self.labels, MPNet() if plan.role in ("teacher", "listener") else Encoder())
        if plan.begin is None:
            self.network.encoder.load_pretrained()
        else:
            self._begin(plan.begin)
        if self.pace.frozen:
            encoder = self.network.encoder
            for part in (encoder.words, encoder.positions, *encoder.layers[: self.pace.frozen]):
                part.requires_grad_(requires_grad=False)
        inner = [p for p in self.network.encoder.parameters() if p.requires_grad]
        outer = [p for n, p in self.network.named_parameters() if not n.startswith("encoder.")]
        groups: list[dict[str, Any]] = [
            {"params": inner, "lr": self.pace.encoder},
            {"params": outer, "lr": self.pace.heads},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.step = self.epoch = self._epoch_start = 0
        self.spent = 0.0
        self.mean = {name: value.detach().clone() for name, value in self.network.named_parameters()}
        self._resume()

    @property
    def checkpoint(self) -> Path:
        return self.plan.work / "checkpoint.pt"

    def run(self) -> Network:
        """Trains to the end of the plan; gives the network, its weights being the running mean."""
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
                if progress >= 1 or (self.plan.steps is not None and self.step >= self.plan.steps):
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
        with self._mean():
            state = {name: value.detach().clone() for name, value in self.network.named_parameters()}
        self.network.load_state_dict(state)
        return self.network

    def _learn(self, group: list[Example], chance: random.Random, progress: float) -> dict[str, float]:
        rates = (self.pace.encoder, self.pace.heads)
        for parameters, base in zip(self.optimizer.param_groups, rates, strict=True):
            parameters["lr"] = base * self.plan.rate * min(1.0, (self.step + 1) / _WARM_UP) * (1 - progress)
        batch = self.batcher.batch(group, chance)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(self.network, self.network(*batch.inputs), batch)
        self.optimizer.zero_grad(set_to_none=True)
        total(parts).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        if self.step % _MEAN_EVERY == 0:
            self._follow()
        return {**{k: float(v.detach()) for k, v in parts.items()}, **{"n " + k: 1.0 for k in parts}}

    def _groups(self, epoch: int) -> Iterable[list[Example]]:
        chance = random.Random(f"{self.plan.seed}/{epoch}")
        shares = self.pace.shares
        shown_now = [e for e in self.pool if shares[e.source] >= 1 or chance.random() < shares[e.source]]
        some_joined = [_together(e, chance) if chance.random() < _JOINED else e for e in shown_now]
        return self.batcher.plan(some_joined, self.pace.pieces, chance)

    def _log(self, progress: float, recent: Counter[str]) -> None:
        means = {k: recent[k] / recent["n " + k] for k in recent if not k.startswith("n ")}
        print(f"epoch {self.epoch} step {self.step} {self.spent:.0f} s {progress:.3f} {shown(means)}", flush=True)

    @torch.no_grad()
    def _follow(self) -> None:
        """Brings the running mean a step nearer to the network; quicker at the beginning, when it holds little."""
        stays = min(_MEAN_STAYS, self.step / (self.step + 10 * _MEAN_EVERY))
        for name, value in self.network.named_parameters():
            self.mean[name].lerp_(value, 1 - stays)

    @contextlib.contextmanager
    def _mean(self) -> Iterator[None]:
        """The network with the weights of the running mean, for as long as it is looked at."""
        own = {name: value.detach().clone() for name, value in self.network.named_parameters()}
        self.network.load_state_dict(self.mean)
        yield
        self.network.load_state_dict(own)

    def _report(self) -> None:
        with self._mean():
            figures = {"start": measure(self.network, self.batcher, self.unsplit).get("start", 0.0)}
            for examples in (self.own, self.dev):
                figures.update(measure(self.network, self.batcher, examples))
        print(f"== epoch {self.epoch} step {self.step} {self.spent:.0f} s dev {shown(figures)}", flush=True)

    def _save(self) -> None:
        self.plan.work.mkdir(parents=True, exist_ok=True)
        state = {
            "network": self.network.state_dict(), "mean": self.mean,
            "optimizer": self.optimizer.state_dict(), "step": self.step,
            "epoch": self.epoch, "start": self._epoch_start, "spent": self.spent,
            "labels": json.dumps(self.labels.dump()),
        }  # fmt: skip
        partial = self.checkpoint.with_suffix(".part")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def _teacher(self, path: Path) -> Network:
        """A trained teacher with its mean weights.

        Raises:
            ValueError: it has other labels.
        """
        state = torch.load(path, weights_only=True)
        self._check_labels(path, state)
        teacher = Network(self.labels, MPNet())
        teacher.load_state_dict(state["mean"])
        return teacher

    def _check_labels(self, path: Path, state: Mapping[str, Any]) -> None:
        if json.loads(state["labels"]) != self.labels.dump():
            raise ValueError(f"{path} was trained with other labels; remove it to begin anew")

    def _begin(self, path: Path) -> None:
        """Takes over what a checkpoint or an exported model has; heads that it does not know start at nothing."""
        if path.suffix == ".onnx":
            given = weights(path, self.labels)
        else:
            state = torch.load(path, weights_only=True)
            given = state.get("mean") or state["network"]
        missing = self.network.load_state_dict(given, strict=False).missing_keys
        print(f"beginning with {path.name}; new: {', '.join(missing) or 'nothing'}", flush=True)

    def _resume(self) -> None:
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        self._check_labels(self.checkpoint, state)
        self.network.load_state_dict(state["network"])
        self.mean = state["mean"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.spent, self._epoch_start = (
            state["step"],
            state["epoch"],
            state["spent"],
            state["start"],
        )
        print(f"taking up at epoch {self.epoch}, step {self.step}", flush=True)


def _together(example: Example, chance: random.Random) -> Example:
    """A sentence with one or some of those that follow it, as far as they are short enough."""
    group = [example]
    for _ in range(chance.randint(1, _MOST - 1)):
        after = group[-1].following
        if after is None or sum(len(e.words) for e in group) + len(after.words) > MAX_WORDS:
            break
        group.append(after)
    return joined(group, chance)
