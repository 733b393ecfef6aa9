"""Dates in news text, resolved against the day of publication."""

from transforms.events.dates.find import find_dates
from transforms.events.dates.mention import DateMention, Precision

__all__ = ["DateMention", "Precision", "find_dates"]
