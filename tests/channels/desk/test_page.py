"""The desk in a real browser, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.channels.desk.conftest import NAME, PASSWORD, Desk
from tests.channels.stub_actions import EVIL
from tests.waiting import wait_until

SCREEN: ViewportSize = {"width": 1366, "height": 768}
LOOKUP = "**/desk/lookup"


@pytest.fixture(scope="module")
def logged_in(browser: Browser, desk: Desk) -> Iterator[Page]:
    """Somebody who has logged in; nothing may go wrong in the page unseen."""
    page = browser.new_page(viewport=SCREEN)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_default_timeout(5000)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{desk.gateway.url}/desk")
    page.get_by_label("账号").fill(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    yield page
    assert [problem for problem in problems if "Failed to load resource" not in problem] == []


@pytest.fixture
def page(logged_in: Page, desk: Desk) -> Page:
    """A fresh call."""
    desk.lookups(is_down=False)
    logged_in.goto(f"{desk.gateway.url}/desk")
    expect(logged_in.locator("#who")).to_have_text(NAME)
    return logged_in


def options(page: Page) -> Locator:
    return page.get_by_role("listbox").get_by_role("option")


def ask(page: Page, question: str) -> None:
    """Type it from wherever the focus is, and wait for what it brings."""
    for key in ("Escape", "Escape", "/"):
        page.keyboard.press(key)
    expect(page.locator("#q")).to_be_focused()
    with page.expect_response(LOOKUP):
        page.keyboard.insert_text(question)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_look_up_by_keyboard_alone(page: Page) -> None:
    expect(page.locator("#q")).to_be_focused()
    ask(page, "失业金")
    expect(page.locator("#decision")).to_have_text("有几种可能，先问清楚再答")
    expect(options(page)).to_have_count(2)
    expect(page.locator("#answer h2")).to_have_text("失业金一个月多少？")
    expect(options(page).first).to_contain_text("80%")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#answer h2")).to_have_text("以前失业金一个月多少？")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "hit-1")
    expect(page.locator("#answer .tag")).to_have_text("已失效")
    expect(page.locator("#answer .words")).to_have_text(
        "注意：这是以前的规定，到2025-06-30为止。\n每月1800元。\n这是兰溪市的规定，依据是《兰江导报》。"
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    expect(page.locator("#answer .tag")).to_have_text("在用")
    expect(page.locator("#beside")).to_contain_text("别的时候怎么规定以前失业金一个月多少？到 2025-06-30 为止")
    expect(page.locator("#beside")).to_contain_text("接着常问零工市场在哪里？")
    page.keyboard.press("c")
    expect(page.locator("#toast")).to_have_text("已复制")
    assert clipboard(page) == (
        "【兰溪市】失业金一个月多少？\n每月2060元。按月发放到卡里。\n来源：《兰江导报》（2025-12-16）\n有疑问请打12333。"
    )
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")
    expect(options(page)).to_have_count(0)


def test_enter_right_behind_the_last_letter_opens_what_it_brings(page: Page) -> None:
    page.keyboard.insert_text("失业金")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    expect(page.locator("#given")).to_contain_text("失业金一个月多少？")


def test_excerpts_of_papers_stand_below_and_apart(page: Page) -> None:
    quotes = page.locator("#quotes")
    ask(page, "失业金")
    expect(quotes.locator("summary")).to_have_text("政策文件原文摘录 1 段（未经整理，别照着念）")
    expect(quotes.locator("blockquote")).to_be_hidden()
    ask(page, "天气")  # nothing approved
    expect(quotes.locator("blockquote")).to_have_text("毕业年度的困难家庭毕业生可以申请。")
    expect(quotes.locator(".meta")).to_have_text("《求职补贴办法》第一条 · 兰溪市 · 2026-03-01")
    expect(options(page)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(quotes).to_be_hidden()


def test_to_be_read_out_or_to_be_sent(page: Page) -> None:
    ask(page, "失业金")
    page.keyboard.press("Enter")
    expect(page.locator(".words")).to_have_text(
        "每月2060元。\n按月发放到卡里。\n这是兰溪市的规定，依据是《兰江导报》。"
    )
    page.keyboard.press("v")
    expect(page.locator(".words")).to_contain_text("【兰溪市】失业金一个月多少？")
    expect(page.get_by_role("button", name="发给对方")).to_have_attribute("aria-pressed", "true")


def test_region_and_day_go_with_the_question(desk: Desk, page: Page) -> None:
    ask(page, "零工")
    expect(page.get_by_label("哪个城市").locator("option")).to_have_text(["城市不限", "兰溪市", "舟山市"])
    with page.expect_response(LOOKUP):
        page.get_by_label("哪个城市").select_option("兰溪市")
    with page.expect_response(LOOKUP):
        page.get_by_label("按哪天的规定").fill("2024-06-01")
    assert desk.received() == {"q": "零工", "region": "兰溪市", "as_of": "2024-06-01", "limit": 8}
    expect(page.get_by_role("alert")).to_have_text("现在按 2024-06-01 的规定查，答案可能已经失效。")
    ask(page, "失业金")
    expect(options(page).first).to_contain_text("还没施行")
    expect(options(page).nth(1)).not_to_contain_text("已失效")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#answer .tag")).to_have_text("当时在用")


def test_fast_typing_is_looked_up_in_order_and_not_letter_by_letter(desk: Desk, page: Page) -> None:
    before = len(desk.lookups())
    with page.expect_response(lambda response: "abcdefghijklmnop" in (response.request.post_data or "")):
        page.keyboard.type("abcdefghijklmnop", delay=5)
    page.keyboard.press("Escape")
    with page.expect_request(LOOKUP):
        page.keyboard.insert_text("慢")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("失业金")
    expect(options(page)).to_have_count(2)
    wait_until(lambda: desk.lookups()[-1] == "失业金", "it was looked up")
    asked = desk.lookups()[before:]
    assert "abcdefghijklmnop" in asked and len(asked) < 10
    with page.expect_response(LOOKUP):  # the slow one has ended by then, or is left alone
        page.get_by_label("哪个城市").select_option("舟山市")
    expect(page.locator("#answer h2")).to_have_text("失业金一个月多少？")


def test_nothing_reliable_shows_itself_and_is_not_read_out(page: Page) -> None:
    ask(page, "天气")
    expect(page.locator("#decision")).to_contain_text("没有可靠的答案")
    expect(page.locator("#answer")).to_be_empty()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#answer h2")).to_have_text("高温费发几个月？")
    ask(page, "空")
    expect(page.locator("#decision")).to_have_text("一条也没有找到。")


def test_wrong_and_missing_go_into_the_queue_by_one_key(desk: Desk, page: Page) -> None:
    ask(page, "13800138000问失业金")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#toast")).to_have_text("已记下：这条不对（按 z 撤销）")
    page.keyboard.press("x")
    expect(page.locator("#toast")).to_have_text("这一条已经记过了")
    page.keyboard.press("n")
    expect(page.locator("#toast")).to_have_text("已记下：没有答案（按 z 撤销）")
    wrong, missing = desk.notes()
    assert (wrong.kind, wrong.entry_id, wrong.question) == ("wrong", "lanxi-gig-where", "[电话号码]问失业金")
    assert (missing.kind, missing.entry_id, missing.decision, missing.staff) == ("missing", "", "answer", NAME)
    page.keyboard.press("z")
    expect(page.locator("#toast")).to_have_text("已撤销")
    assert [note.kind for note in desk.notes()] == ["wrong"]
    page.keyboard.press("/")
    page.keyboard.type("xnzcs")
    expect(page.locator("#q")).to_have_value("xnzcs")
    assert len(desk.notes()) == 1, "letters of a question are no keys"


def test_a_story_gives_topic_facts_and_answers_and_a_summary(page: Page) -> None:
    page.get_by_label("来电讲的经过").fill("13800138000说欠薪")
    page.get_by_role("button", name="听出要点").click()
    facts = page.locator("#facts")
    expect(facts).to_have_text("像是在问：失业了怎么办[电话号码]说欠薪母亲年龄 53岁本人钱 不是[电话号码]说欠薪")
    expect(options(page)).to_have_count(2)
    ask(page, "失业金")
    page.keyboard.press("Enter")
    expect(page.locator("#given")).to_contain_text("失业金一个月多少？")
    page.get_by_label("备注").fill("下午再打来")
    page.get_by_role("button", name="复制小结").click()
    expect(page.locator("#toast")).to_have_text("已复制")
    lines = clipboard(page).splitlines()
    assert re.fullmatch(r"【来电小结】\d{4}/\d{1,2}/\d{1,2} \d{2}:\d{2}", lines[0])
    assert lines[1:] == [
        "母亲：年龄 53岁",
        "本人：钱 不是[电话号码]说欠薪",
        "问：",
        "1. 失业金",
        "答：",
        "1. 失业金一个月多少？（兰溪市，《兰江导报》（2025-12-16））",
        "备注：下午再打来",
        f"记录：{NAME}",
    ]
    page.get_by_role("button", name="下一个来电").click()
    expect(page.locator("#facts")).to_be_empty()
    expect(page.get_by_label("备注")).to_have_value("")
    expect(page.locator("#q")).to_be_focused()
    assert page.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]", "a call is kept nowhere"


def test_what_is_worked_out_for_a_caller(page: Page) -> None:
    page.get_by_label("来电讲的经过").fill("选哪个")
    ask(page, "失业金")
    page.keyboard.press("F8")
    log = page.locator("#services .log")
    expect(page.locator("#answer")).to_be_hidden()
    expect(log.locator(".by-person")).to_have_text(["选哪个", "失业金"]), "what was heard comes first"
    expect(log.locator(".by-engine").first).to_contain_text("1. 失业金怎么领")

    page.get_by_role("button", name="找活").click()
    expect(log.locator(".by-engine").last).to_contain_text("水电工")
    expect(page.locator("#services input")).to_be_focused()
    page.keyboard.insert_text("119.4672, 29.2089")
    page.keyboard.press("Enter")
    expect(log.locator(".by-engine").last).to_contain_text("850米")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("#toast")).to_have_text("已复制")
    assert "江东驿站" in clipboard(page)
    page.keyboard.press("s")
    expect(page.locator("#toast")).to_have_text("已复制")
    wait_until(lambda: "帮我找活：" in clipboard(page), "the summary has it")

    page.keyboard.press("F8")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#answer")).to_be_visible()
    page.keyboard.press("F8")
    expect(log.locator(".by-person")).to_have_count(4), "nothing is told twice"
    with page.expect_response("**/desk/services/end") as ended:
        page.get_by_role("button", name="下一个来电").click()
    assert ended.value.status == 204
    expect(log).to_be_empty()


def test_a_slow_line_and_a_dead_one_show_themselves(desk: Desk, page: Page) -> None:
    line = page.locator("#line")
    expect(line).to_have_attribute("data-state", "ok")
    page.keyboard.insert_text("慢")
    expect(line).to_have_text("查得慢，请稍等…")
    expect(line).to_have_text(re.compile(r"线路正常 · 2\d\d\d毫秒"))
    desk.lookups(is_down=True)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("失业金")
    expect(page.get_by_role("alert")).to_contain_text("查不了")
    expect(line).to_have_attribute("data-state", "down")
    desk.lookups(is_down=False)
    expect(options(page)).to_have_count(2)
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(line).to_have_attribute("data-state", "ok")


def test_an_ended_session_says_so_and_loses_nothing(desk: Desk, page: Page) -> None:
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.keyboard.insert_text("失业金")
    expect(page.get_by_role("alert")).to_have_text("登录过期了，刚才写的都还在。 重新登录")
    page.context.add_cookies([{key: cookie[key] for key in ("name", "value", "domain", "path")} for cookie in cookies])
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(options(page)).to_have_count(2)
    expect(page.locator("#q")).to_have_value("失业金")


def test_pinyin_on_its_way_is_not_looked_up(desk: Desk, page: Page) -> None:
    before = len(desk.lookups())
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "shi ye", "selectionStart": 6, "selectionEnd": 6})
    expect(page.locator("#q")).to_have_value("shi ye")
    with page.expect_response(LOOKUP):
        session.send("Input.insertText", {"text": "失业金"})
    expect(options(page)).to_have_count(2)
    assert desk.lookups()[before:] == ["失业金"]


def test_nothing_imported_or_told_becomes_markup(page: Page) -> None:
    page.get_by_label("来电讲的经过").fill(EVIL)
    page.get_by_role("button", name="听出要点").click()
    expect(page.locator("#facts")).to_contain_text(EVIL)
    page.get_by_label("备注").fill(EVIL)
    ask(page, "恶意")
    page.keyboard.press("Enter")
    expect(page.locator("#answer h2")).to_have_text(EVIL)
    expect(page.locator("#beside li")).to_have_count(2)
    page.keyboard.press("v")
    page.keyboard.press("x")
    expect(page.locator("#toast")).to_contain_text("已记下")
    assert page.locator("main img, main script, main a").count() == 0
    page.keyboard.press("s")
    expect(page.locator("#toast")).to_have_text("已复制")
    assert EVIL in clipboard(page)


@pytest.mark.parametrize("width", [360, 900, 1366])
def test_every_width_is_accessible_and_fits(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 768})
    for question in ("天气", "失业金"):
        ask(page, question)
    page.keyboard.press("Enter")
    expect(page.locator("#beside li")).to_have_count(2)
    fits(page)
    page.keyboard.press("F8")
    page.get_by_role("button", name="找活").click()
    expect(page.locator("#services .by-engine").last).to_contain_text("水电工")
    fits(page)
    page.set_viewport_size(SCREEN)


def fits(page: Page) -> None:
    """Nothing is wider than the screen, and axe finds no fault."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    faults = Axe().run(page)
    assert faults.violations_count == 0, faults.generate_report()


def test_login_failure_lock_out_and_log_out(browser: Browser, desk: Desk) -> None:
    page = browser.new_page(viewport=SCREEN)
    page.set_default_timeout(5000)
    page.goto(f"{desk.gateway.url}/desk")
    assert page.url.endswith("/staff/login")
    fault = page.get_by_role("alert")
    page.get_by_label("账号").fill("没有这个人")
    for attempt in range(6):
        page.get_by_label("密码").fill(f"猜第{attempt}次")
        with page.expect_response("**/staff/session"):
            page.keyboard.press("Enter")
    expect(fault).to_have_text("这个账号连着错了太多次，请15分钟后再试，或请管理员重设密码。")
    faults = Axe().run(page)
    assert faults.violations_count == 0, faults.generate_report()

    page.get_by_label("账号").fill(NAME)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")
    assert "staff_session" not in page.evaluate("document.cookie")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/staff/login")
    page.goto(f"{desk.gateway.url}/desk")
    assert page.url.endswith("/staff/login")
    page.close()
