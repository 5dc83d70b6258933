"""A person at the widget and a clerk at the desk, each in a browser of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from channels.texts import load_texts
from tests.channels.desk.conftest import MORNING, NAME, OTHER, PASSWORD, Desk
from tests.channels.stub_actions import EVIL
from tests.channels.web.talking import conversation, say, violations

TEXTS = load_texts().handoff
SCREEN: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 360, "height": 740}
NUMBER = "13800138000"


def device(browser: Browser, size: ViewportSize) -> Iterator[BrowserContext]:
    """At the end no error was logged."""
    context = browser.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(20_000)
    problems: list[str] = []
    context.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context
    context.close()
    assert [problem for problem in problems if "Failed to load" not in problem and "WebSocket" not in problem] == []


@pytest.fixture
def person(browser: Browser, desk: Desk) -> Iterator[Page]:
    desk.at(MORNING)
    for context in device(browser, PHONE):
        page = context.new_page()
        page.goto(desk.gateway.url)
        yield page
        sender = page.evaluate("Object.values(localStorage).map(JSON.parse).find(value => value.sender).sender")
        assert context.request.post(f"{desk.gateway.url}/api/line/forget", data={"sender": sender}).ok


def log_in(page: Page, desk: Desk, name: str) -> Page:
    page.goto(f"{desk.gateway.url}/desk")
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    expect(page.locator("#who")).to_have_text(name)
    return page


@pytest.fixture
def clerk(browser: Browser, desk: Desk) -> Iterator[Page]:
    for context in device(browser, SCREEN):
        yield log_in(context.new_page(), desk, NAME)


def take(clerk: Page) -> None:
    """The first who waits, by keyboard alone."""
    expect(clerk.locator("#talks-open")).to_contain_text("1")
    clerk.keyboard.press("F2")
    expect(clerk.locator("#talk-list button:focus")).to_be_visible()
    expect(clerk.locator("#talk .log")).to_contain_text("转人工")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#talk textarea")).to_be_focused()


def test_a_whole_hand_off_by_keyboard(desk: Desk, person: Page, clerk: Page) -> None:
    say(person, f"老板欠我三个月工资，电话{NUMBER}")
    person.get_by_role("button", name="转人工").first.click()
    expect(person.locator(".log > .bot").last).to_contain_text(TEXTS.waiting.format(place=1))
    expect(person.locator(".notice:visible")).to_have_text("正在等工作人员，您排在第1位")

    expect(clerk).to_have_title("(1) 热线坐席台 · 暖驿")
    expect(clerk.locator("#toast")).to_contain_text("有人在等工作人员")
    take(clerk)
    expect(clerk.locator("#talk .log")).to_contain_text("老板欠我三个月工资，电话[电话号码]")
    expect(clerk.locator("#talk .known")).to_contain_text("母亲年龄 53岁")
    assert NUMBER not in clerk.content()
    expect(person.locator(".system").last).to_have_text(TEXTS.to_desk)
    expect(person.locator(".notice:visible")).to_have_count(0)

    clerk.keyboard.type("您好，我姓王")
    clerk.keyboard.press("Enter")
    expect(person.locator(".desk").last).to_have_text("工作人员您好，我姓王")
    say(person, "能要回来吗")
    expect(clerk.locator("#talk .log .by-person").last).to_have_text("对方能要回来吗")
    expect(person.locator(".log > .row").last).to_have_class(re.compile("user")), "the assistant is silent"

    clerk.keyboard.press("Escape")
    expect(clerk.locator("#q")).to_be_focused()
    clerk.keyboard.insert_text("失业金")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("#answer h2")).to_have_text("失业金一个月多少？")
    clerk.keyboard.press("F4")
    expect(clerk.locator("#talk textarea")).to_have_value(re.compile("【兰溪市】失业金一个月多少？"))
    clerk.keyboard.press("Enter")
    expect(person.locator(".desk").last).to_contain_text("每月2060元")

    clerk.keyboard.press("F9")
    expect(person.locator(".system").last).to_have_text(TEXTS.to_engine)
    expect(clerk.locator("#talk-list")).to_have_text("现在没有人排队，也没有人等回电。")
    expect(say(person, "谢谢")).to_have_text("谢谢")
    before = conversation(person)
    person.reload()
    expect(person.locator(".system", has_text=TEXTS.to_desk)).to_have_count(1)
    expect(person.locator(".system", has_text=TEXTS.to_engine)).to_have_count(1)
    assert conversation(person) == before


def test_it_goes_by_post_where_no_web_socket_comes_through(desk: Desk, person: Page, clerk: Page) -> None:
    person.route_web_socket("**/api/line", lambda socket: socket.close())
    person.reload()
    say(person, "转人工")
    expect(person.locator(".notice:visible")).to_have_text("正在等工作人员，您排在第1位")
    take(clerk)
    clerk.keyboard.type("您好")
    clerk.keyboard.press("Enter")
    expect(person.locator(".desk").last).to_have_text("工作人员您好", timeout=20_000)
    clerk.keyboard.press("F9")
    expect(person.locator(".system").last).to_have_text(TEXTS.to_engine, timeout=20_000)


def test_two_clerks_cannot_take_the_same(desk: Desk, browser: Browser, person: Page, clerk: Page) -> None:
    say(person, "转人工")
    for context in device(browser, SCREEN):
        other = log_in(context.new_page(), desk, OTHER)
        other.keyboard.press("F2")
        expect(other.locator("#talk .log")).to_contain_text("转人工")
        # The other's line is lost, so that the page does not know.
        other.route("**/desk/queue", lambda route: route.abort())
        other.locator("#talk-list button").click()
        expect(other.locator("#talk .state")).to_contain_text("连不上服务器")
        take(clerk)
        other.get_by_role("button", name="接过来").click()
        expect(other.locator("#toast")).to_have_text("别的坐席已经接了这一位。")
        other.unroute("**/desk/queue")
        expect(other.locator("#talk-list .none")).to_be_visible()
    clerk.keyboard.press("F9")


def test_lunch_break_and_a_number_to_call(desk: Desk, person: Page, clerk: Page) -> None:
    desk.at("2027-03-02T12:10:00")
    say(person, "转人工")
    expect(person.locator(".log > .bot").last).to_contain_text("今天13:30")
    person.get_by_role("button", name="留电话等回电").click()
    expect(person.locator(".log > .bot").last).to_contain_text("座机要带区号")
    say(person, f"{NUMBER}，下午打")
    expect(person.locator(".log > .bot").last).to_contain_text("今天13:30上班后打给您")
    expect(person.locator(".user").last).to_have_text("[电话号码]，下午打")
    assert NUMBER not in person.evaluate("JSON.stringify(Object.values(localStorage))")

    clerk.keyboard.press("F2")
    expect(clerk.locator("#talk-list button")).to_contain_text("等回电")
    expect(clerk.locator("#talk .log")).to_contain_text("[电话号码]，下午打")
    assert NUMBER not in clerk.content()
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("link", name=NUMBER)).to_have_attribute("href", f"tel:{NUMBER}")
    clerk.get_by_role("button", name="已回电").click()
    expect(clerk.locator("#toast")).to_have_text("号码已删掉")
    expect(clerk.locator("#talk-list .none")).to_be_visible()
    assert NUMBER not in clerk.content()


def test_nobody_comes(desk: Desk, person: Page) -> None:
    say(person, "转人工")
    desk.at("2027-03-02T09:03:00")
    expect(person.locator(".log > .bot").last).to_contain_text(TEXTS.long_wait)
    person.get_by_role("button", name="不等了").last.click()
    expect(person.locator(".log > .bot").last).to_have_text(TEXTS.left)
    expect(person.locator(".notice:visible")).to_have_count(0)


def test_nothing_that_is_said_becomes_markup(desk: Desk, person: Page, clerk: Page) -> None:
    say(person, EVIL)
    say(person, "转人工")
    take(clerk)
    expect(clerk.locator("#talk .log")).to_contain_text(EVIL)
    clerk.keyboard.insert_text(EVIL)
    clerk.keyboard.press("Enter")
    expect(person.locator(".desk").last).to_contain_text(EVIL)
    assert clerk.locator("main img, main script").count() == person.locator("nuanyi-chat img").count() == 0
    clerk.keyboard.press("F9")


@pytest.mark.parametrize("width", [360, 900, 1366])
def test_every_width_is_accessible_and_fits(desk: Desk, person: Page, clerk: Page, width: int) -> None:
    clerk.set_viewport_size({"width": width, "height": 768})
    say(person, "转人工")
    take(clerk)
    clerk.keyboard.type("您好，您的事我看到了，请稍等一下。")
    clerk.keyboard.press("Enter")
    expect(person.locator(".desk")).to_have_count(1)
    assert clerk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(clerk) == [] and violations(person) == []
    clerk.keyboard.press("F9")
    expect(person.locator(".system").last).to_have_text(TEXTS.to_engine)
