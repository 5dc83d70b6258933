"""Who looks for work, and who asks about looking for work or about work that he has."""

from __future__ import annotations

import pytest

from knowledge.language.normalise import standard_words
from knowledge.topics.jobs.seeking import asks_about_work, has_work, seeks_work


@pytest.mark.parametrize(
    "text",
    [
        "帮表弟寻个装卸的活",
        "揾份工做",
        "你们这招不招焊工",
        "哪里招裁缝",
        "哪家单位要人",
        "镇上有没有什么活干",
        "有没有夜里的兼职",
        "我想做客房服务员",
        "老婆没事做，想找份收银",
        "想打零工",
        "给我介绍个工作",
        "鹤山有冇护工做",
        "扫地的活有没有",
    ],
)
def test_who_looks_for_work(text: str) -> None:
    assert seeks_work(standard_words(text))


@pytest.mark.parametrize(
    "text",
    [
        "找工作被中介骗了",
        "找活要带什么材料",
        "没找到工作能领失业金吗",
        "想找个护工照料我妈",
        "我们厂招不到人",
        "厂里招工不签合同",
        "招聘会什么时候有",
        "我在工地干活没给钱",
        "工作服要自己买吗",
        "有没有工伤保险",
        "想先找个落脚的地方再找活",
    ],
)
def test_who_asks_something_else(text: str) -> None:
    assert not seeks_work(standard_words(text))


def test_what_is_asked_about_looking_for_work() -> None:
    assert asks_about_work("找工作要不要押金") and not asks_about_work("找个包吃住的厂")


def test_who_has_work() -> None:
    told = "我老婆也有固定工作的|他现在在上班|我是有正式工作的，就问问"
    assert all(has_work(each) for each in told.split("|"))
    others = "这里有工作吗|我有工作的，想换一个|现在有没有工作|我没有工作|有工作介绍吗"
    assert not any(has_work(each) for each in others.split("|"))
