"""What tells an article's lines from the rest of a page, as numbers: a row a line, a column a feature of `NAMES`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from transforms.clean import facts
from transforms.clean.lines import TAG_BIT, TAGS, Lines
from transforms.clean.names import BIT, MARKS

PROSE_WORDS = 10  # words of a line from which on it can be prose
PROSE_LINKED = 0.5  # share of its words in links below which it is
LEVELS = 4  # containers around a line that are described
WINDOW = 5  # lines before and after that are
FAR = 30  # lines; larger distances are not told apart
SHORT = 14  # words of a line whose characters are looked at
FEW = 3  # words of a line from which on it is compared with headline, summary and `articleBody`
MOST_HEADING = 40  # words of a line up to which it is compared with the headline
MOST_HINTED = 60  # words of a line up to which it is searched for phrases
START = 60  # characters of a line that are looked for in the `articleBody`

_OUTSIDE = sum(TAG_BIT[tag] for tag in ("nav", "footer", "aside", "figure", "figcaption"))
_GROUPS = tuple(group for group, _ in facts.table("phrases", 2))
_PHRASES = [(p.replace("_", " "), 1 << i) for i, (_, ps) in enumerate(facts.table("phrases", 2)) for p in ps.split("|")]
_PHRASE_BITS = tuple(bit for _, bit in _PHRASES)
_FINDER = ahocorasick_rs.AhoCorasick([phrase for phrase, _ in _PHRASES])
_LINE_TAGS = ("p", "h2", "h3", "h4", "li", "td", "div", "blockquote", "pre", "h1", "section", "article")
_TAG_NUMBER = {tag: number for number, tag in enumerate(_LINE_TAGS)}
_INLINE_TAGS = ("a", "b", "em", "time")

_TEXT = (
    "words", "characters_a_word", "linked", "commas", "ends_sentence", "ends_colon", "starts_lower", "capitals",
    "title_case", "digits", "divided", "said_by_title", "is_title", "in_description", "in_stated_body", "repeated",
)  # fmt: skip
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


def features(
    lines: Lines, *, heading: int = -1, title: str | None = None, description: str | None = None, stated: str = ""
) -> Matrix:
    """The matrix of a page.

    Args:
        lines: of the page, at least one.
        heading: the line after the headline, -1 where it is unknown.
        title: the headline.
        description: the page's own summary.
        stated: the article's text as the page's data state it.
    """
    count = len(lines)
    text = _text_columns(lines, title, description, stated)
    words = np.array(lines.words, np.float32)
    linked = np.array(lines.linked, np.float32) / words
    prose = np.where((words >= PROSE_WORDS) & (linked < PROSE_LINKED), words * (1 - linked), 0).astype(np.float32)
    container = np.array(lines.container, np.int64)
    parent = np.array(lines.parent, np.int64)
    above = np.array(lines.above, np.int64)[container] | np.array(lines.marks, np.int64)
    inside = np.array(lines.tags, np.int64)[container] | np.array(lines.inline, np.int64)
    outside = (above & BIT["teaser"] != 0) | (inside & _OUTSIDE != 0) | np.array(lines.dropped)
    if (prose * ~outside).any():
        prose = prose * ~outside
    place = _place_columns(lines, words, linked, prose, container, heading)
    levels = _level_columns(lines, words, linked * words, prose, container, parent)
    tags = np.array([_TAG_NUMBER.get(tag, -1) for tag in lines.tag])
    line_tags = tags[:, None] == np.arange(len(_LINE_TAGS))
    inline = np.array(lines.inline, np.int64)
    own = np.array(lines.own, np.int64)
    padded = np.append(own, 0)  # the outermost container's parent is -1
    near = (
        np.array(lines.marks, np.int64)
        | own[container]
        | padded[parent[container]]
        | padded[np.append(parent, -1)[parent[container]]]
    )
    bits = np.arange(64, dtype=np.int64)
    holds = np.stack([inline & (1 << TAGS.index(tag)) != 0 for tag in _INLINE_TAGS], 1)
    parts = (
        text,
        place,
        levels,
        line_tags,
        holds,
        inside[:, None] >> bits[: len(TAGS)] & 1,
        near[:, None] >> bits[: len(MARKS)] & 1,
        above[:, None] >> bits[: len(MARKS)] & 1,
    )
    matrix = np.concatenate([p.astype(np.float32) for p in parts], 1)
    assert matrix.shape == (count, len(NAMES))
    return matrix


def _text_columns(lines: Lines, title: str | None, description: str | None, stated: str) -> Matrix:
    heading = _plain(title or "")
    in_heading = set(heading.split())
    summary = _plain(description or "")
    body = _plain(stated)
    times = Counter(lines.text)
    seen: set[str] = set()
    rows: list[Sequence[float]] = []
    for text, words, linked in zip(lines.text, lines.words, lines.linked, strict=True):
        lower = text.lower()
        last = text[-1]
        repeated = 0
        if times[text] > 1:
            repeated = 2 if text in seen else 1
            seen.add(text)
        said = same = within = 0.0
        bits = 0
        short = words <= SHORT
        if words <= MOST_HINTED:
            for index, _, _ in _FINDER.find_matches_as_indexes(f" {lower} ", overlapping=True):
                bits |= _PHRASE_BITS[index]
        start = _plain(lower[:START]) if words >= FEW else ""
        if start:
            if words <= MOST_HEADING and in_heading:
                own = set(start.split())
                said = len(own & in_heading) / len(own)
                same = float(start == heading[: len(start)] and abs(len(lower) - len(heading)) < 12)
            if summary:
                within = float(start in summary)
        in_body = -1.0
        if body:
            in_body = float(
                bool(start) and (f" {start} " in f" {body} " if short else start.rpartition(" ")[0] in body)
            )
        rows.append(
            (
                words,
                len(text) / words,
                linked / words,
                text.count(",") / words,
                last in _ENDINGS or (last in _QUOTES and text[-2:-1] in _ENDINGS),
                last == ":",
                text[0].islower(),
                text.isupper(),
                short and text.istitle(),
                sum(map(text.count, "0123456789")) / len(text) if short else 0.0,
                "|" in text or "·" in text or "•" in text or "»" in text or "›" in text,
                said,
                same,
                within,
                in_body,
                repeated,
                bits,
            )
        )
    columns = np.array(rows, np.float64)
    groups = columns[:, -1].astype(np.int64)[:, None] >> np.arange(len(_GROUPS)) & 1
    return np.concatenate([columns[:, :-1], groups], 1).astype(np.float32)


def _plain(text: str) -> str:
    return _APART.sub(" ", text.lower()).strip()


def _place_columns(
    lines: Lines, words: Matrix, linked: Matrix, prose: Matrix, container: npt.NDArray[np.int64], heading: int
) -> Matrix:
    count = len(words)
    total, all_prose = float(words.sum()), float(prose.sum()) or 1.0
    index = np.arange(count, dtype=np.float32)
    before = np.concatenate([[0.0], np.cumsum(prose)])
    best, up, down = _densest(lines, prose, container)
    share = (before[lines.end[best]] - before[lines.start[best]]) / all_prose
    far = np.clip(index - heading, -FAR, 2 * FAR) if heading >= 0 else np.zeros(count)
    is_prose = prose > 0
    # Lines since the last one of prose, and to the next.
    since = np.minimum(index - np.maximum.accumulate(np.where(is_prose, index, -FAR)), FAR)
    to = np.minimum(np.minimum.accumulate(np.where(is_prose, index, count + FAR)[::-1])[::-1] - index, FAR)
    low, high = np.maximum(index - WINDOW, 0).astype(int), np.minimum(index + WINDOW + 1, count).astype(int)
    here = index.astype(int)
    signature = [
        f"{t} {lines.signature[c]} {lines.signature[lines.parent[c]]}"
        for t, c in zip(lines.tag, lines.container, strict=True)
    ]
    by_signature: dict[str, float] = {}
    for name, value in zip(signature, prose.tolist(), strict=True):
        by_signature[name] = by_signature.get(name, 0.0) + value
    columns = (
        index / count,
        (np.cumsum(words) - words) / total,
        far,
        np.minimum(count - index, FAR * 2),
        np.full(count, count),
        np.full(count, total),
        np.full(count, all_prose),
        (index < heading - 1) if heading >= 0 else np.zeros(count),
        (here >= lines.start[best]) & (here < lines.end[best]),
        up[container],
        down[container],
        np.full(count, share),
        np.array([by_signature[name] for name in signature]) / all_prose,
        np.array(lines.depth)[container] - lines.depth[best],
        _shifted(words, 1),
        _shifted(words, 2),
        _shifted(words, -1),
        _shifted(words, -2),
        _shifted(linked, 1),
        _shifted(linked, -1),
        (before[here] - before[low]) / all_prose,
        (before[high] - before[here + 1]) / all_prose,
        since,
        to,
        np.array(lines.row) >= 0,
        np.array(lines.dropped),
        *_way_to_heading(lines, prose, container, heading, before),
    )
    return np.stack(columns, 1).astype(np.float32)


def _densest(
    lines: Lines, prose: Matrix, container: npt.NDArray[np.int64]
) -> tuple[int, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The container with the most prose around its lines, and every container's way to it, up and down the tree.

    A line of prose counts whole for the container around its block and half for the next one, as in readability.
    """
    scores: dict[int, float] = {}
    for index, value in zip(container.tolist(), prose.tolist(), strict=True):
        if value:
            around = lines.parent[index]
            around = index if around < 0 or not lines.signature[index].startswith(("p ", "li ", "h")) else around
            scores[around] = scores.get(around, 0.0) + value
            above = lines.parent[around]
            if above > 1:
                scores[above] = scores.get(above, 0.0) + value / 2
    best = max(scores, key=scores.__getitem__) if scores else 0
    return best, *_ways(lines, np.array(lines.depth), best)


