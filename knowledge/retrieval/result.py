"""What a search comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.language.dates import Period
from knowledge.library.content import Passage
from knowledge.places.regions import Region
from knowledge.retrieval.thresholds import Thresholds

Decision = Literal["answer", "choose", "guide", "ask_region", "refuse"]
MOST_CHOICES = 3
# A choice less likely than this share of the best one is not worth a button.
LEAST_SHARE = 0.15
# Beside an answer, what is this likely in its stead is worth a button.
NEAR_SHARE = 0.3
# Beside the guide of a topic the nearest answer is told as well when it is this likely, of what may answer at all
# (docs/adr/0016); one that a place gives itself sooner, for the guide is the nation's.
BESIDE_GUIDE, BESIDE_GUIDE_LOCAL = 0.25, 0.1

# Where nothing answers more surely than this, nothing of ours is near.
HOPELESS = 0.8
# Nor where what is nearest is of so many topics that the likeliest has less than this.
SCATTERED = 0.25


@dataclass(frozen=True)
class Hit:
    """A passage found, with the probability that it is the right answer (0..1)."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Result:
    """What a search comes to. ``hits`` best first, also when refused; ``regions``: the cities to choose from when asked
    back; ``region`` and ``period``: the place and time that the question was understood to mean; ``none``: the probability
    that no passage answers it; ``guide``: the guide of the topic that the question is likely about, with the topic's share.
    When that is the decision, the hits are the nearest answers. ``general``: the rule or amount that holds wherever it may
    be, when asked back for the city. ``thresholds``: by which it was decided (None: the words were just those of a
    passage)."""

    decision: Decision
    hits: tuple[Hit, ...]
    region: Region | None
    period: Period | None
    regions: tuple[Region, ...] = ()
    none: float = 0.0
    guide: Hit | None = None
    general: Hit | None = None
    thresholds: Thresholds | None = None

    @property
    def first(self) -> Hit | None:
        """What is told first: the guide, where that is the decision, or else the likeliest passage."""
        return self.guide if self.decision == "guide" else next(iter(self.hits), None)

    @property
    def share(self) -> float:
        """What the best hit has of what may answer at all (0..1)."""
        return self.hits[0].score / max(1e-9, 1 - self.none) if self.hits else 0.0

    def score_of(self, passage: Passage) -> float:
        """How likely a passage is the right answer (0..1); 0 where it is none of the hits."""
        return next((hit.score for hit in self.hits if hit.passage.id == passage.id), 0.0)

    def share_of(self, category: str) -> float:
        """What all hits of a category have of what may answer at all (0..1): several of one may answer alike."""
        return sum(hit.score for hit in self.hits if hit.passage.category == category) / max(1e-9, 1 - self.none)

    @property
    def choices(self) -> tuple[Hit, ...]:
        """The hits worth offering when the decision is to choose."""
        return self._at_least(LEAST_SHARE)

    @property
    def near(self) -> tuple[Hit, ...]:
        """The hits nearly as likely as the answer given."""
        return self._at_least(NEAR_SHARE)[1:]

    @property
    def beside_guide(self) -> Hit | None:
        """The nearest answer, where it is likely enough to be told beside the guide."""
        if not (self.guide and self.hits):
            return None
        least = BESIDE_GUIDE_LOCAL if self.hits[0].passage.region.depth > 0 else BESIDE_GUIDE
        return self.hits[0] if self.share >= least else None

    @property
    def is_far(self) -> bool:
        """Whether nothing of ours is near: nothing likely answers, nor is it about one topic."""
        is_scattered = self.guide is not None and self.guide.score < SCATTERED
        return self.none >= HOPELESS or is_scattered or not self.choices

    def _at_least(self, share: float) -> tuple[Hit, ...]:
        best = self.hits[0].score if self.hits else 0.0
        return tuple(hit for hit in self.hits[:MOST_CHOICES] if hit.score >= share * best)
