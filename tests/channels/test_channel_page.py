"""The chat page: how it is served, and how it behaves in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, ViewportSize, expect, sync_playwright

from channels.web.pages import WEB_FOLDER
from tests.channels.conftest import Servers, Starter

FILES = {
    "/": "text/html; charset=utf-8",
    "/chat.js": "text/javascript; charset=utf-8",
    "/cards.js": "text/javascript; charset=utf-8",
    "/chat.css": "text/css; charset=utf-8",
    "/icon.svg": "image/svg+xml",
}
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
WEBHOOK = "**/webhooks/rest/webhook"
CHROMIUM = shutil.which("chromium")


@pytest.mark.parametrize(("path", "content_type"), FILES.items())
def test_files_are_served_fresh_and_safe(client: httpx.Client, path: str, content_type: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (200, content_type)
    assert response.headers["cache-control"] == "no-cache"
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "geolocation=(self)" in response.headers["permissions-policy"]

    etag = response.headers["etag"]
    for known in (etag, f"W/{etag}", f'"old", {etag}', "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(path, headers={"If-None-Match": '"old"'}).status_code == 200
    assert client.head(path).headers["etag"] == etag


def test_nothing_is_loaded_from_elsewhere() -> None:
    for file in WEB_FOLDER.iterdir():
        addresses = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", file.read_text(encoding="utf-8")))
        assert addresses <= {"http://www.w3.org/2000/svg"}, file


def test_errors_have_the_security_headers_too(client: httpx.Client) -> None:
    assert "content-security-policy" in client.get("/nothing").headers


@pytest.fixture(scope="module")
def page(start: Starter, servers: Servers) -> Iterator[Page]:
    """The page on a phone, before a gateway that is patient: a busy machine may be slow to answer."""
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    gateway = start.gateway(servers.engine.url, servers.engine.url, engine_timeout=10)
    gateway.wait_until_listening()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=BROWSER_ARGS)
        page = browser.new_page(viewport=PHONE)
        page.set_default_timeout(4000)
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(gateway.url)
        yield page
        browser.close()
        # Failed requests are logged by the browser itself; one test makes them fail on purpose.
        assert [problem for problem in problems if "Failed to load resource" not in problem] == []


def last_reply(page: Page, text: str) -> None:
    expect(page.locator("#log .bot .bubble").last).to_have_text(text)


def test_keyboard(page: Page) -> None:
    text = page.get_by_label("您的问题")
    text.fill("第一行")
    text.press("Shift+Enter")
    text.type("第二行")
    text.press("Enter")
    last_reply(page, "第一行\n第二行")
    expect(text).to_have_value("")
    expect(text).to_be_focused()

    text.fill("   ")
    text.press("Enter")
    expect(page.locator("#log .user")).to_have_count(1)

    text.fill("gongzi")
    text.evaluate(
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    expect(text).to_have_value("gongzi")
    text.fill("")


def say(page: Page, message: str) -> dict[str, Any]:
    """Say something; the message as it was sent, once its answer is there."""
    with page.expect_response(WEBHOOK) as answered:
        page.get_by_label("您的问题").fill(message)
        page.get_by_role("button", name="发送", exact=True).click()
    expect(page.locator("#typing")).to_be_hidden()
    return answered.value.request.post_data_json


def test_answer_buttons_and_city(page: Page) -> None:
    page.get_by_label("您所在的城市").select_option("兰溪市")
    say(page, "卡片")
    last_reply(page, "免费住3天。\n<b>带身份证</b>")
    source = page.locator(".source").last
    expect(source).to_have_text(
        "【兰溪市】来源：《驿站怎么住》（兰溪市人社局，2025-03-01） · 2025-01-01起施行 · 看原文"
    )
    expect(source.get_by_role("link")).to_have_attribute("href", "https://example.org/a")
    with page.expect_request(WEBHOOK) as sent:
        page.get_by_role("button", name="附近的驿站").click()
    body = sent.value.post_data_json
    assert (body["message"], body["metadata"]) == ("找驿站", {"region": "兰溪市"})
    assert re.fullmatch(r"web-[0-9a-f]{32}", body["sender"])
    expect(page.locator("#log .user .bubble").last).to_have_text("附近的驿站")
    last_reply(page, "找驿站")


def test_words_alone_are_shown_as_they_are(page: Page) -> None:
    say(page, "招呼")
    last_reply(page, "您好，您想问什么？")


def test_the_cities_are_those_that_the_server_knows(page: Page) -> None:
    city = page.get_by_label("您所在的城市")
    expect(city.locator("option")).to_have_text(["城市不限", "兰溪市", "舟山市"])
    expect(city).to_have_value("兰溪市")


def test_the_city_chosen_before_stays_while_the_cities_are_not_known(page: Page) -> None:
    city = page.get_by_label("您所在的城市")
    page.route("**/api/cities", lambda route: route.abort())
    page.reload()
    expect(city.locator("option")).to_have_text(["城市不限", "兰溪市"])
    expect(city).to_have_value("兰溪市")
    assert say(page, "你好")["metadata"] == {"region": "兰溪市"}
    page.unroute("**/api/cities")
    expect(city.locator("option")).to_have_text(["城市不限", "兰溪市", "舟山市"], timeout=10000)
    expect(city).to_have_value("兰溪市")


def cards(page: Page, title: str) -> tuple[Locator, Locator]:
    """Press a quick button; the cards of the last message of the reply to it, and that message."""
    page.get_by_label("常见问题").get_by_role("button", name=title).click()
    expect(page.locator("#typing")).to_be_hidden()
    reply = page.locator("#log > .bot").last
    return reply.locator(".card"), reply


def lines(card: Locator) -> list[str]:
    return card.inner_text().replace("\n\n", "\n").splitlines()


def link(card: Locator, name: str) -> str | None:
    return card.get_by_role("link", name=name).get_attribute("href")


def test_stations(page: Page) -> None:
    found, reply = cards(page, "找驿站")
    sample, station = found.all()
    last_reply(page, "离您最近的驿站：")
    expect(page.locator("#log .user .bubble").last).to_have_text("找驿站")
    assert lines(sample) == ["江东驿站", "示例", "850米", "07:00-21:00", "充电、饮水、厕所、休息", "云山街道（示例位置）",
                             "☎ 0579-88880000", "路线"]  # fmt: skip
    assert link(sample, "0579") == "tel:057988880000"
    assert link(sample, "路线") == "https://uri.amap.com/navigation?to=119.472271,29.206256,a&mode=walk&src=nuanyi"
    expect(sample.get_by_role("link", name="路线")).to_have_attribute("target", "_blank")
    assert lines(station)[1:3] == ["1.8公里", "24小时开放"] and "联系：88880000（白天）" in lines(station)
    expect(station.get_by_role("link")).to_have_count(0)
    expect(reply.locator(".note")).to_have_text("（标“示例”的是样例数据，不是真实地点，请以当地公布为准。）")


def test_jobs(page: Page) -> None:
    found, reply = cards(page, "找活")
    last_reply(page, "找到12个岗位，先看这几个：")
    assert lines(found.first) == ["水电工", "示例", "300–380元/天", "某装修公司（示例） · 上饶市广信区",
                                  "要求：持电工证，有装修经验", "截止：2027-12-31", "联系：13800000000 王师傅，或12333",
                                  "☎ 13800000000", "☎ 12333"]  # fmt: skip
    assert "相近工种" in lines(found.last) and "联系：请以窗口公布为准" in lines(found.last)
    expect(reply.locator(".note")).to_contain_text("（标“示例”的是样例数据，不是真实岗位。）\n还可以接着说要求")


def test_lodgings_after_an_answer(page: Page) -> None:
    found, _ = cards(page, "免费住宿")
    last_reply(page, "兰溪市的免费住宿：")
    assert lines(found) == ["“虹”爱之家", "免费住7天 · 12张床", "兰江街道彩虹社区", "供餐：每日免费营养餐", "书桌、热水器",
                            "条件：初到兰溪的外来务工人员", "☎ 0579-88880000"]  # fmt: skip
    answer = page.locator("#log .bot").nth(-2)
    expect(answer.locator(".bubble")).to_have_text(
        "初到兰溪找工作的，可以免费住7天。\n\n（来源没有写明日期，最新情况请打12333核对。）"
    )
    expect(answer.locator(".source")).to_have_text("【兰溪市】来源：《兰江导报》（2025-12-16）")


def test_a_long_reply_is_read_from_its_start(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 480})
    cards(page, "免费住宿")
    first, last = page.locator("#log .bot .bubble").nth(-2), page.locator("#log .card").last
    expect(first).to_be_in_viewport(ratio=1)
    expect(last).not_to_be_in_viewport(ratio=1)
    page.set_viewport_size(PHONE)


@pytest.mark.parametrize(
    ("message", "cards"),
    [
        ("服务点", [["兰溪市零工市场", "振兴路", "周一至周五", "介绍零工岗位", "☎ 12333"]]),
        (
            "培训",
            [
                ["中式面点师培训", "2026-12-01开课 · 共5天 · 费用：免费", "江南职业技术学校", "条件：本市户籍"],
                ["中式烹饪师培训"],
            ],
        ),
    ],
)
def test_service_points_and_courses(page: Page, message: str, cards: list[list[str]]) -> None:
    say(page, message)
    last_reply(page, f"兰溪市的{message}：")
    assert [lines(card) for card in page.locator("#log .bot").last.locator(".card").all()] == cards


def test_summary(page: Page) -> None:
    found, reply = cards(page, "讨薪材料")
    bubble = reply.locator(".bubble").inner_text()
    assert bubble.startswith("被拖欠工资：材料理好了。\n欠的工资：5,000元")
    assert bubble.endswith("一页材料（一小时内可打开，系统不保存）：")
    assert "最晚" not in bubble and "已经过了" not in bubble and "/summary/" not in bubble
    assert lines(found) == ["打开网页", "下载PDF", "劳动监察投诉：最晚2028年10月1日（还有679天）",
                            "劳动仲裁：2026年10月1日已经过了，请尽快打12333问还能怎么办"]  # fmt: skip
    assert str(link(found, "打开网页")).endswith("/summary/BZ_EkHYvB1ZPovTPifH4IATk.html")
    assert str(link(found, "打开网页")).startswith(page.url)
    assert str(link(found, "下载PDF")).endswith("/summary/BZ_EkHYvB1ZPovTPifH4IATk.pdf")
    expect(found.get_by_role("link", name="下载PDF")).to_have_attribute("download", "被拖欠工资.pdf")


def test_other_cards_are_told_in_words(page: Page) -> None:
    say(page, "算算我哪年退休")
    expect(page.locator("#log .bot .bubble").last).to_contain_text("2037年7月退休。\n来源：")
    expect(page.get_by_role("button", name="帮我估算养老金")).to_be_visible()


def test_no_markup_and_no_script_address_from_a_reply(page: Page) -> None:
    say(page, "恶意")
    first, second = (page.locator("#log .bot").nth(at) for at in (-2, -1))
    expect(first.locator(".bubble")).to_have_text("<img src=x onerror=alert(1)>")
    expect(second.locator(".name")).to_have_text("<img src=x onerror=alert(1)>")
    expect(page.locator("#log img")).to_have_count(0)
    expect(first.get_by_role("link")).to_have_count(0)
    expect(second.get_by_role("link")).to_have_count(0)


def test_no_location(page: Page) -> None:
    """Not allowed, and not there at all."""
    here = page.get_by_role("button", name="发送我的位置")
    said = page.locator("#log .user").count()
    for remove in ("", "Object.defineProperty(navigator, 'geolocation', {value: undefined, configurable: true})"):
        page.evaluate(remove)
        bubbles = page.locator("#log .bot .bubble").count()
        here.click()
        expect(page.locator("#log .bot .bubble")).to_have_count(bubbles + 1)
        last_reply(page, "没拿到位置。可以直接说在哪个城市、哪个区。")
        expect(here).to_have_attribute("aria-busy", "false")
    page.evaluate("delete navigator.geolocation")
    expect(page.locator("#log .user")).to_have_count(said)
    assert "location" not in say(page, "你好")["metadata"]


def test_location_by_keyboard_goes_with_later_messages_and_no_further(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 29.200012, "longitude": 119.46})
    location = {"lat": 29.2, "lng": 119.46, "coord_sys": "wgs84"}
    page.get_by_role("button", name="发送我的位置").focus()
    with page.expect_response(WEBHOOK) as answered:
        page.keyboard.press("Enter")
    sent = answered.value.request.post_data_json
    assert (sent["message"], sent["metadata"]["location"]) == ("", location)
    expect(page.locator("#log .user .bubble").last).to_have_text("[我的位置]")
    assert say(page, "附近的活")["metadata"]["location"] == location

    assert "119" not in page.evaluate("JSON.stringify([localStorage, sessionStorage]) + document.cookie")
    page.reload()
    assert "location" not in say(page, "你好")["metadata"]


def test_network_failure_offers_to_send_again(page: Page) -> None:
    page.route(WEBHOOK, lambda route: route.abort())
    page.get_by_role("button", name="算退休").click()
    again = page.get_by_role("button", name="重发")
    expect(again).to_be_visible()
    page.unroute(WEBHOOK)
    with page.expect_request(WEBHOOK) as sent:
        again.click()
    assert sent.value.post_data_json["message"] == "算算我哪年退休"
    expect(again).to_have_count(0)
    expect(page.locator("#log .user .bubble", has_text="算退休")).to_have_count(1)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("large", [False, True])
def test_every_size_is_accessible_and_fits(page: Page, width: int, large: bool) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate("on => document.documentElement.classList.toggle('large', on)", large)
    for title in ("找驿站", "找活", "免费住宿", "讨薪材料"):
        cards(page, title)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('main').scrollWidth <= document.querySelector('main').clientWidth")
    small = """[...document.querySelectorAll('button, .actions a, select, textarea')]
        .filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44).map(e => e.outerHTML)"""
    assert page.evaluate(small) == []
    faults = Axe().run(page)
    assert faults.violations_count == 0, faults.generate_report()


def test_large_letters_and_sender_outlive_a_reload(page: Page) -> None:
    large = page.get_by_role("button", name="大字")
    sender = page.evaluate("sessionStorage.getItem('sender')")
    large.click()
    expect(large).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(large).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("sessionStorage.getItem('sender')") == sender
