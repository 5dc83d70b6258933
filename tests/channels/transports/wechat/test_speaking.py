"""Words for WeChat: links for buttons, and pieces that fit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.texts import load_texts
from channels.transports.wechat.speaking import cut, link, words

LINK = re.compile(r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^"&<>\s]+)&msgmenuid=0">([^<>]+)</a>')
MORE = "\n" + load_texts().wechat.more.format(link=link("继续"))


def button(title: str) -> dict[str, str]:
    return {"title": title, "payload": title}


def test_messages_stand_one_below_the_other() -> None:
    assert words([{"text": "一"}, {"text": ""}, {"custom": {}}, {"text": "二\n三"}]) == "一\n\n二\n三"
    assert words([]) == ""


def test_buttons_are_links_that_say_what_stands_on_them() -> None:
    said = words([{"text": "好", "buttons": [button("附近的驿站"), button("18–60岁 & <b>")]}]).splitlines()
    assert said[0] == "好"
    assert LINK.fullmatch(said[1]) and LINK.fullmatch(said[1])[1] == "附近的驿站"  # type: ignore[index]
    assert 'msgmenucontent=18–60岁%20%26%20%3Cb%3E&msgmenuid=0">18–60岁 & <b></a>' in said[2]


def test_what_is_counted_in_the_text_is_not_said_again() -> None:
    choices = {"text": "您想问哪一个？\n1. 怎么领\n2. 领多少", "buttons": [button("怎么领"), button("领多少")]}
    assert words([choices]) == choices["text"]
    assert "<a " in words([choices | {"buttons": [*choices["buttons"], button("都不是")]}])


def test_nobody_elses_words_become_links() -> None:
    assert words([{"text": '<a href="http://evil">看</a> < A href=x> <b>'}]) == (
        '＜a href="http://evil">看＜/a> ＜ A href=x> <b>'
    )


def test_papers_are_found_from_outside() -> None:
    said = words([{"text": "网页 /summary/a.html PDF /summary/a.pdf，https://x.cn/summary/b"}], "https://n.cn")
    assert said == "网页 https://n.cn/summary/a.html PDF https://n.cn/summary/a.pdf，https://x.cn/summary/b"


def test_what_fits_is_said_at_once() -> None:
    assert cut("工" * 682) == ("工" * 682, "")
    assert cut("") == ("", "")


def test_a_piece_ends_where_a_sentence_ends() -> None:
    text = "".join(f"这是第{number}句话，它说完了就是这样。”" for number in range(100))
    piece, rest = cut(text)
    assert piece.endswith(f"。”{MORE}") and rest.startswith("这是第")
    assert len(piece.encode()) > 1900 and piece.removesuffix(MORE) + rest == text


def test_without_sentences_a_piece_ends_where_it_must() -> None:
    assert cut("一二三，" * 400)[0].removesuffix(MORE).endswith("，")
    piece, rest = cut("😀" * 1000)
    assert piece.removesuffix(MORE) + rest == "😀" * 1000


def test_no_link_is_cut() -> None:
    titles = [button(f"这件事怎么办？第{number}种，我要问清楚。") for number in range(60)]
    piece, rest = cut(words([{"text": "好", "buttons": titles}]))
    for line in (*piece.removesuffix(MORE).splitlines()[1:], *rest.splitlines()):
        assert LINK.fullmatch(line), line


@given(text=st.text("工资。，\n a😀<”", max_size=3000))
@pytest.mark.parametrize("limit", [400, 2047])
def test_the_pieces_fit_and_are_the_whole(text: str, limit: int) -> None:
    pieces, rest = [], text
    while rest:
        piece, rest = cut(rest, limit)
        assert len(piece.encode()) <= limit
        pieces.append(piece.removesuffix(MORE))
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)
