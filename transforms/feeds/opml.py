"""OPML lists of feeds (opml.org 1.0 and 2.0), in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from transforms.feeds.urls import resolve_url
from transforms.feeds.xml_tree import local_name, read_tree


class OpmlError(ValueError):
    """A file that is no list of feeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed as an OPML file lists it."""

    title: str | None
    url: str
    category: str | None = None  # titles of the outlines around it, joined by " / "


def read_opml(body: bytes, *, source: str = "the OPML file") -> list[Outline]:
    """The feeds that an OPML file lists, each URL once, in the file's order. What is no URL is left out.

    Args:
        body: The file, well-formed or nearly so.
        source: What to call it in errors.

    Raises:
        OpmlError: It is no OPML, or lists no feed.
    """
    try:
        root, problem = read_tree(body)
    except ValueError as error:
        raise OpmlError(f"{source} cannot be read as OPML: {error}") from None
    if local_name(root).lower() != "opml":
        raise OpmlError(f"{source} is not OPML: its root element is <{local_name(root)}>.")
    found: dict[str, Outline] = {}
    for element in root.iter("{*}outline"):
        fields = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
        # `xmlUrl` in every spelling; old files of type "link" or "rss" have `url` instead.
        given = fields.get("xmlurl") or (fields.get("url") if fields.get("type", "").lower() in ("rss", "atom") else "")
        url = resolve_url(given) if given else None
        if url is not None:
            title = fields.get("title") or fields.get("text") or None
            found.setdefault(url, Outline(title=title, url=url, category=_category(element)))
    if not found:
        hint = f" ({problem})" if problem else ""
        raise OpmlError(f"{source} lists no feed: no <outline> has an xmlUrl that is an http or https URL{hint}.")
    return list(found.values())


def write_opml(feeds: Iterable[tuple[str | None, str]], *, title: str = "Feeds") -> bytes:
    """OPML 2.0 of pairs of title and URL; characters that XML cannot hold are left out."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _storable(title)
    body = etree.SubElement(root, "body")
    for name, url in feeds:
        label = _storable(name or url)
        etree.SubElement(body, "outline", type="rss", text=label, title=label, xmlUrl=_storable(url))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _category(element: etree._Element) -> str | None:
    names = [
        (parent.get("title") or parent.get("text") or "").strip() for parent in element.iterancestors("{*}outline")
    ]
    return " / ".join(name for name in reversed(names) if name) or None


def _storable(text: str) -> str:
    return "".join(
        c for c in text if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    )
