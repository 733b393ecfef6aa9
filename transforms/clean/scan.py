"""One walk over a page's tree: its lines of text with where each stands, and what the markup states.

A line is a run of text that no block element or line break interrupts. Everything that cleaning needs to know about the
tree is collected here, so that no later step has to touch it: touching an element costs more than all arithmetic on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from transforms.clean import facts
from transforms.clean.markup import Markup, add, read_link, read_meta
from transforms.clean.names import BIT, PICTURE, marks
from transforms.clean.normalise import visible

MAX_ELEMENTS = 60_000
MAX_WEIGHT = 1_500_000  # elements times their depth: what a search for every element's ancestors costs
MOST_CONSENT = 900  # words of a consent dialog, its lists of purposes included
MOST_SIGN_UP = 80
MOST_NOTICE = 80
MOST_MASTHEAD = 150
MOST_BUTTON = 60  # words of a box that only its button and its first words show to be a sign-up
MOST_CELL = 40  # words of a cell of a table; a longer one is a part of a layout
MOST_CHILDREN = 25  # of an element whose class gives it a role

# Tags of containers and lines, as bits: a line inherits those of all its ancestors.
TAGS = (
    "article", "main", "section", "aside", "nav", "footer", "header", "form", "figure", "figcaption", "table", "ul",
    "ol", "li", "blockquote", "p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "pre", "dl", "details", "address",
    "div", "a", "b", "em", "time",
)  # fmt: skip
TAG_BIT = {tag: 1 << index for index, tag in enumerate(TAGS)}
TAG_BIT |= {"strong": TAG_BIT["b"], "i": TAG_BIT["em"], "dt": TAG_BIT["dl"], "dd": TAG_BIT["dl"]}
ELSEWHERE_TAGS = TAG_BIT["aside"] | TAG_BIT["nav"] | TAG_BIT["footer"]
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FIGURE = TAG_BIT["figure"] | TAG_BIT["figcaption"]
_INSIDE = TAG_BIT["article"] | TAG_BIT["main"] | TAG_BIT["section"]


@dataclass(slots=True)
class Lines:
    """The page's lines in order, as columns, and the block elements they stand in, in the order of their starts."""

    text: list[str] = field(default_factory=list)
    pieces: list[list[str]] = field(default_factory=list)  # the text nodes of a line
    tag: list[str] = field(default_factory=list)  # the nearest block element's tag
    container: list[int] = field(default_factory=list)  # the nearest block element's index
    inline: list[int] = field(default_factory=list)  # `TAG_BIT`s of inline elements in the line
    marks: list[int] = field(default_factory=list)  # `BIT`s of inline elements in the line
    words: list[int] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)  # words in links
    row: list[int] = field(default_factory=list)  # the table row's number, -1 outside tables of data
    dropped: list[bool] = field(default_factory=list)  # stands in furniture
    parent: list[int] = field(default_factory=list)  # container -> the container around it, -1 for the outermost
    start: list[int] = field(default_factory=list)  # container -> its first line
    end: list[int] = field(default_factory=list)  # container -> the line after its last
    next: list[int] = field(default_factory=list)  # container -> the container after those inside it
    depth: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)  # container -> `BIT`s of its own names
    above: list[int] = field(default_factory=list)  # container -> `BIT`s of all its ancestors' names and its own
    tags: list[int] = field(default_factory=list)  # container -> `TAG_BIT`s of its ancestors and itself
    signature: list[str] = field(default_factory=list)  # container -> tag and class

    def __len__(self) -> int:
        return len(self.text)


@dataclass(slots=True)
class Scan:
    """What the walk found."""

    markup: Markup
    lines: Lines
    consent: str  # text of the consent dialogs, by which a page that is nothing else is known
    elements: int
    weight: int  # sum of the elements' depths

    @property
    def oversized(self) -> bool:
        """Too many elements for an extractor whose cost can grow faster than the page."""
        return self.elements > MAX_ELEMENTS or self.weight > MAX_WEIGHT


def scan(tree: HtmlElement) -> Scan:
    """Walk the tree once. The tree is not changed."""
    walk = _Walk(tree)
    walk.enter(tree, "html", -1, 0)
    walk.flush(0)
    walk.headline()
    return Scan(walk.markup, walk.lines, " ".join(walk.consent), walk.elements, walk.weight)


