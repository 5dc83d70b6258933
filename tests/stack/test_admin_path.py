"""The way of a change: an editor's page, its checks, a question tried, published, told in chat and lookup, and undone. And
the way of a paper, from the file to an answer that somebody gets, and is counted."""

from __future__ import annotations

import httpx
from playwright.sync_api import Browser, Page, expect

from channels.roles import Role
from channels.staff.accounts import add_account
from channels.tokens import create_token
from knowledge.records.database import open_database
from tests.channels.conftest import browser as browser
from tests.channels.web.talking import say
from tests.stack.conftest import Assistant
from tests.waiting import wait_until

NAME, PASSWORD = "编辑一号", "窗口边的桂花八月开了"
ENTRY, QUESTION = "lanxi-lodging-days", "“虹”爱之家可以免费住几天？"
WRONG, RIGHT = "“虹”爱之家免费住70天。", "“虹”爱之家免费住7天，凭身份证登记。"
PAPER, TITLE = "延长入住办法.txt", "“虹”爱之家延长入住办法"
TEXT = f"""{TITLE}
2026年11月20日印发
第一条 住满以后还没有找到工作的，可以再申请延长3天，凭求职登记表到前台办理。
第二条 延长期间不收住宿费，被褥由前台统一更换。
"""
ASKED, TOLD = "“虹”爱之家住满了还能延长几天？", "可以再申请延长3天，凭求职登记表到前台办理。"
# Published is told within two seconds; a busy machine may take longer to notice.
SOON = 10.0


def test_a_change_from_the_page_to_the_chat_and_back(assistant: Assistant, browser: Browser) -> None:
    database = open_database(f"sqlite:///{assistant.data_dir / 'records.db'}")
    add_account(database, NAME, Role.EDITOR, PASSWORD)
    token = create_token(database, Role.HOTLINE, "path")
    page = opened(browser)
    log_in(page, assistant.url)
    see_a_contradiction(page, assistant.url)
    see_a_jump(page)
    try_it(page, QUESTION, RIGHT)
    step(page, "存成草稿", "草稿")
    assert RIGHT not in said(assistant), "a draft is told to nobody"
    step(page, "发布", "已发布")
    wait_until(lambda: RIGHT in said(assistant), "chat tells it", SOON)
    assert looked_up(assistant, token) == RIGHT
    step(page, "还原成自带的", "已还原")
    wait_until(lambda: RIGHT not in said(assistant), "chat tells what was shipped", SOON)
    assert looked_up(assistant, token) != RIGHT
    page.context.close()


def test_a_paper_from_the_file_to_an_answer_and_back(assistant: Assistant, browser: Browser) -> None:
    database = open_database(f"sqlite:///{assistant.data_dir / 'records.db'}")
    add_account(database, "编辑二号", Role.EDITOR, PASSWORD)
    page, person = opened(browser), opened(browser)
    log_in(page, assistant.url, "编辑二号")
    put_in(page, assistant.url)
    address = draft_from_paper(page)
    see_it_contradict(page, f"{assistant.url}/admin{address}")
    try_it(page, ASKED, TOLD)
    step(page, "存成草稿", "草稿")
    step(page, "发布", "已发布")
    wait_until(lambda: TOLD in said(assistant, ASKED), "chat tells it", SOON)
    person.goto(assistant.url)
    person.get_by_label("您所在的城市").select_option("兰溪市")
    expect(say(person, ASKED).locator(".card")).to_contain_text(TOLD, timeout=20_000)
    page.goto(f"{assistant.url}/admin#/statistics")
    expect(page.get_by_role("table", name="用得最多的问答").get_by_role("link", name=ASKED)).to_be_visible(
        timeout=20_000
    )
    page.goto(f"{assistant.url}/admin{address}")
    step(page, "撤下", "已撤下")
    wait_until(lambda: TOLD not in said(assistant, ASKED), "chat does not tell it any more", SOON)
    page.context.close()
    person.context.close()


