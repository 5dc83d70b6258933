"""The section of FAQs: found, edited with checks, tried, published, withdrawn, and taken up again."""

from __future__ import annotations

import re
from itertools import count

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from knowledge.records.faqs.reading import history
from tests.channels.admin.conftest import PHONE, SCREEN, Visit, faults, is_wide, log_in
from tests.channels.conftest import Servers, Starter
from tests.channels.library.conftest import Library
from tests.channels.stub_actions import EVIL

NUMBERS = count(1)


def fill(page: Page, **texts: str) -> None:
    titles = {
        "question": "问题",
        "similar": "相似问法",
        "answer": "答案",
        "region": "地区",
        "category": "分类",
        "id": "编号",
    }
    for name, text in texts.items():
        editor(page).get_by_label(titles[name], exact=True).fill(text)


def editor(page: Page) -> Locator:
    return page.locator("form.editor")


def agree(page: Page, why: str = "") -> None:
    """Say yes in the dialog that is open."""
    dialog = page.get_by_role("dialog")
    if why:
        dialog.get_by_label("为什么").fill(why)
    dialog.locator("button.main").click()
    expect(dialog).to_have_count(0)


def act(page: Page, name: str, said: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    agree(page)
    expect(page.locator("#toast")).to_contain_text(said)


def add(page: Page, **texts: str) -> str:
    """A new FAQ, saved as a draft; its id."""
    id = f"test-{next(NUMBERS)}"
    fill(page, **{"id": id, "question": "哪里能理发？", "answer": "能理发的地方在桥头。", "region": "兰溪市"} | texts)
    page.get_by_role("button", name="存成草稿").click()
    agree(page, "来信")
    expect(page.locator("#toast")).to_contain_text("已存成第1版草稿")
    expect(page).to_have_url(re.compile(f"#/faqs/{id}$"))
    return id


def test_found_by_words_and_filters_and_back_again(visit: Visit) -> None:
    page = visit("editor", "#/faqs")
    page.get_by_label("地区", exact=True).select_option("兰溪市")
    page.get_by_label("分类", exact=True).select_option("失业保险")
    with page.expect_response(re.compile(r"/api/admin/faqs\?.*text=%")) as answer:
        page.get_by_role("searchbox", name="找").fill("失业金")
    expect(page).to_have_url(re.compile("text="))
    total = re.compile(f"共 {answer.value.json()['total']} 条")
    expect(page.locator(".paging")).to_have_text(total)
    some = page.locator("tbody tr")
    expect(some.first).to_contain_text("兰溪市")
    some.first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="历次版本")).to_be_visible()
    page.go_back()
    expect(page.locator(".paging")).to_have_text(total)
    expect(page.get_by_label("分类", exact=True)).to_have_value("失业保险")
    page.get_by_role("searchbox", name="找").fill("没有这样的字")
    expect(page.locator("#main")).to_contain_text("没有符合条件的")


def test_the_server_names_what_wants_looking_at(visit: Visit, library: Library) -> None:
    page = visit("auditor", "#/faqs")
    select = page.get_by_label("要看一看的")
    named = [one["title"] for one in library.people["auditor"].get("/api/admin/faqs/terms").json()["due"]]
    assert {"60天内到期", "已失效", "半年没有核对", "来源不全"} <= set(named)
    expect(select.locator("option")).to_have_text(["全部", *named])
    select.select_option("已失效")
    expect(page.locator("tbody tr").first).to_contain_text(re.compile("到 .* 为止|至 "))
    page.get_by_label("只看现在有效的").check()
    expect(page.locator("#main")).to_contain_text("没有符合条件的")


def test_from_an_idea_to_what_is_told_and_out_again(visit: Visit, library: Library) -> None:
    page = visit("editor", "#/faqs")
    page.get_by_role("button", name="新增问答").click()
    id = add(page, similar="理发店在哪\n哪里剪头")
    expect(page.locator(".standing").last).to_contain_text("第1版是草稿")
    act(page, "核对无误", "已记下")
    act(page, "发布", "已发布")
    expect(page.locator("p.standing")).to_have_text("现在用的是第1版。")
    fill(page, answer="能理发的地方在桥头，周一休息。")
    page.get_by_role("button", name="存成草稿").click()
    agree(page)
    expect(page.locator("p.standing")).to_contain_text("第2版是草稿")
    act(page, "发布", "已发布")
    latest = page.locator(".version").first
    latest.get_by_role("button", name="和前一版比").click()
    expect(latest.locator("ins")).to_have_text("，周一休息")
    page.locator(".version").nth(1).get_by_role("button", name="用回这一版").click()
    agree(page, "周一也开")
    expect(page.locator("p.standing")).to_contain_text("第3版是草稿")
    act(page, "丢掉草稿", "草稿已丢掉")
    act(page, "撤下", "已撤下")
    expect(page.locator("p.standing")).to_contain_text("现在问不到")
    versions = history(library.database, id)
    assert [one.steps[0].why for one in versions] == ["来信", "", "周一也开"]
    assert versions[0].contents.similar_questions == "理发店在哪\n哪里剪头"


