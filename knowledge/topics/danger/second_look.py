"""A second look at a message in which the detector heard nothing: what its sentence vector says beside its n-grams.

The gateway must answer at once and without the encoder; the action server has the vector of each message anyway. The vector
hears danger told in words that no practice line has (docs/adr/0015). ``training.py`` makes the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.language.deaths import without_deaths
from knowledge.language.normalise import letters_only, normalise
from knowledge.ngrams.model import Floats
from knowledge.topics.danger.detector import Danger, Detector
from knowledge.topics.danger.learned import LEAST_LETTERS, Learned, features
from knowledge.topics.danger.rules import Message

SECOND_FILE = Path(__file__).parent / "data" / "second.npz"
# Of whose vectors it was learned (``Encoder.identity``): those of another encoder say nothing to it.
LEARNED_WITH = "multilingual-e5-small/3"
# How likely danger must be. training.py prints what other values would do.
LEAST_LIKELY = 0.94
# Nobody who is in danger asks how much it is, speaks of weeks ago, is "累死了", or begins by agreeing.
_CALM = re.compile(
    r"多少|几个月|怎么(?:算|报|申请)|去年|前年|上个?(?:月|周|星期|礼拜)|(?:年|个月|周|星期)(?:以|之)?前|那年|昨天|前天|[累困热冷气烦忙吵]死(?:我|人|了)|^(?:好的?|行|嗯|谢谢)[,，]"
)


@dataclass(frozen=True)
class SecondLook:
    """The detector that has looked first, and what was learned of vectors."""

    detector: Detector
    learned: Learned

    @classmethod
    @cache
    def load(cls) -> SecondLook:
        """The shipped one, read once. Raises DangerError, OSError."""
        return cls(Detector.load(), Learned.load(SECOND_FILE))

    def read(self, text: str, vector: Floats) -> Danger | None:
        """The danger that the detector did not hear in this text; None when it did, or there is none."""
        message = Message.of(text)
        literal = self.detector.rules.literal(Message.of(without_deaths(normalise(text))))
        if len(letters_only(literal.text)) < LEAST_LETTERS or _CALM.search(message.text):
            return None
        found = features(message, self.detector.rules)
        if self.learned.danger(found, vector) < LEAST_LIKELY or self.detector.read(text):
            return None
        return self.detector.suspected(text, self.learned.likeliest(found, vector))
