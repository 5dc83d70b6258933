"""The learned part: how likely a message tells of danger that no rule names, from its character n-grams and
the grounds that hold for it.

Logistic regression over 10 classes (the kinds, and none); ``training.py`` makes the file. Served with numpy alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.language.normalise import letters_only
from knowledge.topics.danger.rules import Message, Rules

LEARNED_FILE = Path(__file__).parent / "data" / "learned.npz"
NONE = "none"
LONGEST_RUN = 3


def features(message: Message, rules: Rules) -> frozenset[str]:
    """The runs of one to three letters, digits and Han characters of a message, and the grounds against danger ("§past")."""
    letters = letters_only(message.text)
    runs = (
        letters[start : start + size] for size in range(1, LONGEST_RUN + 1) for start in range(len(letters) - size + 1)
    )
    return frozenset(runs) | {f"§{name}" for name in rules.grounds(message)}


@dataclass(frozen=True)
class Learned:
    """``rarity``, shape (features,): inverse document frequency; ``weights``: (features, classes); ``bias``: (classes,)."""

    features: tuple[str, ...]
    classes: tuple[str, ...]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path = LEARNED_FILE) -> Learned:
        """Raises OSError."""
        with np.load(path) as file:
            features, classes = (tuple(map(str, file[name])) for name in ("features", "classes"))
            return cls(features, classes, file["rarity"], file["weights"], file["bias"])

    def save(self, path: Path = LEARNED_FILE) -> None:
        """The same bytes for the same content."""
        np.savez_compressed(
            path,
            features=np.array(self.features),
            classes=np.array(self.classes),
            rarity=self.rarity,
            weights=self.weights,
            bias=self.bias,
        )

    @cached_property
    def _row(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.features)}

    def chances(self, found: Iterable[str]) -> dict[str, float]:
        """The probability of each class for a message of these features: softmax of ``weights``ᵀx + ``bias``, where x holds
        the rarity of the features found, at unit length."""
        rows = sorted(row for name in found if (row := self._row.get(name)) is not None)
        x = self.rarity[rows]
        scores = self.bias + x @ self.weights[rows] / max(float(np.linalg.norm(x)), 1e-9)
        powers = np.exp(scores - scores.max())
        return dict(zip(self.classes, (powers / powers.sum()).tolist(), strict=True))

    def danger(self, found: Iterable[str]) -> float:
        """The probability of danger of any kind."""
        return 1 - self.chances(found)[NONE]

    def likeliest(self, found: Iterable[str]) -> str:
        """The likeliest kind, if it is danger."""
        chances = self.chances(found)
        return max((name for name in self.classes if name != NONE), key=chances.__getitem__)