def put_in(page: Page, url: str) -> None:
    page.goto(f"{url}/admin#/papers")
    page.get_by_label("在哪里管用").fill("兰溪市")
    page.get_by_label("选文件").set_input_files(
        {"name": PAPER, "mimeType": "text/plain", "buffer": TEXT.encode("gb18030")}
    )
    expect(page.locator(".fates .done")).to_contain_text(f"加入《{TITLE}》", timeout=60_000)


def draft_from_paper(page: Page) -> str:
    """A draft out of the paper that says what is answered otherwise already; its place on the page."""
    page.get_by_role("table", name="已有的文件").get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="从里面拟问答").click()
    draft = page.locator(".drafts > li").filter(has_text="延长3天")
    expect(draft.locator("mark.amount")).to_have_text(["3天"])
    draft.get_by_role("button", name="改成草稿").click()
    draft.get_by_label("问题", exact=True).fill(QUESTION)
    draft.get_by_label("答案").fill(WRONG)
    draft.get_by_role("button", name="存成草稿").click()
    return draft.get_by_role("link", name="已存成草稿").get_attribute("href") or ""


def see_it_contradict(page: Page, address: str) -> None:
    """The checks say so; what is meant is written in its place."""
    page.goto(address)
    form = page.locator("form.editor")
    form.get_by_label("答案", exact=True).fill(f"{WRONG}请带身份证。")
    expect(form.locator(".notes .serious", has_text="请核对哪个对").first).to_be_visible(timeout=15_000)
    form.get_by_label("问题", exact=True).fill(ASKED)
    form.get_by_label("答案", exact=True).fill(TOLD)


def opened(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN").new_page()


def log_in(page: Page, url: str, name: str = NAME) -> None:
    page.goto(f"{url}/admin#/faqs/{ENTRY}")
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#who")).to_have_text(name)
    expect(page.get_by_role("heading", name="历次版本")).to_be_visible(timeout=20_000)


def see_a_contradiction(page: Page, url: str) -> None:
    """Who writes anew what is answered already hears of it."""
    page.goto(f"{url}/admin#/faqs?new=1")
    form = page.locator("form.editor")
    for name, text in (("问题", QUESTION), ("答案", WRONG), ("地区", "兰溪市")):
        form.get_by_label(name, exact=True).fill(text)
    serious = form.locator(".notes .serious", has_text="请核对哪个对")
    expect(serious.first).to_be_visible(timeout=15_000)
    expect(serious.get_by_role("link")).to_have_attribute("href", f"#/faqs/{ENTRY}")
    page.goto(f"{url}/admin#/faqs/{ENTRY}")
    page.get_by_role("dialog").get_by_role("button", name="不保存，离开").click()
    expect(page.get_by_role("heading", name="历次版本")).to_be_visible()


def see_a_jump(page: Page) -> None:
    page.locator("form.editor").get_by_label("答案", exact=True).fill(WRONG)
    serious = page.locator("form.editor .notes .serious", has_text="多写或少写一个零")
    expect(serious).to_be_visible(timeout=15_000)


def try_it(page: Page, question: str, answer: str) -> None:
    page.locator("form.editor").get_by_label("答案", exact=True).fill(answer)
    trial = page.locator(".trial")
    trial.get_by_label("问题").fill(question)
    trial.get_by_label("问的人在哪").select_option("兰溪市")
    trial.get_by_role("button", name="试一试").click()
    expect(trial.locator(".told")).to_have_text(answer, timeout=20_000)
    expect(trial.locator(".candidates li").first).to_contain_text("正在改的")


def step(page: Page, name: str, done: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("dialog").locator("button.main").click()
    expect(page.locator("#toast")).to_contain_text(done)


def said(assistant: Assistant, question: str = QUESTION) -> str:
    return assistant.chat("兰溪市").say(question)


def looked_up(assistant: Assistant, token: str) -> str:
    response = httpx.get(
        f"{assistant.url}/api/lookup",
        params={"q": QUESTION, "region": "兰溪市"},
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )
    answer: str = response.json()["hits"][0]["answer"]
    return answer
