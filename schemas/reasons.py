"""Outcomes and reasons: why an input went where it went. One enumeration for every stage and for the docs."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What became of an entry that a feed showed. Every entry has exactly one."""

    KEPT = "kept"  # a new article, or a new version of one
    KNOWN = "known"  # seen before and unchanged
    DUPLICATE = "duplicate"  # a copy of another article, kept as a copy
    REJECTED = "rejected"  # not wanted, for a reason that another try would not change
    FAILED = "failed"  # something broke; it is in `failures` and is tried again


class Reason(StrEnum):
    """Why. The sentence for people is `Reason.sentence`."""

    # kept, known, duplicate
    NEW = "new"
    REVISED = "revised"
    SEEN = "seen"
    UNCHANGED = "unchanged"
    SAME_URL = "same_url"
    EXACT_COPY = "exact_copy"
    NEAR_COPY = "near_copy"
    SYNDICATED_COPY = "syndicated_copy"
    ERASED = "erased"
    # feeds
    POLLED = "polled"
    NOT_MODIFIED = "not_modified"
    SAME_BODY = "same_body"
    NOT_A_FEED = "not_a_feed"
    BROKEN_FEED = "broken_feed"
    EMPTY_FEED = "empty_feed"
    GONE = "gone"
    NO_LINK = "no_link"
    TOO_OLD = "too_old"
    # fetching
    BAD_URL = "bad_url"
    FORBIDDEN_ADDRESS = "forbidden_address"
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_RESPONSE = "bad_response"
    HTTP_CLIENT_ERROR = "http_client_error"
    HTTP_SERVER_ERROR = "http_server_error"
    RATE_LIMITED = "rate_limited"
    NOT_HTML = "not_html"
    # archives
    NO_PAGE = "no_page"
    BROKEN_ARCHIVE = "broken_archive"
    # cleaning
    NO_TEXT = "no_text"
    CHALLENGE_PAGE = "challenge_page"
    CONSENT_PAGE = "consent_page"
    PAYWALL = "paywall"
    CLEANING_ERROR = "cleaning_error"
    # coding and publishing
    CODING_ERROR = "coding_error"
    MERGING_ERROR = "merging_error"

    @property
    def sentence(self) -> str:
        """The reason as a sentence for people."""
        return _SENTENCES[self]


_SENTENCES: dict[Reason, str] = {
    Reason.NEW: "The article was not known before.",
    Reason.REVISED: "The article was known; its text has changed, so this is a new version.",
    Reason.SEEN: "The entry was seen before and has not changed since.",
    Reason.UNCHANGED: "The entry changed, the article's text did not.",
    Reason.SAME_URL: "Another entry of the same run leads to the same article.",
    Reason.EXACT_COPY: "The text is that of another article, word for word.",
    Reason.NEAR_COPY: "The text is another article's with small edits.",
    Reason.SYNDICATED_COPY: "The text is an agency's or partner's, as another outlet published it.",
    Reason.ERASED: "The article was erased (`sitrep erase`); it is neither fetched nor published again.",
    Reason.POLLED: "The feed was read.",
    Reason.NOT_MODIFIED: "The server says that the feed has not changed (304).",
    Reason.SAME_BODY: "The feed's bytes are those of the last poll.",
    Reason.NOT_A_FEED: "The document is no feed that can be read (often an HTML page). Check the address.",
    Reason.BROKEN_FEED: "The feed is not well-formed and no entry could be read from it.",
    Reason.EMPTY_FEED: "The feed is readable and holds no entry.",
    Reason.GONE: "The server says that the feed is gone for good (410); it is polled no more.",
    Reason.NO_LINK: "The entry names no page.",
    Reason.TOO_OLD: "A sitemap lists the page, but it is archive and not news; counted in `runs`, not in `entries`.",
    Reason.BAD_URL: "The address is not a valid http or https URL.",
    Reason.FORBIDDEN_ADDRESS: "The host resolves to a private, loopback or otherwise reserved address. "
    "Allow it with `allow_addresses` if that is meant.",
    Reason.ROBOTS: "The site's robots.txt asks crawlers to stay away from this page.",
    Reason.ROBOTS_UNREACHABLE: "The site's robots.txt could not be read, which RFC 9309 counts as a no for now.",
    Reason.DNS: "The host name could not be resolved.",
    Reason.CONNECT: "The connection was refused or broke off.",
    Reason.TLS: "The server's certificate could not be verified, or the TLS handshake failed.",
    Reason.TIMEOUT: "The server did not deliver within the time limit.",
    Reason.TOO_LARGE: "The body is larger than the limit.",
    Reason.TOO_MANY_REDIRECTS: "The page redirects more often than the limit allows.",
    Reason.BAD_RESPONSE: "The server's answer is not valid HTTP or its encoding is broken.",
    Reason.HTTP_CLIENT_ERROR: "The server refuses or lacks the page (4xx).",
    Reason.HTTP_SERVER_ERROR: "The server failed (5xx); tried again later.",
    Reason.RATE_LIMITED: "The server asks to come back later (429, or 503 with Retry-After).",
    Reason.NOT_HTML: "The document is not an HTML page.",
    Reason.NO_PAGE: "The archive's record holds no page: a record of another kind, or an answer that is no success.",
    Reason.BROKEN_ARCHIVE: "The archive is damaged or cut here; what is whole before and behind it is kept.",
    Reason.NO_TEXT: "No article text could be found on the page.",
    Reason.CHALLENGE_PAGE: "The page is a bot challenge, not the article.",
    Reason.CONSENT_PAGE: "The page is a consent wall, not the article.",
    Reason.PAYWALL: "The page shows a paywall instead of the article.",
    Reason.CLEANING_ERROR: "The page broke the cleaner; it is kept in the WARC archive.",
    Reason.CODING_ERROR: "The article broke the event coder; the article itself is published.",
    Reason.MERGING_ERROR: "The mentions of a block could not be merged.",
}
