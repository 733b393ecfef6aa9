"""URLs: the web platform's parsing cases, through the step that every link of a feed goes through first.

    python -m benchmarks.urls [CASES.json]

A case with `failure` has to be rejected, any other has to yield its `href` exactly. Feeds lead to http and https alone,
so a case of another scheme has to be refused by `resolve_url`; the parser under it is judged on all of them. The
canonical URL is checked for what holds without a gold answer: its own canonical URL, https, never an exception.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import ada_url

from transforms.feeds.urls import canonical_url, resolve_url

DEFAULT = Path("../shared/bench/urls/urltestdata_dev.json")


def _parsed(case: dict[str, Any]) -> str | None:
    try:
        base = case.get("base")
        return str((ada_url.URL(case["input"], base) if base is not None else ada_url.URL(case["input"])).href)
    except (ValueError, UnicodeError):
        return None


def main(path: Path) -> int:
    """Print the shares; 1 if anything raised or a canonical URL was not its own."""
    cases = [case for case in json.loads(path.read_text(encoding="utf-8")) if isinstance(case, dict)]
    parser, links, canonical = Counter[bool](), Counter[bool](), Counter[bool]()
    for case in cases:
        expected = None if case.get("failure") else case["href"]
        parsed = _parsed(case)
        parser[parsed == expected] += 1
        if parsed != expected:
            print(f"  parser: {case['input']!r} on {case.get('base')!r} is {parsed!r}, not {expected!r}")
        web = expected if expected and expected.startswith(("http://", "https://")) else None
        link = resolve_url(case["input"], case.get("base"))
        links[link == web] += 1
        if link != web:
            print(f"  link: {case['input']!r} on {case.get('base')!r} is {link!r}, not {web!r}")
        identity = canonical_url(case["input"], case.get("base"))
        # A host of nothing but dots is one for the standard and leads nowhere.
        leads = web is not None and bool(ada_url.URL(web).hostname.strip("."))
        holds = (identity is not None) == leads
        if identity is not None:
            holds = holds and canonical_url(identity) == identity and identity.startswith("https://")
        canonical[holds] += 1
        if not holds:
            print(f"  canonical: {case['input']!r} on {case.get('base')!r} is {identity!r}")
    for name, counts in (
        ("parser, every scheme", parser),
        ("links to http and https", links),
        ("canonical", canonical),
    ):
        print(f"{name}: {counts[True]} of {counts.total()} ({counts[True] / max(1, counts.total()):.1%})")
    return 1 if canonical[False] else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT))
