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


def identify(text: str, declared: str | None = None) -> tuple[str | None, float | None]:
    """ISO 639-1 code and confidence (0 to 1) of a text; None for a text without letters.

    The page's own declaration (`declared`, ISO 639-1) decides only where the text is too short or too mixed to tell:
    templates often declare the wrong language.
    """
    sample = text[:MOST_CHARACTERS]
    if not any(c.isalpha() for c in sample):
        return declared, None
    if plain := _plain_language(declared, sample[:FREQUENT_CHARACTERS]):
        return plain, CERTAIN
    language, confidence = _identifier().classify(sample[:ENOUGH_CHARACTERS])
    if confidence < CERTAIN and len(sample) > ENOUGH_CHARACTERS:
        language, confidence = _identifier().classify(sample)
    confidence = round(float(confidence), 4)
    if declared and declared != language and (confidence < SURE or len(words(sample)) < FEW_WORDS):
        return declared, round(1 - confidence, 4) if confidence > 0.5 else 0.5
    return str(language), confidence


def _plain_language(declared: str | None, sample: str) -> str | None:
    """The language whose frequent words abound, which spares asking the model; None where no one's do."""
    found = sample.lower().split()
    if len(found) < FREQUENT_WORDS:
        return None
    for language, share, frequent in sorted(_frequent(), key=lambda row: row[0] != declared):
        if sum(map(frequent.__contains__, found)) >= share * len(found):
            return language
    return None


@functools.cache
def _frequent() -> list[tuple[str, float, frozenset[str]]]:
    """Languages, the share of a text's words from which on their frequent words abound in it, these words."""
    return [(language, float(share), frozenset(found.split())) for language, share, found in facts.table("frequent", 3)]


@functools.cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Varieties without an ISO 639-1 code (Nigerian Pidgin, Cantonese, ...) take texts away from their relatives.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