def test_a_shipped_entry_is_edited_and_given_back(visit: Visit) -> None:
    page = visit("admin", "#/faqs?standing=shipped&region=兰溪市")
    page.locator("tbody a").nth(1).click()
    expect(page.locator("p.standing")).to_have_text("程序自带的，没有人改过。")
    answer = editor(page).get_by_label("答案", exact=True)
    answer.fill(f"{answer.input_value()}详情打12333问。")
    page.get_by_role("button", name="存成草稿").click()
    agree(page)
    act(page, "发布", "已发布")
    act(page, "还原成自带的", "已还原")
    act(page, "撤下", "已撤下")
    act(page, "恢复使用", "已恢复使用")


def test_checks_stand_beside_their_field_and_before_publishing(visit: Visit) -> None:
    page = visit("editor", "#/faqs?new=1")
    fill(page, question="能住几天？", answer="住9天。")
    notes = editor(page).locator(".field", has=page.get_by_label("答案", exact=True)).locator(".notes li")
    expect(notes.filter(has_text="说的是3天，这里是9天")).to_have_class("serious")
    expect(editor(page).get_by_label("答案", exact=True)).to_have_attribute("aria-invalid", "")
    expect(notes.get_by_role("link", name="看那一条")).to_have_attribute("href", "#/faqs/lanxi-gig-where")
    add(page, question="能住几天？", answer="住9天。")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("dialog")).to_contain_text("说的是3天，这里是9天")
    page.keyboard.press("Escape")
    expect(page.locator("p.standing")).to_contain_text("第1版是草稿")


def test_what_cannot_be_right_is_said_beside_its_field(visit: Visit) -> None:
    page = visit("editor", "#/faqs?new=1")
    fill(page, question="能住几天？", answer="能住3天。", region="火星市")
    row = editor(page).locator(".field", has=page.get_by_label("地区", exact=True))
    expect(row.locator(".notes li")).to_contain_text("火星市")
    page.get_by_role("button", name="存成草稿").click()
    agree(page)
    expect(page.locator("#notice")).to_contain_text("火星市")
    expect(editor(page).get_by_label("问题", exact=True)).to_have_value("能住几天？")


def test_figures_are_picked_from_the_register_and_shown_filled_in(visit: Visit) -> None:
    page = visit("editor", "#/faqs?new=1")
    fill(page, question="江门最低工资多少？", answer="江门最低工资每月。", region="江门市")
    editor(page).get_by_label("答案", exact=True).press("ArrowLeft")
    page.get_by_role("button", name="插入数字").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("找哪个数").fill("minimum-wage.monthly}")
    dialog.locator(".picks button").click()
    answer = editor(page).get_by_label("答案", exact=True)
    expect(answer).to_have_value("江门最低工资每月{figure: minimum-wage.monthly}。")
    expect(answer).to_be_focused()
    expect(page.locator(".seen .answer")).to_have_text(re.compile(r"江门最低工资每月\d+元。"))


def test_a_question_is_tried_beside_the_form(visit: Visit) -> None:
    page = visit("editor", "#/faqs?new=1")
    fill(page, id="tried", question="能修鞋吗？", answer="能修鞋。")
    trial = page.locator(".trial")
    trial.get_by_label("问题").fill("修鞋")
    trial.get_by_label("问题").press("Enter")
    expect(trial.locator(".decision")).to_contain_text("直接答")
    expect(trial.locator(".candidates li").first).to_contain_text("正在改的")
    expect(trial.locator(".why")).to_contain_text("选的是这里")
    trial.get_by_label("把正在改的内容当作已经发布").uncheck()
    trial.get_by_role("button", name="试一试").click()
    expect(trial.locator(".candidates li")).to_have_count(1)


