"""Which language a text is in."""

from __future__ import annotations

import functools

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from transforms.clean import facts
from transforms.clean.normalise import words

ENOUGH_CHARACTERS = 200
MOST_CHARACTERS = 1500
CERTAIN = 0.995  # confidence from which on no more text is looked at
SURE = 0.9
FEW_WORDS = 12
FREQUENT_CHARACTERS = 500  # in which frequent words are counted
FREQUENT_WORDS = 40  # so many words have to be there
FREQUENT_SHARE = 0.15  # of them, that have to be frequent in the declared language


def identify(text: str, declared: str | None = None) -> tuple[str | None, float | None]:
    """ISO 639-1 code and confidence (0 to 1) of a text; None for a text without letters.

    The page's own declaration (`declared`, ISO 639-1) decides only where the text is too short or too mixed to tell:
    templates often declare the wrong language.
    """
    sample = text[:MOST_CHARACTERS]
    if not any(c.isalpha() for c in sample):
        return declared, None
    if _is_plainly(declared, sample[:FREQUENT_CHARACTERS]):
        return declared, CERTAIN
    language, confidence = _identifier().classify(sample[:ENOUGH_CHARACTERS])
    if confidence < CERTAIN and len(sample) > ENOUGH_CHARACTERS:
        language, confidence = _identifier().classify(sample)
    confidence = round(float(confidence), 4)
    if declared and declared != language and (confidence < SURE or len(words(sample)) < FEW_WORDS):
        return declared, round(1 - confidence, 4) if confidence > 0.5 else 0.5
    return str(language), confidence


def _is_plainly(declared: str | None, sample: str) -> bool:
    """Whether the words that are frequent in the declared language abound, which spares asking the model."""
    frequent = _frequent().get(declared or "")
    if frequent is None:
        return False
    found = sample.lower().split()
    return len(found) >= FREQUENT_WORDS and sum(word in frequent for word in found) >= FREQUENT_SHARE * len(found)


@functools.cache
def _frequent() -> dict[str, frozenset[str]]:
    return {language: frozenset(found.split()) for language, found in facts.table("frequent", 2)}


@functools.cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Varieties without an ISO 639-1 code (Nigerian Pidgin, Cantonese, ...) take texts away from their relatives.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
