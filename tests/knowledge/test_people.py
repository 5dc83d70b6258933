"""What a sentence says of a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.people import find_birth, find_post, find_sex
from knowledge.retirement import Month

ANY = st.text(st.characters(), max_size=40)
LIKELY = st.text(st.sampled_from("0123456789１５年月日-./男女生的份岁我工人干部 ，"), max_size=16)


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("男", "男"),
        ("我是女的", "女"),
        ("我爸1968年的", "男"),
        ("我妈妈想退休", "女"),
        ("老公什么时候退休", "男"),
        ("我老婆是会计", "女"),
        ("阿姨我50了", "女"),
        ("男女都一样吗", None),
        ("我爸和我妈", None),
        ("什么时候退休", None),
        ("", None),
    ],
)
def test_sex(text: str, sex: str | None) -> None:
    found = find_sex(text)
    assert (found and found.value) == sex


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1975年3月", "1975-03"),
        ("75年3月份", "1975-03"),
        ("1975.3", "1975-03"),
        ("1975-03", "1975-03"),
        ("1975/12", "1975-12"),
        ("197503", "1975-03"),
        ("19750312", "1975-03"),
        ("1975-03-12", "1975-03"),
        ("我是男的，1965年10月生", "1965-10"),
        ("1975年的", "1975"),
        ("75年出生", "1975"),
        ("我75年", "1975"),
        ("1975", "1975"),
        ("3月", "-03"),
        ("12月份生的", "-12"),
        ("十月怀胎", None),
        ("1975年13月", None),
        ("197513", None),
        ("330781197503121234", None),
        ("13819750312", None),
        ("", None),
    ],
)
def test_birth(text: str, birth: str | None) -> None:
    found = find_birth(text)
    assert (found and found.value) == birth


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("女工人", "50"),
        ("我在车间", "50"),
        ("普通操作工", "50"),
        ("在厂里上班", "50"),
        ("原法定50岁", "50"),
        ("女干部", "55"),
        ("管理岗", "55"),
        ("我是小学教师", "55"),
        ("灵活就业", "55"),
        ("55", "55"),
        ("不知道", None),
        ("", None),
    ],
)
def test_post(text: str, post: str | None) -> None:
    found = find_post(text)
    assert (found and found.value) == post


def test_the_characters_are_pointed_at() -> None:
    text = "我妈1970年5月生，是教师"
    sex, birth, post = find_sex(text), find_birth(text), find_post(text)
    assert sex and text[sex.start : sex.end] == "我妈"
    assert birth and text[birth.start : birth.end].startswith("1970年5")
    assert post and text[post.start : post.end] == "教师"


@given(
    st.integers(1930, 1999), st.integers(1, 12), st.sampled_from(["{0}年{1}月", "{0}.{1}", "{0}-{1:02d}", "{0}{1:02d}"])
)
def test_every_way_to_write_a_month_of_birth(year: int, month: int, form: str) -> None:
    found = find_birth(form.format(year, month))
    assert found and Month.parse(found.value) == Month(year, month)


@given(ANY | LIKELY)
def test_any_text_is_read(text: str) -> None:
    for found in (find_sex(text), find_birth(text), find_post(text)):
        assert found is None or 0 <= found.start < found.end <= len(text)
    birth = find_birth(text)
    if birth and len(birth.value) == 7:
        assert Month.parse(birth.value).year in range(1930, 2020)
