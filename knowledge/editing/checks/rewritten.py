"""Whether an answer still is about what it was about: one put in the place of another by mistake reads well by itself."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from knowledge.editing.checks.findings import Finding, Kind, finding
from knowledge.encoder import Vectors
from knowledge.records.kinds import FaqRow
from knowledge.retrieval.encoding import comparable
from knowledge.retrieval.searcher import Searcher

# Cosines of adapted vectors. An answer less like the one before than OTHER, and less like its question by FURTHER, is of
# another entry of the same category in 89 of 100 cases, of any entry in all; of the same topic elsewhere in 1 of 65 (ADR 24).
OTHER, FURTHER = 0.5, 0.1


def overwritten_findings(now: FaqRow, before: FaqRow, searcher: Searcher) -> Iterator[Finding]:
    """An answer that is about something else than the one before, though the question is not. Some 60 milliseconds."""
    if now.answer == before.answer:
        return
    answers = _answers(searcher, [now.answer, before.answer])
    fit, fit_before = (_questions(searcher, [now.question, before.question]) * answers).sum(axis=1)
    if float(answers[0] @ answers[1]) < OTHER and fit_before - fit > FURTHER:
        yield finding(Kind.OVERWRITTEN, "answer", question=now.question)


def _answers(searcher: Searcher, texts: list[str]) -> Vectors:
    plain = [comparable(text, searcher.regions) for text in texts]
    return np.asarray(searcher.catalogue.adapter.answers(searcher.encoder.passages(plain).vectors))


def _questions(searcher: Searcher, texts: list[str]) -> Vectors:
    plain = [comparable(text, searcher.regions) for text in texts]
    return np.asarray(searcher.catalogue.adapter.questions(searcher.encoder.vectors(plain)))
