"""Which analyser reads the texts: the one that ships, another model's file, or a spaCy pipeline."""

from __future__ import annotations

from pathlib import Path

from transforms.events.analyser.document import TextAnalyser

#: What may be written for it, for messages and help.
FORMS = "onnx:PATH or spacy:NAME"


class AnalyserChoiceError(ValueError):
    """An analyser that cannot be had; the message says which, why and what to do."""


def load_analyser(chosen: str | None = None) -> TextAnalyser:
    """The analyser that is named; the same object in one process for the same name.

    Args:
        chosen: `onnx:PATH`, a file that training/analyser wrote; `spacy:NAME`, a spaCy pipeline that is installed or
            its folder (the extra `spacy`); None or empty for the model that ships.

    Raises:
        AnalyserChoiceError: another form, no such file or pipeline, spaCy missing.
    """
    from transforms.events.analyser.analyser import Analyser
    from transforms.events.analyser.model import ModelError

    if not chosen:
        return Analyser.load()
    kind, _, name = chosen.partition(":")
    if kind == "onnx" and name:
        try:
            return Analyser.load(Path(name))
        except ModelError as error:
            raise AnalyserChoiceError(f"analyser {chosen}: {error}") from error
    if kind == "spacy" and name:
        from transforms.events.analyser.spacy_pipeline import SpacyAnalyser

        return SpacyAnalyser.load(name)
    raise AnalyserChoiceError(f"analyser {chosen!r}: write {FORMS}")
