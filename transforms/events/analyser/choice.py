"""Which analyser reads the texts: the one that ships, another model's file, or a spaCy pipeline."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from transforms.events.analyser.choice_error import AnalyserChoiceError
from transforms.events.analyser.document import TextAnalyser

#: What may be written for it, for messages and help.
FORMS = "onnx:PATH or spacy:NAME"


def checked(chosen: str) -> str:
    """The choice with its path made absolute, so that workers find it; nothing is loaded.

    Raises:
        AnalyserChoiceError: another form than those of `load_analyser`, no such file, spaCy missing.
    """
    kind, _, name = chosen.partition(":")
    if kind not in ("onnx", "spacy") or not name:
        raise AnalyserChoiceError(f"analyser {chosen!r}: write {FORMS}")
    if kind == "spacy":
        if importlib.util.find_spec("spacy") is None:
            raise AnalyserChoiceError(f"analyser {chosen}: spaCy is missing; pip install 'sitrep[spacy]'")
        return chosen
    path = Path(name).resolve()
    if not path.is_file():
        raise AnalyserChoiceError(f"analyser {chosen}: there is no file {path}")
    return f"onnx:{path}"


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
