"""The register of figures as the terminal shows it, and what an office enters there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property

from assistant.settings import Settings
from assistant.who import by
from knowledge import china_time
from knowledge.editing.touching import Told, User, all_told, changes, touched
from knowledge.figures.register import Figures, OwnValue, Value, plain
from knowledge.live.shipped import shipped_content
from knowledge.places.regions import all_regions
from knowledge.records.database import open_database
from knowledge.records.figures.bounds import amount_of
from knowledge.records.figures.door import FigureDoor
from knowledge.records.figures.reading import Kept, kept_values, register_now
from knowledge.shapes import Source

NATION = "全国"
USERS = {User.ANSWER: "回答", User.SELF_CHECK: "自查", User.CLAIM: "维权", User.SUM: "计算"}


class FigureOffice:
    """The figures of one office."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.door = FigureDoor(open_database(settings.database), settings.second_person)

    @property
    def register(self) -> Figures:
        """As it is now. Raises DatabaseError."""
        return register_now(self.door.database)

    @cached_property
    def _texts(self) -> tuple[Told, ...]:
        shipped = {passage.id: passage for passage in shipped_content(self._settings).passages}
        return all_told(self.door.database, shipped)

    def lines(self, region: str) -> Iterator[str]:
        """Every figure, with what it is in a region today. Raises UnknownRegion, DatabaseError."""
        register, place = self.register, all_regions().get(region or NATION)
        for rows in register:
            value = register.at(rows.id, place, china_time.today())
            yield "\t".join((rows.id, rows.what, _now(value) if value else "这里没有" if region else "各地不同"))

    def shown(self, id: str) -> Iterator[str]:
        """A figure's values by place, those of the office, and what tells it. Raises FigureError, DatabaseError."""
        register = self.register
        yield f"{id}：{register.rows(id).what}"
        for place in sorted(register.regions(id), key=lambda region: region.code):
            for value in register.history(id, place):
                if value.region == place:
                    yield f"  {place}　{value.text}　{_span(value.first, value.last)}　《{value.source.title}》"
        for kept in kept_values(self.door.database, id):
            yield _kept_line(kept, register.rows(id).unit)
        for text in touched(id, self._texts, register):
            yield f"  用在{USERS[text.user]}：{text.id}　{text.region}　{text.title}"

    def value(
        self, id: str, region: str, amount: str, days: tuple[dt.date, dt.date | None], source: Source
    ) -> OwnValue:
        """A value from the first of ``days`` to the second. Raises BadValue, UnknownRegion, FigureError, DatabaseError."""
        return OwnValue(
            id, all_regions().get(region), amount_of(amount, self.register.rows(id)), *days, source, china_time.today()
        )

    def changed(self, value: OwnValue) -> Iterator[str]:
        """What would tell otherwise from its first day on; to be asked before it is entered. Raises DatabaseError."""
        for change in changes(value, self._texts, self.register):
            yield f"  {USERS[change.told.user]} {change.told.id}　{change.place}　{change.told.title}"

    def enter(self, value: OwnValue, why: str, sign: bool) -> str:
        """Raises BadValue, SurprisingValue, DatabaseError."""
        rows = self.register.rows(value.figure)
        number = self.door.enter(value, by(why), sign)
        waits = "，等另一个人确认（assistant figures confirm）" if self.door.second_person else ""
        amount = f"{plain(value.amount)}{rows.unit}"
        return f"第 {number} 个值：{value.region}{rows.what} {amount}，{_span(value.first, value.last)}{waits}"


def _kept_line(kept: Kept, unit: str) -> str:
    value, who = kept.value, kept.entered
    state = "已撤下" if kept.withdrawn else "在用" if kept.is_told else "等人确认"
    why = f"：{who.why}" if who.why else ""
    span, day = _span(value.first, value.last), china_time.of_utc(who.at)
    amount = f"{plain(value.amount)}{unit}"
    return f"  第 {kept.number} 个值（{state}）　{value.region}　{amount}　{span}　{who.who} {day:%Y-%m-%d}{why}"


def _now(value: Value) -> str:
    return f"{value.text}（{value.region}，{_span(value.first, value.last)}）"


def _span(first: dt.date | None, last: dt.date | None) -> str:
    return f"{first or '以前'} 起" + (f"到 {last}" if last else "")
