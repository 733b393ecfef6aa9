"""The one exception of this stage."""

from __future__ import annotations

from schemas.reasons import Reason


class Rejected(Exception):  # noqa: N818 - a decision about a page, not an error of the program
    """The page holds no article that can be used.

    Attributes:
        reason: NO_TEXT, CHALLENGE_PAGE, CONSENT_PAGE, PAYWALL or NOT_HTML.
        detail: what was seen, for people.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason.value}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[Rejected], tuple[Reason, str]]:
        return Rejected, (self.reason, self.detail)
