"""Casualty tolls: who was killed, injured, missing, captured or displaced, how many, and by whose count."""

from transforms.events.tolls.find import find_tolls
from transforms.events.tolls.identity import countable
from transforms.events.tolls.mention import Effect, TollMention
from transforms.events.tolls.retold import distinct
from transforms.events.tolls.total import Bounds, total, with_claims

__all__ = ["Bounds", "Effect", "TollMention", "countable", "distinct", "find_tolls", "total", "with_claims"]
