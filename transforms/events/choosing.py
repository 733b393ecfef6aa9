"""The coder that the settings ask for."""

from __future__ import annotations

from transforms.events.coder import CoderResources
from transforms.events.coding import BuiltInCoder, Coder
from transforms.events.settings import BUILT_IN, CoderSettings
from transforms.kept import Kept

_kept: Kept[Coder] = Kept()


def load_coder(settings: CoderSettings = BUILT_IN) -> Coder:
    """The coder of these settings, once a process.

    Raises:
        DataFileError: a data file that does not read.
        ValueError: a gazetteer that does not read.
        AnalyserChoiceError: no such analyser.
    """
    return _kept.get(settings, lambda: _load(settings))


def _load(settings: CoderSettings) -> Coder:
    resources = CoderResources.load(settings.analyser, settings.additions)
    if settings.llm is None:
        return BuiltInCoder(resources)
    from transforms.events.llm.coder import LlmCoder

    return LlmCoder(settings.llm, resources)