def _ways(
    lines: Lines, depth: npt.NDArray[np.int64], target: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Every container's way to one of them: steps up to the first common ancestor, and steps down from there."""
    path = [target]
    while lines.parent[path[-1]] >= 0:
        path.append(lines.parent[path[-1]])
    common = np.full(len(depth), -1)
    for ancestor in reversed(path):  # the containers inside one follow it
        common[ancestor : lines.next[ancestor]] = lines.depth[ancestor]
    return depth - common, lines.depth[target] - common


def _way_to_heading(
    lines: Lines, prose: Matrix, container: npt.NDArray[np.int64], heading: int, before: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[Any], ...]:
    """Steps to the headline and to the first prose below it, words of prose since, steps to the last prose above."""
    count = len(prose)
    first = int(np.argmax(prose[max(heading, 0) :] > 0)) + max(heading, 0) if prose[max(heading, 0) :].any() else 0
    depth = np.array(lines.depth)
    up_first, _ = _ways(lines, depth, lines.container[first])
    if heading > 0:
        up, down = _ways(lines, depth, lines.container[heading - 1])
        since = np.maximum(before[:-1] - before[heading], 0)
    else:
        up, down = np.full(len(lines.parent), -1), np.full(len(lines.parent), -1)
        since = before[:-1]
    last = np.maximum.accumulate(np.where(prose > 0, np.arange(count), 0))
    previous = container[np.concatenate([[0], last[:-1]])]
    same = np.where(previous == container, 0, np.abs(depth[previous] - depth[container]) + 1)
    return up[container], down[container], up_first[container], since, same


def _level_columns(
    lines: Lines,
    words: Matrix,
    linked: Matrix,
    prose: Matrix,
    container: npt.NDArray[np.int64],
    parent: npt.NDArray[np.int64],
) -> Matrix:
    """What stands in the containers around each line, from the sums of their lines, which follow one another."""
    start, end = np.array(lines.start), np.array(lines.end)

    def inside(values: Matrix) -> npt.NDArray[np.float64]:
        sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        held: npt.NDArray[np.float64] = sums[end] - sums[start]
        return held

    count = np.maximum(end - start, 1)
    kinds = list(zip(lines.parent, lines.signature, strict=True))
    alike = Counter(kind for kind, first, last in zip(kinds, lines.start, lines.end, strict=True) if last > first)
    held, held_linked, held_prose = inside(words), inside(linked), inside(prose)
    held_lines = inside((prose > 0).astype(np.float32))
    table = np.stack(
        [
            held_prose / (float(prose.sum()) or 1.0),
            held_linked / np.maximum(held, 1),
            np.minimum(count, 200),
            held / count,
            held_lines / count,
            np.minimum(np.array([alike[kind] for kind in kinds]), 30),
        ],
        1,
    )
    columns = []
    current = container
    for _ in range(LEVELS):
        current = np.maximum(parent[current], 0)
        columns.append(table[current])
    return np.concatenate(columns, 1).astype(np.float32)


def _shifted(values: Matrix, by: int) -> Matrix:
    """The values of the lines before (positive) or after, 0 beyond the page's ends."""
    out = np.zeros_like(values)
    if by > 0:
        out[by:] = values[:-by]
    else:
        out[:by] = values[-by:]
    return out


_APART = re.compile(r"[\W_]+")
_ENDINGS = ".!?…。"
_QUOTES = "\"'”’»)]"
