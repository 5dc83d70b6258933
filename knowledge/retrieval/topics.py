"""What a question is about, by all of its words at once: the topics are those of the guides, and none of them.

The ranking compares a question with each entry, where one rare word of a story may decide; this model has read every way of
asking for all that a guide covers, and what is asked of other offices, and weighs the whole (docs/adr/0024).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Vectors
from knowledge.language.normalise import letters_only
from knowledge.library.content import Passage
from knowledge.ngrams.model import Floats, NgramModel
from knowledge.ragged import Ragged
from knowledge.retrieval.guides import Guides

# The class of questions that are no such office's business.
OFF_TOPIC = "off_topic"
# The topic of a passage that no guide covers.
UNKNOWN = -1


class About(NamedTuple):
    """The probability of each topic, in the order of the model's classes, and that of none of them."""

    topics: Floats
    off_topic: float


@dataclass(frozen=True)
class Topics:
    """``model``: its classes are the ids of guides, and OFF_TOPIC."""

    model: NgramModel

    @classmethod
    def load(cls, path: Path) -> Topics:
        """Raises OSError."""
        return cls(NgramModel.load(path))

    def save(self, path: Path) -> None:
        self.model.save(path)

    def about(self, text: str, vector: Floats) -> About:
        """What a question in standard words is about; ``vector``: what the encoder makes of it."""
        chances = self.model.probabilities(letters_only(text), vector)
        return About(chances, float(chances[self.model.classes.index(OFF_TOPIC)]))

    def of_imports(self, passages: Sequence[Passage], variants: Sequence[str], vectors: Vectors) -> Ragged[np.float16]:
        """What each passage that was imported is about by its main question: the square roots of the probabilities of the
        topics; nothing of the others. ``vectors``: the encoder's of all ``variants``."""
        counts = [len(passage.questions) for passage in passages]
        is_import = np.array([passage.origin == "import" for passage in passages], np.bool_)
        mains = (np.cumsum([0, *counts])[:-1])[is_import]
        texts = [letters_only(variants[main]) for main in mains.tolist()]
        about = np.sqrt(self.model.probabilities_each(texts, vectors[mains])).astype(np.float16)
        return Ragged.counted(about.ravel(), is_import * len(self.model.classes))

    def of_passages(self, passages: Sequence[Passage], guides: Guides) -> NDArray[np.int64]:
        """The number of the class of each passage, that of the guide that covers it, or UNKNOWN. Of what was imported no way
        of asking was learned from."""
        number_of = {name: number for number, name in enumerate(self.model.classes)}
        return np.array(
            [
                UNKNOWN if guide < 0 or passage.origin == "import" else number_of.get(passages[guide].id, UNKNOWN)
                for passage, guide in zip(passages, guides.guide_of.tolist(), strict=True)
            ],
            np.int64,
        )
