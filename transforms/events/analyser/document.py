"""What an analyser says of a text: sentences, tokens, dependencies, predicates with roles, names, triggers.

Characters are counted in the text as it was given; tokens are counted in their sentence from 0; every span ends before
its `end`. Scores are the model's probabilities, from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark at text[start:end]; `head` is the token that it depends on, -1 for the root of its sentence."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: int
    rel: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Arg:
    """What fills a role (A0, A1, AM-LOC, R-A0, ...) of a predicate: tokens start to end, and the head among them."""

    role: str
    start: int
    end: int
    head: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, noun or adjective that says what happens; `sense` is its PropBank roleset where a model knows it."""

    token: int
    args: tuple[Arg, ...] = ()
    sense: str | None = None
    score: float = 1.0

    def arg(self, role: str) -> Arg | None:
        """What fills the role, the likeliest where there are several."""
        return max((a for a in self.args if a.role == role), key=lambda a: a.score, default=None)


@dataclass(frozen=True, slots=True)
class Name:
    """A name: PER, ORG, GRP (armed group), LOC, NORP (nationality, people, religion) or MISC."""

    kind: str
    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens that name a party to an event, or its place."""

    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that carry an event of a PLOVER type, and how it stands: real, claimed, historic, future, ...

    Who acts, whom it strikes and where are told as far as the sentence of the trigger names them.
    """

    start: int
    end: int
    type: str
    status: str
    score: float = 1.0
    status_score: float = 1.0
    #: PLOVER's mode, None where the event has none or an analyser does not tell.
    mode: str | None = None
    mode_score: float = 0.0
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at text[start:end]."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    predicates: tuple[Predicate, ...] = ()
    names: tuple[Name, ...] = ()
    triggers: tuple[Trigger, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text that the tokens from `start` to before `end` take."""
        return self.tokens[start].start, self.tokens[end - 1].end


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its sentences in order."""

    text: str
    sentences: tuple[Sentence, ...]

    def words(self, sentence: Sentence, start: int, end: int) -> str:
        """The text from token `start` to before token `end`, as it was written."""
        first, last = sentence.span(start, end)
        return self.text[first:last]


class TextAnalyser(Protocol):
    """Whatever analyses texts: the model of the project, or another in its place."""

    def analyse(self, texts: Sequence[str]) -> list[Document]:
        """A document for each text, in order; the same text always gives the same document."""
        ...
