"""The parse of a sentence: noun phrases, verb groups with their arguments, roles and event heads, from its analysis."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.analyser.document import Document
from transforms.events.grammar.chunks import Chunk, chunk
from transforms.events.grammar.groups import Children, find_groups
from transforms.events.grammar.lexicon import Lexicon
from transforms.events.grammar.mending import mend
from transforms.events.grammar.subjects import Arguments
from transforms.events.grammar.syntax import Group, Named, Parse, Role, Telling
from transforms.events.grammar.tagging import Alignment, Word, align, without_cycles
from transforms.events.grammar.words import tokenize


def parse(text: str, offset: int, analysed: Document, lexicon: Lexicon, *, headline: bool = False) -> Parse:
    """The parse of one sentence.

    Args:
        text: the sentence.
        offset: where it starts in its story.
        analysed: what the analyser says of it.
        lexicon: closed classes and verb forms.
        headline: whether it is written in the style of headlines.
    """
    aligned = align(tokenize(text, offset), analysed, offset, lexicon)
    words = tuple(without_cycles(mend(aligned.words, lexicon, headline=headline)))
    children: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        if word.head >= 0:
            children[word.head].append(i)
    chunks = chunk(words)
    groups = find_groups(words, children, headline=headline)
    covering: dict[int, Chunk] = {i: c for c in chunks for i in range(c.start, c.end)}
    roles = _roles(analysed, aligned, covering)
    arguments = Arguments(words, children, covering.get, groups, roles)
    arguments.fill()
    _clauses(words, children, groups, arguments)
    return Parse(
        words, tuple(chunks), tuple(groups), _quoted(words), tuple(tuple(c) for c in children), roles,
        _tellings(analysed, aligned), _named(analysed, aligned), covering, {g.head: g for g in groups},
    )  # fmt: skip


def _roles(analysed: Document, aligned: Alignment, covering: dict[int, Chunk]) -> dict[int, tuple[Role, ...]]:
    found: dict[int, tuple[Role, ...]] = {}
    for s, sentence in enumerate(analysed.sentences):
        for predicate in sentence.predicates:
            filled = [
                Role(arg.role, covering[word], arg.score)
                for arg in predicate.args
                if (word := aligned.word_of[s, arg.head]) in covering
            ]
            word = aligned.word_of[s, predicate.token]
            found[word] = found.get(word, ()) + tuple(filled)
    return found


def _tellings(analysed: Document, aligned: Alignment) -> tuple[Telling, ...]:
    found = []
    for s, sentence in enumerate(analysed.sentences):
        for t in sentence.triggers:
            start, end = aligned.word_of[s, t.start], aligned.word_of[s, t.end - 1] + 1
            actors, recipients, places = (
                tuple((aligned.word_of[s, m.end - 1], m.score) for m in mentions)
                for mentions in (t.actors, t.recipients, t.places)
            )
            found.append(Telling(start, end, t.type, t.status, t.score, t.status_score, t.mode, t.mode_score,
                                 actors, recipients, places))  # fmt: skip
    return tuple(found)


def _named(analysed: Document, aligned: Alignment) -> tuple[Named, ...]:
    return tuple(
        Named(aligned.word_of[s, n.start], aligned.word_of[s, n.end - 1] + 1, n.kind, n.score)
        for s, sentence in enumerate(analysed.sentences)
        for n in sentence.names
    )


def _clauses(words: Sequence[Word], children: Children, groups: Sequence[Group], arguments: Arguments) -> None:
    """The span of words of each group's clause: what hangs on it, without the clauses around and inside it."""
    nodes = {arguments.node(g) for g in groups}
    for group in groups:
        node = arguments.node(group)
        own: list[int] = [node, group.start]
        waiting = [node]
        while waiting:
            for child in children[waiting.pop()]:
                if child in nodes or words[child].rel == "parataxis":
                    continue
                own.append(child)
                waiting.append(child)
        low = high = group.head
        mine = set(own) | set(range(group.start, group.end))
        while low > 0 and (low - 1 in mine or _inside(words, low - 1)):
            low -= 1
        while high + 1 < len(words) and (high + 1 in mine or _inside(words, high + 1)):
            high += 1
        group.clause = (low, high + 1)


def _inside(words: Sequence[Word], i: int) -> bool:
    return words[i].tag in ("QU", ",", "RB")


def _quoted(words: Sequence[Word]) -> tuple[int, ...]:
    """For each word the length in words of the quotation it stands in, 0 outside."""
    lengths = [0] * len(words)
    opened: int | None = None
    for i, word in enumerate(words):
        if word.tag != "QU":
            continue
        if opened is None or word.token.text in "“«„":
            opened = i
        else:
            for j in range(opened + 1, i):
                lengths[j] = i - opened - 1
            opened = None
    if opened is not None and len(words) - opened > 4:
        for j in range(opened + 1, len(words)):
            lengths[j] = len(words) - opened
    elif opened is not None:
        # a closing mark whose opening stood in the sentence before
        for j in range(opened):
            lengths[j] = max(lengths[j], opened)
    return tuple(lengths)
