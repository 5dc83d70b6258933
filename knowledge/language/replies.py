"""Short replies to a question: yes, no, "I do not know", "skip it". The words stand in ``data/replies.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge.language.word_lists import any_of, word_lists

_NOT = re.compile(r"^(?:没有|没|不|未)")
# "办了", "交过", "签好了": the verb of the question with one of these is a yes.
_DONE = "了过着满好完上的"
PARTICLES = "的了啊呀哦噢喔吧嘛呢哈呗咯啦滴哒"
_COMMON = frozenset("我您你的了是有没不吗在")
# Said anywhere in a reply that goes on for longer.
_PLAIN_NO = re.compile(r"^(?:不|没|否|无|非)|不是|没有")
_PLAIN_YES = re.compile(r"^(?:是|对|有|嗯|恩|好|在|y)|是的|就是")
_CLAUSE = re.compile(r"[,，。;；!！?？\s]")
_HARDLY_MORE = 3  # characters
_NUMBERED = {"1": True, "2": False}


@dataclass(frozen=True)
class _Words:
    unsure: tuple[str, ...]
    skip: tuple[str, ...]
    yes: frozenset[str]
    repeated: frozenset[str]
    first: re.Pattern[str]
    fillers: re.Pattern[str]


@cache
def _words() -> _Words:
    lists = word_lists("replies")
    return _Words(
        unsure=lists["unsure"],
        skip=lists["skip"],
        yes=frozenset(lists["affirm"]),
        repeated=frozenset(lists["repeated"]),
        first=re.compile(any_of(lists["affirm"] + lists["deny"])),
        fillers=re.compile(rf"^(?:{any_of(lists['fillers'])})+?(?=.)"),
    )


def is_unsure(text: str) -> bool:
    """Whether the reply, in standard words, says that the person does not know."""
    return any(word in text for word in _words().unsure) and not text.endswith("?")


def skips(text: str) -> bool:
    """Whether the reply wants the question passed over."""
    return any(word in text for word in _words().skip)


def gives_no_answer(text: str) -> bool:
    """Whether the person does not know, or wants the question passed over."""
    return is_unsure(text) or skips(text)


def yes_or_no(text: str) -> bool | None:
    """What a reply says by its first words or plainly later on, whatever the question was; None when it says neither."""
    said = text.strip().lower()
    if said in _NUMBERED:
        return _NUMBERED[said]
    if _PLAIN_NO.search(said) or said in ("n", "no"):
        return False
    return True if _PLAIN_YES.search(said) else None


def yes_or_no_to(question: str, text: str) -> bool | None:
    """What a reply in standard words says to this question: by its first word, or by the question's verb ("办了", "没签",
    "想"), perhaps behind its object ("失业登记没办"). None when what follows is about something else."""
    said = _said_to(question, text)
    behind = _behind_object(question, text) if said is None else ""
    return _said_to(question, behind) if behind else said


def _said_to(question: str, text: str) -> bool | None:
    words = _words()
    stripped = list(_without_fillers(text))
    for reply in stripped:
        first = words.first.match(reply)
        if first and _is_about(question, reply[first.end() :]):
            return first[0] in words.yes
    reply = stripped[-1]
    negated = _NOT.match(reply)
    verb = reply[negated.end() :] if negated else reply
    # Its first character belongs to the verb even where it may also say that something is done: "满了".
    head = re.match(rf"(?:[^{PARTICLES}\W\d][^{_DONE}{PARTICLES}\W\d]*)?", verb)
    assert head
    is_done = verb[head.end() : head.end() + 1] in tuple(_DONE)
    repeats = head[0] in words.repeated and _ends(verb[head.end() :])
    if head[0] and head[0] in question and (negated or is_done or repeats):
        return not negated
    return None


def _without_fillers(text: str) -> Iterator[str]:
    """The text, and again with each word before the answer taken off."""
    yield text
    while (shorter := _words().fillers.sub("", text)) != text:
        text = shorter
        yield text


def _behind_object(question: str, text: str) -> str:
    """What stands behind the words of the question that a reply begins with, at least two characters of them."""
    at = next((at for at in range(len(text) - 1, 1, -1) if text[:at] in question), len(text))
    return text[at:]


def _ends(rest: str) -> bool:
    """Whether the clause ends here."""
    rest = rest.lstrip(PARTICLES)
    return not rest or not rest[0].isalnum()


def _is_about(question: str, rest: str) -> bool:
    """Whether what follows a yes or no ends there or goes on about the question: with two of its characters that stand
    together, or one where hardly more is said."""
    clause = _CLAUSE.split(rest.lstrip(PARTICLES))[0]
    if _ends(rest) or any(one + other in question for one, other in pairwise(clause)):
        return True
    return len(clause) <= _HARDLY_MORE and bool(set(clause) & set(question) - _COMMON)
