"""The retirement pre-check: month of birth, sex and kind of post, then the computation; years paid may follow.

What was told before it began is taken from the record of the person; several persons may be asked about at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from actions.contract.messages import Button
from actions.contract.status import Status
from actions.persons import BESIDE, PersonRecord, Persons
from actions.saying import Say, phrase
from actions.services.pension_figures import FIGURES
from actions.services.remarks import is_for_another
from actions.services.retirement_explaining import about, explained, explained_on_the_way
from actions.services.retirement_telling import Case, compared, either_post, of_residents, outcome, same_outcome
from actions.services.service import Answers, InvalidAnswer, Outcome, Question, Service, Utterance
from actions.services.whose import name_of, named, whose
from knowledge.errors import ReadableError
from knowledge.language.durations import find_number_of_years
from knowledge.language.people import OTHER_INSURANCE, find_birth, find_post, find_sex, says_lunar
from knowledge.language.personal import supposes
from knowledge.language.persons import Person
from knowledge.language.questions import requests
from knowledge.topics.retirement.rules import Month

OLDEST, YOUNGEST = Month(1930, 1), Month(2015, 12)
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")
# What tells something of somebody's retirement.
_TOLD = frozenset({"birth", "birth_years", "post", "occupation", "scheme", "paid"})
# What is supposed of somebody ends when one of these is told of him.
_REPLACES = frozenset({"birth", "sex", "post"})
# What decides when somebody retires beside his post.
_DECIDES = frozenset({"birth", "birth_years", "sex"})
_CASE = ("birth", "sex", "post", "residents", "paid")
_ABOUT = re.compile(r"退|提前|呢\W*$|晚|年限|[交缴]")
_RETIRES = re.compile(r"退|到龄|延迟")
_WHEN = re.compile(r"退休(?!金|工资|待遇)|[几哪年岁时候](?:好|才|能|可以)*退|[几多]大退|(?:能|可以|该)[办退]|到龄")
# A time with one of these is not when somebody was born.
_OF_WORK = re.compile(r"[交缴]|进厂|进的|入职|上班|参保|参加|干了?|做了?|离[职开]|辞")
# They say by which contract somebody works, not on which post.
_CONTRACT = re.compile(r"编制|合同工|临时工|派遣|外包")
_ASKS_WHEN = re.compile(
    r"退休?[^,，。]{0,3}几年|[几哪何]年[能可以]*退|什么时候[能可以好才]*退|[几多]大[能可以]*退|几岁[能可以好才]*退|几年[能可以才]*退|多久[能可以才]*退"
    r"|(?:什么时候|几时|啥时候?|几岁|哪一?年|多大)[^,，。;；]{0,4}(?:领|拿)[^,，。;；]{0,2}(?:养老|退休)"
)
_HOW_MUCH = re.compile(
    r"(?:领|拿|发|有)[^,，。;；]{0,5}(?:多少|好多|几个?钱|几千)(?![年岁])|多少(?:钱|养老金|退休金|退休工资)"
)
# So many messages after it was told a short question leans on it.
_JUST, _SHORT = 3, 12
# What only an estimate of the pension is made of.
_OF_PENSION = re.compile(r"账户|余额|储存额")
_AND_HIM = re.compile(r"呢\W*$")
_ENOUGH = re.compile(r"够不够|够吗|够了[吗没]|[差缺还][^,，。]{0,2}几年")
# Who draws a pension, has retired long ago or has died is not asked when he may retire.
_OVER = re.compile(
    r"(?:领|拿|吃|有)[着了过]?[^,，。]{0,4}退休(?:金|工资|费)的?|(?:已经|早就?|老早|早已|都)[^,，。]{0,4}退(?:休|了)|退了?休?(?:好|很)多年"
    r"|去世|过世|不在了|走了|病死"
)
# What somebody asks who has a difficulty, or is retired: what to do, where, which of two dates counts, what holds afterwards.
_HINDERED = re.compile(
    r"(?:按|以|看|认|照|听)(?:哪|什么|谁)|哪[一个]*(?:为准|算数)|对不上|不一致|不一样大|写错|登错|改(?:年龄|档案|身份证)"
    r"|(?:不|没|拖着?|卡着?|拒绝)[^,，。]{0,3}(?:给|让|肯|批|帮|受理|同意)[^,，。]{0,4}(?:办|退|批|签|交)|怎么办|咋办|咋整|怎么弄"
    r"|手续|材料|丢了|找不到|返聘|退休(?:以后|之后|后|了(?!吧))|[在去到上找]哪|哪(?:里|儿|边|个(?:地方|省|市|城市|部门|窗口))|[找跟向]谁"
)
# Which of the kinds of post it is.
_WHICH_POST = re.compile(
    r"哪[一个种类边]+(?!划算|合算|合适|好|多|更|先|早)|[算按是]哪|[怎咋]么?(?:分|算|区分|判断|认定?|定|看)|工人.*干部|干部.*工人|没[^,，。]{0,4}(?:分|说|写|定)"
)
# Several are set side by side.
_COMPARES = re.compile(r"谁[^,，。]{0,3}[先早晚后]|[先早晚后][^,，。]{0,3}是谁|相差?多[少久]|差几[年个]")
_DOUBTS = re.compile(r"吧\W*$")
# The entries on how it is applied for.
_GUIDE, _RESIDENTS_GUIDE = "guide-retire-apply", "guide-resident-pension"
_POSTS = {"worker": "50", "staff": "55"}
# Jobs of women; of others the sex is asked for.
_WOMENS = re.compile(r"护士|月嫂|幼师|保育")


class RetirementCheck(Service):
    """When somebody may retire. ``who``: whom it is about; ``of``: what is known of each: ``birth`` "1975-03"; ``year``,
    ``month``: what is known of it so far; ``lunar``: it was said by the lunar calendar; ``years``: those that an age leaves
    open; ``sex`` 男 or 女; ``post`` "50" or "55" by the word ``job``; ``residents``:
    the pension of residents is paid, which is the same for all; ``paid``: years of contribution, "" when not known.
    ``wants_paid``: to be asked for them. ``supposed``: what is supposed of each instead. How the outcome is told:
    ``compared`` with what was so before, or as the ``same``.
    """

    name = "retirement"
    in_place_of = "guide-retire-when"
    lingers = 3
    is_for_the_living = True

    def matter(self, answers: Answers) -> str | None:
        return _GUIDE

    def about(self, answers: Answers) -> Person | None:
        return _asked_about(answers) or (answers["who"][0] if len(answers["who"]) == 1 else None)

    def begin(self, utterance: Utterance) -> Answers | None:
        if is_compared := _compared_now(utterance):
            return _about_all({"who": list(is_compared), "of": {}}, utterance)
        if _is_hindered(utterance) or _asks_for_money(utterance):
            return None
        is_wished = utterance.intent == "retirement_check" and not (_only_tells(utterance) or _is_over(utterance))
        if not is_wished and not _is_one_case(utterance) and not _leans_on_record(utterance):
            return None
        return _about_all({"who": list(whose(utterance)), "of": {}}, utterance)

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        before = _without(answers, "compared", "same")
        if utterance.text == phrase("offer_years"):
            of = {person: _without(known, "paid") for person, known in before["of"].items()}
            return {**before, "of": of, "wants_paid": True}
        if asked is None and (judged := _with_years_to_judge(before, utterance)):
            return judged
        if (
            is_for_another(utterance, "retirement_check")
            or _is_hindered(utterance)
            or _OF_PENSION.search(utterance.text)
            or (asked is None and _only_asks(before, utterance))
        ):
            return None
        if asked is None and (compared_now := _compared_now(utterance)):
            return _about_all({**before, "who": list(compared_now)}, utterance)
        if asked is None and (supposing := _supposing(before, utterance)):
            return supposing
        return self._told(before, asked, utterance)

    def _told(self, before: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        after = _answered(_about_all(before | {"who": _who(before, asked, utterance)}, utterance), asked, utterance)
        if isinstance(after, InvalidAnswer):
            return after
        if any(_is_impossible(known) for known in after["of"].values()):
            return InvalidAnswer(phrase("birth_invalid"))
        if after == before and not (asked is None and _told_again(before, utterance)):
            return _not_taken(asked, utterance)
        return {**after, "same": True} if asked is None and _cases(after) == _cases(before) else after

    def learned(self, answers: Answers) -> Mapping[Person, Mapping[str, Any]]:
        posts = {age: post for post, age in _POSTS.items()}
        return {
            person: {name: known[name] for name in ("birth", "sex") if known.get(name)}
            | ({"post": posts[known["post"]]} if "post" in known else {})
            | ({"paid": Decimal(known["paid"])} if known.get("paid") else {})
            for person, known in answers["of"].items()
        }

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        person = _asked_about(answers)
        if person is None:
            return None
        known = _known(answers, person)
        question = _question(known, bool(answers.get("wants_paid")))
        assert question
        told_now = utterance.persons.told_now(person)
        is_news = question.id == "post" and (not told_now or bool(told_now & _DECIDES))
        either = either_post(person, known, utterance.today) if is_news else ""
        if answers["who"] == ["self"]:
            return replace(question, noted=either)
        noted = "\n".join(filter(None, [*(same_outcome(case) for case in _cases_told_now(answers, utterance)), either]))
        text = phrase("of_person", name=name_of(person), text=question.text)
        return Question(question.id, text, question.buttons, noted=noted)

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        try:
            residents = [person for person in answers["who"] if _known(answers, person).get("residents")]
            others = [person for person in answers["who"] if person not in residents]
            of_them = [of_residents(person, _known(answers, person)["birth"]) for person in residents]
            cases = [_case(answers, person, utterance) for person in others]
            if not cases:
                return Outcome(tuple(of_them), answers, _RESIDENTS_GUIDE)
            if answers.get("same"):
                lines = (phrase("retirement_same"), *map(same_outcome, cases))
                return Outcome((Say.plain(Status.COMPUTED, *lines),), answers)
            before = (
                _case(_without(answers, "supposed"), cases[0].person, utterance) if answers.get("compared") else None
            )
            says = [outcome(case, before) for case in cases]
        except ReadableError as error:
            return Outcome((Say.plain(Status.NOT_COMPUTED, str(error)),), answers)
        return Outcome((*says, *of_them, *compared(cases)), answers, _GUIDE)

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        if _asked_about(answers):
            return _asked_of_one(answers, utterance) or explained_on_the_way(utterance)
        others = [person for person in named(utterance) if person not in BESIDE]
        meant = [person for person in others or answers["who"] if person in answers["who"]]
        meant = [person for person in meant if not _known(answers, person).get("residents")]
        try:
            cases = [_case(answers, person, utterance) for person in meant]
            return explained(cases, utterance) if cases else explained_on_the_way(utterance)
        except ReadableError:  # which was said when it was computed
            return ()


def _known(answers: Answers, person: Person) -> dict[str, Any]:
    """What is known of somebody, with what is supposed instead."""
    return {**answers["of"].get(person, {}), **answers.get("supposed", {}).get(person, {})}


def _asked_about(answers: Answers) -> Person | None:
    """The first one of whom something is lacking."""
    wants_paid = bool(answers.get("wants_paid"))
    return next((person for person in answers["who"] if _question(_known(answers, person), wants_paid)), None)


def _question(known: Mapping[str, Any], wants_paid: bool) -> Question | None:
    if "birth" not in known:
        return _ask_birth(known)
    if known.get("residents"):
        return None
    if "sex" not in known:
        return Question("sex", phrase("ask_sex"), Button.of(("男", "女")))
    if known["sex"] == "女" and "post" not in known:
        return Question("post", phrase("ask_post"), Button.of((phrase("post_50"), phrase("post_55"))))
    if wants_paid and "paid" not in known:
        return Question("paid", phrase("ask_paid"), Button.of((phrase("not_known"),)))
    return None


def _ask_birth(known: Mapping[str, Any]) -> Question:
    if known.get("lunar"):
        return Question("birth", phrase("birth_lunar"))
    if "year" in known:
        return Question("birth", phrase("ask_month", year=known["year"]))
    if "years" in known:
        return Question("birth", phrase("ask_year"), Button.of(f"{year}年" for year in known["years"]))
    return Question("birth", phrase("ask_birth"))


def _case(answers: Answers, person: Person, utterance: Utterance) -> Case:
    """Raises ReadableError."""
    return Case.of(person, _known(answers, person), utterance.today)


def _cases(answers: Answers) -> list[list[Any]]:
    """What decides each outcome."""
    return [[person, *(_known(answers, person).get(name) for name in _CASE)] for person in answers["who"]]


def _cases_told_now(answers: Answers, utterance: Utterance) -> list[Case]:
    """Those of whom something was just told and nothing is lacking."""
    known = {person: _known(answers, person) for person in answers["who"]}
    ready = [who for who, told in known.items() if not told.get("residents") and _question(told, False) is None]
    return [_case(answers, person, utterance) for person in ready if utterance.persons.told_now(person)]


def _compared_now(utterance: Utterance) -> tuple[Person, ...]:
    """Those who are set side by side ("谁先退"): all named, or all of whom a birth was told; nobody where it is fewer than
    two."""
    if not _COMPARES.search(utterance.reading.standard) or "question" not in utterance.reading.kinds:
        return ()
    persons = utterance.persons
    meant = named(utterance) or tuple(person for person in persons.records if persons.of(person).birth)
    return meant if len(meant) > 1 and all(persons.of(person).birth for person in meant) else ()


def _is_over(utterance: Utterance) -> bool:
    """Whether it tells of somebody who needs no such check any more, and asks nothing of it."""
    return bool(_OVER.search(utterance.reading.standard)) and not _ASKS_WHEN.search(utterance.reading.standard)


def _is_hindered(utterance: Utterance) -> bool:
    """Whether it asks what is to be done about a retirement, and not when that is."""
    reading = utterance.reading
    asks_when = _ASKS_WHEN.search(reading.standard) or requests(reading.standard)
    return "question" in reading.kinds and bool(_HINDERED.search(reading.standard)) and not asks_when


def _asks_for_money(utterance: Utterance) -> bool:
    """Whether it asks how much a pension will be, and not when it begins."""
    said = utterance.reading.standard
    return bool(_HOW_MUCH.search(said)) and not _ASKS_WHEN.search(said)


def _only_tells(utterance: Utterance) -> bool:
    """Whether it says of somebody what would be needed, but not that it is needed: "我今年48岁"."""
    asks = utterance.reading.kinds & {"question", "wish"} or _RETIRES.search(utterance.text)
    return not asks and any(utterance.persons.told_now(person) for person in utterance.persons.records)


def _is_one_case(utterance: Utterance) -> bool:
    """Whether somebody who tells his birth or his age asks when he may retire, in whatever words."""
    text, persons = utterance.reading.standard, utterance.persons
    if "question" not in utterance.reading.kinds and not _DOUBTS.search(text):
        return False
    asks_when = _WHEN.search(text) or ("paid" in _told_of(whose(utterance), persons) and _ENOUGH.search(text))
    for person in whose(utterance):
        told, record = persons.told_now(person), persons.of(person)
        if "birth" in told and (record.lunar or "-" in (record.birth or "")) and asks_when:
            return True
        if told & {"birth", "birth_years"} and _ASKS_WHEN.search(text):
            return True
    return False


def _told_of(whom: Sequence[Person], persons: Persons) -> frozenset[str]:
    """The fields that the last message tells of any of them."""
    return frozenset().union(*(persons.told_now(person) for person in whom))


def _leans_on_record(utterance: Utterance) -> bool:
    """Whether a short question is about the retirement of somebody whose birth or age was told just before: "能提前吗"."""
    persons, reading = utterance.persons, utterance.reading
    turns = [persons.of(person).turns for person in whose(utterance)]
    told = max((each.get(name, 0) for each in turns for name in ("birth", "birth_years")), default=0)
    just_told = told > 0 and persons.turn - told <= _JUST
    asks_when = "question" in reading.kinds and _ASKS_WHEN.search(reading.standard)
    asks = asks_when or about(utterance) in ("early", "late")
    # The word for somebody tells a sex too.
    says_no_more = all(any(who.start <= fact.start < who.end for who in reading.persons) for fact in reading.facts)
    return just_told and bool(asks) and says_no_more and len(reading.letters) <= _SHORT


def _only_asks(answers: Answers, utterance: Utterance) -> bool:
    """Whether it asks for a reason, for more about an outcome, or something that has nothing to do with it."""
    reading = utterance.reading
    is_aside = "question" in reading.kinds and not _ABOUT.search(reading.standard)
    is_aside = is_aside or bool(OTHER_INSURANCE.search(reading.standard))
    knows_all = not set(named(utterance)) - set(answers["who"])
    tells = any(utterance.persons.told_now(person) & _TOLD for person in answers["who"])
    asks_more = about(utterance) in ("early", "late") and knows_all and not tells
    return is_aside or asks_more or about(utterance) == "reason"


def _who(answers: Answers, asked: str | None, utterance: Utterance) -> list[Person]:
    """Whom it is about after this message: an answer may tell of one more; after the outcome others may be meant."""
    persons = utterance.persons
    meant = [person for person in named(utterance) if person not in BESIDE or _asks_for_them(utterance)]
    told = [person for person in meant if persons.told_now(person) & _TOLD]
    nothing_known = not any(answers["of"].get(person) for person in answers["who"])
    if asked is not None and nothing_known and meant:
        return meant
    if asked is not None:
        also = meant if _AND_HIM.search(utterance.text) else told
        return list(dict.fromkeys([*answers["who"], *also]))
    asks_for = meant if _ABOUT.search(utterance.text) else told
    return list(asks_for) or answers["who"]


def _asks_for_them(utterance: Utterance) -> bool:
    """Whether those who are else only compared with are asked about: "那我同学83年3月呢"."""
    return utterance.intent == "retirement_check" or bool(_AND_HIM.search(utterance.text))


def _about_all(answers: Answers, utterance: Utterance) -> Answers:
    """With what the record has of each: all of it of those not heard of here before, of others what was just told."""
    of = dict(answers["of"])
    for person in answers["who"]:
        record = utterance.persons.of(person)
        news = utterance.persons.told_now(person) if person in of else record.told
        of[person] = _from_record(_with_sex(of.get(person, {}), record), record, news)
    supposed = {
        person: left
        for person, others in answers.get("supposed", {}).items()
        if (left := _still_supposed(others, utterance.persons.told_now(person)))
    }
    return {**_without(answers, "supposed"), "of": of} | ({"supposed": supposed} if supposed else {})


def _still_supposed(supposed: Mapping[str, Any], told: frozenset[str]) -> dict[str, Any]:
    """What is still supposed of somebody of whom something was told."""
    return {} if told & _REPLACES else _without(supposed, *told)


def _with_sex(known: Mapping[str, Any], record: PersonRecord) -> Mapping[str, Any]:
    """With the sex that was not told but follows."""
    follows = record.sex if "sex" not in record.turns else None
    return {**known, "sex": follows} if follows and "sex" not in known else known


def _from_record(known: Mapping[str, Any], record: PersonRecord, names: frozenset[str]) -> dict[str, Any]:
    found = dict(known)
    if "sex" in names and record.sex:
        found["sex"] = record.sex
    if "birth" in names and record.birth:
        found = _with_birth(found, record.birth, lunar=bool(record.lunar))
    elif "birth_years" in names and record.birth_years:
        found = _without_birth(found) | {"years": [str(year) for year in record.birth_years]}
    if "post" in names and record.post:
        found |= {"post": _POSTS[record.post], "job": record.occupation or ""}
        found |= {"sex": "女"} if "sex" not in found and _WOMENS.search(found["job"]) else {}
    if "scheme" in names:
        found = _without(found, "residents") | ({"residents": True} if record.scheme == "residents" else {})
    return found | ({"paid": str(record.paid)} if "paid" in names else {})


def _with_birth(known: Mapping[str, Any], value: str, *, lunar: bool) -> dict[str, Any]:
    """With "1975-03", "1975" or "-03". A month of the lunar calendar is none, and its last two may be of the next year."""
    year, _, month = value.partition("-")
    found = dict(known)
    if year:
        found = _without_birth(known) | {"year": year} | ({"lunar": True} if lunar else {})
    elif lunar:
        return found | {"lunar": True}
    if month:
        found |= {"month": month}
    if "year" in found and "month" in found and not lunar:
        found = {**_without_birth(found), "year": found["year"], "birth": f"{found['year']}-{found['month']}"}
    return found


def _without_birth(known: Mapping[str, Any]) -> dict[str, Any]:
    return _without(known, "birth", "year", "month", "years", "lunar")


def _without(known: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in known.items() if name not in names}


def _is_impossible(known: Mapping[str, Any]) -> bool:
    """Whether the month of birth is none, or that of nobody who may ask."""
    if "birth" not in known:
        return False
    try:
        return not OLDEST <= Month.parse(known["birth"]) <= YOUNGEST
    except ValueError:
        return True


def _answered(answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer:
    """With the plain answer to what was asked, which says too little to be in the record: "7月", "50", "22"."""
    person = _asked_about(answers)
    persons = utterance.persons
    is_of_others = any(persons.told_now(other) & _TOLD for other in persons.records if other != person)
    if asked is None or person is None or is_of_others:
        return answers
    known = _plainly(answers["of"].get(person, {}), asked, utterance)
    return known if isinstance(known, InvalidAnswer) else {**answers, "of": {**answers["of"], person: known}}


def _plainly(known: Mapping[str, Any], asked: str, utterance: Utterance) -> dict[str, Any] | InvalidAnswer:
    text = utterance.text
    found = dict(known)
    if asked == "birth" and "birth" not in known:
        birth = find_birth(text)
        lunar = says_lunar(text)
        found = _with_birth(known, birth.value if birth else "", lunar=lunar) if birth or lunar else found
    elif asked == "sex" and "sex" not in known and (sex := find_sex(text)):
        found["sex"] = sex.value
    elif asked == "post" and "post" not in known and (post := find_post(text)):
        found |= {"post": post.value, "job": ""}
    elif asked == "paid" and "paid" not in known:
        paid = _years_paid(utterance)
        return paid if isinstance(paid, InvalidAnswer) else found | paid
    return found


def _years_paid(utterance: Utterance) -> dict[str, Any] | InvalidAnswer:
    """The answer to how many years were paid; a bare number will do."""
    if utterance.reading.gives_no_answer:
        return {"paid": ""}
    asks = utterance.reading.asks or "?" in utterance.text
    years = None if asks else FIGURES["years"].read(utterance.text)
    if years is None:
        return {}
    return {"paid": str(years)} if FIGURES["years"].can_be(years) else InvalidAnswer(FIGURES["years"].complaint)


def _not_taken(asked: str | None, utterance: Utterance) -> InvalidAnswer | None:
    """What to say to an answer that tells nothing; None where it is none."""
    is_open = utterance.reading.gives_no_answer or any(
        words.search(utterance.reading.standard) for words in (_CONTRACT, _WHICH_POST)
    )
    if asked == "post" and is_open:
        return InvalidAnswer(phrase("post_unknown"))
    is_short = _NUMBER.search(utterance.text) and len(utterance.text) <= 12
    if asked == "birth" and is_short and not _OF_WORK.search(utterance.text):
        return InvalidAnswer(phrase("birth_invalid"))
    return None


def _asked_of_one(answers: Answers, utterance: Utterance) -> Sequence[Say]:
    """When those retire who are asked about by name, while something of another is lacking: "他多大能退"."""
    ready = [
        each
        for each in answers["who"]
        if each in named(utterance)
        and not (_question(_known(answers, each), False) or _known(answers, each).get("residents"))
    ]
    if not ready or not _ASKS_WHEN.search(utterance.reading.standard):
        return ()
    return [Say.plain(Status.COMPUTED, *(same_outcome(_case(answers, each, utterance)) for each in ready))]


def _with_years_to_judge(answers: Answers, utterance: Utterance) -> Answers | None:
    """With the years of which it is asked whether they are enough, of whatever they are: "十六年了，够不够"."""
    person, reading = answers["who"][0], utterance.reading
    years = find_number_of_years(utterance.text) if _ENOUGH.search(reading.standard) else None
    is_his = len(answers["who"]) == 1 and not set(named(utterance)) - {person}
    if years is None or not is_his or not FIGURES["years"].can_be(years):
        return None
    return {**answers, "of": {**answers["of"], person: {**answers["of"].get(person, {}), "paid": str(years)}}}


def _told_again(answers: Answers, utterance: Utterance) -> bool:
    """Whether something was told that is known already."""
    return any(utterance.persons.told_now(person) & _TOLD for person in answers["who"])


def _supposing(answers: Answers, utterance: Utterance) -> Answers | None:
    """With what a message supposes of the one whose outcome was told: "那按干部呢", "要是交满30年呢"."""
    told = {each.field: each.value for each in supposes(utterance.reading)}
    person = answers["who"][0]
    record = PersonRecord(
        **{name: value for name, value in told.items() if name in ("birth", "sex", "post", "occupation", "paid")}
    )
    now = _from_record(_known(answers, person), record, frozenset(told))
    if "post" in told and "sex" not in told:
        now["sex"] = "女"
    if now == _known(answers, person):
        return None
    changed = {name: value for name, value in now.items() if value != answers["of"][person].get(name)}
    return {**answers, "who": [person], "supposed": {person: changed}, "compared": True}
