"""A calculation as it is shown: its steps with the numbers filled in, each with its article, and what has to be known.

The wording stands in ``data/texts.yml``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import TypeAdapter

from knowledge.shapes import Strict, Text

DATA_FOLDER = Path(__file__).parent / "data"
Unit = Literal["元", "个月", "天", "%"]
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Step:
    """One line. ``formula``: how, in words with the numbers; "" where the amount is simply set by the article. ``amount`` in
    ``unit``, money rounded to 0.01; ``article``: "劳动合同法 第四十七条", several of them separated by "；"."""

    name: str
    formula: str
    amount: Decimal
    unit: Unit
    article: str

    @property
    def result(self) -> str:
        """ "22,750元", "3.5个月"."""
        return yuan(self.amount) if self.unit == "元" else f"{plain(self.amount)}{self.unit}"

    @property
    def way(self) -> str:
        """ "6,500元×3.5个月＝22,750元"."""
        return f"{self.formula}＝{self.result}" if self.formula else self.result


@dataclass(frozen=True)
class Calculation:
    """``steps`` in their order; the last one is what was asked for, unless several cannot be added up (``apart``). ``notes``:
    whole sentences on what was assumed and what holds besides."""

    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()
    apart: tuple[Step, ...] = ()

    def noting(self, sentence: str) -> Calculation:
        """The same with another note, before the others."""
        return replace(self, notes=(sentence, *self.notes))

    @property
    def result(self) -> Step:
        return self.steps[-1]

    @property
    def results(self) -> tuple[Step, ...]:
        """What was asked for."""
        return self.apart or (self.result,)

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles of all steps, a statute each."""
        return cited(step.article for step in self.steps)


class _StepText(Strict):
    name: Text
    formula: str = ""
    unit: Unit
    article: Text


class _Texts(Strict):
    steps: dict[str, _StepText]
    notes: dict[str, Text]


def step(key: str, amount: Decimal | int, article: str = "", **words: object) -> Step:
    """The step of this key in ``texts.yml``; ``article``: of the province, where the text leaves it open ("{article}")."""
    text = _texts().steps[key]
    exact = Decimal(amount)
    return Step(
        name=text.name.format(**words),
        formula=text.formula.format(**words),
        amount=exact.quantize(_CENT, ROUND_HALF_UP) if text.unit == "元" else exact,
        unit=text.unit,
        article=text.article.format(article=article),
    )


def note(key: str, **words: object) -> str:
    """The sentence of this key."""
    return _texts().notes[key].format(**words)


def cited(sources: Iterable[str]) -> tuple[str, ...]:
    """Each article once, those of a statute together: "劳动合同法 第三十条、第八十二条"."""
    articles: dict[str, dict[str, None]] = {}
    for source in sources:
        for citation in filter(None, source.split("；")):
            statute, _, article = citation.partition(" ")
            articles.setdefault(statute, {}).update(dict.fromkeys(article.split("、")))
    return tuple(f"{statute} {'、'.join(each)}".rstrip() for statute, each in articles.items())


def yuan(amount: Decimal) -> str:
    """ "12,345.6元"."""
    text = f"{amount.quantize(_CENT, ROUND_HALF_UP):,}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}元"


def plain(number: Decimal) -> str:
    """ "3.5", "12"; to two decimals."""
    return f"{number.quantize(_CENT, ROUND_HALF_UP).normalize():f}"


@cache
def _texts() -> _Texts:
    return TypeAdapter(_Texts).validate_python(yaml.safe_load((DATA_FOLDER / "texts.yml").read_text("utf-8")))
