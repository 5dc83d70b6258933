"""What a message tells of persons for good: birth, sex, post, years paid, pay, when and why a job ended …

for told in tells(reading): told.field, told.value, told.place     # "birth", "1975-03", 4
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, Literal

from knowledge.language.ages import Age, birth_years_of, find_birth_years
from knowledge.language.clauses import Clause
from knowledge.language.deaths import find_cause, find_deaths
from knowledge.language.durations import Duration, find_durations, find_years
from knowledge.language.employing import speaks_as_employer, works_for_others
from knowledge.language.facts import Birth, Fact, clause_at
from knowledge.language.grades import Grade
from knowledge.language.mentions import Mention
from knowledge.language.money import Money, Per
from knowledge.language.numerals import read_number
from knowledge.language.people import OTHER_INSURANCE, find_birth, find_years_paid
from knowledge.language.questions import may_ask
from knowledge.language.reading import PlaceMention, Reading
from knowledge.language.timespans import Timespan
from knowledge.language.trades import Trade
from knowledge.language.word_lists import any_of, word_lists

Field = Literal[
    "birth", "lunar", "birth_years", "age", "sex", "post", "occupation", "grade", "paid", "pay", "pay_per", "began", "left",
    "reason", "city", "trade", "scheme", "worked", "career", "insured",
    "employs", "died", "cause",
]  # fmt: skip
Scheme = Literal["employees", "residents"]
Reason = Literal["dismissed", "resigned", "expired", "closed"]


@dataclass(frozen=True)
class Told:
    """One thing told of somebody. ``place``: where in the message. The values, by field:

    ``birth`` "1975-03", "1975", or "-03" where only the month is told; ``lunar`` True: the month was said by the lunar
    calendar; ``birth_years``: the years that an age or an animal leaves open; ``age`` in years; ``sex`` 男, 女; ``post``
    worker, staff, by the word ``occupation``; ``grade`` of an injury; ``paid``: years of pension contributions; ``pay`` in
    yuan for each ``pay_per``; ``began``, ``left`` a job: first and last day that can be meant; ``reason`` for leaving it;
    ``city``: the code of a region; ``trade``: a name of ``data/trades.yml``; ``scheme``: the pension insurance that is
    paid; ``worked`` for the employer, ``career``: in all, and ``insured`` against unemployment, in months; ``employs``:
    whether he speaks as an employer, or as one who works for others; ``died``: False, where it is denied; ``cause``:
    whether it was at work.
    """

    field: Field
    value: Any
    place: int


# What is only supposed is nobody's record: "要是交满30年", "那按干部呢".
_SUPPOSED = re.compile(
    r"要是|如果|假如|假设|若是|万一|比如|例如|换成|^那?么?(?:按|照|如?算)|按.{1,8}(?:算|呢)|^那?么?(?:男|女|工人|干部)[^,，。]{0,5}呢\W*$"
)
_WHY = re.compile(r"为什么|为啥|凭什么|凭啥|[别旁]人")
# A bare "50" is an answer to the question for the post, and else any number.
_ONLY_AGE = re.compile(r"原?(?:法定)?5[05]的?")
_EMPLOYEES = re.compile(
    r"职工(?:基本)?(?:养老|社保|保险)|^是?职工的$|灵活就业[^,，。]{0,6}[交缴参]|(?:单位|公司|厂里)[^,，。]{0,3}[交缴]的"
)
_RESIDENTS = re.compile(
    r"居民(?:基本)?(?:养老|社保|保险)|^是?居民的$|新?农保|农村(?:养老|社保)|村里[交缴]的|农村那[个种]"
    r"|(?:一直|一辈子|都|就)(?:是|在家)?(?:个)?(?:农民(?!工)|务农|种[地田])"
)
# Amounts with these before them are no pay; nor are the wages of several months in one.
_NO_PAY = re.compile(
    r"欠|赔|罚|押|借|账户|余额|养老金|退休金|补[贴助偿]|基数|(?<!个月)(?<!每月)(?<!工资)平均|[交缴存]|差[^不]|住院|医药|花|要我?$"
    r"|(?:[降涨减扣]|[少多](?:给|发|拿))了?$"
    r"|(?<![干做]了)(?<![\d一二两三四五六七八九十])[2-9二两三四五六七八九十几]个月的?(?:工资|工钱|薪水)[^,，。;；]{0,4}$"
)
_PAY = re.compile(r"工资|月薪|底薪|薪水|收入|到手|挣|一个月|每个?月|[时日年]薪")
# "我每月交一千": it is what somebody pays, where he does not say that it is earned.
_PAID_IN = re.compile(r"(?:每个?月|一个?月|月月|每年|一年)(?:要|得|都|自己|就|才|只)*[交缴存扣]")
_EARNED = re.compile(r"工资|月薪|底薪|薪水|收入|到手|挣")
# Beside these a sum for each day or hour is pay too.
_PAID_BY_DAY = re.compile(r"日结|临时工|[散零小短]工|打工|做工|干活|干一天|做一天|上一天|一班")
_MONTH_OF = re.compile(
    r"是?(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?:出生|生)?的?(?=[,，。;；、!！?？\s我他她]|$)"
)
_PAYS = re.compile(r"(?<!每年)(?<!一年)[交缴](?!费?基数)")
_DENIED = re.compile(r"不是|没有?")
_BEGAN = re.compile(r"进(?:的|了)?(?:厂|公司|单位|店)|入职|上的?班|开始[干做上]|来[的这]|参加工作|签的?合同")
_LEFT = re.compile(
    r"离[职厂开]|辞[职工退了]|被?裁|不干了|走的?人?|开除|解雇|下岗|停工|失业|倒闭|没干|劝退|[把将][我他她]开"
    r"|不要[我他她](?=[了的]|$|[,，。])|不让[我他她]?再?(?:来|干|做|上班)"
)
_WOMAN = re.compile(
    r"^女|(?:姐姐?|妹妹?|嫂子|奶奶|阿婆|阿嬷|外婆|姥姥|祖母|岳母|丈母娘|婆婆|媳妇儿?|姑姑|姑妈|姨妈|阿姨|侄女|外甥女|女儿|闺女|闺蜜)$"
)
_MAN = re.compile(
    r"^男|(?:哥哥?|(?<!兄)弟弟?|爷爷|外公|阿公|阿爷|嗲嗲|姥爷|祖父|岳父|丈人|公公|女婿|姐夫|妹夫|叔叔?|伯伯|大伯|舅舅?|侄子|儿子)$"
)
# Until when somebody works, or worked; not how long a day is.
_UNTIL = re.compile(r"(?:干|做|上班?|待|呆|工作|打工)(?:活|工)?(?:只|就|一直|最多|应该|准备|打算|能|想)*到了?$")
_WITHIN = 12
# What others maintain of how somebody left.
_CLAIMED = re.compile(
    r"(?:他们?|她们?|老板|公司|单位|厂里?|店里?|人事|经理|领导|主管|对方)[^,，。;；我]{0,4}(?:[说讲写赖咬]|认定)[^,，。;；]{0,3}(?:我|是)"
)
_WORKED = re.compile(
    r"(?:(?:干|做|待|呆|工作|打工|上班|上)(?:活|工)?|(?:在|来|进)(?:这|那)?(?:里头?|里面|边|家|个)?(?:厂|店|公司|单位|工地|饭店|酒店)?"
    r"(?<![在来进])[里上]?[^,，。;；请休假住学训等离摔伤受被停]{0,3}"
    r"|在[^,，。;；欠没]{0,12}(?:厂|店|公司|单位|工地|超市|学校|小区)[里上]?[^,，。;；请休假住学训等离摔伤受被停欠拖没]{1,3}(?=了|过))"
    r"[了有过满]?(?:差不多|快|大概|整整|整|都|已经)*$"
)
_IN_ALL = re.compile(
    r"别处|别的|以前|之前|原来|一共|总共|累计|工龄|参加工作|养老|社保|[这那]行|试用|欠|拖|没发|不发|没给|加班|病|每"
)
_CAREER = re.compile(r"(?:工龄|参加工作)(?:一共|总共|应该|大概|差不多|已经|都|快|也|有|是|了|满)*$")
_OF_UNEMPLOYMENT = re.compile(r"多?的?失业保?险")
_OF_PARTING: tuple[Field, ...] = ("left", "reason")
_UNEMPLOYMENT = re.compile(r"失业保?险[^,，。;；]{0,6}[交缴买参]|[交缴买参][^,，。;；]{0,3}失业保?险")


def tells(reading: Reading[PlaceMention]) -> Iterator[Told]:
    """Everything told, in no order; nothing that is denied, supposed, or that is only wondered at."""
    deaths = list(find_deaths(reading.clauses, reading.persons))
    last_words = {clause_at(death.end - 1, reading.clauses) for death in deaths if death.value}
    for told in chain(_all(reading), _of_deaths(deaths, reading)):
        number = clause_at(told.place, reading.clauses)
        clause = reading.clauses[number].text
        is_parting = told.field in _OF_PARTING and number in last_words  # "上个月走了" is of no job
        if not (is_parting or _SUPPOSED.search(clause) or _WHY.search(clause)):
            yield told


def supposes(reading: Reading[PlaceMention]) -> Iterator[Told]:
    """What is only supposed: "要是女工人呢", "那交满30年呢"."""
    for told in _all(reading):
        if _SUPPOSED.search(reading.clauses[clause_at(told.place, reading.clauses)].text):
            yield told
    for clause in reading.clauses:
        if _SUPPOSED.search(clause.text):
            yield from _paid_in_all(clause)


def _all(reading: Reading[PlaceMention]) -> Iterator[Told]:
    return chain(_sexes_by_name(reading), _by_fact(reading), _months_of_birth(reading), _by_words(reading))


def _of_deaths(deaths: Sequence[Mention[bool]], reading: Reading[PlaceMention]) -> Iterator[Told]:
    """Who has died, and how as far as it is said."""
    for death in deaths:
        yield Told("died", death.value, death.start)
    if cause := find_cause(reading.plain, is_told=any(death.value for death in deaths)):
        yield Told("cause", cause, deaths[0].start if deaths else len(reading.plain) - 1)


def _sexes_by_name(reading: Reading[PlaceMention]) -> Iterator[Told]:
    """What the word for somebody tells: "我嫂子", "他哥"."""
    for mention in reading.persons:
        word = reading.plain[mention.start : mention.end]
        sex = "女" if _WOMAN.search(word) else "男" if _MAN.search(word) else None
        if sex:
            yield Told("sex", sex, mention.start)


def _by_fact(reading: Reading[PlaceMention]) -> Iterator[Told]:
    for fact in reading.facts:
        if not fact.negated:
            yield from _of_fact(fact, reading)


def _of_fact(fact: Fact, reading: Reading[PlaceMention]) -> Iterator[Told]:
    clause = reading.clauses[fact.clause]
    match fact.value:
        case Birth(year, month, lunar):
            yield Told("birth", f"{year}-{month:02d}" if month else _with_month(str(year), reading), fact.start)
            yield Told("lunar", lunar, fact.start)
        case Age(years):
            yield Told("age", years, fact.start)
            if reading.plain[fact.start : fact.end] == clause.text:  # "女，46": the clause alone is no age
                yield Told("birth_years", birth_years_of(fact.value, reading.today), fact.start)
        case Grade(grade, None):
            yield Told("grade", grade, fact.start)
        case "男" | "女":
            yield Told("sex", fact.value, fact.end - 1)
        case "worker" | "staff" if not _ONLY_AGE.fullmatch(reading.plain, fact.start, fact.end):
            yield Told("post", fact.value, fact.start)
            yield Told("occupation", reading.plain[fact.start : fact.end], fact.start)
        case Trade(name):
            yield Told("trade", name, fact.start)
        case Money():
            is_by_day = any(each.unit == "天" and each.each == "月" for each in reading.facts_of(Duration))
            yield from _pay(fact.value, fact.start, reading.plain[clause.start : fact.start], clause.text, is_by_day)
        case Timespan():
            yield from _job(
                fact.value, fact.start, reading.plain[clause.start : fact.start], reading.plain[fact.end : clause.end]
            )


def _with_month(year: str, reading: Reading[PlaceMention]) -> str:
    """The year of birth, with the month where it stands elsewhere ("75年的，3月生")."""
    births = [fact for fact in reading.facts if isinstance(fact.value, Birth) and not fact.negated]
    found = find_birth(reading.plain) if len(births) == 1 else None
    return found.value if found and found.value.startswith(year) else year


def _pay(money: Money, place: int, before: str, clause: str, is_by_day: bool) -> Iterator[Told]:
    """``is_by_day``: it is told how many days are worked in a month."""
    if _PAID_IN.search(clause) and not _EARNED.search(clause):
        return
    is_pay = _PAY.search(clause) or (money.per in ("天", "小时") and (is_by_day or _PAID_BY_DAY.search(clause)))
    if money.yuan.is_exact and is_pay and not _NO_PAY.search(before):
        per: Per = money.per or "月"
        yield Told("pay", money.yuan.low, place)
        yield Told("pay_per", per, place)


def _job(span: Timespan, place: int, before: str, behind: str) -> Iterator[Told]:
    """A date right before what it dates: "3月进的厂"; or the one up to which somebody worked: "我干到11月底"."""
    if _BEGAN.search(behind[:_WITHIN]):
        yield Told("began", (span.first, span.last), place)
    elif _LEFT.search(behind[:_WITHIN]) or (_UNTIL.search(before) and not may_ask(before + behind)):
        yield Told("left", (span.first, span.last), place)


def _months_of_birth(reading: Reading[PlaceMention]) -> Iterator[Told]:
    """The month alone, said right after a name: "他3月，我9月"."""
    for mention in reading.persons:
        if month := _MONTH_OF.match(reading.plain, mention.end):
            yield Told("birth", f"-{int(read_number(month['month'])):02d}", mention.end)


def _by_words(reading: Reading[PlaceMention]) -> Iterator[Told]:
    """What no single fact of the reading says."""
    if (place := speaks_as_employer(reading.plain)) is not None:
        yield Told("employs", True, place)
    elif works_for_others(reading.plain):
        yield Told("employs", False, 0)
    for clause in reading.clauses:
        if years := find_birth_years(clause.text, reading.today):
            allowed = tuple(map(int, years.value.split("|")))
            yield Told("birth_years", allowed, clause.start + years.start)
        if (paid := find_years_paid(clause.text)) is not None:
            yield Told("paid", paid, clause.end - 1)
        elif reading.correction and not OTHER_INSURANCE.search(clause.text):
            yield from _paid_in_all(clause, reading.plain[: clause.end])
        if (scheme := _scheme(clause.text)) is not None and not may_ask(clause.text):
            yield Told("scheme", scheme, clause.end - 1)
        yield from _lengths(clause)
        reason = _reason(clause.text)
        if reason and not (reason == "resigned" and _CLAIMED.search(clause.text)):
            yield Told("reason", reason, clause.start)


def _lengths(clause: Clause) -> Iterator[Told]:
    """How long somebody worked for an employer: "干了七年"; or was insured against unemployment."""
    for length in find_durations(clause.text):
        if length.value.unit != "月" or length.value.each or length.value.amount.is_indefinite:
            continue
        if _UNEMPLOYMENT.search(clause.text, 0, length.start) or _OF_UNEMPLOYMENT.match(clause.text, length.end):
            yield Told("insured", length.value.amount.low, clause.start + length.start)
        elif _CAREER.search(clause.text, 0, length.start):
            yield Told("career", length.value.amount.low, clause.start + length.start)
        elif _WORKED.search(clause.text, 0, length.start) and not _IN_ALL.search(clause.text):
            yield Told("worked", length.value.amount.low, clause.start + length.start)


def _paid_in_all(clause: Clause, said: str = "") -> Iterator[Told]:
    """Years of contribution where it is not said that they were paid: "改成交25年"; or that they are meant stands in what
    was ``said`` before: "不是交了20年，是22年"."""
    is_meant = _PAYS.search(said or clause.text) and not find_birth(clause.text)
    years = next(find_years(clause.text), None) if is_meant else None
    if years and not _DENIED.search(clause.text, 0, years.start):
        yield Told("paid", years.value.years, clause.end - 1)


def _scheme(clause: str) -> Scheme | None:
    """Which pension insurance is paid; None where neither or both are named."""
    employees, residents = _EMPLOYEES.search(clause), _RESIDENTS.search(clause)
    if bool(employees) == bool(residents):
        return None
    return "employees" if employees else "residents"


@cache
def _reasons() -> tuple[tuple[Reason, re.Pattern[str]], ...]:
    lists = word_lists("reasons")
    return tuple((name, re.compile(any_of(lists[name]))) for name in ("dismissed", "resigned", "expired", "closed"))


def _reason(clause: str) -> Reason | None:
    """Why a job ended; None where nothing or more than one thing is said."""
    said = [name for name, words in _reasons() if words.search(clause)]
    return said[0] if len(said) == 1 else None
