"""The record of the person: what was told of everybody spoken of in a conversation, whatever was under way then.

persons = memory.persons.heard(reading)      # with what the message tells
persons.of("mother").birth                   # "1970-01", or None
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter

from actions.correcting import month_put_right, put_right
from knowledge.language.ages import Age
from knowledge.language.days import in_known_month
from knowledge.language.deaths import Cause, is_spouse, speaks_of_somebody
from knowledge.language.employing import says_that_he_employs
from knowledge.language.facts import Birth, Post, Sex
from knowledge.language.mentions import Mention
from knowledge.language.money import Per
from knowledge.language.normalise import standard_words
from knowledge.language.people import find_birth
from knowledge.language.personal import Reason, Scheme, Told, tells
from knowledge.language.persons import Person, is_beside, person_at
from knowledge.language.questions import may_ask
from knowledge.language.reading import Reading
from knowledge.language.timespans import Timespan
from knowledge.language.utterances import MANNERS, is_statement
from knowledge.places.regions import PlaceMention

# A conversation is over when nothing was said for so long: as long as Rasa's session (domain.yml).
FORGOTTEN_AFTER = dt.timedelta(hours=4)
# So many of the last messages that told something are kept: a story rarely has more sentences.
MOST_SAID = 8
# Whose sex the word itself tells.
SEX_OF: Mapping[Person, Sex] = {"father": "男", "husband": "男", "mother": "女", "wife": "女"}
# Of these something may be told only to compare; what is told next without a name is not about them.
BESIDE: tuple[Person, ...] = ("friend", "workmate", "employer", "other", "relative")
_NOT_DEAD: tuple[Person, ...] = ("self", "employer")
_PRONOUNS: Mapping[str, Sex] = {"他": "男", "她": "女"}
_ALL = re.compile(r"(?:都|全|两个|俩)(?:是|都|也)*$")
_AND, _BOTH = re.compile(r"[和跟与同、]"), re.compile(r"都|两个|俩")
# Around the place where somebody is; another place is only asked about ("江门的失业金").
_AT = re.compile(r"(?:人?在|住|搬[到去]|[回到]了?|户口在?|户籍在?|参保地?是?在?)$")
_AT_BEHIND = re.compile(r"人(?![力社才员事均口])|户口|户籍|打工|上班|干活|参的?保|交的")

Days = tuple[dt.date, dt.date]
"""The first and the last day that can be meant."""


@dataclass(frozen=True)
class PersonRecord:
    """What was told of one person; None is not told. The fields are those of ``knowledge.language.personal``; ``city``: the
    code of the region where he lives, works or pays. ``turns``: in which turn each was told, by field."""

    birth: str | None = None
    lunar: bool | None = None
    birth_years: tuple[int, ...] | None = None
    age: int | None = None
    sex: Sex | None = None
    post: Post | None = None
    occupation: str | None = None
    grade: int | None = None
    paid: Decimal | None = None
    pay: Decimal | None = None
    pay_per: Per | None = None
    began: Days | None = None
    left: Days | None = None
    reason: Reason | None = None
    city: str | None = None
    trade: str | None = None
    scheme: Scheme | None = None
    worked: Decimal | None = None
    career: Decimal | None = None
    insured: Decimal | None = None
    employs: bool | None = None
    died: bool | None = None
    cause: Cause | None = None
    turns: Mapping[str, int] = field(default_factory=dict)

    @property
    def told(self) -> frozenset[str]:
        """The fields that are known."""
        return frozenset(
            item.name for item in fields(self) if item.name != "turns" and getattr(self, item.name) is not None
        )

    @property
    def job(self) -> Mapping[str, Days]:
        """When it began and was left, as far as that is known."""
        return {name: days for name, days in (("began", self.began), ("left", self.left)) if days}

    def told_in(self, turn: int) -> frozenset[str]:
        """The fields told in this turn."""
        return frozenset(name for name, number in self.turns.items() if number == turn)

    def learning(self, told: Mapping[str, Any], turn: int) -> PersonRecord:
        """With what was told later, which goes before what was told earlier."""
        turns = {name: turn for name, value in told.items() if value is not None}
        return replace(self, **told, turns={**self.turns, **turns})


NOTHING = PersonRecord()


@dataclass(frozen=True)
class Persons:
    """The records of a conversation. ``named``: who was named in the last message, in order; ``topic``: who was spoken of
    last, whom a message without a subject goes on about; ``turn``: the number of messages so far; ``last``: when something
    was said last. ``said``: the last messages before this one that told something and that no service took, as typed: a
    service begun later reads them."""

    records: Mapping[Person, PersonRecord] = field(default_factory=dict)
    named: tuple[Person, ...] = ()
    topic: Person = "self"
    turn: int = 0
    last: dt.datetime | None = None
    said: tuple[str, ...] = ()

    @classmethod
    def from_slot(cls, value: Any) -> Persons:
        """What ``slot`` gave, or nobody."""
        return _SHAPE.validate_python(value) if value else cls()

    def slot(self) -> Any:
        """In JSON's types, without what is not told; None when nothing was said yet."""
        return _SHAPE.dump_python(self, mode="json", exclude_none=True) if self.turn else None

    def of(self, person: Person) -> PersonRecord:
        """What is known of somebody; his sex too where it follows from the word for him, or for who is married to him."""
        record = self.records.get(person, NOTHING)
        return record if record.sex else replace(record, sex=SEX_OF.get(person) or self._by_marriage(person))

    def _by_marriage(self, person: Person) -> Sex | None:
        married: Mapping[Person, Sex] = {"husband": "女", "wife": "男"}
        return next((sex for spouse, sex in married.items() if person == "self" and spouse in self.records), None)

    @property
    def dead(self) -> tuple[Person, ...]:
        """Who is said to be dead, the one of whom it was told last at the end."""
        told = [person for person, record in self.records.items() if record.died]
        return tuple(sorted(told, key=lambda person: self.records[person].turns["died"]))

    @property
    def asks_as_employer(self) -> bool:
        """Whether the speaker has said that he employs others."""
        return bool(self.of("self").employs)

    def told_now(self, person: Person) -> frozenset[str]:
        """The fields told of somebody in the last message."""
        return self.records.get(person, NOTHING).told_in(self.turn)

    def tells_now(self, field: str) -> bool:
        """Whether the last message told this of anybody."""
        return any(field in self.told_now(person) for person in self.records)

    def heard(self, reading: Reading[PlaceMention], about: Person | None = None) -> Persons:
        """With what a message tells; ``about``: whom a service that is under way asks about."""
        if "farewell" in reading.kinds:
            return Persons()
        before = self._unless_over(reading.now)
        spoken_of = [
            replace(mention, value=before._meant(mention, reading.plain, about))
            for mention in reading.persons
            if not is_beside(mention, reading.plain)
        ]
        news = [
            told
            for told in (
                *tells(reading),
                *_cities(reading),
                *before._gone_on_with(reading),
                *before._put_right(reading, about),
            )
            if not before._is_general(told, reading, spoken_of) and before._may_employ(told, reading)
        ]
        before = before._with_the_dead_put_right(spoken_of, news, reading)
        topic = _spoken_of(spoken_of, about or before.topic, news)
        told: dict[Person, dict[str, Any]] = {}
        for each in news:
            for person in before._those_meant(each, spoken_of, topic, reading):
                values = told.setdefault(person, {})
                values[each.field] = _in_full(each, values, before.of(person), reading.plain)
        named = tuple(mention.value for mention in spoken_of)
        after = replace(
            before,
            named=tuple(dict.fromkeys(named)),
            topic=_next_topic(named, topic),
            turn=before.turn + 1,
            last=reading.now,
        )
        for person, values in told.items():
            after = after._learning(person, values, is_correction=reading.correction is not None)
        return after

    def having_said(self, reading: Reading[PlaceMention]) -> Persons:
        """With what a message tells kept in the words in which it was told, without what it asks."""
        telling = [
            clause.text for clause in reading.clauses if not (clause.asks or may_ask(standard_words(clause.text)))
        ]
        words = "，".join(telling)
        if reading.kinds & MANNERS or not is_statement(standard_words(words), frozenset()):
            return self
        return replace(self, said=(*self.said, words)[-MOST_SAID:])

    def learning(self, person: Person, values: Mapping[str, Any]) -> Persons:
        """With what a service understood of an answer to its own question, as told in the last message."""
        known = self.records.get(person, NOTHING)
        new = {name: value for name, value in values.items() if getattr(known, name) != value}
        return replace(self, records={**self.records, person: known.learning(new, self.turn)}) if new else self

    def _learning(self, person: Person, values: dict[str, Any], is_correction: bool) -> Persons:
        known = self.records.get(person, NOTHING)
        if not is_correction and _is_another(known, values):
            known = NOTHING
        return replace(self, records={**self.records, person: known.learning(_completed(known, values), self.turn)})

    def _meant(self, mention: Mention[Person], text: str, about: Person | None) -> Person:
        """Who is named; "她" before any name is the one spoken of last who may be a woman."""
        pronoun = text[mention.start : mention.end]
        if mention.value != "other" or pronoun not in _PRONOUNS:
            return mention.value
        lately = sorted(self.records, key=lambda person: -max(self.records[person].turns.values(), default=0))
        known = [person for person in (about, self.topic, *lately) if person not in (None, "self")]
        fitting = (person for person in known if person and self.of(person).sex in (None, _PRONOUNS[pronoun]))
        return next(fitting, known[0] if known and known[0] else "other")

    def _gone_on_with(self, reading: Reading[PlaceMention]) -> Iterable[Told]:
        """A mere date right after it was told why a job ended is when it did; a mere month after a year of birth is its."""
        if len(reading.facts) != 1 or reading.facts[0].start or reading.facts[0].end != len(reading.plain):
            return
        span, just_told = reading.facts[0].value, self.told_now(self.topic)
        birth = find_birth(reading.plain) if "birth" in just_told else None
        if birth and birth.value.startswith("-") and "-" not in (self.of(self.topic).birth or "-"):
            yield Told("birth", birth.value, 0)
        elif isinstance(span, Timespan) and "reason" in just_told:
            yield Told("left", (span.first, span.last), 0)

    def _put_right(self, reading: Reading[PlaceMention], about: Person | None) -> Iterable[Told]:
        """What a correction puts right of the one spoken of, where it does not say what it is about."""
        record = self.of(about or self.topic)
        if found := put_right(reading, {name: getattr(record, name) for name in record.told}):
            yield Told(*found)
        if month := month_put_right(reading, {name: days[0] for name, days in record.job.items()}):
            name, days = month
            yield Told("began" if name == "began" else "left", days, 0)

    def _those_meant(
        self, told: Told, named: Sequence[Mention[Person]], topic: Person, reading: Reading[PlaceMention]
    ) -> tuple[Person, ...]:
        """Whom something is told of. Nobody tells of his own death: it is the one spoken of before, or somebody whom nothing
        is known of; a death that was told is not told anew."""
        if told.field != "died":
            return _whom(told, named, topic, reading.plain)
        person = person_at(told.place, named, topic)
        if person in _NOT_DEAD:
            somebody: tuple[Person, ...] = ("relative",) if speaks_of_somebody(reading.plain) else ()
            return ("spouse",) if is_spouse(reading.plain) else self.dead[-1:] or somebody
        return () if self.of(person).died == told.value else (person,)

    def _with_the_dead_put_right(
        self, named: Sequence[Mention[Person]], news: Iterable[Told], reading: Reading[PlaceMention]
    ) -> Persons:
        """What was told of one who is said to be dead is of another, where a message says that it was him: "不是，是我妈",
        "我妈还在，走的是我爸"."""
        if not self.dead:
            return self
        wrong = self.dead[-1]
        denied = [each for each in named if reading.plain.endswith("不是", 0, each.start)]
        alive = {person_at(told.place, named) for told in news if told.field == "died" and told.value is False}
        others = [each.value for each in named if each not in denied and each.value not in {wrong, *_NOT_DEAD, *alive}]
        takes_back = reading.correction is not None or wrong in {*alive, *(each.value for each in denied)}
        if not (takes_back and others) or self.of(others[-1]).died:
            return self
        records = {person: record for person, record in self.records.items() if person != wrong}
        return replace(self, records={**records, others[-1]: replace(self.records[wrong], sex=None)})

    def _is_general(self, told: Told, reading: Reading[PlaceMention], named: Sequence[Mention[Person]]) -> bool:
        """Whether it only says of what people a question is: "男的几岁退" by a woman, or about her."""
        is_kind = told.field in ("sex", "post", "occupation") and self.of(self.topic).sex is not None
        told_with = any(isinstance(fact.value, Birth | Age) for fact in reading.facts)
        return is_kind and reading.asks and not named and not told_with

    def _may_employ(self, told: Told, reading: Reading[PlaceMention]) -> bool:
        """Whether it is no word on whom he employs, or goes with what was told before: who works for others employs nobody
        by what he asks about a fellow, nor does an employer stop it by what he tells of his family."""
        known = self.of("self").employs
        if told.field != "employs" or known is None:
            return True
        return bool(told.value) if known else bool(told.value) and says_that_he_employs(reading.plain)

    def _unless_over(self, now: dt.datetime) -> Persons:
        return Persons() if self.last and now - self.last > FORGOTTEN_AFTER else self


