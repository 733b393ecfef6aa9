"""Which language a text is in."""

from __future__ import annotations

import functools

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from transforms.clean.normalise import words

ENOUGH_CHARACTERS = 200
MOST_CHARACTERS = 1500
CERTAIN = 0.995  # confidence from which on no more text is looked at
SURE = 0.9
FEW_WORDS = 12


def identify(text: str, declared: str | None = None) -> tuple[str | None, float | None]:
    """ISO 639-1 code and confidence (0 to 1) of a text; None for a text without letters.

    The page's own declaration (`declared`, ISO 639-1) decides only where the text is too short or too mixed to tell:
    templates often declare the wrong language.
    """
    sample = text[:MOST_CHARACTERS]
    if not any(c.isalpha() for c in sample):
        return declared, None
    language, confidence = _identifier().classify(sample[:ENOUGH_CHARACTERS])
    if confidence < CERTAIN and len(sample) > ENOUGH_CHARACTERS:
        language, confidence = _identifier().classify(sample)
    confidence = round(float(confidence), 4)
    if declared and declared != language and (confidence < SURE or len(words(sample)) < FEW_WORDS):
        return declared, round(1 - confidence, 4) if confidence > 0.5 else 0.5
    return str(language), confidence


@functools.cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Varieties without an ISO 639-1 code (Nigerian Pidgin, Cantonese, ...) take texts away from their relatives.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
