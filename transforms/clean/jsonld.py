"""schema.org data in `<script type="application/ld+json">`, read as pages really write it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

MAX_SCRIPT = 2_000_000  # characters of one script
MAX_DEPTH = 12
MAX_NODES = 400
_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|PressRelease)$")
# Below these keys stand other pages' articles, comments and site furniture.
_ELSEWHERE = frozenset(
    {
        "itemListElement",
        "comment",
        "isPartOf",
        "hasPart",
        "relatedLink",
        "citation",
        "mentions",
        "breadcrumb",
        "potentialAction",
        "liveBlogUpdate",
        "review",
        "publishingPrinciples",
        "sameAs",
    }
)
_SALVAGE = ("headline", "datePublished", "dateModified", "articleBody", "articleSection")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_WRAPPED = re.compile(r"\A(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_WRAPPED_END = re.compile(r"(?://\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|-->)\Z")


def read_nodes(scripts: list[str]) -> list[Node]:
    """Every object with a type, outermost first, out of the scripts' texts. Never raises on broken JSON."""
    nodes: list[Node] = []
    for script in scripts:
        for value in _values(script[:MAX_SCRIPT]):
            for node in _walk(value, 0):
                nodes.append(node)
                if len(nodes) >= MAX_NODES:
                    return nodes
    return nodes


def types(node: Node) -> list[str]:
    """The node's types without the schema.org prefix."""
    return [t.rstrip("/").rsplit("/", 1)[-1] for t in as_list(node.get("@type")) if isinstance(t, str)]


def is_article(node: Node) -> bool:
    return any(_ARTICLE.search(t) for t in types(node))


def updates(nodes: list[Node]) -> list[Node]:
    """The posts of a live blog, in the order of the data."""
    return [u for n in nodes for u in as_list(n.get("liveBlogUpdate")) if isinstance(u, dict)][:MAX_NODES]


def as_list(value: Any) -> list[Any]:
    """A list of what JSON-LD may write as one value or as a list of values."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def texts(value: Any, *keys: str) -> list[str]:
    """Strings out of a value that may be a string, an object that has one of the keys, or a list of these."""
    found: list[str] = []
    for item in as_list(value):
        if isinstance(item, dict):
            item = next((item[k] for k in keys if isinstance(item.get(k), str | list) and item[k]), None)
            if isinstance(item, list):
                found += [unescape(i) for i in item if isinstance(i, str) and i.strip()]
                continue
        if isinstance(item, str) and item.strip():
            found.append(unescape(item))
    return found


def text(value: Any, *keys: str) -> str | None:
    """The first of `texts`."""
    return next(iter(texts(value, *keys)), None)


def unescape(value: str) -> str:
    """HTML entities in JSON strings, once and twice escaped."""
    return html.unescape(html.unescape(value)).strip() if "&" in value else value.strip()


def _without_trailing_commas(script: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", script)


def _values(script: str) -> Iterator[Any]:
    script = _WRAPPED.sub("", script.strip())
    if script.endswith((">", "/")):  # few are, and the search goes through all of it
        script = _WRAPPED_END.sub("", script)
    script = script.strip().rstrip(";").strip()
    if not script:
        return
    for repaired in (str, _without_trailing_commas, html.unescape):
        try:
            yield json.loads(repaired(script), strict=False)
        except (ValueError, RecursionError):
            continue
        return
    yield from _first_values(script)


def _first_values(script: str) -> Iterator[Any]:
    """What can be read of a script with several documents in a row, or with an error in it."""
    decoder = json.JSONDecoder(strict=False)
    position, any_found = 0, False
    while position < len(script) and script[position] in "{[":
        try:
            value, position = decoder.raw_decode(script, position)
        except (ValueError, RecursionError):
            break
        any_found = True
        yield value
        while position < len(script) and script[position] in " \t\r\n,;":
            position += 1
    if any_found:
        return
    kind = re.search(r'"@type"\s*:\s*\[?\s*"([^"]+)"', script)
    node: Node = {"@type": kind.group(1) if kind else "Thing"}
    for name in _SALVAGE:
        if match := re.search(rf'"{name}"\s*:\s*("(?:[^"\\]|\\.)*")', script):
            try:
                node[name] = json.loads(match.group(1), strict=False)
            except ValueError:
                continue
    if len(node) > 1:
        yield node


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        if value.get("@type"):
            yield value
        for name, item in value.items():
            if isinstance(item, dict | list) and name not in _ELSEWHERE:
                yield from _walk(item, depth + 1)
