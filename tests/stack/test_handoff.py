"""A clerk takes over, over the whole assistant: a person at the widget and a clerk at the desk, each in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from channels.line.hours import Row, set_hours
from channels.roles import Role
from channels.staff.accounts import add_account, remove_account
from channels.texts import load_texts
from knowledge.records.audit import PROGRAM
from knowledge.records.database import open_database
from tests.channels.conftest import browser as browser
from tests.channels.web.talking import say
from tests.stack.conftest import Assistant

TEXTS = load_texts().handoff
NAME, PASSWORD = "坐席一号", "窗口边的桂花八月开了"


@pytest.fixture
def office(assistant: Assistant) -> Iterator[Engine]:
    """An office that is open day and night; afterwards nobody is there any more."""
    database = open_database(f"sqlite:///{assistant.data_dir / 'records.db'}")
    add_account(database, NAME, Role.HOTLINE, PASSWORD)
    set_hours(database, Row("每天0:00-24:00"), PROGRAM)
    yield database
    remove_account(database, NAME)


@contextmanager
def page_of(browser: Browser, url: str) -> Iterator[Page]:
    """A device of its own."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(url)
    yield page
    context.close()


def test_two_browsers(assistant: Assistant, office: Engine, browser: Browser) -> None:
    with page_of(browser, assistant.url) as person, page_of(browser, f"{assistant.url}/desk") as clerk:
        clerk.get_by_label("账号").fill(NAME)
        clerk.get_by_label("密码").fill(PASSWORD)
        clerk.keyboard.press("Enter")
        clerk.wait_for_url("**/desk")

        say(person, "我在厂里做了两年，老板欠我三个月工资，每月5200元，电话13800138000")
        expect(say(person, "我不想跟机器人聊，给我接个活人")).to_contain_text(TEXTS.offer)
        person.get_by_role("button", name="转人工").last.click()
        expect(person.locator(".log > .bot").last).to_contain_text(TEXTS.waiting.format(place=1))

        expect(clerk).to_have_title("(1) 热线坐席台 · 暖驿", timeout=20_000)
        clerk.keyboard.press("F2")
        expect(clerk.locator("#talk .known")).to_contain_text("5200元", timeout=20_000)
        expect(clerk.locator("#talk .log")).to_contain_text("电话[电话号码]")
        clerk.keyboard.press("Enter")
        expect(person.locator(".system").last).to_have_text(TEXTS.to_desk)
        expect(clerk.locator("#talk textarea")).to_be_focused()
        clerk.keyboard.insert_text("您好，厂在哪个区？")
        clerk.keyboard.press("Enter")
        expect(person.locator(".desk").last).to_contain_text("您好，厂在哪个区？")
        say(person, "在开发区")
        expect(clerk.locator("#talk .by-person").last).to_contain_text("在开发区")
        expect(person.locator(".log > .user").last).to_have_text("在开发区")

        set_hours(office, Row("休息"), PROGRAM)
        say(person, "失业金怎么领")
        expect(person.locator(".log > .row").last).to_have_text("失业金怎么领")
        clerk.keyboard.press("F9")
        expect(person.locator(".system").last).to_have_text(TEXTS.to_engine)
        expect(say(person, "失业金怎么领").locator(".title")).to_contain_text("失业金")
        expect(say(person, "转人工")).to_contain_text("现在没有工作人员在线")
        person.reload()
        for text in (TEXTS.to_desk, TEXTS.to_engine):
            expect(person.locator(".system", has_text=text)).to_have_count(1)
