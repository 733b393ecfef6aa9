"""What kind of article it is, for later stages; a flag never removes an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from transforms.clean import facts
from transforms.clean.blocks import Paragraph
from transforms.clean.normalise import count_words

SHORT = 50  # words
FEW_LETTERS = 0.6  # share of letters among the characters that are not white space
_ASCII = bytes(range(128))
_NO_LETTERS = bytes(code for code in range(256) if not (code < 128 and chr(code).isalpha()))
_PATHS = (
    "opinion", "sport", "business", "weather", "entertainment", "live_blog", "gallery", "video", "press_release",
    "obituary",
)  # fmt: skip


def _patterns(where: str, *flags: str, case: bool = False) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((flag, facts.patterns("signs", f"{flag}_{where}", case=case)) for flag in flags)


_LIVE_PATH, _LIVE_TITLE, _LIVE_SECTION = (
    facts.patterns("signs", f"live_blog_{w}") for w in ("path", "title", "section")
)
_BY_PATH = _patterns("path", *_PATHS, case=True)  # paths are made lower case
_BY_SECTION = _patterns("section", *_PATHS, "review")
_BY_TITLE = _patterns("title", "opinion", "weather", "live_blog", "gallery")
_BY_TEXT = _patterns("text", "press_release", "correction")


LIVE_CLASSES = frozenset({"live-blog", "liveblog", "live-updates", "single-live-blog", "type-liveblog"})


def says_live(url: str | None, title: str | None, labels: Sequence[str], classes: set[str]) -> bool:
    """The address, the headline, the page's types or the classes of its body say that it is a live blog."""
    return (
        bool(_LIVE_PATH.search(_path(url)) or (title and _LIVE_TITLE.search(title)))
        or any(map(_LIVE_SECTION.search, labels))
        or not classes.isdisjoint(LIVE_CLASSES)
    )


def quality_flags(
    paragraphs: Sequence[Paragraph],
    count: int,
    *,
    url: str | None,
    title: str | None,
    sections: Sequence[str],
    types: Sequence[str],
    paywalled: bool,
    truncated: bool,
) -> list[str]:
    """The flags that hold, sorted.

    Args:
        paragraphs: the article's text.
        count: its words.
        url: its address.
        title: its headline.
        sections: names of the section it stands in.
        types: its schema.org and Open Graph types.
        paywalled: a paywall was seen beside the text.
        truncated: the page was longer than the size limit.
    """
    flags: set[str] = set()
    if count < SHORT:
        flags.add("too_short")
    if _is_list(paragraphs, count):
        flags.add("list")
    text = "\n\n".join(p.text for p in paragraphs)
    sample = text[:2000]
    if sample and _letters(sample) < FEW_LETTERS * len("".join(sample.split())):
        flags.add("few_letters")
    if paywalled:
        flags.add("paywalled")
    if truncated:
        flags.add("truncated")
    if not title:
        flags.add("no_title")
    path = _path(url)
    labels = [*sections, *types]
    flags |= {flag for flag, pattern in _BY_PATH if pattern.search(path)}
    flags |= {flag for flag, pattern in _BY_SECTION if any(map(pattern.search, labels))}
    flags |= {flag for flag, pattern in _BY_TITLE if title and pattern.search(title)}
    flags |= {flag for flag, pattern in _BY_TEXT if pattern.search(text, 0, 600)}
    if any(t.startswith(("AnalysisNews", "Opinion")) for t in types):
        flags.add("opinion" if any(t.startswith("Opinion") for t in types) else "analysis")
    if any(t in ("AdvertiserContentArticle", "SatiricalArticle") for t in types):
        flags.add("satire" if "SatiricalArticle" in types else "press_release")
    return sorted(flags)


def _letters(text: str) -> int:
    """How many there are; those of ASCII are counted without looking at each character."""
    data = text.encode("utf-8", "replace")
    others = data.translate(None, _ASCII).decode("utf-8")
    return len(data.translate(None, _NO_LETTERS)) + sum(map(str.isalpha, others))


def _is_list(paragraphs: Sequence[Paragraph], total: int) -> bool:
    """More than half of the words stand in list items or table rows."""
    listed = sum(count_words(p.text) for p in paragraphs if p.kind in ("item", "row"))
    return total > 0 and listed > total / 2


def _path(url: str | None) -> str:
    try:
        return re.sub(r"//+", "/", urlsplit(url or "").path.lower())
    except ValueError:
        return ""
