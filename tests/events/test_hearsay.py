"""What a claim, a rumour or a report is said to be about, where somebody denies or doubts it, did not happen."""

from __future__ import annotations

import pytest

from tests.events.reports import types


@pytest.mark.parametrize(
    "text",
    [
        'Rwanda dismissed as "pure invention" a Congolese statement that its gunners had fired shells at a school.',
        "Kenya's government called a report that soldiers had shot dead two herders in Isiolo a fabrication.",
        "The ministry called the report that police had shot dead a student in Nakuru a fabrication.",
        "The general branded as lies reports that his men had burned houses in Malakal on Monday.",
        "The claim that policemen had beaten pupils in Dakar was rejected by the mayor on Monday.",
        "Reports that gunmen had attacked a church in Jos were false, the police said on Monday.",
    ],
)
def test_the_deed_of_a_claim_that_is_denied_did_not_happen(text: str) -> None:
    assert not types(text) & {"ASSAULT", "COERCE"}


@pytest.mark.parametrize(
    "text",
    [
        "Inspectors found no evidence that rebels had shelled the clinic in Bria on Friday.",
        "The mission saw no sign that soldiers had burned the village of Duma.",
        "A rumour that troops had killed an imam spread through Bangui on Monday.",
        "Speculation that the army had arrested the vice-president swept Harare on Tuesday.",
    ],
)
def test_what_is_rumoured_or_without_evidence_is_no_event(text: str) -> None:
    assert not types(text) & {"ASSAULT", "COERCE"}


@pytest.mark.parametrize(
    "text",
    [
        "Police confirmed a report that gunmen had attacked a church in Jos on Monday.",
        "The rebels repeated their claim that they had shot down a helicopter near Bunagana on Monday.",
        "News that gunmen had killed 12 pilgrims near Pahalgam on Monday reached Delhi at noon.",
        "A court rejected an appeal by two policemen who shot a student in Nairobi on Monday.",
    ],
)
def test_what_is_claimed_or_confirmed_counts(text: str) -> None:
    assert "ASSAULT" in types(text)
