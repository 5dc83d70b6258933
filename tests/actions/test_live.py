"""Imports into a running assistant: what was imported is in the answers after the next refresh."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import update

from actions.conversation import Conversation
from actions.live import Live
from actions.lookup import look_up
from actions.server import services
from actions.summaries import Summaries
from actions.workers import Workers
from knowledge.editing.passages import NO_TITLE, faq_of
from knowledge.encoder import Encoded, Encoder
from knowledge.figures.register import OwnValue
from knowledge.live.encoding import FEW, PATIENCE, Encoding
from knowledge.live.faqs import encode_faqs, imported_faqs
from knowledge.live.following import VersionInUse
from knowledge.live.records import LiveRecords
from knowledge.live.world import World
from knowledge.places.regions import all_regions
from knowledge.records.audit import By
from knowledge.records.database import open_database
from knowledge.records.faqs.door import Door
from knowledge.records.faqs.reading import cells_of, entry, read_contents
from knowledge.records.figures.door import FigureDoor
from knowledge.records.importing import import_file
from knowledge.records.removing import remove, restore_content, withdraw_content
from knowledge.records.revisions import current_revisions
from knowledge.records.tables import EncodedFaq
from knowledge.retrieval.searcher import Searcher
from knowledge.shapes import Source
from knowledge.versions.folder import VersionError
from tests.actions.conftest import NOW, Talk
from tests.actions.importing import import_rows

RENT = {"id": "rent", "question": "人才租房补贴一个月多少钱？", "answer": "每月补贴800元。", "region": "杭州市"}


class Office:
    """A running assistant, and the clerk who imports into its data base."""

    def __init__(self, folder: Path, live: Live, summaries: Summaries) -> None:
        self.folder, self._trained = folder, live.dialogue.searcher
        self.engine = open_database(f"sqlite:///{folder / 'records.db'}")
        self.live = Live(self.engine, self._trained)
        self.conversation = Conversation(self.live.dialogue, services(self.live, summaries))

    @property
    def encoder(self) -> Encoder:
        return self._trained.encoder

    def put(self, kind: str, *rows: dict[str, str]) -> None:
        """Import these rows and refresh, as the running process does by itself."""
        import_rows(self.engine, self.folder, kind, rows)
        if kind == "faqs":
            encode_faqs(self.engine, self.encoder, self._trained.regions)
        self.live.refresh()

    def ask(self, question: str, region: str | None = None) -> str:
        """The answer to the first question of somebody."""
        return Talk(self.live, self.conversation, region).say(question, "ask")


@pytest.fixture
def office(tmp_path: Path, empty_database: Path, live: Live, summaries: Summaries) -> Office:
    shutil.copy(empty_database, tmp_path)
    return Office(tmp_path, live, summaries)


# Records


def test_records_are_live_after_a_refresh_and_replaced(office: Office) -> None:
    old = office.live.world
    office.put("stations", {"id": "s", "name": "旧名", "city": "兰溪市", "source": "示例数据"})
    office.put("jobs", {"id": "j", "title": "电工", "city": "兰溪市", "pay_max": "9", "pay_unit": "单"})
    office.put("courses", {"id": "c", "title": "班", "city": "兰溪市", "starts_at": "2026-12-01"})
    new = office.live.world
    assert (len(old.stations), len(new.stations), len(new.jobs)) == (0, 1, 1)
    assert [row["title"] for row in new.listed("courses")] == ["班"]
    office.put(
        "stations", {"id": "s", "name": "新名", "city": "兰溪市"}, {"id": "t", "name": "又一个", "city": "兰溪市"}
    )
    office.put("courses", {"id": "c", "title": "新班", "city": "兰溪市"})
    chat = Talk(office.live, office.conversation)
    text = chat.say("兰溪的驿站", "find_station")
    assert "新名" in text and "又一个" in text and "旧名" not in text and "样例" not in text
    assert [row["title"] for row in office.live.world.listed("courses")] == ["新班"]


def test_rows_are_the_whole_jobs(office: Office) -> None:
    office.put("jobs", {"id": "j", "title": "电工", "city": "兰溪", "pay_min": "300", "expires_at": "2026-12-01"})
    found = office.live.world.job_rows(["j", "unknown"])
    assert list(found) == ["j"] and (found["j"].city, found["j"].pay_min) == ("兰溪市", 300)
    assert office.live.world.job_rows([]) == {}


def test_a_process_that_starts_later_sees_the_same(office: Office) -> None:
    office.put("stations", {"id": "s", "name": "驿站", "city": "兰溪市"})
    office.put("lodgings", {"id": "l", "name": "之家", "city": "兰溪市"})
    later = LiveRecords.empty(all_regions()).refreshed(office.engine, current_revisions(office.engine))
    assert len(later.stations) == 1 and [row["name"] for row in later.listed("lodgings")] == ["之家"]


def test_without_an_import_nothing_is_made_anew(office: Office) -> None:
    office.put("stations", {"id": "s", "name": "驿站", "city": "兰溪市"})
    office.put("faqs", RENT)
    world, searcher = office.live.world, office.live.dialogue.searcher
    office.live.refresh()
    assert office.live.world is world and office.live.dialogue.searcher is searcher


# FAQs


def test_the_running_process_changes_between_two_turns(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The searcher is changed in the thread of the event loop, while no worker answers."""
    office.put("faqs", RENT)
    monkeypatch.setattr("actions.live.EVERY_SECONDS", 0.01)
    live = Live(office.engine, office.live.dialogue.searcher)
    changed_by: list[int] = []
    monkeypatch.setattr(live.dialogue, "use", lambda searcher: changed_by.append(threading.get_ident()))

    async def run() -> None:
        keeping = asyncio.create_task(live.keep(Workers()))
        while not changed_by:
            await asyncio.sleep(0.01)
        keeping.cancel()

    asyncio.run(asyncio.wait_for(run(), 10))
    assert changed_by == [threading.get_ident()]


