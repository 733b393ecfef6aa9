"""How well the float network does on treebank sentences, names and triggers, while it trains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import torch

from training.analyser.batches import Batcher
from training.analyser.examples import UNKNOWN, Example
from training.analyser.network import Network

_BATCH = 3000


@torch.no_grad()
def measure(network: Network, batcher: Batcher, examples: Iterable[Example]) -> dict[str, float]:
    """Shares of right tags, lemmas, heads and labels; F1 of predicates, roles (given predicates), triggers."""
    network.eval()
    c: Counter[str] = Counter()
    for group in batcher.plan(examples, _BATCH, None):
        b = batcher.batch(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            s = network(*b.inputs)
            heads = s.arc.argmax(-1)
            rels = network.rel_scores(s, heads).argmax(-1)
            roles = network.role_scores(s, b.frame_sentence, b.frame_word).argmax(-1) if len(b.role) else b.role
            if len(b.party):
                parts = network.party_scores(s, b.party_sentence, b.party_word).argmax(-1)
                _count_allowed(c, "party", parts[b.party > 0], b.party[b.party > 0])
        known = b.head != UNKNOWN
        c["words"] += int(known.sum())
        c["uas"] += int(((heads == b.head) & known).sum())
        c["las"] += int(((heads == b.head) & (rels == b.rel) & known).sum())
        c["upos"] += int(((s.upos.argmax(-1) == b.upos) & known).sum())
        c["lemma"] += int(((s.lemma.argmax(-1) == b.lemma) & known).sum())
        _count(c, "predicate", s.predicate.argmax(-1), b.predicate)
        _count(c, "role", roles, b.role)
        _count(c, "event", s.event.argmax(-1), b.event)
        _count(c, "trigger", (s.event.argmax(-1) > 0).long(), torch.where(b.event > 0, 1, b.event))
        _count(c, "start", s.start.argmax(-1), b.start)
        asked = b.status != UNKNOWN
        c["statuses"] += int(asked.sum())
        c["status"] += int((s.status.argmax(-1) == b.status)[asked].sum())
        c["mode"] += int((s.mode.argmax(-1) == b.mode)[asked].sum())
        named = b.name > 0
        if named.any():
            _count_allowed(c, "name", s.name.argmax(-1)[named], b.name[named])
    network.train()
    shares = {t: c[t] / c["words"] for t in ("upos", "lemma", "uas", "las") if c["words"]}
    if c["statuses"]:
        shares.update({t: c[t] / c["statuses"] for t in ("status", "mode")})
    for task in ("predicate", "role", "event", "trigger", "party", "name", "start"):
        if c[task + "!"]:
            shares[task] = 2 * c[task + "+"] / (c[task + "?"] + c[task + "!"])
    return {task: round(value, 4) for task, value in shares.items()}


def _count(c: Counter[str], task: str, guess: torch.Tensor, gold: torch.Tensor) -> None:
    known = gold != UNKNOWN
    c[task + "+"] += int(((guess == gold) & (gold > 0) & known).sum())
    c[task + "?"] += int(((guess > 0) & known).sum())
    c[task + "!"] += int(((gold > 0) & known).sum())


def _count_allowed(c: Counter[str], task: str, guess: torch.Tensor, allowed: torch.Tensor) -> None:
    """Counts labels where several may be right; bit 0 stands for nothing."""
    right = (allowed >> guess) & 1 == 1
    c[task + "+"] += int((right & (guess > 0)).sum())
    c[task + "?"] += int((guess > 0).sum())
    c[task + "!"] += int((allowed & 1 == 0).sum())


def shown(figures: dict[str, float], tasks: Sequence[str] = ()) -> str:
    return " ".join(f"{task} {figures[task]:.4f}" for task in (tasks or figures) if task in figures)
