"""Intents that the form of a message alone decides, and the rules that the learned ones are held to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.understanding.entities import Entity
from knowledge.language.fillers import says_more
from knowledge.language.normalise import letters_only

# Everything that asks for information.
ASK = "ask"
# Whatever no such office answers.
OFF_TOPIC = "off_topic"
# With a month or year of birth in it, this is one person's case for the pre-check.
_RETIRES = re.compile(r"退休(?!金|工资|待遇|年龄是怎么)|[几多]大退|几岁[能可]?[以]?退|能退|到龄")
# Small talk tells no time and no amount: "半年前" answers a question.
_SMALL_TALK = ("greet", "thanks", "goodbye", "capabilities", "abuse")
# A wish that a service takes ("离我最近的电影院"), unless it is so likely no such office's business: then it is a question.
SERVICES = (
    *("find_job", "find_lodging", "find_station", "find_point", "find_course"),
    *("self_check", "claim", "retirement_check", "pension_estimate"),
)
_MOST_OFF_TOPIC = 0.6
_FACT = re.compile(
    r"[\d一二两三四五六七八九十几半]+\s*(?:年|个?月|周|天|号|日|岁|点|元|块|万|千|百|次|人|家)|昨天|前天|今天|上个?[周月]|[去今前]年|\d"
)
_MASKED = re.compile(r"\[(?:身份证号|电话号码|银行卡号)\]")


def certain_intent(text: str, entities: Sequence[Entity]) -> str | None:
    """The intent of a normalised message by its form: nothing said, private data, a number picked, a birth with a question
    for retirement, facts alone. None when only its words can tell."""
    if not letters_only(text):
        return "blank"
    if _MASKED.search(text):
        return "private_data"
    names = {entity.name for entity in entities}
    if "ordinal" in names:
        return "choose"
    if "birth" in names and _RETIRES.search(text):
        return "retirement_check"
    return "inform" if entities and not says_more(_without(text, entities), "personal") else None


@dataclass(frozen=True)
class Likely:
    """Another intent than ``ask`` has to be this likely, or the message counts as a question; some have to be likelier."""

    least: float = 0.6
    stricter: Mapping[str, float] = field(default_factory=dict)

    def decide(self, text: str, name: str, chance: float, off_topic: float) -> tuple[str, float]:
        """The intent and its likelihood, of the likeliest one and its chance (0..1). Small talk tells no facts."""
        tells_fact = name in _SMALL_TALK and _FACT.search(text)
        is_nobodys = name in SERVICES and off_topic >= max(_MOST_OFF_TOPIC, chance)
        if tells_fact or is_nobodys or chance < self.stricter.get(name, self.least):
            return ASK, 1 - chance
        return name, chance


def _without(text: str, entities: Sequence[Entity]) -> str:
    """The text without the characters of entities."""
    return "".join(c for i, c in enumerate(text) if not any(e.start <= i < e.end for e in entities))