def test_an_faq_of_a_city_that_the_content_does_not_know(office: Office) -> None:
    assert "800" not in office.ask("杭州人才租房补贴一个月多少钱")
    office.put("faqs", RENT)
    text = office.ask("杭州人才租房补贴一个月多少钱")
    assert "每月补贴800元" in text and "【杭州市】" in text and NO_TITLE in text
    assert "每月补贴800元" in office.ask("租房补贴每个月多少", "杭州市")
    assert "800" not in office.ask("租房补贴每个月多少", "兰溪市")
    assert "800" not in office.ask("上饶人才租房补贴一个月多少钱", "杭州市")


def test_a_city_of_an_imported_faq_is_offered(office: Office) -> None:
    office.put("faqs", RENT)
    chat = Talk(office.live, office.conversation)
    chat.say("有哪些培训班", "find_course")
    assert {"兰溪市", "上饶市", "杭州市"} <= set(chat.buttons)


def test_a_replaced_faq(office: Office) -> None:
    office.put("faqs", RENT)
    office.put("faqs", RENT | {"answer": "每月补贴950元。", "similar_questions": "租房能补几个钱；房租补贴"})
    assert "950" in office.ask("杭州房租补贴") and "800" not in office.ask("杭州人才租房补贴一个月多少钱")
    office.put("faqs", RENT | {"answer": "每月补贴950元。", "category": "人才服务"})
    assert [p.category for p in imported_faqs(office.engine, office.encoder, all_regions()).passages] == ["人才服务"]


def test_a_replaced_faq_answers_as_before_until_it_is_encoded(office: Office, tmp_path: Path) -> None:
    office.put("faqs", RENT)
    path = tmp_path / "new.csv"
    path.write_text("id,question,answer,region\nrent,人才租房补贴一个月多少钱？,每月补贴950元。,杭州市\n", "utf-8")
    import_file(office.engine, "faqs", path)
    office.live.refresh()
    assert "800" in office.ask("杭州人才租房补贴一个月多少钱")
    started_meanwhile = World.of(office.engine, office.live.world.faqs.content).refreshed()
    assert [p.answer for p in started_meanwhile.passages if p.origin == "import"] == ["每月补贴800元。"]
    assert encode_faqs(office.engine, office.encoder, all_regions()) == 1
    office.live.refresh()
    text = office.ask("杭州人才租房补贴一个月多少钱")
    assert "950" in text and "800" not in text


