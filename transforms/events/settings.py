"""What a user chose of the coder."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.events.additions import ONLY_OUR_OWN, Additions
from transforms.events.llm.settings import LlmSettings


@dataclass(frozen=True, slots=True)
class CoderSettings:
    """What a user chose of the coder. Picklable, so that it travels to workers.

    Attributes:
        analyser: which one reads the sentences, as `analyser.choice.load_analyser` takes it; None for the one that
            ships.
        additions: the user's dictionaries of actors and gazetteer; files that every worker reads.
        llm: the language model that codes; None for the built-in coder.
    """

    analyser: str | None = None
    additions: Additions = ONLY_OUR_OWN
    llm: LlmSettings | None = None


BUILT_IN = CoderSettings()