NOBODY = Persons()
_SHAPE = TypeAdapter(Persons)


def _spoken_of(named: Sequence[Mention[Person]], topic: Person, news: Iterable[Told]) -> Person:
    """Whom the words before any name are about: the only one named; else the one spoken of before, or the speaker where they
    cannot be so of that one ("男 1990年" after a mother)."""
    if len(only := {mention.value for mention in named if mention.value not in BESIDE}) == 1:
        return only.pop()
    first = min((mention.start for mention in named), default=None)
    sexes = {told.value for told in news if told.field == "sex" and (first is None or told.place < first)}
    return "self" if topic in SEX_OF and sexes - {SEX_OF[topic]} else topic


def _whom(told: Told, named: Sequence[Mention[Person]], topic: Person, text: str) -> tuple[Person, ...]:
    """Whom something is told of: "我和老公都是75年的" tells of both."""
    if told.field == "employs":
        return ("self",)
    person = person_at(told.place, named, topic)
    if named and _ALL.search(text, 0, told.place):
        return tuple(dict.fromkeys(mention.value for mention in named if mention.start < told.place))
    for first, second in pairwise(named):
        joined = _AND.fullmatch(text, first.end, second.start) and _BOTH.match(text, second.end)
        if joined and second.value == person and second.end <= told.place:
            return first.value, person
    return (person,)


