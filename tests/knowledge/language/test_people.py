"""What a sentence says of a person."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.people import find_birth, find_post, find_sex, find_years_paid, says_lunar
from knowledge.topics.retirement.rules import Month

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
        ("65年9月", "1965-09"),
        ("一九七五年三月", "1975-03"),
        ("七五年三月的", "1975-03"),
        ("六五年九月", "1965-09"),
        ("我1975年十一月", "1975-11"),
        ("1975年元月", "1975-01"),
        ("75.3", "1975-03"),
        ("我是75.3的", "1975-03"),
        ("7503生的", "1975-03"),
        ("02年3月生的", "2002-03"),
        ("1998年7月进厂，1975年3月生", "1975-03"),
        ("1975年的，3月生", "1975-03"),
        ("1975年3月到几岁能退", "1975-03"),
        ("男,1965年9月交了12年,什么时候退休", "1965-09"),
        ("1998年3月交的社保", None),
        ("一九七五", "1975"),
        ("我七五年", "1975"),
        ("七零年的女工", "1970"),
        ("七八年生的", "1978"),
        ("我爸65年的，啥时候能退休", "1965"),
        ("二零零一年生的", "2001"),
        ("2001年", "2001"),
        ("三月", "-03"),
        ("三月生的", "-03"),
        ("属兔三月生的", "-03"),
        ("十二月", "-12"),
        ("农历1975年三月", "1975"),
        ("1975年农历三月", "1975"),
        ("1975年腊月", "1975"),
        ("75年正月", "1975"),
        ("1975年三月初八", "1975"),
        ("腊月生的", None),
        ("7503", None),
        ("工资75.3", None),
        ("1975年十三月", None),
        ("75年一直在厂里", None),
        ("干了七八年", None),
        ("交了五六年", None),
        ("五六年的工龄", None),
        ("1998年7月参加工作", None),
        ("1998年，我进厂", None),
        ("从1998年3月开始交", None),
        ("05年开始交社保", None),
        ("2008年3月的标准", None),
        ("2015年的标准", None),
        ("1998年的规定", None),
        ("2025年", None),
        ("工资1950.5元", None),
        ("197503元", None),
        ("交了58年", None),
        ("试用期3月", None),
        ("每年三月", None),
        ("3月生效", None),
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
    ("text", "is_lunar"),
    [
        ("农历三月", True),
        ("阴历75年3月", True),
        ("腊月生的", True),
        ("三月初八", True),
        ("1975年3月", False),
        ("正式工", False),
    ],
)
def test_lunar_dates_are_told_apart(text: str, is_lunar: bool) -> None:
    assert says_lunar(text) == is_lunar


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("交了12年", "12"),
        ("缴费十二年三个月", "12.25"),
        ("社保交12年了", "12"),
        ("已经交满15年", "15"),
        ("交满15年了", "15"),
        ("差不多交了12年", "12"),
        ("我才交了3年", "3"),
        ("累计缴费180个月", "15"),
        ("断断续续交了八年", "8"),
        ("养老保险买了十年半", "10.5"),
        ("缴费年限12年", "12"),
        ("社保12年", "12"),
        ("交过五年社保", "5"),
        ("还差三年，交了12年", "12"),
        ("我交了十二年养老，现在到岁数了还差三年", "12"),
        ("还差三年", None),
        ("还要再交5年", None),
        ("要交满15年吗", None),
        ("缴费满15年", None),
        ("没交满15年", None),
        ("最少交15年", None),
        ("缴费十年以上领多少", None),
        ("失业保险交了三年", None),
        ("交一年多少钱", None),
        ("一年交200", None),
        ("98年开始交的", None),
        ("社保断了3年", None),
        ("材料交上去两个月了", None),
        ("工龄30年", None),
        ("", None),
    ],
)
def test_years_paid(text: str, years: str | None) -> None:
    assert find_years_paid(text) == (Decimal(years) if years else None)


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("档案里没说是干部还是工人", None),
        ("工人还是管理岗我也不晓得", None),
        ("不是干部是普通工人", "50"),
        ("不是工人，提了管理岗", "55"),
        ("女工人", "50"),
        ("在厂里踩平车的", "50"),
        ("我是饭店洗碗工", "50"),
        ("我在车间", "50"),
        ("她是车间主任", "55"),
        ("退休前做主管", "55"),
        ("主管叫我走", None),
        ("普通操作工", "50"),
        ("在厂里上班", "50"),
        ("原法定50岁", "50"),
        ("女干部", "55"),
        ("管理岗", "55"),
        ("我是小学教师", "55"),
        ("灵活就业", "55"),
        ("55", "55"),
        ("工资5250", None),
        ("1155", None),
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


@given(st.integers(1930, 1999), st.integers(1, 12))
def test_months_of_birth_in_han_numerals(year: int, month: int) -> None:
    han = "".join("零一二三四五六七八九"[int(digit)] for digit in str(year))
    months = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
    found = find_birth(f"我是{han}年{months[month - 1]}月的")
    assert found and Month.parse(found.value) == Month(year, month)
