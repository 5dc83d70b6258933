"""The page on a screen in a hall, where one citizen follows another."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, Route, expect

from channels.web.bundle import KIOSK, kiosk
from tests.channels.conftest import Server
from tests.channels.web.conftest import Site
from tests.channels.web.talking import say, violations
from tests.waiting import wait_until

# What a page keeps on the device.
KEPT = "JSON.stringify(Object.entries(localStorage))"
IDLE, COUNTDOWN = 120, 30


@pytest.fixture
def hall(context: BrowserContext, web: Server) -> Page:
    """The page in a hall; the test moves its clock on."""
    page = context.new_page()
    page.clock.install()
    page.goto(f"{web.url}/?kiosk=1")
    expect(page.get_by_role("button", name="用完了")).to_be_visible()
    return page


def sender(page: Page) -> str:
    kept: str = page.evaluate("Object.values(localStorage).map(JSON.parse).find(value => value.sender).sender")
    return kept


def transcript(page: Page, web: Server, of: str) -> list[Any]:
    response = page.context.request.post(f"{web.url}/api/line", data={"sender": of})
    events: list[Any] = response.json()["events"]
    return events


def assert_fresh(page: Page, web: Server, before: str) -> None:
    """Nothing is left of the conversation on that line."""
    expect(page.locator(".user")).to_have_count(0)
    expect(page.locator(".log > .row")).to_have_count(1)
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert "我的秘密" not in page.evaluate(KEPT) and sender(page) != before
    page.clock.run_for(75_000)
    wait_until(lambda: before not in page.evaluate(KEPT), "the server has forgotten the line")
    assert transcript(page, web, before) == []


def test_after_two_idle_minutes_nothing_is_left(hall: Page, web: Server) -> None:
    hall.get_by_label("您所在的城市").select_option("兰溪市")
    hall.get_by_role("button", name="长辈版").click()
    say(hall, "我的秘密")
    hall.get_by_label("您的问题").fill("我的秘密，还没发")
    before = sender(hall)
    assert transcript(hall, web, before)

    hall.clock.run_for((IDLE - COUNTDOWN - 20) * 1000)
    question = hall.get_by_role("alertdialog", name="您还在吗？")
    expect(question).to_have_count(0)
    hall.clock.run_for(25_000)
    expect(question).to_contain_text(re.compile(r"\d\d?秒后清空"))
    assert violations(hall) == []
    shown = question.locator(".left").inner_text()
    hall.clock.run_for(3_000)
    expect(question.locator(".left")).not_to_have_text(shown)
    hall.clock.run_for(COUNTDOWN * 1000)
    assert_fresh(hall, web, before)
    expect(hall.get_by_label("您的问题")).to_have_value("")
    expect(hall.get_by_label("您所在的城市")).to_have_value("")
    expect(hall.get_by_role("button", name="长辈版")).to_be_visible()
    # The next citizen; and a screen that nobody has touched asks nobody.
    expect(say(hall, "你好")).to_have_text("你好")


def test_a_screen_that_nobody_touched_asks_nobody(hall: Page) -> None:
    before = sender(hall)
    hall.clock.run_for(IDLE * 3 * 1000)
    expect(hall.get_by_role("alertdialog")).to_have_count(0)
    assert sender(hall) == before


@pytest.mark.parametrize("way", ["button", "elsewhere", "key"])
def test_any_sign_of_life_will_do(hall: Page, way: str) -> None:
    say(hall, "我的秘密")
    hall.clock.run_for((IDLE - COUNTDOWN + 5) * 1000)
    question = hall.get_by_role("alertdialog")
    if way == "button":
        question.get_by_role("button", name="我还在").click()
    elif way == "elsewhere":
        question.locator(".question").click()
    else:
        hall.keyboard.press("Escape")
    expect(question).to_have_count(0)
    hall.clock.run_for((IDLE - COUNTDOWN - 20) * 1000)
    expect(question).to_have_count(0)
    expect(hall.locator(".user")).to_have_text("我的秘密")


def test_an_answer_that_arrives_is_time_to_read_it(hall: Page) -> None:
    say(hall, "我的秘密")
    hall.clock.run_for((IDLE - COUNTDOWN - 20) * 1000)
    body = {"sender": sender(hall), "message": "在别处说的"}
    hall.context.request.post(f"{hall.url.split('/?')[0]}/webhooks/rest/webhook", data=body)
    expect(hall.locator(".user")).to_have_count(2)
    hall.clock.run_for((IDLE - COUNTDOWN - 20) * 1000)
    expect(hall.get_by_role("alertdialog")).to_have_count(0)


@pytest.mark.parametrize("asked", [False, True])
def test_who_is_done_clears_it_at_once(hall: Page, web: Server, asked: bool) -> None:
    say(hall, "我的秘密")
    before = sender(hall)
    if asked:
        hall.clock.run_for((IDLE - COUNTDOWN + 5) * 1000)
    hall.get_by_role("button", name="用完了，清空").last.click()
    assert_fresh(hall, web, before)
    hall.clock.run_for(IDLE * 2 * 1000)
    expect(hall.get_by_role("alertdialog")).to_have_count(0)


def test_what_the_last_citizen_left_when_the_power_went_is_gone_at_the_start(hall: Page, web: Server) -> None:
    say(hall, "我的秘密")
    before = sender(hall)
    hall.reload()
    assert_fresh(hall, web, before)


def test_a_line_that_cannot_be_forgotten_now_is_forgotten_later(hall: Page, web: Server) -> None:
    say(hall, "我的秘密")
    before = sender(hall)
    hall.route("**/api/line/forget", lambda route: route.abort())
    hall.get_by_role("button", name="用完了").click()
    expect(hall.locator(".user")).to_have_count(0)
    assert "我的秘密" not in hall.evaluate(KEPT) and transcript(hall, web, before)
    hall.unroute("**/api/line/forget")
    assert_fresh(hall, web, before)


def test_what_is_still_under_way_is_not_shown_to_the_next(hall: Page, web: Server) -> None:
    held: list[Route] = []
    holding = [True]
    hall.route_web_socket("**/api/line", lambda socket: socket.close())
    hall.reload()
    expect(hall.get_by_role("button", name="用完了")).to_be_visible()
    hall.route("**/api/line", lambda route: held.append(route) if holding else route.continue_())
    with hall.expect_request(lambda request: "我的秘密" in (request.post_data or "")):
        hall.get_by_label("您的问题").fill("我的秘密")
        hall.keyboard.press("Enter")
    before = sender(hall)
    hall.get_by_role("button", name="用完了").click()
    holding.clear()
    for route in held:
        route.continue_()
    expect(say(hall, "你好")).to_have_text("你好")
    expect(hall.locator(".user")).to_have_text("你好")
    hall.get_by_role("button", name="用完了").click()
    assert_fresh(hall, web, before)


PRINTS = "window.printed = []; window.print = () => window.printed.push('all'); null"


def test_it_prints_and_saves_nothing(hall: Page, web: Server) -> None:
    hall.evaluate(PRINTS)
    hall.get_by_role("button", name="打印对话").click()
    assert hall.evaluate("window.printed") == ["all"]
    card = say(hall, "帮我理讨薪材料").locator(".card").last
    papers = card.locator("a[href*='/summary/']")
    expect(papers).to_have_text(["打印", "打印"])
    addresses = papers.evaluate_all("links => links.map(link => link.pathname)")
    assert [address.partition(".")[2] for address in addresses] == ["html", "complaint.pdf"]
    with hall.expect_request(f"**{addresses[0]}"):
        papers.first.click()
    expect(hall.locator(f"iframe[src$='{addresses[0]}']")).to_have_count(1)
    assert len(hall.context.pages) == 1
    hall.get_by_role("button", name="用完了").click()
    expect(hall.locator("iframe")).to_have_count(0)


def test_no_link_leads_away(hall: Page) -> None:
    for message in ("卡片", "链接", "离我最近的驿站", "工友从架子上掉下来动不了"):
        say(hall, message)
    address = hall.url
    hall.evaluate(
        "document.querySelector('nuanyi-chat').shadowRoot.querySelectorAll('a').forEach(link => link.click())"
    )
    expect(hall.locator(".bubble", has_text="si.12333.gov.cn").first).to_be_visible()
    expect(hall.get_by_role("link", name="看原文")).to_have_count(0)
    expect(hall.get_by_text("☎ 0579-88880000")).to_be_visible()
    assert (hall.url, len(hall.context.pages)) == (address, 1)


SMALL = """[...document.querySelector('nuanyi-chat').shadowRoot.querySelectorAll('button, select, textarea')]
    .filter(e => e.offsetParent && (e.offsetHeight < 64 || e.offsetWidth < 64)).map(e => e.outerHTML)"""


@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1280, 800)])
def test_targets_are_large_and_all_is_accessible(hall: Page, elder: bool, width: int, height: int) -> None:
    hall.set_viewport_size({"width": width, "height": height})
    if elder:
        hall.get_by_role("button", name="长辈版").click()
    for message in ("卡片", "选哪个", "离我最近的驿站"):
        say(hall, message)
    assert hall.evaluate(SMALL) == []
    assert hall.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(hall) == []


def test_the_page_of_everybody_is_no_kiosk(page: Page) -> None:
    expect(page.get_by_label("您的问题")).to_be_visible()
    expect(page.get_by_role("button", name="用完了")).to_have_count(0)


def test_in_a_page_of_somebody_else(context: BrowserContext, web: Server, site: Site) -> None:
    site.html = f"""<!doctype html><html lang="zh-CN"><body><nuanyi-chat full data-region="兰溪市"></nuanyi-chat>
        <script src="{web.url}/widget.js"></script><script src="{web.url}/kiosk.js"></script></body></html>"""
    page = context.new_page()
    page.goto(site.origin)
    expect(page.get_by_label("您所在的城市")).to_have_value("兰溪市")
    say(page, "我的秘密")
    page.get_by_role("button", name="用完了").click()
    expect(page.locator(".user")).to_have_count(0)
    expect(page.get_by_label("您所在的城市")).to_have_value("兰溪市")


def test_every_text_is_used_and_nothing_makes_markup_of_texts() -> None:
    script = (KIOSK / "kiosk.js").read_text("utf-8")
    texts = yaml.safe_load((KIOSK / "texts.yml").read_text("utf-8"))
    assert set(re.findall(r"\bTEXTS\.(\w+)", script)) == set(texts)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", kiosk())
