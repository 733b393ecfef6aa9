"""What tells an article's lines from the rest of a page, as numbers: a row a line, a column a feature of `NAMES`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from transforms.clean import facts
from transforms.clean.lines import TAG_BIT, TAGS, Integers, Lines, Numbers
from transforms.clean.names import BIT, MARKS

PROSE_WORDS = 10  # words of a line from which on it can be prose
PROSE_LINKED = 0.5  # share of its words in links below which it is
LEVELS = 4  # containers around a line that are described
WINDOW = 5  # lines before and after that are
FAR = 30  # lines; larger distances are not told apart
MOST_HINTED = 60  # words of a line up to which it is searched for phrases

_OUTSIDE = sum(TAG_BIT[tag] for tag in ("nav", "footer", "aside", "figure", "figcaption"))
_GROUPS = tuple(group for group, _ in facts.table("phrases", 2))
_PHRASES = [(p.replace("_", " "), 1 << i) for i, (_, ps) in enumerate(facts.table("phrases", 2)) for p in ps.split("|")]
_PHRASE_BITS = np.array([bit for _, bit in _PHRASES], np.int64)
_FINDER = ahocorasick_rs.AhoCorasick(
    [phrase for phrase, _ in _PHRASES], implementation=ahocorasick_rs.Implementation.DFA
)
_LINE_TAGS = ("p", "h2", "h3", "h4", "li", "td", "div", "blockquote", "pre", "h1", "section", "article")
_TAG_NUMBER = {tag: number for number, tag in enumerate(_LINE_TAGS)}
_INLINE_TAGS = ("a", "b", "em", "time")
_INLINE_BITS = np.array([[TAG_BIT[tag]] for tag in _INLINE_TAGS])

_TEXT = ("words", "characters_a_word", "linked", "commas", "ends_sentence", "divided", "repeated")
_PLACE = (
    "line_position", "word_position", "from_heading", "from_end", "page_lines", "page_words", "page_prose",
    "before_heading", "in_densest", "up_to_densest", "down_to_densest", "densest_share", "same_signature", "depth",
    "before_words", "before_words_2", "after_words", "after_words_2", "before_linked", "after_linked",
    "prose_before", "prose_after", "lines_since_prose", "lines_to_prose", "in_row", "dropped", "up_to_heading",
    "heading_up", "up_to_first", "prose_since_heading", "up_to_last_prose",
)  # fmt: skip
_LEVEL = ("prose_share", "linked", "lines", "words_a_line", "prose_lines", "alike")
NAMES: tuple[str, ...] = (
    *_TEXT,
    *(f"phrase_{group}" for group in _GROUPS),
    *_PLACE,
    *(f"level_{level}_{name}" for level in range(1, LEVELS + 1) for name in _LEVEL),
    *(f"tag_{tag}" for tag in _LINE_TAGS),
    *(f"holds_{tag}" for tag in _INLINE_TAGS),
    *(f"inside_{tag}" for tag in TAGS),
    *(f"near_{mark}" for mark in MARKS),
    *(f"above_{mark}" for mark in MARKS),
)
Matrix = npt.NDArray[np.float32]


def features(lines: Lines, *, heading: int = -1) -> Matrix:
    """The matrix of a page.

    Args:
        lines: of the page, at least one.
        heading: the line after the headline, -1 where it is unknown.
    """
    numbers = lines.numbers()
    words, container, parent = numbers.words, numbers.container, numbers.parent
    linked = numbers.linked / words
    prose = np.where((words >= PROSE_WORDS) & (linked < PROSE_LINKED), words * (1 - linked), np.float32(0))
    above = np.array(lines.above, np.int64)[container] | numbers.marks
    inside = np.array(lines.tags, np.int64)[container] | numbers.inline
    inner = ((above & BIT["teaser"]) | (inside & _OUTSIDE)) == 0
    inner &= ~numbers.dropped
    if (prose * inner).any():
        prose = prose * inner
    own = np.append(np.array(lines.own, np.int64), 0)  # the outermost container's parent is -1
    around = parent[container]
    near = numbers.marks | own[container] | own[around] | own[np.append(parent, -1)[around]]
    tags = np.array([_TAG_NUMBER.get(tag, -1) for tag in lines.tag])
    # By column, as the trees ask for it.
    matrix = np.concatenate(
        [
            _text_columns(lines, words, linked),
            _place_columns(lines, numbers, linked, prose, heading),
            _level_columns(numbers, linked, prose),
            tags == np.arange(len(_LINE_TAGS))[:, None],
            (numbers.inline & _INLINE_BITS) != 0,
            _bits(inside, len(TAGS)),
            _bits(near, len(MARKS)),
            _bits(above, len(MARKS)),
        ],
        dtype=np.float32,
    ).T
    assert matrix.shape == (len(lines), len(NAMES))
    return matrix


def _bits(values: Integers, count: int) -> npt.NDArray[np.uint8]:
    """A row for each of the lowest bits."""
    return np.unpackbits(values.astype("<i8").view(np.uint8).reshape(-1, 8).T, axis=0, bitorder="little")[:count]


def _text_columns(lines: Lines, words: Matrix, linked: Matrix) -> Matrix:
    texts = lines.text
    columns = (
        words,
        np.array(list(map(len, texts)), np.float32) / words,
        linked,
        np.array([text.count(",") for text in texts], np.float32) / words,
        [text[-1] in _ENDINGS or (text[-1] in _QUOTES and text[-2:-1] in _ENDINGS) for text in texts],
        [
            "|" in text or (not text.isascii() and ("·" in text or "•" in text or "»" in text or "›" in text))
            for text in texts
        ],
        _repeated(texts),
    )
    return np.concatenate([np.array(columns, np.float32), _bits(_hints(lines), len(_GROUPS))], dtype=np.float32)


def _repeated(texts: Sequence[str]) -> list[float]:
    """1 for a line that stands again further down, 2 for such a repetition."""
    repeated = [0.0] * len(texts)
    if len(set(texts)) < len(texts):
        first: dict[str, int] = {}
        for index, text in enumerate(texts):
            before = first.setdefault(text, index)
            if before != index:
                repeated[before], repeated[index] = 1.0, 2.0
    return repeated


def _hints(lines: Lines) -> npt.NDArray[np.int64]:
    """The groups of phrases in each short line, as bits."""
    hinted = [text.lower() if words <= MOST_HINTED else "" for text, words in zip(lines.text, lines.words, strict=True)]
    bits = np.zeros(len(hinted), np.int64)
    # One search through all lines: a phrase is words between blanks, and cannot begin in one line and end in another.
    if found := _FINDER.find_matches_as_indexes(" " + " \n ".join(hinted) + " ", overlapping=True):
        phrases, starts, _ = np.array(found, np.int64).T
        ends = np.cumsum([len(text) + 3 for text in hinted])
        np.bitwise_or.at(bits, np.searchsorted(ends, starts, "right"), _PHRASE_BITS[phrases])
    return bits


def _place_columns(lines: Lines, numbers: Numbers, linked: Matrix, prose: Matrix, heading: int) -> Matrix:
    words, container = numbers.words, numbers.container
    count = len(words)
    total, all_prose = float(words.sum()), float(prose.sum()) or 1.0
    index = np.arange(count, dtype=np.float32)
    before = np.concatenate([[0.0], prose.cumsum()])
    best = densest(lines, prose)
    up, down = _ways(lines, numbers.depth, best)
    first, last = lines.start[best], lines.end[best]
    nowhere = np.zeros(count, np.float32)
    is_prose = prose > 0
    here = np.arange(count)
    low, high = np.maximum(here - WINDOW, 0), np.minimum(here + WINDOW + 1, count)
    _, alike = np.unique(
        numbers.kind[container] * (len(numbers.kind) + 1) + numbers.kind[numbers.parent[container]], return_inverse=True
    )
    columns = (
        index / count,
        (words.cumsum() - words) / total,
        np.clip(index - heading, -FAR, 2 * FAR) if heading >= 0 else nowhere,
        np.minimum(count - index, FAR * 2),
        count,
        total,
        all_prose,
        (index < heading - 1) if heading >= 0 else nowhere,
        (here >= first) & (here < last),
        up[container],
        down[container],
        (before[last] - before[first]) / all_prose,
        np.bincount(alike, prose)[alike] / all_prose,
        numbers.depth[container] - lines.depth[best],
        _shifted(words, 1),
        _shifted(words, 2),
        _shifted(words, -1),
        _shifted(words, -2),
        _shifted(linked, 1),
        _shifted(linked, -1),
        (before[here] - before[low]) / all_prose,
        (before[high] - before[here + 1]) / all_prose,
        # Lines since the last one of prose, and to the next.
        np.minimum(index - np.maximum.accumulate(np.where(is_prose, index, -FAR)), FAR),
        np.minimum(np.minimum.accumulate(np.where(is_prose, index, count + FAR)[::-1])[::-1] - index, FAR),
        np.array(lines.row) >= 0,
        numbers.dropped,
        *_way_to_heading(lines, numbers, prose, heading, before),
    )
    matrix = np.empty((len(columns), count), np.float32)
    for row, column in enumerate(columns):
        matrix[row] = column
    return matrix


def densest(lines: Lines, prose: Matrix) -> int:
    """The container with the most prose (words of each line that count) around its lines.

    A line of prose counts whole for the container around its block and half for the next one, as in readability.
    """
    scores: dict[int, float] = {}
    for line in np.flatnonzero(prose).tolist():
        index, value = lines.container[line], float(prose[line])
        around = lines.parent[index]
        around = index if around < 0 or not lines.signature[index].startswith(("p ", "li ", "h")) else around
        scores[around] = scores.get(around, 0.0) + value
        above = lines.parent[around]
        if above > 1:
            scores[above] = scores.get(above, 0.0) + value / 2
    return max(scores, key=scores.__getitem__) if scores else 0


def _ways(lines: Lines, depth: Integers, target: int) -> tuple[Integers, Integers]:
    """Every container's way to one of them: steps up to the first common ancestor, and steps down from there."""
    path = [target]
    while lines.parent[path[-1]] >= 0:
        path.append(lines.parent[path[-1]])
    common = np.full(len(depth), -1)
    for ancestor in reversed(path):  # the containers inside one follow it
        common[ancestor : lines.next[ancestor]] = lines.depth[ancestor]
    return depth - common, lines.depth[target] - common


