"""The one renderer: which parts a text has, and in which order."""

from __future__ import annotations

from typing import Any

from actions.contract.cards import AnswerCard, SelfCheckCard, Source
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, numbered

PARTS: dict[str, Any] = {
    "head": ("一", "二"),
    "notes": ("五", "六"),
    "source_line": "七",
    "hint": "八",
    "source": Source(title="报"),
}


def check(**parts: Any) -> SelfCheckCard:
    return SelfCheckCard(**parts, id="x", decision="met", items=())


def answer(**parts: Any) -> AnswerCard:
    return AnswerCard(**parts, faq_id="x", region="兰溪市", category="驿站", effective_from=None, score=1.0)


def test_all_parts_stand_in_their_order() -> None:
    assert Say(check(**PARTS), ("三", "四"), ("九",)).text == "一\n二\n三\n四\n五\n六\n七\n八\n九"


def test_parts_that_are_not_there_leave_no_trace() -> None:
    few = {"head": ("一",), "source": PARTS["source"]}
    assert Say(check(**few)).text == Say(answer(**few)).text == "一"
    assert Say(check(**few), ("三", "", "四")).text == "一\n三\n四"


def test_an_answer_stands_apart_from_what_is_added_to_it() -> None:
    assert Say(answer(**PARTS)).text == "一\n二\n\n五\n六\n七\n八"


def test_words_alone() -> None:
    say = Say.plain(Status.ASKING, "", "一", "二", buttons=("是", "否"))
    assert (say.status, say.text) == (Status.ASKING, "一\n二")
    assert say.buttons == (Button(title="是", payload="是"), Button(title="否", payload="否"))
    assert say.custom.model_dump(mode="json") == {"status": "asking"}


def test_items_of_a_list_in_words() -> None:
    assert numbered(3, "驿站（85米）", "充电；饮水", "", "路线：a") == "3. 驿站（85米）\n   充电；饮水\n   路线：a"
    assert numbered(1, "驿站") == "1. 驿站"
