"""What goes on with an open matter, told as likely (docs/adr/0040)."""

from __future__ import annotations

from actions.dialogue import Dialogue
from actions.memory import Memory
from actions.presenting import nearest_says, to_employer
from actions.running import Turn
from actions.services.service import Utterance
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention

# What goes on with an open matter is told at once where it is so likely, and in place of a refusal or of buttons where it is
# a little less so; what is asked may be no business of ours. Read off 2,768 statements and 2,195 half sentences that the
# decision did not learn from: 70 of 100 told at once are right (docs/adr/0040).
CLEARLY_CONTINUING, LIKELY_ASKED, LIKELY_TOLD = 0.42, 0.35, 0.3


def likely_next(
    reading: Reading[PlaceMention], utterance: Utterance, memory: Memory, least: float, dialogue: Dialogue
) -> Turn | None:
    """The entry that goes on with the open matter, told as likely; None where none is so likely. ``reading``: of the
    message, or of a part of it."""
    finding = dialogue.continuing(reading, memory, least)
    if finding is None or finding.result is None:
        return None
    says = [nearest_says(finding.result.hits[0], finding.result.region, dialogue)]
    return to_employer(says) if utterance.persons.asks_as_employer else says, finding.memory
