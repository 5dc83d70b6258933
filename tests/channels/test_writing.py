"""Signs that nobody sees are gone before anything else looks at what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.contract.incoming import Incoming
from channels.line.said import Said
from channels.writing import readable


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("失\u200b业\u2060金\ufeff怎么\u00ad领", "失业金怎么领"),
        ("\u202e领么怎\u202c\u2067金业失\u2069\u200f\u061c", "领么怎金业失"),
        ("讨\u3164薪\uffa0\u115f\u034f\u180e", "讨薪"),
        ("工\U000e0041\U000e007f资\ufe0f\U000e0100", "工资"),
        ("一\r\n二\u2028三\x85四\r五", "一\n二\n三\n四\n五"),
        ("a\x00b\x1fc\x7fd\x9fe\x0bf", "a b c d e f"),
        (
            "两\u3000格\xa0空\t和\n行，全角ＡＢ，生僻𠮷字，é，👨👩🙂￥",
            "两\u3000格\xa0空\t和\n行，全角ＡＢ，生僻𠮷字，é，👨👩🙂￥",
        ),
    ],
)
def test_what_is_seen_stays(written: str, seen: str) -> None:
    assert readable(written) == seen


@given(st.text())
def test_once_is_enough(text: str) -> None:
    assert readable(readable(text)) == readable(text)


@pytest.mark.parametrize("unseen", ["\u200b", "\u2060", "\u202e", "\u2066", "\ufe0f", "\U000e0030", "\u034f"])
def test_no_number_hides_behind_them(unseen: str) -> None:
    said = Said.of(Incoming(sender="a", message=f"我的号码是{unseen.join('13800138000')}，请回电"), "request")
    assert said.text == said.shown == "我的号码是[电话号码]，请回电" and said.phone == "13800138000"


def test_two_names_do_not_become_one() -> None:
    assert Incoming(sender="a\u200b", message="").sender != Incoming(sender="a", message="").sender
