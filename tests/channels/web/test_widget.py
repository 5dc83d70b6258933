"""The widget in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from channels.texts import load_texts
from tests.channels.conftest import Server, Servers, Starter
from tests.channels.stub_engine import REPLIES
from tests.channels.web.talking import answer, conversation, lines, link, press, say, violations


@pytest.fixture
def frames(page: Page) -> Iterator[list[str]]:
    """What the page sends from now on; it comes back anew for that."""
    sent: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: sent.append(str(frame)))

    page.on("websocket", listen)
    page.reload()
    yield sent


def test_a_whole_conversation_with_choices_and_location(page: Page, context: BrowserContext, frames: list[str]) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 29.200012, "longitude": 119.46})
    city = page.get_by_label("您所在的城市")
    expect(city.locator("option")).to_have_text(["城市不限", "兰溪市", "舟山市"])
    city.select_option("兰溪市")

    chosen = say(page, "选哪个")
    expect(chosen.get_by_role("button")).to_have_text(["失业金怎么领", "失业金多少钱"])
    press(page, "失业金怎么领")
    expect(page.locator(".user").last).to_have_text("失业金怎么领")
    assert '"region":"兰溪市"' in frames[-1] and "location" not in frames[-1]

    page.get_by_role("button", name="发送我的位置").click()
    expect(page.locator(".log > .bot").last).to_contain_text("只用来找离您近的")
    assert "location" not in frames[-1]
    press(page, "同意，发送位置")
    expect(page.locator(".user").last).to_have_text("[我的位置]")
    assert '"message":"","shown":"[我的位置]"' in frames[-1]
    assert '"location":{"lat":29.2,"lng":119.46,"coord_sys":"wgs84"}' in frames[-1]
    press(page, "找驿站")
    assert '"location"' in frames[-1]
    # Nowhere on the device.
    assert "119.46," not in page.evaluate(
        "Object.entries(localStorage).filter(([key]) => !key.endsWith(':log')).join()"
    )

    page.reload()
    expect(page.locator(".user")).to_have_text(["选哪个", "失业金怎么领", "[我的位置]", "找驿站"])
    say(page, "你好")
    assert '"location"' not in frames[-1] and '"region":"兰溪市"' in frames[-1]


def test_no_location_no_message(page: Page) -> None:
    page.get_by_role("button", name="发送我的位置").click()
    page.get_by_role("button", name="不用").click()
    expect(page.get_by_label("您的问题")).to_be_focused()
    for remove in ("() => {}", "delete Navigator.prototype.geolocation"):
        page.evaluate(remove)
        page.get_by_role("button", name="发送我的位置").click()
        page.get_by_role("button", name="同意，发送位置").click()
        expect(page.locator(".log > .bot").last).to_have_text("不知道您在哪。请直接说在哪个区、哪个镇。")
    expect(page.locator(".user")).to_have_count(0)


def test_keys(page: Page) -> None:
    text = page.get_by_label("您的问题")
    text.fill("第一行")
    text.press("Shift+Enter")
    text.type("第二行")
    text.press("Enter")
    expect(answer(page)).to_have_text("第一行\n第二行")
    expect(text).to_have_value("")
    expect(text).to_be_focused()
    text.fill("   ")
    text.press("Enter")
    expect(page.locator(".user")).to_have_count(1)


def test_enter_that_ends_a_composition_sends_nothing(page: Page, context: BrowserContext) -> None:
    text = page.get_by_label("您的问题")
    text.focus()
    keyboard = context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "gongzi", "selectionStart": 6, "selectionEnd": 6})
    for key_code in (229, 13):
        keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": "Enter", "windowsVirtualKeyCode": key_code})
    expect(page.locator(".user")).to_have_count(0)
    keyboard.send("Input.insertText", {"text": "工资"})
    text.press("Enter")
    expect(answer(page)).to_have_text("工资")


def test_words_alone_are_shown_as_they_are(page: Page) -> None:
    expect(say(page, "招呼")).to_have_text("您好，您想问什么？")


def test_an_answer(page: Page) -> None:
    card = say(page, "卡片").locator(".card")
    expect(card.locator(".title")).to_have_text("驿站怎么住？在用")
    expect(card.locator("p").nth(1)).to_have_text("免费住3天。\n<b>带身份证</b>")
    expect(card.locator(".source p")).to_have_text(
        "【兰溪市】来源：《驿站怎么住》（兰溪市人社局，2025-03-01） · 2025年1月1日起执行 · 看原文"
    )
    assert link(card, "看原文") == "https://example.org/a"
    press(page, "附近的驿站")
    expect(page.locator(".user").last).to_have_text("附近的驿站")


def test_an_answer_in_steps_that_holds_no_more(page: Page) -> None:
    card = say(page, "分步").locator(".card")
    expect(card.locator(".badge")).to_have_text("已失效")
    expect(card.locator("li")).to_have_text(["带身份证到窗口；", "填表；", "10日内办完。"])
    expect(card.locator("li + p, ol + p")).to_have_text("早办早领。")


def test_private_numbers_become_masked_before_ones_eyes(page: Page) -> None:
    say(page, "我的电话13800138000")
    expect(page.locator(".user")).to_have_text("我的电话[电话号码]")
    assert "13800138000" not in page.evaluate("JSON.stringify(Object.values(localStorage))")


def test_links_end_before_chinese_punctuation(page: Page) -> None:
    bubble = say(page, "链接")
    expect(bubble).to_have_text(REPLIES["链接"][0]["text"])
    found = bubble.get_by_role("link").evaluate_all("links => links.map(a => [a.textContent, a.getAttribute('href')])")
    assert found == [
        ["https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"],
        ["12333", "tel:12333"],
        ["0579-88880000", "tel:057988880000"],
        ["si.12333.gov.cn", "https://si.12333.gov.cn/"],
        ["http://a.cn/x,y", "http://a.cn/x,y"],
    ]


def test_danger_has_the_number_first(page: Page) -> None:
    card = say(page, "工友从架子上掉下来动不了").locator(".card.danger")
    first = card.locator("a").first
    expect(first).to_have_text("☎ 拨打 120")
    assert first.get_attribute("href") == "tel:120"
    expect(card.locator("> :first-child")).to_have_class("calls")


def test_stations(page: Page) -> None:
    reply = press(page, "找驿站")
    located, station = reply.locator("li.card").all()
    expect(reply.locator(".bubble")).to_have_text("离您最近的驿站：")
    expect(page.locator(".user").last).to_have_text("找驿站")
    assert lines(located) == ["江东驿站", "850米", "07:00-21:00", "充电、饮水、厕所、休息", "云山街道",
                              "来源：兰溪市总工会 2026-10-08", "☎ 0579-88880000", "路线"]  # fmt: skip
    assert link(located, "0579") == "tel:057988880000"
    assert link(located, "路线") == "https://uri.amap.com/navigation?to=119.472271,29.206256,a&mode=walk&src=nuanyi"
    expect(located.get_by_role("link", name="路线")).to_have_attribute("target", "_blank")
    assert lines(station)[1:3] == ["1.8公里", "24小时开放"] and "联系：88880000（白天）" in lines(station)
    expect(station.get_by_role("link")).to_have_count(0)
    expect(reply.locator(".note")).to_have_count(0)


def test_jobs(page: Page) -> None:
    reply = press(page, "找活")
    found = reply.locator("li.card")
    assert lines(found.first) == ["水电工", "示例", "300–380元/天", "某装修公司（示例） · 上饶市广信区",
                                  "要求：持电工证，有装修经验", "报名到：2027年12月31日", "联系：13800000000 王师傅，或12333",
                                  "☎ 13800000000", "☎ 12333"]  # fmt: skip
    assert "差不多的工种" in lines(found.last) and "联系：请以窗口公布为准" in lines(found.last)
    expect(reply.locator(".note")).to_contain_text("还可以接着说要求")


def test_an_answer_in_several_messages_is_read_from_its_start(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 480})
    last = press(page, "免费住宿")
    first = page.locator(".log > .bot").nth(-2)
    assert lines(last.locator("li.card")) == ["“虹”爱之家", "免费住7天 · 12张床", "兰江街道彩虹社区", "吃饭：每日免费营养餐",
                                             "书桌、热水器", "条件：初到兰溪的外来务工人员", "来源：兰江导报 2025-12-16",
                                             "☎ 0579-88880000"]  # fmt: skip
    expect(first.locator(".card p").first).to_be_in_viewport(ratio=1)
    expect(last.locator("li.card")).not_to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("message", "cards"),
    [
        ("服务点", [["兰溪市零工市场", "振兴路", "周一至周五", "介绍零工岗位", "来源：兰江导报", "☎ 12333"]]),
        (
            "培训",
            [
                [
                    "中式面点师培训",
                    "2026-12-01开课 · 共5天 · 费用：免费",
                    "江南职业技术学校",
                    "条件：本市户籍",
                    "来源：兰江导报",
                ],
                ["中式烹饪师培训", "来源：兰江导报"],
            ],
        ),
    ],
)
def test_service_points_and_courses(page: Page, message: str, cards: list[list[str]]) -> None:
    assert [lines(card) for card in say(page, message).locator("li.card").all()] == cards


def test_a_sum_has_its_steps_folded(page: Page) -> None:
    reply = press(page, "算退休")
    expect(reply.locator(".figure b")).to_have_text("2037年7月")
    card = say(page, "养老金").locator(".card")
    expect(card.locator(".figure b")).to_have_text("1,234.5元/月")
    steps = card.locator("details:not(.source)").last
    expect(steps.locator("li").first).to_be_hidden()
    steps.locator("summary").click()
    expect(steps.locator("li")).to_have_text(["基础养老金：8000×1%×15", "个人账户：34.5×1"])


def test_what_is_due_has_its_articles(page: Page) -> None:
    card = say(page, "应得多少").locator(".card")
    expect(card.locator(".figure")).to_have_text("经济补偿12,000元")
    expect(card.get_by_text("经济补偿：12,000元")).to_have_count(0), "no sum is told twice"
    given, steps = card.locator("details:not(.source)").all()
    for folded in (given, steps):
        folded.locator("summary").click()
    expect(given.locator("li")).to_have_text(["做了2年", "月工资6000元"])
    expect(steps.locator("li")).to_have_text(["月数：每满一年一个月（第二条）", "经济补偿：6000元×2（第一条）"])


def test_a_claims_page(page: Page) -> None:
    card = press(page, "讨薪材料").locator(".card")
    assert (link(card, "打开网页") or "").endswith("/summary/BZ_EkHYvB1ZPovTPifH4IATk.html")
    assert (link(card, "Word") or "").endswith("/summary/BZ_EkHYvB1ZPovTPifH4IATk.complaint.docx")
    expect(card.get_by_role("link", name="Word")).to_have_attribute("download", "欠薪投诉书.docx")
    expect(card).to_contain_text("劳动监察投诉：最晚2028年10月1日（还有679天）")
    expect(card).to_contain_text("劳动仲裁：2026年10月1日已经过了")


def test_a_word_on_an_answer(page: Page) -> None:
    card = say(page, "卡片").locator(".card")
    card.get_by_role("button", name="没用").click()
    card.get_by_label("可以写几句").fill("我的电话13800138000")
    with page.expect_response("**/api/line/verdict") as kept:
        card.get_by_role("button", name="看不懂").click()
    assert kept.value.status == 204
    assert kept.value.request.post_data_json["reason"] == "unclear"
    expect(card.locator(".judging")).to_have_text("谢谢，记下了。")
    page.reload()
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".judging")).to_have_count(0)


def test_two_tabs_show_the_same_once(context: BrowserContext, page: Page, web: Server) -> None:
    other = context.new_page()
    other.goto(web.url)
    say(page, "从第一页说")
    expect(answer(other)).to_have_text("从第一页说")
    say(other, "从第二页说")
    expect(answer(page)).to_have_text("从第二页说")
    expected = conversation(page)
    assert len(expected) == 5 and conversation(other) == expected
    other.reload()
    page.reload()
    expect(page.locator(".log > .row")).to_have_count(5)
    assert conversation(other) == conversation(page) == expected


def test_what_is_cleared_is_gone_in_every_tab(context: BrowserContext, page: Page, web: Server) -> None:
    other = context.new_page()
    other.goto(web.url)
    say(page, "你好")
    expect(other.locator(".user")).to_have_count(1)
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="删除我的对话").click()
    with page.expect_response("**/api/line/forget"):
        page.get_by_role("button", name="删除", exact=True).click()
    expect(page.locator(".log > .row")).to_have_count(1)
    expect(other.locator(".log > .row")).to_have_count(1)
    say(page, "再来")
    expect(answer(other)).to_have_text("再来")


def test_a_lost_line_loses_nothing_and_shows_nothing_twice(page: Page) -> None:
    sockets: list[Any] = []
    cut = []

    def through(socket: Any) -> None:
        sockets.append(socket)
        if cut:
            socket.close()
        else:
            socket.connect_to_server()

    page.route_web_socket("**/api/line", through)
    page.reload()
    say(page, "第一句")

    cut.append(True)
    page.route("**/api/line", lambda route: route.abort())
    sockets[-1].close()
    text = page.get_by_label("您的问题")
    text.fill("断了以后说的")
    text.press("Enter")
    expect(page.locator(".offline")).to_be_visible()
    expect(page.locator(".sending")).to_have_text("断了以后说的")
    page.reload()
    expect(page.locator(".sending")).to_have_text("断了以后说的")

    cut.clear()
    page.unroute("**/api/line")
    expect(answer(page)).to_have_text("断了以后说的", timeout=20_000)
    expect(page.locator(".offline")).to_be_hidden()
    expect(page.locator(".user")).to_have_text(["第一句", "断了以后说的"])
    expect(page.locator(".log > .bot")).to_have_count(3)


def test_where_no_web_socket_comes_through_it_goes_by_post(page: Page) -> None:
    page.route_web_socket("**/api/line", lambda socket: socket.close())
    page.reload()
    for message in ("第一句", "第二句"):
        expect(say(page, message)).to_have_text(message)
    page.reload()
    expect(page.locator(".user")).to_have_text(["第一句", "第二句"])
    expect(page.locator(".log > .bot")).to_have_count(3)


def test_what_came_while_the_page_was_away_is_there(context: BrowserContext, page: Page, web: Server) -> None:
    say(page, "你好")
    sender = page.evaluate("Object.values(localStorage).map(JSON.parse).find(value => value.sender).sender")
    page.goto("about:blank")
    body = {"sender": sender, "message": "在别处说的"}
    assert context.request.post(f"{web.url}/webhooks/rest/webhook", data=body).ok
    page.goto(web.url)
    expect(page.locator(".user")).to_have_text(["你好", "在别处说的"])
    expect(page.locator(".log > .bot").last).to_have_text("在别处说的")


def test_traditional(page: Page) -> None:
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="繁體顯示").click()
    expect(page.locator(".bar .name")).to_contain_text("暖驛")
    expect(page.get_by_label("您的問題")).to_have_attribute("placeholder", "您想問什麼")
    page.get_by_label("您的問題").fill("失业金怎么领")
    page.keyboard.press("Enter")
    expect(page.locator(".log > .bot").last).to_have_text("失業金怎麼領")
    page.reload()
    expect(page.locator(".user")).to_have_text("失業金怎麼領")
    page.get_by_role("button", name="更多").click()
    page.get_by_role("button", name="简体显示").or_(page.get_by_role("button", name="簡體顯示")).click()
    expect(page.locator(".user")).to_have_text("失业金怎么领")
    expect(page.get_by_label("您的问题")).to_be_visible()


def test_the_menu_by_keyboard(page: Page) -> None:
    more = page.get_by_role("button", name="更多")
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="繁體顯示")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".menu")).to_be_hidden()
    expect(more).to_be_focused()


def all_cards(page: Page) -> None:
    for title in ("找驿站", "找活", "免费住宿", "算退休", "讨薪材料"):
        press(page, title)
    for message in ("卡片", "分步", "选哪个", "养老金", "应得多少", "自查结果", "工友从架子上掉下来动不了"):
        say(page, message)


SMALL = """least => [...document.querySelector('nuanyi-chat').shadowRoot
    .querySelectorAll('button, .actions a, .calls a, select, textarea')]
    .filter(e => e.offsetParent && (e.offsetHeight < least || e.offsetWidth < 44)).map(e => e.outerHTML)"""
WIDE = "document.querySelector('nuanyi-chat').shadowRoot.querySelector('.scroll')"


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("elder", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_look_is_accessible_and_fits(page: Page, colours: Any, elder: bool, width: int) -> None:
    page.emulate_media(color_scheme=colours)
    page.set_viewport_size({"width": width, "height": 740})
    if elder:
        page.get_by_role("button", name="长辈版").click()
        size = page.locator(".bubble").first.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        assert size >= 24  # 18 points
    all_cards(page)
    page.locator("details:not(.source) > summary").last.click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(f"{WIDE}.scrollWidth <= {WIDE}.clientWidth")
    assert page.evaluate(SMALL, 56 if elder else 44) == []
    assert violations(page) == []


def test_where_it_comes_from_is_folded_in_large_letters(page: Page) -> None:
    source = say(page, "卡片").locator(".source")
    expect(source.locator("p")).to_be_visible()
    expect(source.locator("summary")).to_be_hidden()
    page.get_by_role("button", name="长辈版").click()
    expect(source.locator("p")).to_be_hidden()
    expect(say(page, "分步").locator(".source p")).to_be_hidden()
    source.get_by_text("根据什么说的").click()
    expect(source.locator("p")).to_be_visible()
    page.get_by_role("button", name="标准版").click()
    expect(page.locator(".source p").last).to_be_visible()


HEARS = """window.SpeechRecognition = class {
    static available({ langs, processLocally }) {
        return Promise.resolve(langs[0] === 'zh-CN' && processLocally ? '%s' : 'unavailable');
    }
    start() {
        this.onstart();
        this.onresult({ results: [[{ transcript: this.processLocally ? '失业金怎么领' : '' }]] });
        this.onend();
    }
}"""


def test_what_is_spoken_is_written_down_where_the_device_itself_can(context: BrowserContext, web: Server) -> None:
    for state, buttons in (("downloadable", 0), ("available", 1)):
        page = context.new_page()
        page.add_init_script(HEARS % state)
        page.goto(web.url)
        expect(page.get_by_role("button", name="找驿站")).to_be_visible()
        expect(page.get_by_role("button", name="说话")).to_have_count(buttons)
    page.get_by_role("button", name="说话").click()
    expect(page.get_by_label("您的问题")).to_have_value("失业金怎么领")
    expect(page.get_by_label("您的问题")).to_be_focused()
    expect(page.locator(".user")).to_have_count(0), "it is read before it is sent"


def test_elder_mode_outlives_a_reload(page: Page) -> None:
    page.get_by_role("button", name="长辈版").click()
    page.reload()
    page.get_by_role("button", name="标准版").click()
    page.reload()
    expect(page.get_by_role("button", name="长辈版")).to_be_visible()


def test_the_city_chosen_before_stays_while_the_cities_are_not_known(page: Page) -> None:
    city = page.get_by_label("您所在的城市")
    city.select_option("兰溪市")
    page.route("**/api/cities", lambda route: route.abort())
    page.reload()
    expect(city.locator("option")).to_have_text(["城市不限", "兰溪市"])
    expect(city).to_have_value("兰溪市")
    page.unroute("**/api/cities")
    expect(city.locator("option")).to_have_text(["城市不限", "兰溪市", "舟山市"], timeout=10_000)
    expect(city).to_have_value("兰溪市")


def test_while_the_server_is_busy_it_says_so_and_tries_again(
    browser: Browser, start: Starter, servers: Servers
) -> None:
    narrow = start.gateway(servers.engine.url, servers.engine.url, most_pending=1)
    narrow.wait_until_listening()
    page = browser.new_page()
    page.clock.install()
    page.goto(narrow.url)
    for message in ("慢", "你好"):
        page.locator("textarea").fill(message)
        page.locator(".send").click()
    notice = page.get_by_text(load_texts().errors["too_fast"])
    expect(notice).to_be_visible()
    assert violations(page) == []
    said = page.locator(".log .bot .bubble")
    expect(said.last).to_have_text(load_texts().replies.wait)
    page.clock.fast_forward(5000)
    expect(said.last).to_have_text("你好")
    expect(notice).to_be_hidden()
    expect(page.locator(".user")).to_have_text(["慢", "你好"])
    page.close()


def test_a_keyboard_that_opens_hides_nothing_of_what_was_said_last(page: Page) -> None:
    for _ in range(4):
        last = say(page, "还在吗")
    page.get_by_label("您的问题").focus()
    page.set_viewport_size({"width": 360, "height": 400})
    expect(last).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("navigation", name="常见问题")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.get_by_role("navigation", name="常见问题")).to_be_visible()


def test_the_old_read_plainer_words(page: Page) -> None:
    say(page, "卡片")
    badges = page.locator(".badge")
    expect(badges).to_have_text(["在用"])
    page.get_by_role("button", name="长辈版").click()
    expect(badges).to_have_text(["现在有效"])
    say(page, "分步")
    expect(badges).to_have_text(["现在有效", "已经作废"])
    page.get_by_role("button", name="更多").click()
    expect(page.get_by_role("link", name="您的话怎么保管")).to_be_visible()
    page.get_by_role("button", name="标准版").click()
    expect(badges).to_have_text(["在用", "已失效"])


@pytest.mark.parametrize("touched", [True, False])
def test_a_keyboard_on_the_glass_covers_no_answer(browser: Browser, web: Server, touched: bool) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=touched, is_mobile=touched)
    page = context.new_page()
    page.goto(web.url)
    text = page.get_by_label("您的问题")
    text.fill("你好")
    page.get_by_role("button", name="发送", exact=True).click()
    expect(text).to_have_value("")
    if touched:
        expect(text).not_to_be_focused()
    else:
        expect(text).to_be_focused()
    context.close()
