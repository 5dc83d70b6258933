"""Monthly pensions estimated by the published formulas, each step shown.

Employees: 国发〔2005〕38号; residents: 国发〔2014〕8号. Amounts in yuan, rounded to 0.01 at each step. The wording is in
``data/pension.yml``, the table of 计发月数 in ``data/payment_months.yml``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from knowledge.errors import ReadableError
from knowledge.figures.register import figures_in_use
from knowledge.figures.wording import filled_in
from knowledge.places.regions import all_regions

DATA_FOLDER = Path(__file__).parent / "data"

# A contribution base is 60 % to 300 % of the average wage (国办发〔2019〕13号), so the index is 0.6 to 3.
LEAST_INDEX, MOST_INDEX = Decimal("0.6"), Decimal(3)
MOST_YEARS = 60
MOST_MONEY = Decimal(10_000_000)
RESIDENTS_AGE = 60
RESIDENTS_YEARS = 15
# Who worked before has years without an account: 浙江省职工基本养老保险条例 第三十二条; elsewhere about that time.
ACCOUNTS_SINCE = 1998
_CENT = Decimal("0.01")


class PensionInputError(ReadableError):
    """A figure that cannot be; the message says which and what is possible."""


@dataclass(frozen=True)
class Input:
    """A figure that the estimate starts from: its name, the value with its unit, and who gave it."""

    name: str
    value: str
    source: str | None = None


@dataclass(frozen=True)
class FormulaStep:
    """One line of the reckoning; ``formula`` has the numbers filled in, ``amount`` is in yuan."""

    name: str
    formula: str
    amount: Decimal


@dataclass(frozen=True)
class Estimate:
    """What a month's pension comes to (the last step), from what, and under which assumptions (whole sentences)."""

    kind: Literal["employees", "residents"]
    inputs: tuple[Input, ...]
    steps: tuple[FormulaStep, ...]
    assumptions: tuple[str, ...]
    source: str

    @property
    def total(self) -> Decimal:
        """Yuan a month."""
        return self.steps[-1].amount


