"""What one sentence says about the work somebody wants: what to have, what to leave out, what does not matter."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

import rjieba
import yaml

from knowledge.language.ages import Age
from knowledge.language.facts import Birth
from knowledge.language.people import find_sex
from knowledge.language.pinyin import syllable
from knowledge.language.reading import Reading
from knowledge.language.word_lists import any_of
from knowledge.places.regions import PlaceMention, Region
from knowledge.topics.jobs.pay import Pay, find_pay, find_step
from knowledge.topics.jobs.vocabulary import DATA, Found, vocabulary

TALK_FILE = DATA / "talk.yml"

Aspect = Literal["trades", "region", "pay", "time", "engagement", "words"]

_CLAUSE_END = re.compile(r"[,，。;；!！?？\n]|但是?|不过|只要|只想")
# "要不要", "会不会" refuse nothing; nor do "不要求", "不要紧".
_REFUSING = re.compile(
    r"(?<![要想去做干会能是行])(?:不要(?!求|紧)|不想|不做|不干|不找|不考虑|不去|不愿意?|不喜欢|不会|不能|没法|别(?![的处人])|"
    r"除了|除去|上不了|做不了|干不了|讨厌|怕|拒绝|而不是)"
)
# All that is refused, up to where something else is wanted.
_UNWANTED = re.compile(rf"{_REFUSING.pattern}[^,，。;；!！?？]*?(?=[要想找换改,，。;；!！?？]|$)")
_PAST = re.compile(r"以前|原来|之前|过去|曾经|原先|做腻了|干腻了|辞了")
_WANTING = re.compile(r"(?<![不别没])(?:还是|就|要|想|找|换|改|招|有|可以|只)")
# What may stand between a thing and its refusal: "保洁的活我不做", "晚上的都不行".
_BETWEEN = r"(?:的|上|里|活儿?|工作|岗位|班|这种|之类|类|都|就|我|也|们|、|和|跟|或者?|那种|时间|\u3000)*"
_REFUSED = re.compile(
    rf"{_BETWEEN}(?:不行|不要|不做|不干|不去|不考虑|不可以|不能|不想|不会|不喜欢|干不了|做不了|上不了|去不了|除外|就?算了|免了|吃不消|"
    r"受不了|太[累远少晚苦]|没空|没时间|没有时间|有事|不方便|不合适)"
)
# Said of a time of day: then the person is busy, with somebody or with something that has to be done.
_SOMEBODY = r"(?:[小女]?孩|娃|孙|外孙|儿|女儿|宝|崽|老人|老[娘爸妈]|我?[爸妈爹娘公婆]|学生|病人|[他她])子?"
_BUSY = re.compile(
    r"我?(?:还|都|也)?(?:要|得|需要|必须)?(?:上班|上课)(?!的|吗|呢|$)"
    rf"|我?(?:还|都|也)?(?:要|得|需要|必须|在)?(?:去|回家|回去)?(?:(?:照顾|照看|照料|伺候|接送)(?:{_SOMEBODY})?|[带看接送陪哄管]{_SOMEBODY})"
    r"(?![^,，。;；!！?？]{0,4}的(?:活|工作|岗))"
    r"|我?(?:还|都|也)?(?:要|得|需要|必须)(?:去|回家|回去)?"
    r"(?:做饭|烧饭|煮饭|下地|睡觉|休息|读书|上学|看病|[上去]?医院|透析|回家|回去)(?!的|[吗么不没])"
)
_NO_TIME = "没空"
_ADDING = re.compile(
    r"也行|也可以|也要|也成|也能|也想|再加|加上|还有|另外还|还可以|还想|[也都](?:没事|没关系|没问题|不要紧|不怕|接受)"
)
# Money that changed hands, or that somebody has left, is no pay that is asked for: "那个六百我已经交了", "身上还剩八十块".
_NO_WAGE = re.compile(
    r"(?:^|(?<=[,，。;；!！?？]))(?![^,，。;；!！?？]*(?:工资|待遇|薪|[一每][天日]|[一每]个?月|以上))[^,，。;；!！?？]*?"
    r"(?:[交付押垫花扣退赔罚][了过掉给着]|(?:已经|刚|都|还|先|要|[让叫]我?)(?:交|付|押|垫|扣|退|赔|罚)|(?<!没有)(?<!不要)(?:押|定)金"
    r"|(?:服装|中介|介绍|培训|体检|工装)费|房租|身上|兜里|口袋|手头|手里|卡里|[只还就]剩|剩下|[欠借][了我他着])[^,，。;；!！?？]*"
)
_NEARBY = re.compile(r"附近|近一?点|离(?:我|家|这)[^,，。]{0,4}近|周边|旁边|就近|走路能到|最近的")
_WIDER = re.compile(r"全市|市里都|整个市|全县|范围(?:大|放大|放宽)|远一?点(?:也|都)?(?:行|可以|没关系|不要紧|没事)")
_AGE = re.compile(
    r"(?:今年|我都?|快|已经|都)(?P<a>[1-7]\d|[一二三四五六七]?十[一二三四五六七八九]?)(?:多|几|来)?岁?了?(?=[,，。!！?？\s的]|$)"
    r"|(?P<b>[1-7]\d|[一二三四五六七]?十[一二三四五六七八九]?)(?:多|几|来)?周?岁(?!以[上下]|以内)"
)
_GROWN = 16  # years
_HIDDEN = "\u3000"
_LONGEST_SLIP = 5  # characters
_NUMERALS = "零一二两三四五六七八九十百千万几"
OPPOSED: tuple[Literal["time", "engagement"], ...] = ("time", "engagement")


@dataclass(frozen=True)
class Remark:
    """``names`` are trades and features wanted, ``refused`` those not wanted; ``adds``: beside what was wanted before.

    ``dropped`` are features that need not be after all. ``wider`` asks for a larger region. ``pay_step`` is +1 or -1 for
    "高一点" and "低一点" without a number. ``anything`` are the aspects that do not matter. ``words`` describe the job, but
    are in no list.
    """

    names: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    adds: bool = False
    region: Region | None = None
    wider: bool = False
    nearby: bool = False
    pay: Pay | None = None
    pay_step: int = 0
    age: int | None = None
    anything: frozenset[Aspect] = frozenset()
    words: tuple[str, ...] = ()


def read_remark(reading: Reading[PlaceMention], asked: Aspect | None = None) -> Remark:
    """What a message says of work; ``asked`` is what it answers, if a question went before."""
    text, places = _without_duties(reading.standard), reading.standard_places
    rest = _hide(text, ((place.start, place.end) for place in places))
    dropped, rest = _dropped(rest)
    found = vocabulary().words.find(rest)
    rest = _hide(rest, ((one.start, one.end) for one in found))
    if not any(one.names & vocabulary().near.keys() for one in found):
        slips = _slips(rest)
        found = sorted([*found, *slips], key=lambda one: one.start)
        rest = _hide(rest, ((one.start, one.end) for one in slips))
    wanted, refused, past = _sides(rest, found)
    staying = [p for p in places if not p.is_origin and not _is_refused(rest, p.start, p.end)]
    age, rest = _age(rest)
    pay, rest = _pay(text, rest, asked)
    anything, rest = _anything(rest, asked, wanted)
    wanted -= frozenset().union(*(vocabulary().of_kind(wanted, kind) for kind in OPPOSED if kind in anything))
    if "trades" not in anything and not (wanted | refused) & vocabulary().near.keys():
        wanted |= past
    if sex := find_sex(text):
        wanted |= {sex.value}
    return Remark(
        names=wanted - refused,
        refused=refused - wanted,
        dropped=dropped - wanted,
        adds=bool(_ADDING.search(rest)),
        region=_place([p.region for p in staying]),
        wider=bool(_WIDER.search(text)),
        nearby=bool(_NEARBY.search(text)),
        pay=pay,
        pay_step=0 if pay else find_step(rest),
        age=age or _age_told(reading),
        anything=anything,
        words=_words(rest),
    )


def _hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans blanked, so that what is understood is not read twice and places stay where they are."""
    for start, end in spans:
        text = text[:start] + _HIDDEN * (end - start) + text[end:]
    return text


