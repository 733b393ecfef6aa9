"""One pass over a page: its lines of text with where each stands, and what the markup states.

The parser calls `_Walk` for every tag and text as it reads them; no tree is built, because that and touching its
elements cost more than all that is done with them here. What later steps need to know about the page's tree is
collected on the way (`lines.py`, `markup.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from schemas.reasons import Reason
from transforms.clean import facts
from transforms.clean.document import Document
from transforms.clean.elements import BREAK, INLINE, KINDS, PAGE, PROSE, SKIPPED, TOP
from transforms.clean.furniture import is_furniture
from transforms.clean.lines import FIGURE, NAVIGATION, TAG_BIT, Lines
from transforms.clean.markup import Markup, add, read_link, read_meta
from transforms.clean.names import BIT, PICTURE, marks
from transforms.clean.normalise import SPACELESS, visible
from transforms.clean.rejected import Rejected

MAX_ELEMENTS = 60_000
MAX_WEIGHT = 1_500_000  # elements times their depth: what a search for every element's ancestors costs
DEEPEST = 256  # nested elements; block elements further inside are read as inline ones
MOST_CELL = 40  # words of a cell of a table; a longer one is a part of a layout
MOST_CHILDREN = 25  # of an element whose class gives it a role
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
    walk = _Walk()
    target: Any = walk  # the stubs ask for methods that a target may leave out
    parser = etree.HTMLParser(encoding="utf-8", target=target, remove_comments=True, remove_pis=True)
    try:
        etree.fromstring(document.data, parser)
    except etree.XMLSyntaxError as error:
        raise Rejected(Reason.NOT_HTML, f"the page cannot be parsed: {error}") from error
    return Scan(walk.markup, walk.lines, " ".join(walk.consent), walk.elements, walk.weight)


Attributes = Mapping[str, str]
# An open element: its class where nothing is to be done at its end, else what that takes.
_Block = tuple[str | None, int, str, str | None, str | None, str | None, bool, int, int, str]
_Inline = tuple[str | None, int, str, str | None, str | None, int, int, bool, str, Attributes]
_Open = str | _Block | _Inline | None


class _Walk:
    """The parser's target."""

    __slots__ = (
        "articles", "author", "consent", "container", "controls", "elements", "heading", "held", "inline",
        "inline_marks", "joined", "lines", "link", "linked", "markup", "open", "read", "rows", "run", "skipped",
        "skipping", "weight",
    )  # fmt: skip

    def __init__(self) -> None:
        self.markup = Markup()
        self.lines = Lines()
        self.consent: list[str] = []
        self.open: list[Any] = []  # `_Open` of the elements that are open
        self.container = -1  # the innermost open block element
        self.elements = self.weight = self.rows = 0
        self.controls = self.articles = 0  # sign-up fields and buttons; elements an article is made of
        self.run: list[str] = []  # text nodes of the line that is being read
        self.joined = False  # the last text node may go on
        self.link = -1  # where in the run the current link began, -1 outside links
        self.linked = self.inline = self.inline_marks = 0
        self.heading = -1  # the line after the first h1
        self.author: str | None = None  # the name inside an element that states an author, None outside of such
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
        self.elements += 1
        self.weight += len(self.open)
        kind = KINDS.get(tag, 0)
        if kind == INLINE:
            self._inline(tag, attributes)
        elif kind == SKIPPED:
            self._skip(tag, attributes)
        elif kind == BREAK:
            self._break()
        elif len(self.open) < DEEPEST:
            self._block(tag, attributes)
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
            if element[1] >= 0:
                self._block_end(*element)
            else:
                self._inline_end(*element)

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

    def close(self) -> None:
        """The end of the page."""
        if self.skipped:
            self.skipped = 0
            self._skipped(self.skipping)
        while self.open:
            self.end("")
        lines = self.lines
        skipped = [bool(lines.tags[container] & NAVIGATION) for container in lines.container]
        self.markup.read_near(lines.text, lines.pieces, lines.tag, self.heading, skipped)

    def _block(self, tag: str, attributes: Attributes) -> None:
        if self.run:
            self._flush()
        else:
            self.linked = self.inline = self.inline_marks = 0
        lines, above = self.lines, self.container
        index, start = len(lines.parent), len(lines.text)
        own, names = 0, ""
        role = kind = states = first = None
        hidden = False
        if attributes:
            first, second = attributes.get("class"), attributes.get("id")
            if first or second:
                names = f"{first} {second}" if first and second else first or second or ""
                own, role, kind = marks(names)
            if not _TELLING.isdisjoint(attributes):
                own, role, kind, hidden, states = self._special(attributes, tag, own, role, kind)
        controls, articles = self.controls, self.articles
        inherited = own
        if tag in TOP:
            if tag in PAGE:
                own, role, kind = 0, None, None
                inherited = 0
            else:
                # An article may say in its names that it has comments, which makes it no comment.
                inherited = own & ~BIT["teaser"]
                articles = self.articles = self.articles + 1
            if tag == "html":
                self.markup.lang = attributes.get("lang") or attributes.get("xml:lang")
            elif len(self.markup.classes) < 200:
                self.markup.classes.update(names.lower().split()[:40])
        elif tag == "h1":
            self.articles += 1
        lines.parent.append(above)
        lines.start.append(start)
        lines.end.append(start)
        lines.next.append(index)
        lines.own.append(own)
        lines.name.append(tag)
        lines.signature.append(f"{tag} {first or ''}")
        if above < 0:
            lines.depth.append(0)
            lines.above.append(inherited)
            lines.tags.append(TAG_BIT.get(tag, 0))
        else:
            lines.depth.append(lines.depth[above] + 1)
            lines.above.append(inherited | lines.above[above])
            lines.tags.append(TAG_BIT.get(tag, 0) | lines.tags[above])
        self.container = index
        self.open.append((first, index, tag, role, kind, states, hidden, controls, articles, names))

    def _block_end(
        self,
        _class: str | None,
        index: int,
        tag: str,
        role: str | None,
        kind: str | None,
        states: str | None,
        hidden: bool,
        controls: int,
        articles: int,
        names: str,
    ) -> None:
        if self.run:
            self._flush()
        else:
            self.linked = self.inline = self.inline_marks = 0
        lines = self.lines
        above = self.container = lines.parent[index]
        lines.next[index] = len(lines.parent)
        start, end = lines.start[index], len(lines.text)
        if end == start:
            if states:
                self._state(states, "")
            return
        lines.end[index] = end
        if hidden:
            lines.dropped[start:end] = [True] * (end - start)
        elif kind or tag == "header" or self.controls > controls:
            within = self.articles > articles
            if is_furniture(lines, index, kind, controls=self.controls > controls, articles=within):
                lines.dropped[start:end] = [True] * (end - start)
                if kind == "consent":
                    self.consent.append(lines.since(start))
        if tag == "tr":
            self._row(index)
        elif tag == "h1":
            add(self.markup.h1, lines.since(start), 400)
            if self.heading < 0 and self.markup.h1:
                self.heading = end
        elif tag == "figcaption" and not lines.elsewhere(above):
            add(self.markup.captions, lines.since(start), 1500)
        if states:
            self._state(states, lines.since(start))
        if role and lines.parent[index + 1 :].count(index) <= MOST_CHILDREN:
            self._role(role, lines.since(start), names)

    def _inline(self, tag: str, attributes: Attributes) -> None:
        names = ""
        role = states = first = None
        if attributes:
            first, second = attributes.get("class"), attributes.get("id")
            if first or second:
                names = f"{first} {second}" if first and second else first or second or ""
                own, role, _ = marks(names)
                self.inline_marks |= own
            if not _TELLING.isdisjoint(attributes):
                _, role, _, hidden, states = self._special(attributes, tag, 0, role, None)
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
            self.open.append(
                (first, -1, tag, role, states, len(self.lines.text), len(self.run), opened, names, attributes)
            )
        else:
            self.open.append(first)

    def _inline_end(
        self,
        first: str | None,
        _index: int,
        tag: str,
        role: str | None,
        states: str | None,
        start: int,
        before: int,
        opened: bool,
        names: str,
        attributes: Attributes,
    ) -> None:
        run = self.run
        if opened:
            self.linked += len("".join(run[self.link :]).split())
            self.link = -1
        if states:
            said = run if start < len(self.lines.text) else run[before:]
            self._state(states, visible(" ".join([*self.lines.text[start:], *said])))
        if (role or tag == "time") and not self.lines.elsewhere(self.container):
            text = visible("".join(run[before:])) if start == len(self.lines.text) else self.lines.since(start)
            if tag == "time":
                self._time(attributes, text, first)
            if role and len(run) - before <= 2 * MOST_CHILDREN:
                self._role(role, text, names)

    def _flush(self) -> None:
        """End the line that is being read."""
        run, container = self.run, self.container
        self.run = []
        whole = "".join(run) if len(run) > 1 else run[0]
        if self.link >= 0:
            self.linked += len("".join(run[self.link :]).split())
            self.link = 0
        text = visible(whole)
        if text and container >= 0:
            lines = self.lines
            lines.text.append(text)
            lines.pieces.append(run)
            lines.tag.append(lines.name[container])
            lines.container.append(container)
            lines.inline.append(self.inline)
            lines.marks.append(self.inline_marks)
            words = text.count(" ") + 1
            # Scripts without blanks between words: about two characters make one.
            lines.words.append(words if len(text) < SPACELESS * words or text.isascii() else len(text) // 2)
            lines.linked.append(self.linked)
            lines.row.append(-1)
            lines.dropped.append(False)
        self.linked = self.inline = self.inline_marks = 0

    def _break(self) -> None:
        """A line break divides what is no paragraph, and paragraphs where two follow each other."""
        self.open.append(None)
        run = self.run
        if not run:
            return
        if (
            self.lines.name[self.container] not in PROSE
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

    def _special(
        self, attributes: Attributes, tag: str, own: int, role: str | None, kind: str | None
    ) -> tuple[int, str | None, str | None, bool, str | None]:
        """What attributes other than the names say: more marks, role, kind; hidden; what its text will state."""
        if (attributes.get("role") or "").lower() in ("dialog", "alertdialog"):
            kind = "consent"
        if test_id := attributes.get("data-testid"):
            bits, by_id, _ = marks(f"{attributes.get('class') or ''} {attributes.get('id') or ''} {test_id}")
            own |= bits
            role = role or by_id
        states = None
        if itemprop := (attributes.get("itemprop") or "").lower():
            if self.author is not None and itemprop == "name":
                states = "name"
            elif itemprop == "articlebody":
                own |= BIT["body"]
            elif itemprop in _ITEMPROPS and not self.lines.elsewhere(self.container):
                states = _ITEMPROPS[itemprop]
                if value := attributes.get("content") or attributes.get("datetime"):
                    add(getattr(self.markup, states), visible(value), 300)
                    states = None
                elif itemprop == "author":
                    self.author = ""
        elif tag == "a" and "author" in (attributes.get("rel") or "").lower().split():
            states = None if self.lines.elsewhere(self.container) else "signed"
        style = attributes.get("style")
        compact = style.replace(" ", "").lower() if style else ""
        hidden = "display:none" in compact or "visibility:hidden" in compact
        if attributes.get("hidden") is not None or attributes.get("aria-hidden") == "true":
            own |= BIT["hidden"]
        return own, role, kind, hidden, states

    def _state(self, states: str, text: str) -> None:
        """The text of an element that microdata or a link's relation make a value."""
        if states == "name":
            self.author = self.author or text
        elif states == "signed":
            add(self.markup.authors, text, 100)
        else:
            if states == "authors":
                text, self.author = self.author or text, None
            add(getattr(self.markup, states), text, 300)

    def _role(self, role: str, text: str, names: str) -> None:
        """A value that a class name marks, of an element in the open container."""
        lines, near = self.lines, self.container
        if lines.elsewhere(near):
            return
        if role == "credits":  # of a picture, which says nothing about who wrote the text
            if lines.tags[near] & FIGURE or PICTURE.search(names):
                return
            for _ in range(3):
                if near >= 0:
                    if PICTURE.search(lines.signature[near].partition(" ")[2]):
                        return
                    near = lines.parent[near]
        add(getattr(self.markup, role), text, 600 if role == "decks" else 250)

    def _time(self, attributes: Attributes, text: str, names: str | None) -> None:
        if (attributes.get("itemprop") or "").lower() in _ITEMPROPS:
            return
        value = attributes.get("datetime") or text
        around = self.open[-1]
        names = f"{names or ''} {(around[0] if around.__class__ is tuple else around) or ''}".lower()
        if _MODIFIED.search(names):
            add(self.markup.modified, value, 100)
        elif attributes.get("pubdate") is not None or _PUBLISHED.search(names):
            add(self.markup.published, value, 100)
        else:
            add(self.markup.times, value, 100)

    def _row(self, index: int) -> None:
        """Cells of a table of data make one row; those of a layout stay what they are."""
        lines = self.lines
        start, end = lines.start[index], lines.end[index]
        if end - start > 1:
            cells = set(lines.container[start:end])
            plain = {"td", "th"}.issuperset(lines.tag[start:end])
            if len(cells) == end - start and plain and max(lines.words[start:end]) <= MOST_CELL:
                self.rows += 1
                lines.row[start:end] = [self.rows] * (end - start)


class _Mark(str):
    """A text node that is a line break."""

    __slots__ = ()


_BREAK_MARK = _Mark(" ")
_ITEMPROPS = {
    "datepublished": "published",
    "datemodified": "modified",
    "author": "authors",
    "alternativeheadline": "decks",
}
_TELLING = frozenset({"itemprop", "role", "hidden", "aria-hidden", "data-testid", "style", "rel"})
_PUBLISHED = facts.patterns("classes", "published")
_MODIFIED = facts.patterns("classes", "modified")