class _StepText(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    formula: str


class _Texts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    source: str
    steps: dict[str, _StepText]
    assumptions: dict[str, str]

    def said(self, key: str, on: dt.date, **numbers: int | str) -> str:
        """An assumption with the figures of that day; "" when one is not known."""
        return _told(self.assumptions[key], on).format(**numbers)

    def step(self, key: str, amount: Decimal, **numbers: Decimal | int) -> FormulaStep:
        text = self.steps[key]
        filled = {name: plain(Decimal(number)) for name, number in numbers.items()}
        return FormulaStep(text.name, text.formula.format(**filled), amount.quantize(_CENT, ROUND_HALF_UP))


class _AllTexts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    employees: _Texts
    residents: _Texts
    inputs: dict[str, str]
    terms: dict[str, str]


@cache
def _texts() -> _AllTexts:
    return _AllTexts.model_validate(yaml.safe_load((DATA_FOLDER / "texts.yml").read_text("utf-8")))


@cache
def _payment_months() -> dict[int, int]:
    raw = yaml.safe_load((DATA_FOLDER / "payment_months.yml").read_text("utf-8"))
    return TypeAdapter(dict[int, int]).validate_python(raw["months"])


def payment_months(age_months: int) -> int:
    """计发月数 for somebody retiring at an age given in months. Raises PensionInputError.

    The table goes by full years, and no source at hand says how months of age count, so they are left out.
    """
    table = _payment_months()
    try:
        return table[age_months // 12]
    except KeyError as error:
        raise PensionInputError(f"退休年龄要在{min(table)}岁到{max(table)}岁之间，请核对。") from error


def employees_estimate(
    *,
    wage: Decimal,
    index: Decimal,
    years: Decimal,
    balance: Decimal,
    age_months: int,
    on: dt.date,
    wage_source: str | None = None,
    began_work: int | None = None,
) -> Estimate:
    """The pension of an employee. Raises PensionInputError.

    ``wage``: the place's average monthly wage of the year before; ``index``: mean of the yearly ratios of one's own
    contribution base to it; ``on``: the day for whose figures the assumptions are told; ``began_work``: the year, when known,
    for the transitional pension that is left out.
    """
    texts = _texts()
    wage = _money("wage", wage)
    if wage == 0:
        raise PensionInputError("当地月平均工资不能是0，请核对。")
    index = _within("index", index, LEAST_INDEX, MOST_INDEX)
    years, balance = _within("years", years, Decimal(0), Decimal(MOST_YEARS)), _money("balance", balance)
    months = payment_months(age_months)
    own = texts.employees
    indexed = own.step("indexed_wage", wage * index, wage=wage, index=index)
    basic = own.step("basic", (wage + indexed.amount) / 2 * years / 100, wage=wage, indexed=indexed.amount, years=years)
    account = own.step("account", balance / months, balance=balance, months=months)
    total = own.step("total", basic.amount + account.amount, basic=basic.amount, account=account.amount)
    assumptions = [own.said(name, on) for name in ("level", "base", "index", "minimum")]
    assumptions.append(own.said("age", on, age=age_months // 12, months=months))
    if began_work is None:
        assumptions.append(own.said("transition_unknown", on))
    elif began_work < ACCOUNTS_SINCE:
        assumptions.append(own.said("transition_due", on))
    whole, rest = divmod(age_months, 12)
    inputs = (
        _input("wage", f"{plain(wage)}元", wage_source),
        _input("index", plain(index)),
        _input("years", f"{plain(years)}年"),
        _input("balance", f"{plain(balance)}元"),
        _input("age", f"{whole}岁" + (f"{rest}个月" if rest else "")),
    )
    return Estimate("employees", inputs, (indexed, basic, account, total), tuple(filter(None, assumptions)), own.source)


def residents_estimate(*, basic: Decimal, basic_source: str, balance: Decimal, on: dt.date) -> Estimate:
    """The pension of a resident with ``balance`` in the account at 60. Raises PensionInputError."""
    own = _texts().residents
    balance = _money("balance", balance)
    return _residents(
        basic,
        basic_source,
        (_input("balance", f"{plain(balance)}元"),),
        balance,
        (),
        (own.said("account", on), own.said("minimum", on)),
        on,
    )


def residents_estimate_from_payments(
    *, basic: Decimal, basic_source: str, yearly: Decimal, years: Decimal, on: dt.date
) -> Estimate:
    """The same, with the account reckoned as ``yearly`` × ``years``, without interest or subsidies."""
    own = _texts().residents
    yearly, years = _money("yearly", yearly), _within("years", years, Decimal(0), Decimal(MOST_YEARS))
    saved = own.step("balance", yearly * years, yearly=yearly, years=years)
    inputs = (_input("yearly", f"{plain(yearly)}元"), _input("years", f"{plain(years)}年"))
    missing = RESIDENTS_YEARS - years
    minimum = own.said("short", on, missing=plain(missing)) if missing > 0 else own.said("minimum", on)
    balance = _money("balance", saved.amount)
    return _residents(basic, basic_source, inputs, balance, (saved,), (own.said("interest", on), minimum), on)


def _residents(
    basic: Decimal,
    basic_source: str,
    inputs: tuple[Input, ...],
    balance: Decimal,
    before: tuple[FormulaStep, ...],
    assumptions: tuple[str, ...],
    on: dt.date,
) -> Estimate:
    own = _texts().residents
    basic = _money("basic", basic)
    months = payment_months(RESIDENTS_AGE * 12)
    first = own.step("basic", basic, basic=basic)
    account = own.step("account", balance / months, balance=balance, months=months)
    total = own.step("total", first.amount + account.amount, basic=first.amount, account=account.amount)
    return Estimate(
        "residents",
        (_input("basic", f"{plain(basic)}元", basic_source), *inputs),
        (*before, first, account, total),
        tuple(
            filter(
                None, (own.said("level", on), own.said("floor", on), own.said("age", on, months=months), *assumptions)
            )
        ),
        own.source,
    )


def explained_terms(on: dt.date) -> Mapping[str, str]:
    """What each figure means and where it is found, by its name among the arguments of the estimates, as of a day; without
    those that tell figures not known then."""
    return {name: told for name, text in _texts().terms.items() if (told := _told(text, on))}


def written_texts() -> tuple[str, ...]:
    """All that is told beside an estimate, as it is written: with references to figures."""
    own = _texts()
    return (*own.employees.assumptions.values(), *own.residents.assumptions.values(), *own.terms.values())


def short_of_years(kind: Literal["employees", "residents"]) -> str:
    """What becomes of somebody who has not paid for long enough."""
    own = _texts().employees if kind == "employees" else _texts().residents
    return own.assumptions["minimum" if kind == "employees" else "too_few"]


def _told(text: str, on: dt.date) -> str:
    return filled_in(text, all_regions().nation, on, figures_in_use()) or ""


def plain(number: Decimal) -> str:
    """As people write it: 8000, 0.6, 287.77."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _input(key: str, value: str, source: str | None = None) -> Input:
    return Input(_texts().inputs[key], value, source)


def _money(key: str, amount: Decimal) -> Decimal:
    """A sum to the cent that a person can have. Raises PensionInputError."""
    return _within(key, amount, Decimal(0), MOST_MONEY).quantize(_CENT, ROUND_HALF_UP)


def _within(key: str, number: Decimal, least: Decimal, most: Decimal) -> Decimal:
    if not number.is_finite() or not least <= number <= most:
        raise PensionInputError(f"{_texts().inputs[key]}要在{plain(least)}到{plain(most)}之间，请核对。")
    return number