def test_two_people_where_the_office_wants_so(
    browser: Browser, start: Starter, servers: Servers, library: Library
) -> None:
    url = library.database.url.render_as_string(hide_password=False)
    gateway = start.gateway(
        servers.engine.url, library.actions.url, database=url, second_person=True, data_dir=library.folder
    )
    gateway.wait_until_listening()
    author, other = (browser.new_context(viewport=SCREEN, locale="zh-CN").new_page() for _ in range(2))
    author.goto(f"{gateway.url}/admin#/faqs?new=1")
    log_in(author, "editor")
    id = add(author)
    expect(author.locator("p.standing")).to_contain_text("要请另一个人核对")
    for name in ("核对无误", "发布"):
        expect(author.get_by_role("button", name=name, exact=True)).to_have_count(0)
    other.goto(f"{gateway.url}/admin#/faqs/{id}")
    log_in(other, "admin")
    act(other, "核对无误", "已记下")
    act(other, "发布", "已发布")
    expect(other.locator("p.standing")).to_have_text("现在用的是第1版。")
    for page in (author, other):
        page.context.close()


def test_unsaved_words_are_not_lost_by_mistake(visit: Visit) -> None:
    page = visit("editor", "#/faqs?new=1")
    fill(page, question="能修鞋吗？")
    page.get_by_role("link", name="试一试").click()
    page.get_by_role("dialog").get_by_role("button", name="留在这一页").click()
    expect(editor(page).get_by_label("问题", exact=True)).to_have_value("能修鞋吗？")
    page.get_by_role("link", name="试一试").click()
    agree(page)
    expect(page.get_by_role("heading", name="试一试")).to_be_visible()
    expect(page).to_have_url(re.compile("#/try$"))


def test_an_auditor_reads_only_and_an_editor_keeps_to_his_place(visit: Visit) -> None:
    page = visit("auditor", "#/faqs?standing=shipped")
    expect(page.get_by_role("button", name="新增问答")).to_have_count(0)
    page.locator("tbody a").first.click()
    expect(page.locator("p.standing")).to_contain_text("只能看")
    expect(editor(page).get_by_label("问题", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="存成草稿")).to_have_count(0)
    page = visit("lanxi", "#/faqs?new=1")
    expect(page.locator("p.standing")).to_have_text("您只能改兰溪市的问答。")
    expect(editor(page).get_by_label("地区", exact=True)).to_have_value("兰溪市")
    fill(page, question="能修鞋吗？", answer="能修鞋。", region="上饶市")
    page.get_by_role("button", name="存成草稿").click()
    agree(page)
    expect(page.locator("#notice")).to_contain_text("不归您管")


def test_nothing_typed_becomes_markup(visit: Visit) -> None:
    page = visit("editor", "#/faqs?new=1")
    id = f"{EVIL}{next(NUMBERS)}"[-64:]
    fill(page, id=id, question=EVIL, similar=EVIL, answer=EVIL, category=EVIL)
    for title in ("来源", "发布单位"):
        editor(page).get_by_label(title, exact=True).fill(EVIL)
    # What looks like a tag is taken out of contents by the server; the page would show it as it is.
    expect(page.locator(".seen .answer")).to_contain_text("<script>alert(2)</script>")
    page.get_by_role("button", name="存成草稿").click()
    agree(page, EVIL)
    expect(page.locator("#main h2")).to_contain_text("<script>alert(2)</script>")
    expect(page.locator(".version")).to_contain_text(EVIL)
    page.locator(".trial").get_by_label("问题").fill("恶意")
    page.locator(".trial").get_by_role("button", name="试一试").click()
    expect(page.locator(".candidates li").last).to_contain_text(EVIL)
    page.goto(page.url.split("#")[0] + "#/faqs?text=alert")
    expect(page.locator("tbody tr")).to_contain_text("<script>alert(2)</script>")
    assert page.locator("#main img, #main script").count() == 0


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit("editor", "#/faqs?new=1")
    editor(page).get_by_label("问题", exact=True).focus()
    page.keyboard.insert_text("哪里能修伞？")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="插入数字")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.insert_text("能修伞的地方在桥头。")
    while not page.get_by_role("button", name="存成草稿").evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("为什么")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("已存成第1版草稿")


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize("address", ["#/faqs", "#/faqs?new=1", "#/faqs/lanxi-gig-where", "#/try?q=零工"])
def test_nothing_against_it(visit: Visit, address: str, size: dict[str, int]) -> None:
    page = visit("admin", address, viewport=size)
    expect(page.locator("#main h2").first).to_be_visible()
    if "faqs/" in address:
        expect(page.locator(".notes li").first).to_be_visible()
        page.get_by_role("button", name="插入数字").click()
        expect(page.locator(".picks li").first).to_be_visible()
        assert faults(page) == []
        page.keyboard.press("Escape")
    if "try" in address:
        page.get_by_role("button", name="试一试").click()
        expect(page.locator(".candidates li").first).to_be_visible()
    assert faults(page) == [] and not is_wide(page)
