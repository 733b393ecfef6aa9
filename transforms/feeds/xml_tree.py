"""XML from strangers as a tree: nothing is loaded, nothing is expanded, what can be saved is."""

from __future__ import annotations

import re

from lxml import etree

_BARE_AMPERSAND = re.compile(rb"&(?!#?[A-Za-z0-9]{1,32};)")


def read_tree(body: bytes) -> tuple[etree._Element, str | None]:
    """The root element, and what is wrong with the document where anything is.

    Raises:
        ValueError: No element can be read.
    """
    root, problem = _recovered(body)
    if problem is not None and _BARE_AMPERSAND.search(body):
        # The commonest mistake, and recovery would cut `?a=1&b=2` to `?a=1=2`.
        root, _ = _recovered(_BARE_AMPERSAND.sub(b"&amp;", body))
    if root is None:
        raise ValueError(problem or "it holds no element")
    return root, problem


def local_name(element: etree._Element) -> str:
    """The element's name without its prefix, "" for comments and the like."""
    # Not QName, which refuses names that a recovering parser lets through, such as those of undeclared prefixes.
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _recovered(body: bytes) -> tuple[etree._Element | None, str | None]:
    # libxml2's own limits on depth and size stay on (huge_tree).
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, str(error)
    return root, parser.error_log[0].message if len(parser.error_log) else None