def test_effective_dates(office: Office) -> None:
    assert NOW.year == 2026
    before = {"answer": "每月补贴500元。", "effective_from": "2024-01-01", "effective_to": "2025-12-31"}
    office.put(
        "faqs",
        RENT | {"id": "before"} | before,
        RENT | {"effective_from": "2026-01-01"},
        RENT | {"id": "next", "answer": "每月补贴999元。", "effective_from": "2027-01-01"},
    )
    now = office.ask("杭州人才租房补贴一个月多少钱")
    assert "800" in now and "999" not in now and "500" not in now
    then = office.ask("2025年杭州人才租房补贴一个月多少钱")
    assert "500" in then and "2025-12-31以前的规定" in then and "800" not in then


def test_a_national_faq_holds_everywhere_and_one_of_a_district_only_there(office: Office) -> None:
    office.put(
        "faqs",
        {"id": "n", "question": "电子社保卡在哪里签发？", "answer": "在掌上12333签发。"},
        {"id": "d", "question": "社区图书角几点开放？", "answer": "早上九点开放。", "region": "南京市鼓楼区"},
    )
    assert "掌上12333" in office.ask("电子社保卡在哪里签发", "兰溪市")
    assert "早上九点" in office.ask("南京市鼓楼区社区图书角几点开放")
    assert "早上九点" not in office.ask("社区图书角几点开放", "兰溪市")


def test_vectors_of_another_encoder_are_made_anew(office: Office) -> None:
    office.put("faqs", RENT)
    with office.engine.begin() as connection:
        connection.execute(update(EncodedFaq).values(encoder="another"))
    assert imported_faqs(office.engine, office.encoder, all_regions()).passages == ()
    utterance: list[tuple[int, int]] = []
    assert encode_faqs(office.engine, office.encoder, all_regions(), lambda *done: utterance.append(done)) == 1
    assert utterance == [(1, 1)]
    found = imported_faqs(office.engine, office.encoder, all_regions())
    assert [p.id for p in found.passages] == ["rent"]
    assert found.vectors.questions.shape == found.vectors.answers.shape == (1, office.encoder.size)
    assert encode_faqs(office.engine, office.encoder, all_regions()) == 0
    office.live.refresh()
    assert "800" in office.ask("杭州人才租房补贴一个月多少钱")


def test_a_category_is_changed_without_encoding_anew(office: Office) -> None:
    office.put("faqs", RENT)
    import_rows(office.engine, office.folder, "faqs", [RENT | {"category": "人才服务"}])
    assert encode_faqs(office.engine, office.encoder, all_regions()) == 0
    office.live.refresh()
    assert [p.category for p in office.live.world.passages if p.id == "rent"] == ["人才服务"]


# Taken out


def test_removed_records_are_gone_after_a_refresh(office: Office) -> None:
    rows = [{"id": id, "name": f"驿站{id}", "city": "兰溪市"} for id in ("s", "t")]
    office.put("stations", *rows)
    office.put("lodgings", {"id": "l", "name": "之家", "city": "兰溪市"}, {"id": "m", "name": "小屋", "city": "兰溪市"})
    office.put("jobs", {"id": "j", "title": "电工", "city": "兰溪市"})
    assert remove(office.engine, "stations", ["s", "nix"]) == {"s"}
    assert remove(office.engine, "lodgings", ["l"]) == {"l"} and remove(office.engine, "jobs", ["j"]) == {"j"}
    office.live.refresh()
    world = office.live.world
    assert (len(world.stations), len(world.jobs)) == (1, 0)
    assert [row["name"] for row in world.listed("lodgings")] == ["小屋"]
    text = Talk(office.live, office.conversation).say("兰溪的驿站", "find_station")
    assert "驿站t" in text and "驿站s" not in text
    office.put("stations", rows[0])
    assert "驿站s" in Talk(office.live, office.conversation).say("兰溪的驿站", "find_station")
    later = World.of(office.engine, world.faqs.content).refreshed()
    assert (len(later.stations), len(later.jobs)) == (2, 0)


def test_a_running_process_notices_by_itself(office: Office) -> None:
    office.put("stations", {"id": "s", "name": "驿站", "city": "兰溪市"})

    async def run() -> None:
        keeping = asyncio.create_task(office.live.keep(Workers()))
        remove(office.engine, "stations", ["s"])
        while len(office.live.world.stations):
            await asyncio.sleep(0.01)
        keeping.cancel()

    asyncio.run(asyncio.wait_for(run(), 10))