class _Walk:
    __slots__ = (
        "articles", "consent", "controls", "elements", "heading", "inline", "inline_marks", "lines", "link", "linked",
        "markup", "rows", "run", "weight",
    )  # fmt: skip

    def __init__(self, tree: HtmlElement) -> None:
        self.markup = Markup(lang=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
        self.lines = Lines()
        self.consent: list[str] = []
        self.elements = self.weight = self.rows = 0
        self.controls = self.articles = 0  # sign-up fields and buttons; elements an article is made of
        self.run: list[str] = []  # text nodes of the line that is being read
        self.link = -1  # where in the run the current link began, -1 outside links
        self.linked = self.inline = self.inline_marks = 0
        self.heading = -1  # the line after the first h1

    def enter(self, element: HtmlElement, tag: str, above: int, depth: int) -> None:
        """A block element: its children's lines, then what is known of it as a whole."""
        lines = self.lines
        index = len(lines.parent)
        attributes = dict(element.items())
        first, second = attributes.get("class"), attributes.get("id")
        names = f"{first} {second}" if first and second else first or second or ""
        own, role, kind = marks(names) if names else (0, None, None)
        hidden = False
        if attributes and not _TELLING.isdisjoint(attributes):
            own, role, kind, hidden = self._special(element, attributes, tag, own, role, kind, above)
        if tag in _TOP:
            if tag != "html" and len(self.markup.classes) < 200:
                self.markup.classes.update(names.lower().split()[:40])
            self.articles += tag in ("article", "main")
            if tag in ("html", "body"):
                own, role, kind = 0, None, None
        start = len(lines.text)
        lines.parent.append(above)
        lines.start.append(start)
        lines.end.append(start)
        lines.next.append(index)
        lines.depth.append(depth)
        lines.own.append(own)
        # An article may say in its names that it has comments, which makes it no comment.
        inherited = own & ~BIT["teaser"] if tag in ("article", "main") else own
        lines.above.append(inherited if above < 0 else inherited | lines.above[above])
        lines.tags.append(TAG_BIT.get(tag, 0) | (0 if above < 0 else lines.tags[above]))
        lines.signature.append(f"{tag} {first or ''}")
        controls, articles = self.controls, self.articles
        self.articles += tag == "h1"
        self.walk(element, index, depth)
        if self.run:
            self.flush(index)
        else:
            self.linked = self.inline = self.inline_marks = 0
        lines.next[index] = len(lines.parent)
        end = lines.end[index] = len(lines.text)
        if end == start:
            return
        if hidden or kind or tag == "header" or self.controls > controls:
            self._judge(index, tag, kind, hidden, self.controls > controls, self.articles > articles)
        if tag == "tr":
            self._row(index)
        elif tag in ("h1", "figcaption"):
            text = self._text(start)
            if tag == "h1":
                add(self.markup.h1, text, 400)
                if self.heading < 0 and self.markup.h1:
                    self.heading = end
            elif not self._elsewhere(above):
                add(self.markup.captions, text, 1500)
        if role and len(element) <= MOST_CHILDREN:
            self._role(role, self._text(start), names, above)

    def walk(self, element: HtmlElement, container: int, depth: int) -> None:
        """The element's text and children. The parser stops at 256 nested elements, so that recursion is safe."""
        text = element.text
        if text and (self.run or not text.isspace()):
            self.run.append(text)
        self.elements += len(element)
        self.weight += len(element) * depth
        for child in element:
            tag = child.tag
            kind = _KINDS.get(tag, 0)
            if kind == _INLINE:
                self._inline(child, tag, container, depth)
            elif kind == _BREAK:
                self._break(child, container)
            elif kind == _SKIPPED and not (tag == "button" and child.find(".//p") is not None):
                self._skipped(child, tag)
            else:
                if self.run:
                    self.flush(container)
                else:
                    self.linked = self.inline = self.inline_marks = 0
                self.enter(child, tag, container, depth + 1)
            tail = child.tail
            if tail and (self.run or not tail.isspace()):
                self.run.append(tail)

    def flush(self, container: int) -> None:
        """End the line that is being read."""
        run = self.run
        if not run:
            return
        self.run = []
        if self.link >= 0:
            self.linked += len("".join(run[self.link :]).split())
            self.link = 0
        text = visible("".join(run))
        if text:
            lines = self.lines
            lines.text.append(text)
            lines.pieces.append(run)
            lines.tag.append(lines.signature[container].split(" ", 1)[0])
            lines.container.append(container)
            lines.inline.append(self.inline)
            lines.marks.append(self.inline_marks)
            words = text.count(" ") + 1
            # Scripts without blanks between words: about two characters make one.
            lines.words.append(words if len(text) < _SPACELESS * words or text.isascii() else len(text) // 2)
            lines.linked.append(self.linked)
            lines.row.append(-1)
            lines.dropped.append(False)
        self.linked = self.inline = self.inline_marks = 0

    def _inline(self, element: HtmlElement, tag: str, container: int, depth: int) -> None:
        attributes = dict(element.items())
        first, second = attributes.get("class"), attributes.get("id")
        names = f"{first} {second}" if first and second else first or second or ""
        role = None
        if names:
            own, role, _ = marks(names)
            self.inline_marks |= own
        if tag in TAG_BIT:
            self.inline |= TAG_BIT[tag]
        if attributes and not _TELLING.isdisjoint(attributes):
            _, role, _, hidden = self._special(element, attributes, tag, 0, role, None, container)
            if hidden:
                return
        start, before = len(self.lines.text), len(self.run)
        opened = tag == "a" and self.link < 0
        if opened:
            self.link = before
        if len(element) or role or tag == "time":
            self.walk(element, container, depth)
        elif element.text:
            self.run.append(element.text)
        if opened:
            self.linked += len("".join(self.run[self.link :]).split())
            self.link = -1
        if (role or tag == "time") and not self._elsewhere(container):
            text = visible("".join(self.run[before:])) if start == len(self.lines.text) else self._text(start)
            if tag == "time":
                self._time(element, text, first)
            if role and len(element) <= MOST_CHILDREN:
                self._role(role, text, names, container)

    def _break(self, element: HtmlElement, container: int) -> None:
        """A line break divides what is no paragraph, and paragraphs where two follow each other."""
        lines = self.lines
        signature = lines.signature[container]
        if signature.startswith(_PROSE):
            following = element.getnext()
            double = following is not None and following.tag == "br" and not (element.tail or "").strip()
            if not double:
                self.run.append(" ")
                return
        self.flush(container)

    def _skipped(self, element: HtmlElement, tag: str) -> None:
        markup = self.markup
        if tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text and len(markup.json_ld) < 60:
                markup.json_ld.append(element.text)
        elif tag == "meta":
            read_meta(element, markup)
        elif tag == "link":
            read_link(element, markup)
        elif tag == "title":
            if markup.page_title is None:
                markup.page_title = visible(element.text or "") or None
        elif tag == "button" or (tag == "input" and (element.get("type") or "").lower() in ("email", "submit")):
            self.controls += 1
        if self.run:
            self.run.append(" ")

    def _special(
        self,
        element: HtmlElement,
        attributes: dict[str, str],
        tag: str,
        own: int,
        role: str | None,
        kind: str | None,
        above: int,
    ) -> tuple[int, str | None, str | None, bool]:
        """Roles by microdata, rel and test ids; dialogs; hidden parts."""
        if (attributes.get("role") or "").lower() in ("dialog", "alertdialog"):
            kind = "consent"
        if test_id := attributes.get("data-testid"):
            bits, by_id, _ = marks(f"{attributes.get('class') or ''} {attributes.get('id') or ''} {test_id}")
            own |= bits
            role = role or by_id
        itemprop = (attributes.get("itemprop") or "").lower()
        if itemprop in _ITEMPROPS:
            if not self._elsewhere(above) and tag != "meta":
                named = element.find('.//*[@itemprop="name"]') if itemprop == "author" else None
                named = element if named is None else named
                value = attributes.get("content") or attributes.get("datetime") or " ".join(named.itertext())
                add(getattr(self.markup, _ITEMPROPS[itemprop]), visible(value), 300)
        elif itemprop == "articlebody":
            own |= BIT["body"]
        elif tag == "a" and "author" in (attributes.get("rel") or "").lower().split() and not self._elsewhere(above):
            add(self.markup.authors, visible(" ".join(element.itertext())), 100)
        style = attributes.get("style") or ""
        compact = style.replace(" ", "").lower() if style else ""
        hidden = "display:none" in compact or "visibility:hidden" in compact
        if attributes.get("hidden") is not None or attributes.get("aria-hidden") == "true":
            own |= BIT["hidden"]
        return own, role, kind, hidden

    def _elsewhere(self, container: int) -> bool:
        """In navigation, a side column, a comment or a teaser of another article."""
        lines = self.lines
        return container >= 0 and bool(lines.tags[container] & ELSEWHERE_TAGS or lines.above[container] & BIT["teaser"])

    def _text(self, start: int) -> str:
        """The lines from one on, as one."""
        texts = self.lines.text[start:]
        return texts[0] if len(texts) == 1 else " ".join(texts)

    def _role(self, role: str, text: str, names: str, above: int) -> None:
        """A value that a class name marks."""
        if self._elsewhere(above):
            return
        if role == "credits":  # of a picture, which says nothing about who wrote the text
            near, lines = above, self.lines
            if lines.tags[above] & FIGURE or PICTURE.search(names):
                return
            for _ in range(3):
                if near >= 0:
                    if PICTURE.search(lines.signature[near].partition(" ")[2]):
                        return
                    near = lines.parent[near]
        add(getattr(self.markup, role), text, 600 if role == "decks" else 250)

    def _time(self, element: HtmlElement, text: str, names: str | None) -> None:
        if (element.get("itemprop") or "").lower() in _ITEMPROPS:
            return
        value = element.get("datetime") or text
        around = element.getparent()
        names = f"{names or ''} {'' if around is None else around.get('class') or ''}".lower()
        if _MODIFIED.search(names):
            add(self.markup.modified, value, 100)
        elif element.get("pubdate") is not None or _PUBLISHED.search(names):
            add(self.markup.published, value, 100)
        else:
            add(self.markup.times, value, 100)

    def _row(self, index: int) -> None:
        """Cells of a table of data make one row; those of a layout stay what they are."""
        lines = self.lines
        start, end = lines.start[index], lines.end[index]
        if end - start > 1:
            cells = {lines.container[line] for line in range(start, end)}
            plain = all(lines.tag[line] in ("td", "th") for line in range(start, end))
            if len(cells) == end - start and plain and max(lines.words[start:end]) <= MOST_CELL:
                self.rows += 1
                lines.row[start:end] = [self.rows] * (end - start)

    def _judge(self, index: int, tag: str, kind: str | None, hidden: bool, controls: bool, articles: bool) -> None:
        """Mark the lines of what is furniture on any page: consent dialogs, sign-up boxes, mastheads, notices."""
        lines = self.lines
        start, end = lines.start[index], lines.end[index]
        words = sum(lines.words[start:end])
        if hidden:
            doomed = True
        elif articles and tag not in ("article", "main"):
            doomed = False
        elif kind == "consent":
            doomed = words <= MOST_CONSENT and bool(_CONSENT_TEXT.search(text := self._text(start)))
            if doomed:
                self.consent.append(text)
        elif kind:
            doomed = words <= (MOST_NOTICE if kind == "notice" else MOST_SIGN_UP)
        elif tag == "header" and not lines.tags[index] & _INSIDE:
            doomed = words <= MOST_MASTHEAD and not any(lines.tag[line] == "h2" for line in range(start, end))
        else:
            doomed = (
                controls
                and words <= MOST_BUTTON
                and tag not in ("body", "html", "article", "main")
                and bool(_SIGN_UP.match(self._text(start)))
            )
        if doomed:
            lines.dropped[start:end] = [True] * (end - start)

    def headline(self) -> None:
        """What stands around the headline."""
        self.markup.read_near(self.lines.text, self.lines.pieces, self.lines.tag, self.heading, self._skip_near())

    def _skip_near(self) -> list[bool]:
        lines = self.lines
        bad = TAG_BIT["nav"] | TAG_BIT["footer"]
        return [bool(lines.tags[container] & bad) for container in lines.container]


_SPACELESS = 20  # characters between blanks
_INLINE, _BREAK, _SKIPPED = 1, 2, 3
_KINDS = (
    dict.fromkeys(
        ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
         "ins", "kbd", "label", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
         "sub", "sup", "time", "tt", "u", "var", "wbr"), _INLINE)
    | {"br": _BREAK}
    | dict.fromkeys(
        ("script", "style", "noscript", "template", "svg", "button", "select", "textarea", "input", "meta", "link",
         "title", "iframe", "object", "embed", "video", "audio", "canvas", "img", "picture", "source", "track", "base",
         "map", "area", "option", "datalist", "col", "colgroup", "amp-img", "amp-iframe", "amp-video"), _SKIPPED)
)  # fmt: skip
_TOP = frozenset({"html", "body", "article", "main"})
_PROSE = ("p ", "li ", "h1 ", "h2 ", "h3 ", "h4 ", "h5 ", "h6 ", "td ", "th ", "figcaption ", "dd ", "dt ")
_ITEMPROPS = {
    "datepublished": "published",
    "datemodified": "modified",
    "author": "authors",
    "alternativeheadline": "decks",
}
_TELLING = frozenset({"itemprop", "role", "hidden", "aria-hidden", "data-testid", "style", "rel"})
_PUBLISHED = facts.patterns("classes", "published")
_MODIFIED = facts.patterns("classes", "modified")
_CONSENT_TEXT = facts.patterns("signs", "consent")
_SIGN_UP = facts.patterns("furniture", "sign_up")
