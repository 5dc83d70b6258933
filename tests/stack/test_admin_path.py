"""The way of a change: an editor's page, its checks, a question tried, published, told in chat and lookup, and undone."""

from __future__ import annotations

import httpx
from playwright.sync_api import Browser, Page, expect

from channels.roles import Role
from channels.staff.accounts import add_account
from channels.tokens import create_token
from knowledge.records.database import open_database
from tests.channels.conftest import browser as browser
from tests.stack.conftest import Assistant
from tests.waiting import wait_until

NAME, PASSWORD = "编辑一号", "窗口边的桂花八月开了"
ENTRY, QUESTION = "lanxi-lodging-days", "“虹”爱之家可以免费住几天？"
WRONG, RIGHT = "“虹”爱之家免费住70天。", "“虹”爱之家免费住7天，凭身份证登记。"
# Published is told within two seconds; a busy machine may take longer to notice.
SOON = 10.0


def test_a_change_from_the_page_to_the_chat_and_back(assistant: Assistant, browser: Browser) -> None:
    database = open_database(f"sqlite:///{assistant.data_dir / 'records.db'}")
    add_account(database, NAME, Role.EDITOR, PASSWORD)
    token = create_token(database, Role.HOTLINE, "path")
    page = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN").new_page()
    log_in(page, assistant.url)
    see_a_contradiction(page, assistant.url)
    see_a_jump(page)
    try_what_is_right(page)
    step(page, "存成草稿", "草稿")
    assert RIGHT not in said(assistant), "a draft is told to nobody"
    step(page, "发布", "已发布")
    wait_until(lambda: RIGHT in said(assistant), "chat tells it", SOON)
    assert looked_up(assistant, token) == RIGHT
    step(page, "还原成自带的", "已还原")
    wait_until(lambda: RIGHT not in said(assistant), "chat tells what was shipped", SOON)
    assert looked_up(assistant, token) != RIGHT
    page.context.close()


def log_in(page: Page, url: str) -> None:
    page.goto(f"{url}/admin#/faqs/{ENTRY}")
    page.get_by_label("账号").fill(NAME)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#who")).to_have_text(NAME)
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


def try_what_is_right(page: Page) -> None:
    page.locator("form.editor").get_by_label("答案", exact=True).fill(RIGHT)
    trial = page.locator(".trial")
    trial.get_by_label("问题").fill(QUESTION)
    trial.get_by_label("问的人在哪").select_option("兰溪市")
    trial.get_by_role("button", name="试一试").click()
    expect(trial.locator(".told")).to_have_text(RIGHT, timeout=20_000)
    expect(trial.locator(".candidates li").first).to_contain_text("正在改的")


def step(page: Page, name: str, done: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("dialog").locator("button.main").click()
    expect(page.locator("#toast")).to_contain_text(done)


def said(assistant: Assistant) -> str:
    return assistant.chat("兰溪市").say(QUESTION)


def looked_up(assistant: Assistant, token: str) -> str:
    response = httpx.get(
        f"{assistant.url}/api/lookup",
        params={"q": QUESTION, "region": "兰溪市"},
        headers={"Authorization": f"Bearer {token}"},
        trust_env=False,
    )
    answer: str = response.json()["hits"][0]["answer"]
    return answer