def test_nobody_waits_while_nothing_changes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.live.EVERY_SECONDS", 0.01)
    looked: list[World] = []
    refreshed = World.refreshed
    monkeypatch.setattr(World, "refreshed", lambda world: looked.append(world) or refreshed(world))
    monkeypatch.setattr(Workers, "alone", lambda workers: pytest.fail("the workers were stopped"))

    async def run() -> None:
        keeping = asyncio.create_task(office.live.keep(Workers()))
        while len(looked) < 4 and not keeping.done():
            await asyncio.sleep(0.01)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(asyncio.wait_for(run(), 10))
    assert len(looked) >= 4


def test_a_removed_faq_is_gone_and_so_is_its_city(office: Office) -> None:
    office.put("faqs", RENT)
    assert remove(office.engine, "faqs", ["rent"]) == {"rent"}
    office.live.refresh()
    assert "800" not in office.ask("杭州人才租房补贴一个月多少钱")
    assert "杭州市" not in [city.name for city in office.live.world.cities]
    assert encode_faqs(office.engine, office.encoder, all_regions()) == 0
    office.put("faqs", RENT | {"answer": "每月补贴700元。"})
    assert "700" in office.ask("杭州人才租房补贴一个月多少钱")


def test_an_faq_removed_while_it_is_encoded_stays_away(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    import_rows(office.engine, office.folder, "faqs", [RENT])
    encode = office.encoder.passages

    def meanwhile(texts: list[str], *rest: Any) -> Encoded:
        remove(office.engine, "faqs", ["rent"])
        return encode(texts, *rest)

    monkeypatch.setattr(office.encoder, "passages", meanwhile)
    encode_faqs(office.engine, office.encoder, all_regions())
    office.live.refresh()
    assert [p for p in office.live.world.passages if p.origin == "import"] == []


def test_an_entry_of_the_content_is_withdrawn_and_brought_back(office: Office) -> None:
    office.put("faqs", RENT)
    asked = "青年驿站可以免费住几天"
    assert "免费住3天" in office.ask(asked, "兰溪市")
    withdraw_content(office.engine, ["lanxi-lodging", "lanxi-gig-where"])
    office.live.refresh()
    assert "免费住3天" not in office.ask(asked, "兰溪市")
    assert office.live.world.passage("lanxi-lodging") is None is office.live.dialogue.passage("lanxi-lodging")
    later = World.of(office.engine, office.live.world.faqs.content).refreshed()
    assert later.passage("lanxi-lodging") is None
    assert restore_content(office.engine, ["lanxi-lodging", "never-withdrawn"]) == {"lanxi-lodging"}
    office.live.refresh()
    assert "免费住3天" in office.ask(asked, "兰溪市")
    assert office.live.world.passage("lanxi-gig-where") is None
    assert "800" in office.ask("杭州人才租房补贴一个月多少钱")


def test_services_know_the_cities_of_imports(office: Office) -> None:
    """A district may be called by its short name once its city is served."""
    office.put("jobs", {"id": "j", "title": "保安", "city": "杭州市", "district": "西湖区"})
    asked = "在西湖找保安的活"
    assert "哪个城市" in Talk(office.live, office.conversation).say(asked, "find_job")
    office.put("faqs", RENT)
    chat = Talk(office.live, office.conversation)
    chat.say(asked, "find_job")
    assert chat.shown("jobs") == ["j"]


# Edited


BY = By("安娜")
LODGING = "青年驿站可以免费住几天"


def edit(office: Office, id: str, **cells: str) -> None:
    """Edit what is told under this id, publish it, and have it encoded and taken in as the running process does."""
    door, known = Door(office.engine), entry(office.engine, id)
    shipped = office.live.world.faqs.shipped.get(id)
    before = known.contents if known else faq_of(shipped) if shipped else None
    door.draft(read_contents((cells_of(before) if before else {"id": id}) | cells), BY, known.version if known else 0)
    door.publish(id, BY)
    take_in(office)


def take_in(office: Office) -> None:
    encode_faqs(office.engine, office.encoder, office.live.world.regions)
    office.live.refresh()


def test_an_edited_entry_of_the_content_has_the_words_of_the_office_and_all_else_of_the_entry(office: Office) -> None:
    edit(office, "lanxi-unemployment-now", answer="失业保险金每月1900元。")
    assert "1900" in office.ask("失业金现在每个月多少钱", "兰溪市")
    (passage,) = [p for p in office.live.world.passages if p.id == "lanxi-unemployment-now"]
    assert (passage.kind, passage.topic, passage.origin) == ("level", "lanxi-unemployment", "content")
    assert str(passage.as_of) == "2025-07-01" and passage.source.title == "兰江导报"
    assert office.live.world.passage("lanxi-unemployment-before")
    later = World.of(office.engine, office.live.world.faqs.content).refreshed()
    assert [p.answer for p in later.passages if p.id == passage.id] == ["失业保险金每月1900元。"]


def test_a_withdrawn_edit_gives_the_place_back(office: Office) -> None:
    office.put("faqs", RENT)
    edit(office, "lanxi-lodging", answer="求职青年可以在驿站免费住7天。")
    assert "免费住7天" in office.ask(LODGING, "兰溪市")
    edit(office, "lanxi-lodging", answer="求职青年可以在驿站免费住8天。", similar_questions="驿站白住几晚")
    assert "免费住8天" in office.ask("驿站白住几晚", "兰溪市")
    Door(office.engine).withdraw("lanxi-lodging", BY)
    office.live.refresh()
    assert "免费住3天" in office.ask(LODGING, "兰溪市")
    edit(office, "lanxi-lodging", answer="求职青年可以在驿站免费住9天。")
    assert "免费住9天" in office.ask(LODGING, "兰溪市") and "800" in office.ask("杭州人才租房补贴一个月多少钱")
    assert len([p for p in office.live.world.passages if p.id == "lanxi-lodging"]) == 1


def test_an_entry_withdrawn_and_then_edited(office: Office) -> None:
    withdraw_content(office.engine, ["lanxi-lodging"])
    office.live.refresh()
    edit(office, "lanxi-lodging", answer="求职青年可以在驿站免费住7天。")
    assert "免费住7天" in office.ask(LODGING, "兰溪市")
    assert remove(office.engine, "faqs", ["lanxi-lodging"]) == {"lanxi-lodging"}
    office.live.refresh()
    assert office.live.world.passage("lanxi-lodging") is None
    restore_content(office.engine, ["lanxi-lodging"])
    office.live.refresh()
    assert "免费住3天" in office.ask(LODGING, "兰溪市")


def test_an_imported_row_takes_the_place_of_the_entry_of_its_id(office: Office) -> None:
    row = {"id": "lanxi-lodging", "question": LODGING, "answer": "驿站免费住6天。", "region": "兰溪市"}
    office.put("faqs", row)
    assert "免费住6天" in office.ask(LODGING, "兰溪市")
    assert [p.answer for p in office.live.world.passages if p.id == "lanxi-lodging"] == ["驿站免费住6天。"]


def test_an_answer_of_the_office_refers_to_figures(office: Office) -> None:
    edit(
        office,
        "wage-jiangmen",
        question="江门厂里最少发多少工资？",
        answer="每月{figure: minimum-wage.monthly}，给少了不行。",
        region="江门市",
    )
    text = office.ask("江门厂里最少发多少工资")
    assert "{" not in text and "元，给少了不行" in text and NO_TITLE not in text
    office.put("faqs", {"id": "braces", "question": "表格里的花括号怎么填？", "answer": "写成{姓名: 张三}这样。"})
    assert "{姓名: 张三}" in office.ask("表格里的花括号怎么填")


def test_what_was_published_is_encoded_by_the_running_process(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.live.EVERY_SECONDS", 0.01)
    import_rows(office.engine, office.folder, "faqs", [RENT])

    async def run() -> None:
        keeping = asyncio.create_task(office.live.keep(Workers()))
        while office.live.world.passage("rent") is None:
            await asyncio.sleep(0.01)
        keeping.cancel()

    asyncio.run(asyncio.wait_for(run(), 10))
    assert "800" in office.ask("杭州人才租房补贴一个月多少钱")


def test_many_at_once_are_left_to_who_imports_them_unless_nobody_does(office: Office) -> None:
    now = [0.0]
    encoding = Encoding(office.engine, office.encoder, all_regions(), lambda: now[0])
    assert encoding.step() == 0
    rows = [RENT | {"id": str(number), "question": f"第{number}句？"} for number in range(FEW + 2)]
    import_rows(office.engine, office.folder, "faqs", rows)
    assert encoding.step() == 0
    now[0] = PATIENCE - 1
    assert encoding.step() == 0
    now[0] = PATIENCE
    assert [encoding.step() for _ in range(3)] == [FEW, 2, 0]
    import_rows(office.engine, office.folder, "faqs", [*rows[:1], RENT])
    assert encoding.step() == 1
    remove(office.engine, "faqs", ["rent"])
    assert encoding.step() == 0


# Figures


def test_a_new_figure_is_told_from_its_day_on_and_the_old_one_before(office: Office) -> None:
    wage = {"id": "wage", "question": "最低工资一个月多少钱？", "region": "广州市"}
    office.put("faqs", wage | {"answer": "每月{figure: minimum-wage.monthly}，{since: minimum-wage.monthly}起。"})
    searcher = office.live.dialogue.searcher
    day = dt.date(searcher.today().year + 1, 1, 1)
    source = Source(title="新标准")
    guangzhou = all_regions().get("广州市")
    value = OwnValue("minimum-wage.monthly", guangzhou, Decimal(2900), day, None, source, searcher.today())

    def told(as_of: dt.date) -> str:
        return look_up(office.live.dialogue.searcher, "最低工资一个月多少钱？", "广州市", 1, as_of).hits[0].answer

    before = told(day)
    assert "2680元" in before
    FigureDoor(office.engine).enter(value, By("anna"))
    office.live.refresh()
    assert told(day - dt.timedelta(days=1)) == told(searcher.today()) == before
    assert told(day) == told(day + dt.timedelta(days=9)) == f"每月2900元，{day.year}年{day.month}月{day.day}日起。"
    assert "2900元" in office.ask(f"{day.year}年最低工资一个月多少钱？", "广州市")
    assert "2680元" in office.ask("最低工资一个月多少钱？", "广州市")
    FigureDoor(office.engine).withdraw(1, By("anna"))
    office.live.refresh()
    assert told(day) == before


# Versions


class InUse:
    """Stands in for the version in use: another one is put in use once, perhaps one that cannot be used."""

    def __init__(self, newer: Searcher | None) -> None:
        self._newer, self.asked, self.was_taken = newer, 0, False

    def newer(self, content: Searcher) -> Searcher | None:
        self.asked += 1
        if self.was_taken:
            return None
        if self._newer is None:
            self.was_taken = True
            raise VersionError("版本 v2 的文件损坏：adapter.npz")
        return self._newer

    def taken(self) -> None:
        self.was_taken = True


def kept(live: Live, in_use: InUse, is_done: Callable[[], bool]) -> None:
    """Let it run until it is done and was asked again."""

    async def run() -> None:
        keeping = asyncio.create_task(live.keep(Workers()))
        while not is_done():
            await asyncio.sleep(0.01)
        asked = in_use.asked
        while in_use.asked < asked + 2:
            await asyncio.sleep(0.01)
        keeping.cancel()

    asyncio.run(asyncio.wait_for(run(), 20))


def test_a_version_that_is_put_in_use_answers_with_the_faqs_of_the_office(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.live.EVERY_SECONDS", 0.01)
    office.put("faqs", RENT)
    content = office.live.world.faqs.content
    known = content.catalogue
    other = replace(content, catalogue=known.adapted(known.segments[0], known.adapter, known.unanswered, known.topics))
    in_use = InUse(other)
    live = Live(office.engine, content, cast(VersionInUse, in_use))
    live.refresh()
    kept(live, in_use, lambda: in_use.was_taken)
    assert live.world.faqs.content is other and live.dialogue.searcher is live.world.searcher
    assert live.world.passage("rent") is not None, "what the office tells is told by it too"
    office.put("faqs", RENT | {"answer": "每月补贴950元。"})
    live.refresh()
    told = live.world.passage("rent")
    assert told and "950" in told.answer and live.world.faqs.content is other


def test_a_version_that_cannot_be_used_is_told_once_and_the_old_one_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.live.EVERY_SECONDS", 0.01)
    in_use = InUse(None)
    live = Live(office.engine, office.live.world.faqs.content, cast(VersionInUse, in_use))
    before = live.world
    kept(live, in_use, lambda: in_use.was_taken)
    assert live.world is before