def _dropped(rest: str) -> tuple[frozenset[str], str]:
    """The features that need not be after all ("不住也没事"), and the text without the words that say so."""
    spans = [(name, match.span()) for name, said in _talk().dropped.items() for match in said.finditer(rest)]
    return frozenset(name for name, _ in spans), _hide(rest, (span for _, span in spans))


def _without_duties(text: str) -> str:
    """The text with what keeps somebody busy at a time of day read as that he has no time then: whom he has to look after is
    no work that he wants ("晚上要回家做饭")."""
    for one in vocabulary().words.find(text):
        is_time = vocabulary().of_kind(one.names, "time")
        if is_time and (busy := _BUSY.match(text, one.end)):
            text = text[: one.end] + _NO_TIME.ljust(busy.end() - one.end, _HIDDEN) + text[busy.end() :]
    return text


def _place(regions: list[Region]) -> Region | None:
    """The place meant: "上饶市广信区" is the district, of "广信或者信州" the first."""
    if not regions:
        return None
    place = regions[0]
    for outer, inner in pairwise(regions):
        if outer != place or not outer.holds_for(inner):
            break
        place = inner
    return place


def _sides(rest: str, found: list[Found]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The names wanted, the names refused, and those of work done in the past."""
    wanted: set[str] = set()
    refused: set[str] = set()
    past: set[str] = set()
    trades = vocabulary().near.keys()
    for one in found:
        # "不要夜班的保安" refuses the nights.
        is_only_described = one.names & trades and rest[: one.start].endswith(_HIDDEN + "的")
        if _is_refused(rest, one.start, one.end) and not is_only_described:
            refused |= one.names
        elif _last(rest, one.start) == "past":
            past |= one.names
        else:
            wanted |= one.names
    return frozenset(wanted), frozenset(refused), frozenset(past)


def _is_refused(rest: str, start: int, end: int) -> bool:
    return bool(_REFUSED.match(rest, end)) or _last(rest, start) == "refusing"


def _last(rest: str, start: int) -> str:
    """Which of the signals stands last before ``start`` in the same clause."""
    ends = [match.end() for match in _CLAUSE_END.finditer(rest, 0, start)]
    first = max(ends, default=0)
    last, said = "", -1
    for name, pattern in (("refusing", _REFUSING), ("past", _PAST), ("wanting", _WANTING)):
        for match in pattern.finditer(rest, first, start):
            if match.end() > said:
                last, said = name, match.end()
    return last


def _slips(rest: str) -> list[Found]:
    """The trade written with one character of the same sound ("斯机"), the longest word first; none or one."""
    cut = rjieba.cut(rest, False)
    words, ends = set(cut), {0, *itertools.accumulate(map(len, cut))}
    for length in range(_LONGEST_SLIP, 1, -1):
        for start in range(len(rest) - length + 1):
            typed = rest[start : start + length]
            # A good word of the dictionary is no slip ("老实" for 老师), nor are parts of two ("拖欠工资").
            is_of_parts = not {start, start + length} <= ends
            if _HIDDEN in typed or typed in words or is_of_parts:
                continue
            for at, character in enumerate(typed):
                for word in _with_gap().get(typed[:at] + _HIDDEN + typed[at + 1 :], ()):
                    if syllable(word[at]) == syllable(character):
                        return [Found(vocabulary().words.names(word), start, start + length)]
    return []


@cache
def _with_gap() -> dict[str, list[str]]:
    """The words of trades by their text with any one character left out."""
    by_gap: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary().words:
        if 1 < len(word) <= _LONGEST_SLIP and vocabulary().words.names(word) & vocabulary().near.keys():
            for at in range(len(word)):
                by_gap[word[:at] + _HIDDEN + word[at + 1 :]].append(word)
    return dict(by_gap)


def _age(rest: str) -> tuple[int | None, str]:
    match = _AGE.search(rest)
    if not match:
        return None, rest
    written = find_pay(match["a"] or match["b"], asked=True)
    return (int(written.amount) if written else None), _hide(rest, [match.span()])


def _age_told(reading: Reading[PlaceMention]) -> int | None:
    """The age of a grown person that is told, or that follows from a year of birth."""
    ages = [age.years - age.nominal for age in reading.facts_of(Age)]
    ages += [reading.today.year - birth.year for birth in reading.facts_of(Birth)]
    return next((age for age in ages if age >= _GROWN), None)


def _pay(text: str, rest: str, asked: Aspect | None) -> tuple[Pay | None, str]:
    """Pay is looked for in what is left, with the words of time and engagement back in it ("日结两百")."""
    rest = _hide(rest, (clause.span() for clause in _NO_WAGE.finditer(text)))
    kept = "".join(t if r == _HIDDEN and t in "日天月结薪" else r for t, r in zip(text, rest, strict=True))
    pay = find_pay(kept, asked == "pay")
    return pay, _hide(rest, [(pay.start, pay.end)] if pay else [])


def _anything(rest: str, asked: Aspect | None, wanted: frozenset[str]) -> tuple[frozenset[Aspect], str]:
    """Which aspects "都行" is about: those it names, or the one asked for."""
    talk = _talk()
    if not talk.anything.search(rest):
        return frozenset(), rest
    named = frozenset(aspect for aspect, pattern in talk.aspects.items() if pattern.search(rest))
    # "白天晚上都行"
    named |= frozenset(kind for kind in OPPOSED if len(vocabulary().of_kind(wanted, kind)) > 1)
    if not named and asked and not wanted:
        named = frozenset({asked})
    return named, talk.anything.sub(lambda match: _HIDDEN * len(match[0]), rest)


def _words(rest: str) -> tuple[str, ...]:
    """The words of two and more characters that no list explains and that are not mere talk."""
    for pattern in (_UNWANTED, _NEARBY, _WIDER, _ADDING, _PAST):
        rest = pattern.sub(lambda match: _HIDDEN * len(match[0]), rest)
    kept = (word for word in rjieba.cut(rest, False) if len(word) > 1 and word.isalpha() and word[0] not in _NUMERALS)
    return tuple(dict.fromkeys(word for word in kept if word not in _talk().filler))


@dataclass(frozen=True)
class _Talk:
    aspects: dict[Aspect, re.Pattern[str]]
    anything: re.Pattern[str]
    dropped: dict[str, re.Pattern[str]]
    filler: frozenset[str]


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(any_of(words.split()))


@cache
def _talk() -> _Talk:
    data = yaml.safe_load(TALK_FILE.read_text("utf-8"))
    aspects: dict[Aspect, re.Pattern[str]] = {a: _compiled(words) for a, words in data["aspects"].items()}
    dropped = {name: _dropping(name, words.split()) for name, words in data["dropped"].items()}
    return _Talk(aspects, _compiled(data["anything"]), dropped, frozenset(data["filler"].split()))


def _dropping(name: str, short: list[str]) -> re.Pattern[str]:
    """How it is said that a feature need not be: "不住也没事", "包不包住都行", "不用管饭了", "住的地方我自己找"."""
    names_of = vocabulary().words
    thing = any_of({*short, name, *(word for word in names_of if name in names_of.names(word))})
    with_ = r"(?:包|管|供|有|提供|上|是|给)?"
    will_do = r"(?:没事|没关系|没问题|无所谓|不要紧|不打紧|行|可以|成|中|得|好|接受)"
    return re.compile(
        rf"(?:[不没无]|没有|没得)(?:一定|非得|非)?(?:要)?{with_}(?:{thing})的?[^,，。;；]{{0,2}}?[也都倒](?:还|能)?{will_do}"
        rf"|(?:{with_}(?:{thing}))?不{with_}(?:{thing})(?:都|也)?(?:{will_do}|随便)"
        rf"|(?:{with_}(?:{thing}))?(?:不用|不必|不需要|不要求|不一定要?|不非要|不强求|用不着){with_}(?:{thing})了?"
        rf"|{with_}(?:{thing})的?(?:就|可以)?(?:不用了|不要了|可有可无|(?:我们?)?自己(?:解决|想办法|找|租|带|做|搞定))"
    )