def _in_full(told: Told, values: Mapping[str, Any], known: PersonRecord, text: str) -> Any:
    """The value; a month of birth alone ("他3月") belongs to the year that was told, a day alone to the month."""
    if told.field in ("began", "left") and (before := getattr(known, told.field)):
        return _in_month_told(told.value, before, text)
    if told.field != "birth" or not told.value.startswith("-"):
        return told.value
    year = (values.get("birth") or known.birth or "")[:4]
    return f"{year}{told.value}" if year else None


def _in_month_told(days: Days, before: Days, text: str) -> Days:
    """A day in the month that was told before it, where the text names no other."""
    if days[0] != days[1] or (before[0].year, before[0].month) != (before[1].year, before[1].month):
        return days
    day = in_known_month(text, days[0], before[0])
    return day, day


def _next_topic(named: Sequence[Person], topic: Person) -> Person:
    """Who is spoken of after the message."""
    return next((person for person in reversed(named) if person not in BESIDE), topic)


def _completed(known: PersonRecord, values: dict[str, Any]) -> dict[str, Any]:
    """A year corrected alone keeps the month known before; a birth told goes before what an age left open."""
    birth = values.get("birth")
    if birth is None:
        return values
    month = (known.birth or "")[4:] if "-" not in birth and not values.get("lunar") else ""
    return {"age": None, **values, "birth_years": None, "birth": birth + month}


def _is_another(known: PersonRecord, values: Mapping[str, Any]) -> bool:
    """Whether somebody else must be meant than before by the same word, or by none: "女工人 80年5月" after a man."""
    born, sex = values.get("birth"), values.get("sex")
    other_birth = known.birth is not None and born is not None and born[:4] != known.birth[:4]
    other_sex = known.sex is not None and sex is not None and sex != known.sex
    return other_sex or (other_birth and sex is not None)


def _cities(reading: Reading[PlaceMention]) -> Iterable[Told]:
    """The places where somebody is said to live, to work or to pay."""
    for place in reading.places:
        is_home = _AT.search(reading.plain[: place.start]) or _AT_BEHIND.match(reading.plain[place.end :])
        if is_home and not place.is_past and place.region.depth >= 2:
            yield Told("city", place.region.code, place.start)
