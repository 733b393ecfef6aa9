"""What deduplication knows of an article, and what it says of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

EXACT, NEAR, SYNDICATED = "exact", "near", "syndicated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """An article version without its text.

    Attributes:
        article_id: hash of the canonical URL.
        version: 1 for the first text seen.
        publisher_domain: registrable host of the outlet.
        published_at: UTC; None where the page does not say.
        fetched_at: UTC.
        content_sha256: hash of the normalised text; empty where unknown.
        signature: see `transforms.dedupe.signature`.
        scheme: how the signature was made.
        bands: signed 64-bit values; equal bands make candidates.
        word_count: words of the text.
        wire_source: agency that wrote it.
        owns_wire: whether the publisher is that agency.
        cluster_id: the known cluster of an article of an earlier run; None for a new one.
    """

    article_id: str
    version: int = 1
    publisher_domain: str = ""
    published_at: dt.datetime | None = None
    fetched_at: dt.datetime
    content_sha256: str = ""
    signature: bytes = b""
    scheme: str
    bands: tuple[int, ...] = ()
    word_count: int = 0
    wire_source: str | None = None
    owns_wire: bool = False
    cluster_id: str | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.article_id, self.version

    @property
    def precedence(self) -> tuple[dt.datetime, bool, dt.datetime, str, int]:
        """Sorts the original of a cluster first.

        The earliest published; of these the agency that wrote it, then the first fetched, then the smallest id. Without
        a publication date the fetch stands in for it: it cannot be earlier than the publication was.
        """
        return self.published_at or self.fetched_at, not self.owns_wire, self.fetched_at, self.article_id, self.version


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an article version is a copy of.

    Attributes:
        article_id: the article.
        version: its version.
        cluster_id: article_id of the cluster's original; its own where it is no copy.
        duplicate_of: article_id of the original; None for the original itself.
        duplicate_kind: `exact` for the same words, `syndicated` for another outlet's edition, `near` for another
            edition of the same outlet; None for the original.
        origin: the agency of the original, else its outlet; None for the original itself, and where neither is known.
        similarity: share of the shorter text's shingles that the other holds, estimated, 0 to 1; 1 for an original.
    """

    article_id: str
    version: int
    cluster_id: str
    duplicate_of: str | None = None
    duplicate_kind: str | None = None
    origin: str | None = None
    similarity: float = 1.0
