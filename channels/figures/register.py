"""What the routes do; each may wait for the database, so none belongs on the event loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from channels.figures.shapes import (
    ActOnValue,
    ChangedText,
    EnteredValue,
    FigureLine,
    FigureTable,
    FigureTerm,
    NewValue,
    TouchedText,
    TriedValue,
    WholeFigure,
)
from channels.library.library import Library
from knowledge import china_time
from knowledge.editing.touching import Told, all_told, changes, touched
from knowledge.figures.register import Figures, OwnValue, Value, plain
from knowledge.figures.schema import FigureRows
from knowledge.places.regions import Region, all_regions
from knowledge.records.audit import By
from knowledge.records.faqs.door import NATION
from knowledge.records.figures.bounds import SurprisingValue, amount_of, source_of
from knowledge.records.figures.door import FigureDoor
from knowledge.records.figures.reading import Kept, kept_values, register_now


@dataclass
class Register:
    """The register behind a gateway; ``library``: whose answers tell its figures."""

    library: Library

    @property
    def door(self) -> FigureDoor:
        return FigureDoor(self.library.database, self.library.settings.second_person)

    @property
    def now(self) -> Figures:
        """As it is told. Raises DatabaseError."""
        return register_now(self.library.database)

    def table(self, region: str) -> FigureTable:
        """Raises UnknownRegion, DatabaseError."""
        place, register = all_regions().get(region or NATION), self.now
        counts = Counter((one.value.figure, one.is_told) for one in self._standing())
        return FigureTable(figures=tuple(_line(rows, register, place, counts) for rows in register))

    def whole(self, id: str, by: By) -> WholeFigure:
        """Raises FigureError, DatabaseError."""
        register, kept = self.now, kept_values(self.library.database, id)
        rows = register.rows(id)
        return WholeFigure(
            id=id,
            what=rows.what,
            unit=rows.unit,
            second_person=self.door.second_person,
            terms=tuple(_terms(id, register, [one for one in kept if one.is_told])),
            entered=tuple(_entered(one, rows, by) for one in kept),
            touched=tuple(map(TouchedText.of, touched(id, self._texts(), register))),
        )

    def tried(self, new: NewValue, by: By) -> TriedValue:
        """What a value would change; nothing is written. Raises BadValue, NotAllowed, UnknownRegion, FigureError,
        DatabaseError."""
        register = self.now
        value, doubt = _value(new, register), ""
        try:
            self.door.examine(value, by)
        except SurprisingValue as error:
            doubt = str(error)
        return TriedValue(changes=tuple(map(ChangedText.of, changes(value, self._texts(), register))), doubt=doubt)

    def enter(self, new: NewValue, by: By, may_sign: bool) -> WholeFigure:
        """Raises BadValue, SurprisingValue, NotAllowed, UnknownRegion, FigureError, DatabaseError."""
        self.door.enter(_value(new, self.now), by, new.sign and may_sign)
        return self.whole(new.figure, by)

    def act(self, act: ActOnValue, by: By) -> WholeFigure:
        """Raises UnknownValue, NotAllowed, OutOfTurn, DatabaseError."""
        {"confirm": self.door.confirm, "withdraw": self.door.withdraw}[act.act](act.number, by)
        figure = next(one.value.figure for one in kept_values(self.library.database) if one.number == act.number)
        return self.whole(figure, by)

    def _standing(self) -> Iterator[Kept]:
        return (one for one in kept_values(self.library.database) if one.withdrawn is None)

    def _texts(self) -> tuple[Told, ...]:
        return all_told(self.library.database, self.library.shipped)


def _line(rows: FigureRows, register: Figures, place: Region, counts: Mapping[tuple[str, bool], int]) -> FigureLine:
    today = china_time.today()
    value = register.at(rows.id, place, today)
    coming = next((one for one in register.history(rows.id, place) if one.first and one.first > today), None)
    return FigureLine(
        id=rows.id,
        what=rows.what,
        unit=rows.unit,
        value=value.text if value else "",
        region=value.region.name if value else "",
        first=value.first if value else None,
        source=value.source.title if value else "",
        coming=coming.text if coming else "",
        coming_from=coming.first if coming else None,
        own=counts[rows.id, True],
        waiting=counts[rows.id, False],
    )


def _terms(id: str, register: Figures, told: Iterable[Kept]) -> Iterator[FigureTerm]:
    numbers = {(one.value.region, one.value.first): one.number for one in told}
    for place in sorted(register.regions(id), key=lambda region: region.code):
        for value in register.history(id, place):
            if value.region == place:
                yield _term(value, numbers.get((place, value.first)) if value.first else None)


def _term(value: Value, number: int | None) -> FigureTerm:
    today = china_time.today()
    return FigureTerm(
        region=value.region.name,
        value=value.text,
        first=value.first,
        last=value.last,
        source=value.source.title,
        publisher=value.source.publisher or "",
        url=value.source.url or "",
        number=number,
        is_now=(value.first is None or value.first <= today) and (value.last is None or today <= value.last),
    )


def _entered(one: Kept, rows: FigureRows, by: By) -> EnteredValue:
    value = one.value
    return EnteredValue(
        number=one.number,
        region=value.region.name,
        value=f"{plain(value.amount)}{rows.unit}",
        first=value.first,
        last=value.last,
        source=value.source.title,
        checked=value.checked,
        state="withdrawn" if one.withdrawn else "told" if one.is_told else "waiting",
        who=one.entered.who,
        at=one.entered.at,
        why=one.entered.why,
        mine=one.entered.who == by.who,
    )


def _value(new: NewValue, register: Figures) -> OwnValue:
    """Raises BadValue, UnknownRegion, FigureError."""
    return OwnValue(
        figure=new.figure,
        region=all_regions().get(new.region),
        amount=amount_of(new.amount, register.rows(new.figure)),
        first=new.first,
        last=new.last,
        source=source_of(new.source_title, new.source_publisher, new.source_date, new.source_url),
        checked=china_time.today(),
    )
