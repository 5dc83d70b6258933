"""Which sentence of an answer says what a follow-up asks: a long answer is not told twice for the sake of one of them.

A sentence is compared as a passage is: by its vector, by its tokens (``late.py``), by its characters, and by whether it tells
what kind of thing is asked for. Weights and threshold were read off 254 follow-ups to 42 guides
(tests/actions/data/part_of_answer.yml): of the 167 that are answered there 92 get the right sentence and 6 another one, of
the 87 that are not none gets one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from knowledge.encoder import STEPS, Encoder, Tokens, Vectors
from knowledge.language.aspects import aspects_asked, tells
from knowledge.language.normalise import letters_only
from knowledge.retrieval.adapter import Adapter
from knowledge.retrieval.comparison import Question
from knowledge.retrieval.indexes import Indexes
from knowledge.retrieval.lexical import character_terms

# How much equal characters and met tokens count beside the cosine.
WORDS, TOKENS = 0.25, 0.8
# A sentence says it from here on, and another one with it that is hardly behind; none where a rare word of the question is
# missed by more (in units of idf).
LEAST, NEAR, MOST_MISSED = 0.57, 0.06, 3.1
# How much it counts that a sentence tells the kind of thing that is asked for, and that it does not.
TOLD, UNTOLD = 0.1, -0.4
_END = re.compile(r"(?<=[。；])|(?=[①-⑳])")
_NUMBER = re.compile(r"^[①-⑳]")
_HEAD = re.compile(r"([：:])[①-⑳]")
# Until when something is to be done, as it is asked and as it is written; and what is to be done.
_ASKS_UNTIL_WHEN = re.compile(r"(?:多久|几天|几个月|几年|多长时间|什么时候)(?:之|以)?[内前]|最[晚迟]|期限|截止")
_WITHIN = re.compile(r"(?:\d+|半|[一两三])个?(?:工作)?(?:日|天|月|年)(?:之|以)?内")
# Whether something can be done from home, as it is asked and as it is written ("网约车", "玩手机" are of other things).
_ASKS_FROM_HOME = re.compile(
    r"(?:网上|手机上?|线上|微信上?|app|小程序)[^,，。]{0,2}(?:能|可以|行|得|怎么|咋)", re.IGNORECASE
)
_FROM_HOME = re.compile(
    r"网上|(?:[用在]|掌上|自己的?)手机|手机(?:上|银行|号?登录|扫|就|也|能|可以|办|查)|app|掌上|小程序|客户端|公共服务平台|线上|si\.12333",
    re.IGNORECASE,
)
_DEEDS = re.compile(r"报|申请|申领|仲裁|起诉|告|投诉|领|办|交")


@dataclass(frozen=True)
class Sentences:
    """The sentences of an answer, and what each is compared by: adapted vectors and tokens, the different characters and
    pairs of characters."""

    texts: tuple[str, ...]
    vectors: Vectors
    tokens: Sequence[Tokens]
    terms: Sequence[frozenset[str]]

    @classmethod
    def of(cls, answer: str, encoder: Encoder, adapter: Adapter) -> Sentences:
        texts = sentences(answer)
        encoded = encoder.passages(list(texts))
        return cls(
            texts,
            adapter.answers(encoded.vectors),
            [adapter.passage_tokens(tokens) for tokens in encoded.tokens],
            [frozenset(character_terms(text)) for text in texts],
        )


def sentences(answer: str) -> tuple[str, ...]:
    """The sentences and numbered points of an answer, without their numbers; the head of a list with its first point."""
    parts = (_NUMBER.sub("", part.strip()) for part in _END.split(_HEAD.sub(r"\1", answer)))
    return tuple(part for part in parts if letters_only(part))


def until_when(answer: str, asked: str) -> str | None:
    """The sentence of an answer that says until when to do what is asked; None where none does, or more than one."""
    deeds = set(_DEEDS.findall(asked))
    if "告" in deeds:
        deeds.add("仲裁")  # that comes before a court
    if not _ASKS_UNTIL_WHEN.search(asked) or not deeds:
        return None
    found = [text for text in sentences(answer) if _WITHIN.search(text) and deeds & set(_DEEDS.findall(text))]
    return found[0] if len(found) == 1 else None


def asks_from_home(asked: str) -> bool:
    """Whether it is asked if, or how, something is done on the net or by telephone."""
    return bool(_ASKS_FROM_HOME.search(asked))


def from_home(answer: str) -> str | None:
    """The first sentence of an answer that says what is done on the net or by telephone; None where none does."""
    return next((text for text in sentences(answer) if _FROM_HOME.search(text)), None)


class Said(NamedTuple):
    """The words of an answer that say what is asked, and how well they fit."""

    words: str
    fit: float


def said_in(found: Sentences, question: Question, indexes: Indexes, least: float = LEAST) -> Said | None:
    """The sentence, or the two in their order, of an answer that say what is asked; None where none does so well as
    ``least``."""
    if len(found.texts) < 2:
        return None
    weights = indexes.tokens.idf(question.tokens.ids) * question.tokens.emphasis
    met = np.array([_nearest(tokens, question) for tokens in found.tokens])
    fit = _fit(found, question, indexes, met @ weights / weights.sum())
    best = float(fit.max())
    if best < least or ((1 - met[fit.argmax()]) * weights).max() > MOST_MISSED:
        return None
    chosen = [number for number in np.argsort(-fit)[:2].tolist() if fit[number] > best - NEAR]
    return Said("".join(found.texts[number] for number in sorted(chosen)), best)


def _fit(found: Sentences, question: Question, indexes: Indexes, tokens: Vectors) -> Vectors:
    """How well each sentence fits: the cosine, less what all sentences have of it, and the shares (0..1, weighted by idf) of
    the question's characters and of its ``tokens`` that are met."""
    cosines = found.vectors @ question.vector
    asked = indexes.answers.read(question.text)
    words = np.array([[term in terms for term in asked.terms] for terms in found.terms]) @ asked.idf / asked.weight
    told = [
        np.array([TOLD if tells(aspect, text) else UNTOLD for text in found.texts])
        for aspect in aspects_asked(question.text)
    ]
    fit: Vectors = cosines - cosines.mean() + WORDS * words + TOKENS * tokens + sum(told, np.zeros(len(words)))
    return fit


def _nearest(tokens: Tokens, question: Question) -> Vectors:
    """For each token of the question the cosine of the nearest one of a sentence."""
    cosines = tokens["vector"].astype(np.float32) @ question.tokens.vectors.T / STEPS
    nearest: Vectors = cosines.max(axis=0)
    return nearest
