"""What a sentence says of a person: sex, month of birth, kind of post, years of contribution. For the retirement rules.

Ages and animals of the zodiac, which leave more than one year open, are read in ``knowledge.language.ages``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from knowledge.language.durations import find_years
from knowledge.language.mentions import Mention, without_overlaps
from knowledge.language.numerals import read_digits, read_number

_DIGIT = r"[\d零〇一二三四五六七八九]"
_FULL = rf"(?<!{_DIGIT})(?P<year>(?:19|一九)[3-9三四五六七八九]{_DIGIT}|(?:20|二[零〇])[01零〇一]{_DIGIT})"
# Two digits are a year of birth only before 年 and not in a duration ("交了30年").
_SHORT = (
    r"(?<![\d零〇一二三四五六七八九十百千交缴满龄干了作资费第近约过保])"
    r"(?P<year>[3-9]\d|0\d|[三四五六七八九][零〇一二三四五六七八九])"
)
_MONTH = r"(?:(?P<month>1[0-2]|0?[1-9])(?!\d)|(?P<han>十[一二]?|[一二三四五六七八九元])(?=月)|[正冬腊](?=月))"
_CALENDAR = r"\s*(?:农历|阴历|旧历|老历|公历|阳历)?\s*"
# With a month: "1975年3月", "75年三月份", "1975.3", "1975-03", "197503"; without: "1975年的", "75年出生", "我75年".
# "75.3" alone may be a date; in a sentence it is one only when it says born.
_WITH_MONTH = (
    re.compile(rf"{_FULL}\s*(?:年{_CALENDAR}|[.\-/])\s*{_MONTH}"),
    re.compile(rf"{_SHORT}年{_CALENDAR}{_MONTH}"),
    re.compile(rf"{_SHORT}年(?:份|出?生)?的?[,，、\s]+{_CALENDAR}{_MONTH}月"),
    re.compile(rf"{_FULL}年?(?:份|出?生)?的?[,，、\s]+{_CALENDAR}{_MONTH}月"),
    re.compile(r"(?<!\d)(?P<year>19[3-9]\d|20[01]\d)(?P<month>0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)"),
    re.compile(rf"(?<![\d.])(?P<year>[4-9]\d)[.\-/]?{_MONTH}(?=月?份?(?:出生|生(?![育活产意效病])))"),
    re.compile(rf"^(?:我?是?|生日是?)(?P<year>[4-9]\d)[.\-/]{_MONTH}(?=月?的?[。.!！]?$)"),
)
# "干了七八年": two rising numerals are no year of birth, unless it says born.
_RANGE = r"(?!三[四五]|四[五六]|五[六七]|六[七八]|七[八九]|八九)"
_BORN = r"\s*(?:的|份)?\s*(?:出生|生(?![育活产意效病]))"
_AFTER_YEAR = r"\s*(?:份)?(?=\s*(?:的|生|出生|男|女|呢|[,，。]|$))"
_ONLY_YEAR = (
    re.compile(rf"{_FULL}\s*年?{_AFTER_YEAR}"),
    re.compile(rf"{_RANGE}{_SHORT}年{_AFTER_YEAR}"),
    re.compile(rf"{_SHORT}年(?={_BORN})"),
)
_ONLY_MONTH = re.compile(
    rf"^[^\d零〇一二三四五六七八九十]{{0,3}}(?<![期假满交缴每薪年第上下本这那]){_MONTH}\s*月份?(?:生|出生)?的?[。.!！]?$"
)
_MONTH_OF_BIRTH = re.compile(
    rf"(?<![\d零〇一二三四五六七八九十年.\-/]){_MONTH}月份?(?:[\d一二三四五六七八九十]+[日号])?(?:出生|生(?=[的人日男女,，。]|$))"
)
# "身份证写的10月".
_ON_PAPER = re.compile(rf"(?:身份证|证件|档案|户口[本簿]?)[^\d零〇一二三四五六七八九十,，。;；]{{0,6}}{_MONTH}月")
# A year that something else happened in: work, contributions, a rule; and amounts ("1950.5元").
_NOT_AFTER = re.compile(
    rf"(?:[.\-/年月日号份]|{_DIGIT}|十)*\s*(?:[,，]?(?:我|他|她|就|才|第一次|一直)*(?:参加工作|参保|进[厂单公]|入[职伍厂党]|开始|下岗)|"
    rf"起|办|上班|工作|[交缴](?![了费过满十两]|{_DIGIT})|离职|辞职|之?[前后]|以[前后来]|[到至](?=\d|现在|今)|当兵|结婚|毕业|元|块|万|"
    r"的(?![啥什哪几多])[^,，。;；\s]{0,2}(?:政策|规定|标准|文件|办法|法律|条例|通知|改革|时候|工资|社保|待遇|工伤|养老|合同|工龄|基数|平均|缴费|最低|数|事|那))"
)
_NOT_BEFORE = re.compile(r"(?:从|自|截[至止])$")
# From this year on a year is hardly one of birth, unless it says so or says nothing else.
_FIRST_DOUBTFUL = 2000
_SAYS_BORN = re.compile(rf"(?:[.\-/年月日号份]|{_DIGIT}|十)*{_BORN}")
_NOTHING_ELSE = re.compile(r"[我是的年月日号份男女工人干部职,，。.\s]*")
_LUNAR = re.compile(r"农历|阴历|旧历|老历|[正冬腊]月|月(?:初[一二三四五六七八九十]|廿)")
_SOLAR = re.compile(r"身份证|证件|档案|户口[本簿]|公历|阳历|新历")
_SOLAR_MONTH = re.compile(r"(?:1[0-2]|[1-9]|[一二三四五六七八九十])月")
_MALE = re.compile(r"男|先生|我爸|我爹|父亲|老公|爷们|大叔|大爷|(?<!岳)丈夫")
_FEMALE = re.compile(r"女|我妈|我娘|母亲|老婆|妻子|媳妇|阿姨|大姐|妇")
_POST_50 = re.compile(
    r"(?:女|企业|普通|一线|生产)?(?:工人|普工|职工岗|操作工|服务员|营业员|售货员|收银员|理货员|工勤)|车间|厂里?(?:上班|干活|做工|做事|打工)"
    r"|踩(?:缝纫机|平车|衣车)|(?:缝纫|平车|针车|纺织|挡车|装配|包装|搬运|清洁|洗碗)工|流水线|保洁(?:员|阿姨)"
    r"|(?<![\d.])原?(?:法定)?50岁?(?:退休?)?的?[呢吧]?$"
)
_POST_55 = re.compile(
    r"干部|管理(?:岗|人员)?|技术(?:岗|人员)|专技|教师|护士|会计|公务员|(?<=[是当做学])(?:老师|医生|大夫)|车间主任|(?<=[是当做])(?:主任|经理|主管|厂长|科长|部长)|事业编|(?<!没)[有在带]编制?|行政|(?<=[坐在算按])办公室(?!打扫|保洁|卫生)"
    r"|灵活就业|自由职业|(?:[做干搞是]|^)个体|自己(?:掏钱)?[交缴]的?(?=[,，。!！]|$|社保|养老)|(?<![\d.])原?(?:法定)?55岁?(?:退休?)?的?[呢吧]?$"
)
# The two kinds by their names: who names both does not say which.
_NAMED_50, _NAMED_55 = r"(?<!不是)(?:女|普通)?工人", r"(?<!不是)(?:干部|管理|技术)"
_NAMES_BOTH = re.compile(rf"{_NAMED_50}.*{_NAMED_55}|{_NAMED_55}.*{_NAMED_50}")
_DENIED = re.compile(r"不是(?:干部|管理岗?|技术岗?|女?工人)")
# A payment that was made, then how long; not what a rule asks for or what is to come.
_PAID = re.compile(r"[交缴买]|参保|投保|社保|养老")
_DONE = re.compile(r"了|过|已|累计|一共|总共|共|缴费(?:年限)?(?:有|是|为)?$|社保(?:有)?$|断断续续|陆续")
_NOT_PAID = re.compile(r"(?<!差)不|差(?!不多)|没|未|要|需|必须|至少|最[低少]|断(?!断|续)|停|上去|^[^已]*满$")
OTHER_INSURANCE = re.compile(r"失业|医疗|医保|工伤|生育|公积金")
_CLAUSE = re.compile(r"[,，。;；!！?？]")


def find_sex(text: str) -> Mention[str] | None:
    """ "男" or "女", whichever is said first; None when both or neither could be meant."""
    male, female = _MALE.search(text), _FEMALE.search(text)
    if bool(male) == bool(female):
        return None
    match = male or female
    assert match
    return Mention("男" if male else "女", *match.span())


def find_birth(text: str) -> Mention[str] | None:
    """Month of birth as "1975-03"; "1975" when only the year is said, "-03" when only the month is.

    A month of the lunar calendar is not taken (``says_lunar``): the rules count by the solar one.
    """
    if (start := _solar_from(text)) and (birth := find_birth(text[start:])):
        return Mention(birth.value, start + birth.start, start + birth.end)
    lunar = says_lunar(text)
    for match in _births(text, _WITH_MONTH):
        month = None if lunar else _month(match)
        year = _full_year(match["year"])
        return Mention(f"{year}-{month:02d}" if month else str(year), *match.span())
    alone = _ONLY_MONTH.search(text) or _MONTH_OF_BIRTH.search(text) or _ON_PAPER.search(text)
    month = _month(alone) if alone and not lunar else None
    for match in _births(text, _ONLY_YEAR):
        year = _full_year(match["year"])
        if alone and month:
            return Mention(f"{year}-{month:02d}", min(match.start(), alone.start()), max(match.end(), alone.end()))
        return Mention(str(year), *match.span())
    return Mention(f"-{month:02d}", *alone.span()) if alone and month else None


def find_births(text: str) -> list[Mention[str]]:
    """Every birth that a text tells of, of whomever, in order, as "1975-03" or "1975"; months alone are none."""
    if (start := _solar_from(text)) and (births := find_births(text[start:])):
        return [Mention(birth.value, start + birth.start, start + birth.end) for birth in births]
    lunar = says_lunar(text)
    return without_overlaps(
        Mention(str(year) if lunar or not month else f"{year}-{month:02d}", *match.span())
        for match in _births(text, (*_WITH_MONTH, *_ONLY_YEAR))
        for year, month in [(_full_year(match["year"]), _month(match) if "month" in match.groupdict() else None)]
        if year < _FIRST_DOUBTFUL or _SAYS_BORN.match(text, match.end())
    )


def says_lunar(text: str) -> bool:
    """Whether a date is said by the lunar calendar ("农历三月", "腊月", "三月初八") and not by the solar one too."""
    return bool(_LUNAR.search(text)) and not _solar_from(text)


def _solar_from(text: str) -> int:
    """Where words begin that give the solar month beside the lunar one: "66年腊月的，身份证是67年1月"; 0 where none do."""
    start = max((mark.start() for mark in _SOLAR.finditer(text)), default=0)
    is_beside = bool(_LUNAR.search(text)) and not _LUNAR.search(text, start) and bool(_SOLAR_MONTH.search(text, start))
    return start if is_beside else 0


def find_years_paid(text: str) -> Decimal | None:
    """Years of pension contributions that somebody says to have, to two decimals ("交了12年", "缴费十二年三个月").

    None for years that are missing, to come, or asked for by a rule ("还差三年", "要交满15年吗"), or of another insurance.
    """
    if OTHER_INSURANCE.search(text):
        return None
    for duration in find_years(text):
        said = _CLAUSE.split(text[: duration.start])[-1] + ("了" if text.startswith("了", duration.end) else "")
        if text.startswith(("以上", "以下", "以内"), duration.end):
            continue
        if _PAID.search(said) and _DONE.search(said) and not _NOT_PAID.search(said):
            return duration.value.years
    return None


def find_post(text: str) -> Mention[str] | None:
    """A woman's original legal age by her kind of post: "50" (worker) or "55" (cadre, manager, specialist)."""
    if _NAMES_BOTH.search(text):
        return None
    undenied = _DENIED.sub(lambda denied: "，" * len(denied[0]), text)
    for said in dict.fromkeys((undenied, text)):
        for value, pattern in (("55", _POST_55), ("50", _POST_50)):
            if match := pattern.search(said):
                return Mention(value, *match.span())
    return None


def _births(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[re.Match[str]]:
    """The matches that can be a birth, not the date of something else."""
    for pattern in patterns:
        for match in pattern.finditer(text):
            rest = text[match.end() :]
            if _NOT_AFTER.match(rest) or _NOT_BEFORE.search(text[: match.start()]):
                continue
            alone = _NOTHING_ELSE.fullmatch(text[: match.start()] + rest)
            if _full_year(match["year"]) < _FIRST_DOUBTFUL or alone or _SAYS_BORN.match(rest):
                yield match


def _month(match: re.Match[str]) -> int | None:
    """The month of the solar calendar; None for one that only the lunar one has (正月, 冬月, 腊月)."""
    parts = match.groupdict()
    if han := parts.get("han"):
        return 1 if han == "元" else int(read_number(han))
    return int(parts["month"]) if parts["month"] else None


def _full_year(year: str) -> int:
    value = read_digits(year)
    return value if len(year) == 4 else value + (2000 if value < 30 else 1900)