def _way_to_heading(
    lines: Lines, numbers: Numbers, prose: Matrix, heading: int, before: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[Any], ...]:
    """Steps to the headline and to the first prose below it, words of prose since, steps to the last prose above."""
    count, container, depth = len(prose), numbers.container, numbers.depth
    first = int(np.argmax(prose[max(heading, 0) :] > 0)) + max(heading, 0) if prose[max(heading, 0) :].any() else 0
    up_first, _ = _ways(lines, depth, lines.container[first])
    if heading > 0:
        up, down = _ways(lines, depth, lines.container[heading - 1])
        since = np.maximum(before[:-1] - before[heading], 0)
    else:
        up = down = np.full(len(lines.parent), -1)
        since = before[:-1]
    last = np.maximum.accumulate(np.where(prose > 0, np.arange(count), 0))
    previous = container[np.concatenate([[0], last[:-1]])]
    same = np.where(previous == container, 0, np.abs(depth[previous] - depth[container]) + 1)
    return up[container], down[container], up_first[container], since, same


def _level_columns(numbers: Numbers, linked: Matrix, prose: Matrix) -> Matrix:
    """What stands in the containers around each line, from the sums of their lines, which follow one another."""
    start, end, words = numbers.start, numbers.end, numbers.words
    sums = np.zeros((4, len(words) + 1))
    np.array([words, linked * words, prose, prose > 0]).cumsum(axis=1, out=sums[:, 1:])
    held, held_linked, held_prose, held_lines = sums[:, end] - sums[:, start]
    count = np.maximum(end - start, 1)
    _, alike = np.unique((numbers.parent + 1) * (len(start) + 1) + numbers.kind, return_inverse=True)
    table = np.array(
        [
            held_prose / (float(prose.sum()) or 1.0),
            held_linked / np.maximum(held, 1),
            np.minimum(count, 200),
            held / count,
            held_lines / count,
            np.minimum(np.bincount(alike, end > start)[alike], 30),
        ],
        np.float32,
    )
    columns = []
    current = numbers.container
    for _ in range(LEVELS):
        current = np.maximum(numbers.parent[current], 0)
        columns.append(table[:, current])
    return np.concatenate(columns)


def _shifted(values: Matrix, by: int) -> Matrix:
    """The values of the lines before (positive) or after, 0 beyond the page's ends."""
    out = np.zeros_like(values)
    if by > 0:
        out[by:] = values[:-by]
    else:
        out[:by] = values[-by:]
    return out


_ENDINGS = ".!?…。"
_QUOTES = "\"'”’»)]"
