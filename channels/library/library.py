"""What the routes do: reads of the library, writes through its door. Each may wait for the database, so none belongs on the
event loop. What reads and writes files is loaded when a file comes."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import yaml
from sqlalchemy import Engine

from channels.library.shapes import (
    Act,
    Deeds,
    Differences,
    Draft,
    FaqList,
    FaqVersion,
    FieldDifference,
    Figure,
    Figures,
    Filter,
    ListedFaq,
    LoggedDeed,
    LogWish,
    Pair,
    Terms,
    Told,
    Used,
    Verdict,
    WholeFaq,
    Wish,
)
from channels.library.shapes import Contents as Shown
from knowledge import china_time
from knowledge.editing.listing import Due, Listed, Wanted, find_listed, listed, matching
from knowledge.editing.passages import faq_of, passage_of
from knowledge.editing.replacing import beside_shipped
from knowledge.editing.withdrawing import bring_back, withdraw
from knowledge.library.content import Passage
from knowledge.places.regions import all_regions
from knowledge.records.audit import By, deeds, last_deed, verify
from knowledge.records.faqs.differences import differences
from knowledge.records.faqs.door import NATION, Door
from knowledge.records.faqs.reading import UnknownFaq, history, read_contents
from knowledge.records.faqs.states import FAQS, altered
from knowledge.records.fates import PreviewedFile
from knowledge.records.figures.reading import altered_values, register_now
from knowledge.records.kinds import FaqRow, kind_of
from knowledge.records.layout import Columns, Guide
from knowledge.settings import KnowledgeSettings

_TERMS = Path(__file__).with_name("terms.yml")


@dataclass
class Library:
    """The library behind a gateway."""

    settings: KnowledgeSettings
    database: Engine
    # By their ids, the FAQs that were used so; given by whoever counts that.
    used: Callable[[Used], Callable[[str], bool]] = lambda used: lambda id: False
    _gathered: tuple[int, Sequence[Listed]] = (-1, ())

    @property
    def door(self) -> Door:
        return Door(self.database, self.settings.second_person)

    @cached_property
    def shipped(self) -> Mapping[str, Passage]:
        """The content's entries by id; read at the first request, for most gateways are asked for none."""
        from knowledge.live.shipped import shipped_content

        return {passage.id: passage for passage in shipped_content(self.settings).passages}

    def faqs(self, wish: Wish) -> FaqList:
        """Raises UnknownRegion, DatabaseError."""
        due = wish.due if isinstance(wish.due, Due) else None
        wanted = Wanted(wish.text, wish.region, wish.category, wish.standing, due, wish.in_force)
        found = matching(self._all(), wanted, china_time.today())
        if isinstance(wish.due, Used):
            is_used_so = self.used(wish.due)
            found = [one for one in found if one.is_told and is_used_so(one.id)]
        some = found[wish.offset : wish.offset + wish.limit]
        return FaqList(faqs=tuple(map(ListedFaq.of, some)), total=len(found))

    def terms(self, by: By) -> Terms:
        """What lists and forms of this person's need. Raises DatabaseError."""
        all_ = self._all()
        return Terms(
            due=tuple(Filter(key=due, title=_titles()["due"][due]) for due in (*Due, *Used)),
            categories=_common(one.contents.category for one in all_),
            regions=_common(one.contents.region for one in all_),
            second_person=self.settings.second_person,
            own_region=by.region,
            own_category=by.category,
        )

    def whole(self, id: str) -> WholeFaq:
        """Raises UnknownFaq, DatabaseError."""
        one = self._listed(id)
        return WholeFaq(
            faq=ListedFaq.of(one),
            versions=tuple(map(FaqVersion.of, history(self.database, id))),
            shipped=Shown.of(faq_of(self.shipped[id])) if id in self.shipped else None,
        )

    def differences(self, pair: Pair) -> Differences:
        """Raises UnknownFaq, DatabaseError."""
        old, new = (self._version(pair.id, number) for number in (pair.old, pair.new))
        return Differences(fields=tuple(map(FieldDifference.of, differences(old, new))))

    def draft(self, draft: Draft, by: By) -> WholeFaq:
        """Raises BadContents, FigureError, NotAllowed, OutOfTurn, DatabaseError."""
        contents = read_contents(draft.contents.cells)
        shipped = faq_of(self.shipped[contents.id]) if contents.id in self.shipped else None
        self.door.draft(contents, by, draft.base, shipped)
        return self.whole(contents.id)

    def act(self, act: Act, by: By) -> WholeFaq:
        """Raises NotAllowed, OutOfTurn, UnknownFaq, DatabaseError."""
        door = self.door
        if act.act == "restore":
            door.restore(act.id, act.version or 0, by)
        elif act.act == "bring_back":
            bring_back(door, self._listed(act.id), by)
        elif act.act == "withdraw":
            withdraw(door, self._listed(act.id), by)
        else:
            {"check": door.check, "publish": door.publish, "drop": door.drop}[act.act](act.id, by)
        return self.whole(act.id)

    def told(self, id: str) -> FaqRow | None:
        """What is told of an FAQ now, by the library or as shipped. Raises DatabaseError."""
        one = find_listed(self.database, self.shipped, id)
        if one is None or not one.is_told:
            return None
        return self._version(id, one.published or 0)

    def as_told(self, contents: FaqRow) -> Told:
        """An FAQ as an asker will see it. Raises UnknownRegion."""
        return Told.of(passage_of(contents, all_regions(), self.shipped), china_time.today())

    def preview(self, kind: str, file: Path, columns: Columns, values: Mapping[str, str]) -> PreviewedFile:
        """``columns``: what was said of headings, ``values``: of columns that the file lacks.

        Raises FileError (UnclearColumns), DatabaseError."""
        from knowledge.records.column_memory import ColumnMemory
        from knowledge.records.preview import preview

        memory = ColumnMemory(self.settings.data_dir.resolve())
        guide = Guide(columns, memory.of(kind), values)
        found = preview(self.database, kind, file, self.settings.second_person, guide=guide)
        return replace(found, rows=list(beside_shipped(found.rows, self.shipped))) if kind == FAQS else found

    @staticmethod
    def template(kind: str, form: str) -> bytes:
        """An empty file to fill in. Raises ExportError."""
        from knowledge.records.template import write_template

        with _folder() as folder:
            path = folder / f"{kind}.{form}"
            write_template(kind_of(kind), path)
            return path.read_bytes()

    def exported(self, kind: str, form: str) -> bytes:
        """All that is told of a kind, of FAQs those of the library, as a file of the contract. Raises ExportError,
        DatabaseError."""
        from knowledge.records.exporting import export_file

        with _folder() as folder:
            path = folder / f"{kind}.{form}"
            export_file(self.database, kind, path)
            return path.read_bytes()

    def figures(self, region: str) -> Figures:
        """What may be referred to, with what it is in a region today. Raises UnknownRegion, DatabaseError."""
        place, today, register = all_regions().get(region or NATION), china_time.today(), register_now(self.database)
        rows = ((one, register.at(one.id, place, today)) for one in register)
        return Figures(
            figures=tuple(
                Figure(
                    reference=f"{{figure: {one.id}}}",
                    what=one.what,
                    value=value.text if value else "",
                    since=value.first if value else None,
                    source=value.source.title if value else "",
                )
                for one, value in rows
            )
        )

    def deeds(self, wish: LogWish) -> Deeds:
        """Raises DatabaseError."""
        found = deeds(self.database, wish.kind, wish.subject, wish.limit, wish.before)
        return Deeds(deeds=tuple(map(LoggedDeed.of, found)))

    def verdict(self, seal: str) -> Verdict:
        """Raises DatabaseError."""
        found = verify(self.database, seal)
        faults = (*found.faults, *altered(self.database), *altered_values(self.database))
        return Verdict(count=found.count, seal=found.seal, faults=faults)

    def _all(self) -> Sequence[Listed]:
        """All FAQs; gathered anew (half a second for 10,000) when something was done."""
        number = last_deed(self.database)
        if self._gathered[0] != number:
            self._gathered = number, listed(self.database, self.shipped)
        return self._gathered[1]

    def _listed(self, id: str) -> Listed:
        one = find_listed(self.database, self.shipped, id)
        if one is None:
            raise UnknownFaq(f"没有编号“{id}”的问答")
        return one

    def _version(self, id: str, number: int) -> FaqRow:
        """A version; 0 is what the program ships."""
        if number == 0 and id in self.shipped:
            return faq_of(self.shipped[id])
        for version in history(self.database, id):
            if version.number == number:
                return version.contents
        raise UnknownFaq(f"“{id}”没有第 {number} 版")


@cache
def _titles() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(_TERMS.read_text("utf-8"))
    return found


def _common(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, the frequent ones first; no empty one."""
    return tuple(name for name, _ in Counter(names).most_common() if name)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
