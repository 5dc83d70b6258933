"""The library of FAQs as the terminal shows it and writes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.fates import fate_lines
from assistant.settings import Settings
from assistant.who import by
from channels.library.shapes import Used
from knowledge import china_time
from knowledge.editing.listing import Due, Listed, Standing, Wanted, find_listed, listed, matching
from knowledge.editing.passages import faq_of
from knowledge.editing.replacing import beside_shipped
from knowledge.editing.withdrawing import bring_back, withdraw
from knowledge.errors import ReadableError
from knowledge.library.content import Passage
from knowledge.live.shipped import shipped_content
from knowledge.records.audit import deeds, verify
from knowledge.records.database import open_database
from knowledge.records.faqs.differences import Difference, differences
from knowledge.records.faqs.door import Door
from knowledge.records.faqs.reading import UnknownFaq, Version, cells_of, history, read_contents
from knowledge.records.faqs.states import FAQS, altered
from knowledge.records.fates import Fate
from knowledge.records.figures.reading import altered_values
from knowledge.records.kinds import FaqRow, kind_of
from knowledge.records.preview import preview

if TYPE_CHECKING:
    from knowledge.retrieval.searcher import Searcher

STANDINGS = {
    "draft": "草稿", "checked": "已核对", "published": "已发布", "withdrawn": "已撤下", "replaced": "换下了",
    "shipped": "程序自带",
}  # fmt: skip
VERBS = {
    "import": "导入", "draft": "写", "check": "核对", "publish": "发布", "withdraw": "撤下", "bring_back": "恢复",
    "take_over": "接管以前导入的", "settle": "处理完", "set_aside": "不归我们", "reopen": "重新打开", "export": "导出",
    "roll_back": "退回", "record": "记下", "close": "停下", "open": "恢复对外回答", "delete": "删除",
}  # fmt: skip
Choice = TypeVar("Choice", Standing, Due, Used)
_MARKS = {"same": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}  # as git's word-diff has it


class BadCell(ReadableError):
    """No "column=text" of a known column."""


class BadChoice(ReadableError):
    """A word that is none of those to choose from."""


class Office:
    """The library of one office, and who works with it on the command line."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.door = Door(open_database(settings.database), settings.second_person)
        self.database = self.door.database

    @cached_property
    def _shipped(self) -> Mapping[str, Passage]:
        return {passage.id: passage for passage in shipped_content(self._settings).passages}

    def lines(self, text: str, region: str, category: str, standing: str, due: str, used: str) -> Iterator[str]:
        """The FAQs that are wanted, a line each. Raises BadChoice, UnknownRegion, DatabaseError."""
        wanted = Wanted(text, region, category, _chosen(Standing, standing), _chosen(Due, due))
        is_wanted = self._was(_chosen(Used, used))
        for one in filter(is_wanted, matching(listed(self.database, self._shipped), wanted, china_time.today())):
            contents = one.contents
            place, category = contents.region or "全国", contents.category or "-"
            yield "\t".join((one.id, STANDINGS[one.standing], place, category, contents.question))

    def _was(self, used: Used | None) -> Callable[[Listed], bool]:
        """Tells whether an FAQ was used so. Raises DatabaseError."""
        if used is None:
            return lambda one: True
        from assistant.asked import Terminal  # knows how to search, too

        was = Terminal(self._settings).numbers.used(used)
        return lambda one: was(one.id)

    def shown(self, id: str) -> Iterator[str]:
        """An FAQ, a line a column. Raises UnknownFaq, DatabaseError."""
        one = self._listed(id)
        told = "" if one.is_told else "，现在不用"
        yield f"{id}：{STANDINGS[one.standing]}，第 {one.version} 版{told}"
        for name, text in cells_of(one.contents).items():
            if text and name != "id":
                yield f"{FaqRow.model_fields[name].title}：{'；'.join(text.splitlines())}"
        if before := self._told(one):
            yield from _difference_lines(before, one.contents)

    def history(self, id: str) -> Iterator[str]:
        """All versions of an FAQ. Raises UnknownFaq, DatabaseError."""
        self._listed(id)
        before = faq_of(self._shipped[id]) if id in self._shipped else None
        for version in history(self.database, id):
            yield from _version_lines(version)
            if before:
                yield from _difference_lines(before, version.contents)
            before = version.contents

    def edit(self, id: str, cells: Sequence[str], why: str) -> int:
        """A draft with these cells ("答案=…") in place of those of before; its number.

        Raises BadCell, BadContents, NotAllowed, OutOfTurn, FigureError, DatabaseError.
        """
        one = find_listed(self.database, self._shipped, id)
        before = cells_of(one.contents) if one else {"id": id}
        shipped = faq_of(self._shipped[id]) if id in self._shipped else None
        contents = read_contents(before | dict(_cell(cell) for cell in cells))
        return self.door.draft(contents, by(why), one.version if one else 0, shipped)

    def withdraw(self, id: str, draft: bool, why: str) -> str:
        """Withdraw an FAQ, or its draft alone; what has happened. Raises NotAllowed, OutOfTurn, UnknownFaq, DatabaseError."""
        if draft:
            self.door.drop(id, by(why))
            return "草稿已丢掉"
        withdraw(self.door, self._listed(id), by(why))
        return "已还原成程序自带的" if self._listed(id).is_told else "已撤下"

    def restore(self, id: str, number: int | None, why: str) -> str:
        """Take up an older version, or bring a withdrawn shipped entry back; what has happened. Raises NotAllowed, OutOfTurn,
        UnknownFaq, DatabaseError."""
        if number is not None:
            return f"已存成第 {self.door.restore(id, number, by(why))} 版，还没有发布"
        bring_back(self.door, self._listed(id), by(why))
        return "已恢复"

    def findings(self, ids: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """What the checks say of these FAQs, or of all drafts, a line each, and whether it is serious. Raises UnknownFaq."""
        from knowledge.editing.checks.checking import check

        searcher = self._searcher()
        drafts = (Standing.DRAFT, Standing.CHECKED)
        wanted = ids or [one.id for one in listed(self.database, self._shipped) if one.standing in drafts]
        for one in map(self._listed, wanted):
            for found in check(one.contents, searcher, self._shipped, self._told(one)):
                yield f"{one.id}：{'要紧　' if found.is_serious else ''}{found.text}", found.is_serious

    def fates(self, file: Path, near: bool) -> Iterator[str]:
        """What an import would do with each row. Raises FileError, DatabaseError."""
        found = preview(self.database, FAQS, file, self.door.second_person)
        rows = list(beside_shipped(found.rows, self._shipped))
        if near and any(row.fate is Fate.NEW for row in rows):
            from knowledge.editing.previewing import with_near_duplicates

            rows = list(with_near_duplicates(rows, self._searcher(), self._shipped))
        yield from fate_lines(rows)

    def deeds(self, subject: str, limit: int) -> Iterator[str]:
        """The latest deeds, a line each. Raises DatabaseError."""
        for one in deeds(self.database, subject=subject, limit=limit):
            when = f"{china_time.of_utc(one.at):%Y-%m-%d %H:%M}"
            yield "\t".join((str(one.number), when, one.who, VERBS[one.what], one.kind, one.subject, one.why)).rstrip()

    def verified(self, noted: str) -> tuple[int, str, Sequence[str]]:
        """How many deeds there are, the last seal, and what is wrong with them or with the versions. Raises DatabaseError."""
        verdict = verify(self.database, noted)
        return verdict.count, verdict.seal, (*verdict.faults, *altered(self.database), *altered_values(self.database))

    def _listed(self, id: str) -> Listed:
        one = find_listed(self.database, self._shipped, id)
        if one is None:
            raise UnknownFaq(f"没有编号“{id}”的问答，请核对")
        return one

    def _told(self, one: Listed) -> FaqRow | None:
        """What is told of an FAQ, where its latest version says otherwise."""
        if one.published == one.version:
            return None
        if one.published is not None:
            versions = history(self.database, one.id)
            return next(version.contents for version in versions if version.number == one.published)
        return faq_of(self._shipped[one.id]) if one.is_told and one.version else None

    def _searcher(self) -> Searcher:
        """With all that is told now."""
        from knowledge.live.opening import open_searcher
        from knowledge.live.world import World

        return World.of(self.database, open_searcher(self._settings)).refreshed().searcher


def _cell(text: str) -> tuple[str, str]:
    """ "答案=…" as the English name of the column and the text. Raises BadCell."""
    title, sign, value = text.partition("=")
    columns = kind_of(FAQS).columns
    for column in columns:
        if sign and title.strip() in (column.name, column.title) and column.name != "id":
            return column.name, value
    names = "、".join(column.title for column in columns if column.name != "id")
    raise BadCell(f"看不懂“{text[:20]}”，请写成 列名=内容，列名可以是：{names}")


def _chosen(kind: type[Choice], word: str) -> Choice | None:
    try:
        return kind(word) if word else None
    except ValueError as error:
        raise BadChoice(f"没有“{word}”，可以用：{'、'.join(kind)}") from error


def _version_lines(version: Version) -> Iterator[str]:
    restored = f"（用回第 {version.restored} 版）" if version.restored else ""
    yield f"第 {version.number} 版{restored}"
    for step in version.steps:
        why = f"：{step.why}" if step.why else ""
        yield f"  {china_time.of_utc(step.at):%Y-%m-%d %H:%M}　{step.who}　{STANDINGS[step.state]}{why}"


def _difference_lines(old: FaqRow, new: FaqRow) -> Iterator[str]:
    return (f"  {one.title}：{_marked(one)}" for one in differences(old, new))


def _marked(difference: Difference) -> str:
    text = "".join(_MARKS[piece.kind].format(piece.text.rstrip("\n")) for piece in difference.pieces)
    return text.replace("\n", "；")
