"""Each service once through the whole chain: the engine hears what is wanted, the actions do it. Their many ways of going
wrong are tested without Rasa in ``tests/actions``."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from knowledge.settings import ROOT
from tests.stack.conftest import Assistant
from tests.waiting import wait_until

# Two are promised, on a machine that has nothing else to do.
LIVE_SECONDS = 5.0


def test_retirement(assistant: Assistant) -> None:
    chat = assistant.chat("舟山市")
    assert "哪年哪月" in chat.say("我啥时候能退休")
    text = chat.say("零工市场有几家")
    assert "9家" in text and "哪年哪月" in text
    chat.say("不对，先说我的，1984年11月的")
    chat.say("女的")
    assert "2039年11月" in chat.say("工人岗")
    assert "不客气" in chat.say("谢谢")


def test_retirement_in_one_sentence(assistant: Assistant) -> None:
    chat = assistant.chat()
    assert "2025年12月" in chat.say("1965年9月出生的男工人，什么时候可以退休")
    assert chat.card["month"] == "2025-12"


def test_pension(assistant: Assistant) -> None:
    chat = assistant.chat("舟山市")
    chat.say("帮我估算养老金")
    chat.say("城乡居民养老金")
    chat.say("账户里有三万")
    assert chat.card["total"] == pytest.approx(350 + 30000 / 139, abs=0.01)


def test_stations_by_location(assistant: Assistant) -> None:
    chat = assistant.chat("江门市")
    chat.metadata["location"] = {"lat": 22.59, "lng": 113.08, "coord_sys": "wgs84"}
    chat.say("离我最近的驿站")
    items = chat.card["items"]
    assert len(items) == 3 and all(item["sample"] for item in items)
    assert items[0]["distance_m"] <= items[1]["distance_m"] <= items[2]["distance_m"]


def test_a_location_alone(assistant: Assistant) -> None:
    chat = assistant.chat("江门市")
    chat.metadata["location"] = {"lat": 22.59, "lng": 113.08}
    assert "收到您的位置" in chat.say("")
    assert "驿站" in chat.say(chat.buttons[0])


def test_jobs_with_a_correction(assistant: Assistant) -> None:
    chat = assistant.chat()
    assert "哪个城市" in chat.say("帮我找份工作")
    assert "哪类活" in chat.say("安康")
    chat.say("保洁")
    first = chat.card["items"]
    chat.say("不要保洁，要保安")
    second = chat.card["items"]
    assert all("保洁" in item["title"] for item in first)
    assert all("保安" in item["title"] for item in second)


def test_lodging(assistant: Assistant) -> None:
    assert "虹" in assistant.chat("兰溪市").say("帮我找免费住的地方")
    elsewhere = assistant.chat("安康市")
    assert "名单" in elsewhere.say("帮我找免费住的地方")
    assert "救助" in elsewhere.say(elsewhere.buttons[0])


def test_self_check(assistant: Assistant) -> None:
    chat = assistant.chat("兰溪市")
    chat.say("自查：失业保险金")
    for _ in range(6):
        if any(part["custom"].get("type") == "selfcheck" for part in chat.reply):
            break
        chat.say(chat.buttons[0] if chat.buttons[0] != "不清楚" else "24个月")
    assert chat.card["decision"] in ("met", "missing", "unsure")


def test_wages_owed_with_a_page_to_take_along(assistant: Assistant) -> None:
    chat = assistant.chat("舟山市")
    chat.say("帮我理讨薪材料")
    for _ in range(14):
        if any(part["custom"].get("type") == "summary" for part in chat.reply):
            break
        chat.say(chat.buttons[-1] if chat.buttons else "5000")
    root = assistant.url
    page = httpx.get(root + chat.card["html"], trust_env=False)
    paper = httpx.get(root + chat.card["pdf"], timeout=30, trust_env=False)
    assert page.status_code == 200 and "姓名" in page.text
    assert paper.content.startswith(b"%PDF") and paper.headers["content-type"] == "application/pdf"
    assert httpx.get(f"{root}/summary/{'x' * 24}.html", trust_env=False).status_code == 404


def test_lookup_gives_what_the_chat_says(assistant: Assistant) -> None:
    command = [sys.executable, "-m", "assistant", "token", "create", "--role", "hotline", "--name", "test"]
    token = subprocess.run(
        command, cwd=ROOT, env=assistant.environment, capture_output=True, text=True, check=True
    ).stdout.strip()
    query = {"q": "工伤认定多久能下来", "region": "舟山", "limit": "3"}
    headers = {"Authorization": f"Bearer {token}"}
    reply = httpx.get(f"{assistant.url}/api/lookup", params=query, headers=headers, trust_env=False)
    assert reply.status_code == 200
    found = reply.json()
    chat = assistant.chat("舟山市")
    chat.say(query["q"])
    assert found["decision"] == "answer" and found["hits"][0]["id"] == chat.card["faq_id"]
    assert found["hits"][0]["score"] == chat.card["score"] and len(found["hits"]) == 3
    assert httpx.get(f"{assistant.url}/api/lookup", params=query, trust_env=False).status_code == 401


def test_choice_by_number_and_by_button(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "faqs.csv"
    rows = (
        "id,question,answer,region",
        "n-1,夜校怎么报名,打电话报名。,台州市",
        "n-2,夜校怎么报名？,到窗口报名。,台州市",
    )
    file.write_text("\n".join(rows), "utf-8")
    run_import(assistant, "faqs", file)
    wait_until(lambda: len(offered(assistant)) == 2, "both are live", LIVE_SECONDS)
    chat = assistant.chat("台州市")
    chat.say("夜校怎么报名")
    assert chat.card["type"] == "choices"
    assert "窗口" in chat.say("2") and chat.card["faq_id"] == "n-2"
    chat.say("夜校怎么报名")
    assert "电话" in chat.say("第一个")


def test_what_is_imported_is_live_at_once(assistant: Assistant, tmp_path: Path) -> None:
    file = tmp_path / "faqs.csv"
    with file.open("w", newline="", encoding="utf-8-sig") as out:
        rows = csv.writer(out)
        rows.writerow(["编号", "问题", "答案", "地区", "来源"])
        rows.writerow(["t-1", "夜间理发车几点来", "每周三晚上7点到9点，在人民广场东门。", "丽水市", "测试"])
    assert "7点" not in assistant.chat("丽水市").say("夜间理发车啥时候来")
    run_import(assistant, "faqs", file)
    wait_until(lambda: "晚上7点" in assistant.chat("丽水市").say("夜间理发车啥时候来"), "it is live", LIVE_SECONDS)
    assert "晚上7点" not in assistant.chat("舟山市").say("夜间理发车啥时候来")


def offered(assistant: Assistant) -> list[str]:
    """The buttons under the answer to a question that two imported FAQs answer."""
    chat = assistant.chat("台州市")
    chat.say("夜校怎么报名")
    return chat.buttons


def run_import(assistant: Assistant, kind: str, file: Path) -> None:
    command = [sys.executable, "-m", "assistant", "import", kind, str(file)]
    done = subprocess.run(command, cwd=ROOT, env=assistant.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
