"""What the elements of HTML are to a reader: blocks, parts of a line, line breaks, or nothing to read."""

from __future__ import annotations

BLOCK, INLINE, BREAK, SKIPPED = range(4)
KINDS = (
    dict.fromkeys(
        ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
         "ins", "kbd", "label", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
         "sub", "sup", "time", "tt", "u", "var", "wbr"), INLINE)
    | {"br": BREAK}
    | dict.fromkeys(
        ("script", "style", "noscript", "template", "svg", "button", "select", "textarea", "input", "meta", "link",
         "title", "iframe", "object", "embed", "video", "audio", "canvas", "img", "picture", "source", "track", "base",
         "map", "area", "option", "datalist", "col", "colgroup", "amp-img", "amp-iframe", "amp-video"), SKIPPED)
)  # fmt: skip
PROSE = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "figcaption", "dd", "dt"})
PAGE = frozenset({"html", "body"})
TOP = frozenset({"html", "body", "article", "main"})
