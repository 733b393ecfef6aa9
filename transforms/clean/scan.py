"""One pass over a page: its lines of text with where each stands, and what the markup states.

The parser calls `_Walk` for every tag and text as it reads them; no tree is built, because that and touching its
elements cost more than all that is done with them here. What later steps need to know about the page's tree is
collected on the way (`lines.py`, `markup.py`). This is where most of the time goes: rows are collected as tuples and
made columns at the end, and little is called. One class keeps the state of the pass, which makes the module long.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from lxml import etree

from schemas.reasons import Reason
from transforms.clean.document import Document
from transforms.clean.elements import BLOCK, BREAK, KINDS, PAGE, PROSE, SKIPPED, TOP
from transforms.clean.furniture import is_furniture
from transforms.clean.lines import TAG_BIT, Container, Line, Lines, said
from transforms.clean.markup import Markup, add, read_link, read_meta
from transforms.clean.names import BIT, POPUP, marks
from transforms.clean.normalise import SPACELESS, visible
from transforms.clean.rejected import Rejected
from transforms.clean.statements import TELLING, Attributes, Block, Ending, Statements, is_elsewhere

MAX_ELEMENTS = 60_000
MAX_WEIGHT = 1_500_000  # elements times their depth: what a search for every element's ancestors costs
DEEPEST = 256  # nested elements; block elements further inside are read as inline ones
MOST_CELL = 40  # words of a cell of a table; a longer one is a part of a layout
MOST_CHILDREN = 25  # blocks in an element whose class gives it a role
MOST_PIECES = 50  # text nodes in an inline one
MOST_SCRIPTS = 60


@dataclass(slots=True)
class Scan:
    """What the pass found."""

    markup: Markup
    lines: Lines
    consent: str  # text of the consent dialogs, by which a page that is nothing else is known
    elements: int
    weight: int  # sum of the elements' depths

    @property
    def oversized(self) -> bool:
        """Too many elements for an extractor whose cost can grow faster than the page."""
        return self.elements > MAX_ELEMENTS or self.weight > MAX_WEIGHT


def scan(document: Document) -> Scan:
    """Read the page once.

    Raises:
        Rejected: NOT_HTML where the parser gives up.
    """
    walk = _READER.walk
    walk.begin()
    try:
        lines: Any = etree.fromstring(document.data, _READER.parser)
        return Scan(walk.markup, lines, " ".join(walk.consent), len(walk.depths), sum(walk.depths))
    except etree.XMLSyntaxError as error:
        raise Rejected(Reason.NOT_HTML, f"the page cannot be parsed: {error}") from error
    finally:
        walk.begin()  # keeps nothing of the page


# An open inline element that something is to be done for at its end: class, tag, role, field that its text states,
# first line, first text node, whether the outermost link, names, attributes.
_Inline = tuple[str | None, str, str | None, str | None, int, int, bool, str, Attributes]


class _Walk:
    """The parser's target."""

    __slots__ = (
        "articles", "consent", "containers", "controls", "depths", "dropped", "found", "heading", "held", "here",
        "inline", "inline_marks", "joined", "link", "linked", "markup", "open", "read", "rows", "run", "skipped",
        "skipping", "statements",
    )  # fmt: skip

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget the page before."""
        self.markup = Markup()
        self.statements = Statements(self.markup)
        self.found: list[Line] = []
        self.containers: list[Container] = []
        self.rows: list[tuple[int, int]] = []  # start and end of the lines that are rows of tables
        self.dropped: list[tuple[int, int]] = []  # and of those that are furniture
        self.consent: list[str] = []
        self.open: list[Any] = []  # of each open element its class, or what to do at its end: `Block`, `_Inline`
        self.here: Block | None = None  # the innermost open block element
        self.depths: list[int] = []  # of all elements
        self.controls = self.articles = 0  # sign-up fields and buttons; elements an article is made of
        self.run: list[str] = []  # text nodes of the line that is being read
        self.joined = False  # the last text node may go on
        self.link = -1  # where in the run the current link began, -1 outside links
        self.linked = self.inline = self.inline_marks = 0
        self.heading = -1  # the line after the first h1
        self.skipped = 0  # elements that are open from the one on whose content is no text
        self.skipping = ""  # its tag
        self.read: list[str] | None = None  # texts in it, where they are to be read
        self.held: list[tuple[str, str, Attributes]] | None = None  # what is in a button, until a paragraph is

    def start(self, tag: str, attributes: Attributes) -> None:
        """A start tag, or an element that HTML implies."""
        self.joined = False
        if self.skipped:
            self.skipped += 1
            if self.held is not None:
                self._hold(tag, attributes)
            return
        depth = len(self.open)
        self.depths.append(depth)
        kind = KINDS.get(tag, BLOCK)
        if kind == BLOCK and depth < DEEPEST:
            self._block(tag, attributes)
        elif kind == SKIPPED:
            self._skip(tag, attributes)
        elif kind == BREAK:
            self._break()
        else:
            self._inline(tag, attributes)

    def end(self, tag: str) -> None:
        """An end tag, written or implied."""
        self.joined = False
        if self.skipped:
            self.skipped -= 1
            if not self.skipped:
                self._skipped(tag)
            elif self.held is not None:
                self.held.append(("end", tag, {}))
            return
        element = self.open.pop()
        if element.__class__ is tuple:
            if element is self.here:
                self._block_end()
            else:
                self._inline_end(element)

    def data(self, text: str) -> None:
        """A text node, or a part of one."""
        if self.skipped:
            if self.read is not None:
                self.read.append(text)
            elif self.held is not None:
                self.held.append(("data", text, {}))
        elif self.joined:
            self.run[-1] += text
        elif self.run or not text.isspace():
            self.run.append(text)
            self.joined = True

    def close(self) -> Lines:
        """The end of the page."""
        if self.skipped:
            self.skipped = 0
            self._skipped(self.skipping)
        while self.open:
            self.end("")
        lines = Lines.of(self.found, self.containers, self.rows, self.dropped)
        self.markup.read_near(lines, self.heading)
        return lines

    def _block(self, tag: str, attributes: Attributes) -> None:
        if self.run:
            self._flush()
        else:
            self.linked = self.inline = self.inline_marks = 0
        around = self.here
        own, names = 0, ""
        role = kind = states = first = None
        hidden = False
        if attributes:
            first, second = attributes.get("class"), attributes.get("id")
            if first or second:
                names = f"{first} {second}" if first and second else first or second or ""
                own, role, kind = marks(names)
            if not TELLING.isdisjoint(attributes):
                own, role, kind, hidden, states = self.statements.of_attributes(
                    attributes, tag, around, own, role, kind
                )
        controls, articles = self.controls, self.articles
        inherited = own
        if tag in TOP:
            if tag in PAGE:
                own = inherited = 0
                role = kind = None
            else:
                # An article may say in its names that it has comments, which makes it no comment.
                inherited = own & ~_TEASER
                articles = self.articles = self.articles + 1
            if tag == "html":
                self.markup.lang = attributes.get("lang") or attributes.get("xml:lang")
            elif len(self.markup.classes) < 200:
                self.markup.classes.update(names.lower().split()[:40])
        elif tag == "h1":
            self.articles += 1
        tags, depth = TAG_BIT.get(tag, 0), 0
        if around:
            depth = around[4] + 1
            inherited |= around[6]
            tags |= around[7]
        ending: Ending | None = (role, kind, states, hidden, names) if role or kind or states or hidden else None
        index = len(self.containers)
        self.here = (
            first, index, tag, len(self.found), depth, own, inherited, tags, controls, articles, ending, around
        )  # fmt: skip
        self.containers.append(_OPEN)
        self.open.append(self.here)

    def _block_end(self) -> None:
        if self.run:
            self._flush()
        else:
            self.linked = self.inline = self.inline_marks = 0
        first, index, tag, start, depth, own, above, tags, controls, articles, ending, around = self.here or _NOWHERE
        self.here = around
        end = len(self.found)
        role, kind, states, hidden, names = ending or _NOTHING
        if end == start:
            self.containers.pop()  # nor did what was in it leave any
            if states:
                self.statements.state(states, "")
            return
        self.containers[index] = (
            around[1] if around else -1, start, end, len(self.containers), depth, own, above, tags,
            f"{tag} {first or ''}",
        )  # fmt: skip
        if hidden:
            self.dropped.append((start, end))
        elif kind or self.controls > controls or tag == "header":
            within, held = self.articles > articles, self.found[start:]
            if is_furniture(held, tag, tags, kind, controls=self.controls > controls, articles=within):
                self.dropped.append((start, end))
                if kind == "consent":
                    self.consent.append(said(held))
        if tag == "tr":
            self._row(start)
        elif tag == "h1":
            add(self.markup.h1, said(self.found[start:]), 400)
            if self.heading < 0 and self.markup.h1:
                self.heading = end
        elif tag == "figcaption" and not is_elsewhere(around):
            add(self.markup.captions, said(self.found[start:]), 1500)
        if states:
            self.statements.state(states, said(self.found[start:]))
        if role and sum(inner[0] == index for inner in self.containers[index + 1 :]) <= MOST_CHILDREN:
            self.statements.by_role(role, said(self.found[start:]), names, around)

    def _inline(self, tag: str, attributes: Attributes) -> None:
        names = ""
        role = states = first = None
        if attributes:
            first, second = attributes.get("class"), attributes.get("id")
            if first or second:
                names = f"{first} {second}" if first and second else first or second or ""
                own, role, kind = marks(names)
                self.inline_marks |= own
                if kind == POPUP:
                    self.skipped, self.skipping = 1, ""
                    return
            if not TELLING.isdisjoint(attributes):
                _, role, _, hidden, states = self.statements.of_attributes(attributes, tag, self.here, 0, role, None)
                if hidden:
                    self.skipped, self.skipping = 1, ""
        bit = TAG_BIT.get(tag)
        if bit:
            self.inline |= bit
        if self.skipped:
            return
        opened = tag == "a" and self.link < 0
        if opened:
            self.link = len(self.run)
        if opened or role or states or tag == "time":
            self.open.append((first, tag, role, states, len(self.found), len(self.run), opened, names, attributes))
        else:
            self.open.append(first)

    def _inline_end(self, element: _Inline) -> None:
        first, tag, role, states, start, before, opened, names, attributes = element
        run = self.run
        if opened:
            self.linked += len("".join(run[self.link :]).split())
            self.link = -1
        if states:
            pieces = run if start < len(self.found) else run[before:]
            self.statements.state(states, visible(" ".join([*(line[0] for line in self.found[start:]), *pieces])))
        if (role or tag == "time") and not is_elsewhere(self.here):
            text = visible("".join(run[before:])) if start == len(self.found) else said(self.found[start:])
            if tag == "time":
                self.markup.stamped.setdefault(len(self.found), attributes.get("datetime") or text)
                self.statements.time(attributes, text, first, self.open[-1])
            if role and len(run) - before <= MOST_PIECES:
                self.statements.by_role(role, text, names, self.here)

    def _flush(self) -> None:
        """End the line that is being read."""
        run, here = self.run, self.here
        self.run = []
        if self.link >= 0:
            self.linked += len("".join(run[self.link :]).split())
            self.link = 0
        text = visible("".join(run) if len(run) > 1 else run[0])
        if text and here:
            words = text.count(" ") + 1
            # Scripts without blanks between words: about two characters make one.
            if len(text) >= SPACELESS * words and not text.isascii():
                words = len(text) // 2
            self.found.append((text, run, here[2], here[1], self.inline, self.inline_marks, words, self.linked))
        self.linked = self.inline = self.inline_marks = 0

    def _break(self) -> None:
        """A line break divides what is no paragraph, and paragraphs where two follow each other."""
        self.open.append(None)
        run = self.run
        if not run:
            return
        if (
            (self.here and self.here[2] not in PROSE)
            or run[-1] is _BREAK_MARK
            or (len(run) > 1 and run[-2] is _BREAK_MARK and run[-1].isspace())
        ):
            self._flush()
        else:
            run.append(_BREAK_MARK)

    def _skip(self, tag: str, attributes: Attributes) -> None:
        """An element whose content is no text."""
        markup = self.markup
        self.skipped, self.skipping = 1, tag
        if tag == "script":
            if "ld+json" in (attributes.get("type") or "").lower() and len(markup.json_ld) < MOST_SCRIPTS:
                self.read = []
        elif tag == "meta":
            read_meta(attributes, markup)
        elif tag == "link":
            read_link(attributes, markup)
        elif tag == "title":
            self.read = []
        elif tag == "button":
            self.held = [("start", tag, attributes)]
        elif tag == "input" and (attributes.get("type") or "").lower() in ("email", "submit"):
            self.controls += 1

    def _skipped(self, tag: str) -> None:
        """The end of such an element."""
        if self.read is not None:
            text = "".join(self.read)
            self.read = None
            if tag == "script" and text:
                self.markup.json_ld.append(text)
            elif tag == "title" and self.markup.page_title is None:
                self.markup.page_title = visible(text) or None
        elif self.held is not None:
            self.held = None
            self.controls += 1
        if self.run and self.skipping:
            self.run.append(" ")

    def _hold(self, tag: str, attributes: Attributes) -> None:
        """A start tag in a button, which is a part of the text where it holds a paragraph."""
        held = self.held or []
        held.append(("start", tag, attributes))
        if tag == "p":
            self.skipped, self.held = 0, None
            (_, outer, its), *inner = held
            self._block(outer, its)
            for event, value, its in inner:
                if event == "start":
                    self.start(value, its)
                elif event == "end":
                    self.end(value)
                else:
                    self.data(value)

    def _row(self, start: int) -> None:
        """Cells of a table of data make one row; those of a layout stay what they are."""
        cells = self.found[start:]
        if (
            len(cells) > 1
            and len({cell[3] for cell in cells}) == len(cells)
            and all(cell[2] in ("td", "th") and cell[6] <= MOST_CELL for cell in cells)
        ):
            self.rows.append((start, len(self.found)))


class _Reader(threading.local):
    """A parser and its target for each thread; to make them costs more than to parse a small page."""

    def __init__(self) -> None:
        self.walk = _Walk()
        target: Any = self.walk  # the stubs ask for methods that a target may leave out
        self.parser = etree.HTMLParser(encoding="utf-8", target=target, remove_comments=True, remove_pis=True)


class _Mark(str):
    """A text node that is a line break."""

    __slots__ = ()


_READER = _Reader()
_BREAK_MARK = _Mark(" ")
_OPEN: Container = (-1, 0, 0, 0, 0, 0, 0, 0, "")  # stands for a container until its end
_NOWHERE: Block = (None, 0, "", 0, 0, 0, 0, 0, 0, 0, None, None)
_NOTHING: Ending = (None, None, None, False, "")
_TEASER = BIT["teaser"]
