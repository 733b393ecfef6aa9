"""Web text written for sitrep (`training/web`): sentence boundaries and names; its grammar is the teacher's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.analyser.examples import UNKNOWN, CorpusError, Example
from training.analyser.names import sets_of
from transforms.events.analyser.tokens import tokenize

TEXTS = Path(__file__).parents[1] / "web"
_NAME = re.compile(r"\{(PER|ORG|LOC):([^{}]+)\}")


def web_examples() -> Iterator[Example]:
    """The sentences of the texts, each knowing the next of its text.

    Raises:
        CorpusError: a name is not marked as it should be.
    """
    for path in sorted(TEXTS.glob("*.txt")):
        before: Example | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                before = None
                continue
            example = web_example(line, f"{path.name}, line {number}")
            if before is not None:
                before.following = example
            before = example
            yield example


def web_example(line: str, where: str = "") -> Example:
    """One marked sentence.

    Raises:
        CorpusError: a brace belongs to no name.
    """
    text, spans, at = "", [], 0
    for name in _NAME.finditer(line):
        text += line[at : name.start()]
        spans.append((len(text), len(text) + len(name[2]), name[1]))
        text += name[2]
        at = name.end()
    text += line[at:]
    if "{" in text or "}" in text:
        raise CorpusError(f"{where}: a brace that belongs to no name in {line[:60]!r}; write {{PER:...}}")
    tokens = tokenize(text)
    tags = ["O"] * len(tokens)
    for start, end, kind in spans:
        inside = [n for n, t in enumerate(tokens) if start < t.end and t.start < end]
        for n in inside:
            tags[n] = f"{'B' if n == inside[0] else 'I'}-{kind}"
    words = [t.text for t in tokens]
    return Example("web", words, names=sets_of(words, tags, "web"), starts=[UNKNOWN] + [0] * (len(words) - 1))
