from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dedupe.stories import story
from transforms.dedupe.signature import BANDS, SCHEME, SKETCH_SIZE, distinct, sign, sketch_of, words_of

LONG = "\n\n".join(story(1, 40))


def test_a_signature_is_the_same_in_every_version_of_this_scheme() -> None:
    """Stored signatures are compared with new ones: if this fails, the scheme's name must change too."""
    signature = sign(None, "The quick brown fox jumps over the lazy dog near the river bank at dawn on Friday.")
    assert SCHEME == "bottomk-w5-k256-b16-s1"
    assert signature.bands[:2] == [926416725918605782, 1050240929572658414]
    assert hashlib.sha256(signature.signature).hexdigest()[:16] == "aed24ce3e4d9bfca"


@pytest.mark.parametrize("seed", ["0", "1"])
def test_a_signature_is_the_same_in_every_process(seed: str) -> None:
    code = f"from transforms.dedupe.signature import sign; print(sign('A title', {LONG!r}).signature.hex())"
    run = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == sign("A title", LONG).signature.hex()


def test_typography_does_not_change_a_signature() -> None:
    plain = 'He said: "We don\'t know - not yet." ' + LONG
    fine = "He said: \u201cWe don\u2019t know \u2014 not\u00a0yet.\u201d\n\n" + LONG.replace(" ", "\u00a0")
    assert sign(None, plain) == sign(None, fine)


def test_a_long_text_takes_a_kilobyte_and_sixteen_bands() -> None:
    signature = sign(None, LONG)
    assert len(signature.signature) == 4 * SKETCH_SIZE == 1024
    assert len(set(signature.bands)) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in signature.bands)


@pytest.mark.parametrize("text", ["", "   \n\n", "— … !"])
def test_a_text_without_words_has_nothing_to_compare(text: str) -> None:
    signature = sign(None, text)
    assert (signature.signature, signature.bands) == (b"", [])


def test_the_headline_tells_short_texts_apart_and_is_left_out_of_long_ones() -> None:
    notice = "Please subscribe to read this article."
    assert sign("Floods in the north", notice).bands != sign("Talks in the south", notice).bands
    assert sign("Floods in the north", LONG) == sign("Talks in the south", LONG)


def test_scripts_without_spaces_are_cut_into_characters() -> None:
    assert words_of("東京で 地震 magnitude 6") == ["東", "京", "で", "地", "震", "magnitude", "6"]


@given(st.text())
def test_any_text_can_be_signed(text: str) -> None:
    sketch = sketch_of(sign(text, text).signature)
    assert np.array_equal(sketch, distinct(sketch))


def test_a_cut_shares_a_band_with_its_original() -> None:
    missed = 0
    for seed in range(200):
        paragraphs = story(seed, 12)
        cut = "\n\n".join(["A local lead of our own, with words of our own.", *paragraphs[1:6]])
        missed += not set(sign(None, "\n\n".join(paragraphs)).bands) & set(sign(None, cut).bands)
    assert missed == 0
