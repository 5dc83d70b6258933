"""What is asked of any matter in a few words."""

from __future__ import annotations

import pytest

from knowledge.language.aspects import aspects_asked, is_refusal


@pytest.mark.parametrize(
    "text", ["他们要是不认呢", "公司死活不批", "那老板赖着不给咋办", "万一单位不签字呢", "厂里就是不配合怎么办"]
)
def test_nothing_but_a_refusal_names_no_matter(text: str) -> None:
    assert is_refusal(text) and "refused" in aspects_asked(text)


@pytest.mark.parametrize("text", ["不办了", "没办", "他不干了", "我不认识他", "老板不发工资", "没给我交工伤", "不给钱"])
def test_what_names_a_matter_or_nobody_is_no_mere_refusal(text: str) -> None:
    assert not is_refusal(text)
