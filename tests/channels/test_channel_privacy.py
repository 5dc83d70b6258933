"""What is hidden, what stays, and that no way of writing a private number gets through."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.privacy import CARD, IDENTITY, PHONE, find_phone, has_valid_checksum, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证33078119750301001X怎么办", f"身份证{IDENTITY}怎么办"),
        ("33078119750301001x，330781197503010012", f"{IDENTITY}，{IDENTITY}"),
        ("330781 19750301 0012", IDENTITY),
        ("330781-1975-0301-0012", IDENTITY),
        ("3307 8119 7503 0100 12", IDENTITY),
        ("330781750301001", IDENTITY),
        ("３３０７８１１９７５０３０１００１２", IDENTITY),
        ("330781197513990019", CARD),
        ("13800138000", PHONE),
        ("138 0013 8000，139-0013-8001，１３７００１３８０００", f"{PHONE}，{PHONE}，{PHONE}"),
        ("1 3 8 0 0 1 3 8 0 0 0", PHONE),
        ("١٣٨٠٠١٣٨٠٠٠，𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎", f"{PHONE}，{PHONE}"),
        ("138\u200b0013\u200b8000", PHONE),
        ("+86 138 0013 8002或8613800138003", f"{PHONE}或{PHONE}"),
        ("微信wx13800138000元旦前联系", f"微信wx{PHONE}元旦前联系"),
        ("13800138000 13900139000", f"{PHONE} {PHONE}"),
        ("0579-88123456转8001", f"{PHONE}转8001"),
        ("（０５７９）8812 3456", PHONE),
        ("(0579-88123456)", f"({PHONE})"),
        ("010-62345678，057988123456，+86 579 88123456", f"{PHONE}，{PHONE}，{PHONE}"),
        ("座机：8812345", f"座机：{PHONE}"),
        ("6222021202001234567", CARD),
        ("6222 0212 0200 1234 567", CARD),
        ("6222-0212-0200-1234", CARD),
        ("622202 1202001234567", CARD),
        ("12345678901234567890123", CARD),
        ("6200 0301 1000 0000", CARD),
        ("0579 8812 3456 139 0013 8000", f"{PHONE} {PHONE}"),
        ("欠120000 13800138000", f"欠120000 {PHONE}"),
        ("张三330781197503010012，13800138000，6222021202001234", f"张三{IDENTITY}，{PHONE}，{CARD}"),
    ],
)
def test_private_numbers_are_hidden(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "打12333、12345、12356、110、120都行，0579-12333也行",
        "12333 12345 12356 110 120",
        "我1975年3月1日生，19750301，2025.03.01到2025.12.31",
        "20250301-20250331",
        "120000 2025-03-01 2025-03-31",
        "2026.63 2025-03-01 2025-03-31",
        "2021 2022 2023 2024",
        "2021-2022-2023-2024",
        "3000 4000 5000 6000",
        "最低工资2490元，时薪24元，3000-4000元，49.61万人，2026.63",
        "13800138000元，13800138000.50元，¥13,800,138,000",
        "补贴150 20250301发",
        "电话20250301打过",
        "营业执照91330781MA2XXXXX1N",
        "95588，400-812-3456",
        "",
        "没有数字，只有表情😀和\ud800",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert mask(text) == text


def test_checksum() -> None:
    assert has_valid_checksum("11010519491231002X")  # The worked example of GB 11643.
    assert not has_valid_checksum("110105194912310021")


digits = st.characters(categories=["Nd"])
words = st.text(st.characters(exclude_categories=["Nd", "Cs"]), max_size=8).filter(lambda text: text == mask(text))
gaps = st.sampled_from(["", " ", "-", "—", "\u3000", "\u200b", "·"])
plain_or_wide = st.sampled_from([str, lambda text: text.translate({ord("0") + n: ord("０") + n for n in range(10)})])
birthdays = st.dates(dt.date(1930, 1, 1), dt.date(2015, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))


@st.composite
def identities(draw: st.DrawFn) -> str:
    area = str(draw(st.integers(110000, 659000)))
    gap = draw(gaps)
    tail = draw(st.from_regex(r"[0-9]{3}[0-9Xx]", fullmatch=True))
    return str(draw(plain_or_wide)(gap.join([area, draw(birthdays), tail])))


@st.composite
def phones(draw: st.DrawFn) -> str:
    gap = draw(gaps)
    prefix = draw(st.sampled_from(["", "+86", "86 ", "0086-"]))
    parts = [draw(st.from_regex(p, fullmatch=True)) for p in ("1[3-9][0-9]", "[0-9]{4}", "[0-9]{4}")]
    return str(draw(plain_or_wide)(prefix + gap.join(parts)))


@st.composite
def landlines(draw: st.DrawFn) -> str:
    area = draw(st.sampled_from(["0579", "0580", "0915", "0750", "0793", "010", "021"]))
    number = draw(st.from_regex("[2-8][0-9]{6,7}", fullmatch=True))
    opening, closing = draw(st.sampled_from([("", ""), ("(", ")"), ("（", "）")]))
    return f"{opening}{area}{closing}{draw(gaps)}{number}"


@st.composite
def cards(draw: st.DrawFn) -> str:
    # The second group is neither a year nor a round amount: a list of those is kept.
    number = "62" + draw(st.from_regex("[0-9]{2}[03-9][0-9]{2}[1-9][0-9]{8}([0-9]{3})?", fullmatch=True))
    gap = draw(gaps)
    groups = [number[start : start + 4] for start in range(0, len(number), 4)]
    return str(draw(plain_or_wide)(gap.join(groups)))


@given(words, identities(), words)
def test_no_identity_number_gets_through(before: str, number: str, after: str) -> None:
    assert not any(character.isdecimal() for character in mask(before + "，" + number + "，" + after))


@given(words, st.one_of(phones(), landlines(), cards()), words)
def test_no_phone_or_card_gets_through(before: str, number: str, after: str) -> None:
    assert not any(character.isdecimal() for character in mask(f"{before}，{number}，{after}"))


harmless = st.one_of(
    st.sampled_from(["12333", "12345", "12356", "110", "120"]),
    st.integers(1950, 2050).map("{}年".format),
    st.dates(dt.date(1930, 1, 1), dt.date(2050, 12, 31)).flatmap(
        lambda day: st.sampled_from([day.isoformat(), day.strftime("%Y%m%d"), day.strftime("%Y.%m.%d")])
    ),
    st.integers(1, 99_999_999).map("{}元".format),
    st.integers(1, 99_999_999).map("{:,}元".format),
    st.decimals(0, 99_999, places=2).map("{}万".format),
)


@given(st.lists(harmless, max_size=6), st.sampled_from(["，", "、", "到", "和", "\n"]))
def test_figures_are_never_hidden(figures: list[str], between: str) -> None:
    text = between.join(figures)
    assert mask(text) == text


@given(st.text(st.one_of(digits, st.sampled_from(" -.()（）+电话元年Xx，")), max_size=80))
def test_masking_twice_changes_nothing_and_only_digits_are_ever_lost(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
    assert not any(len(run) > 19 for run in "".join(c if c.isdecimal() else " " for c in once).split())


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000，下午打", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("座机0579-88880000转8", "057988880000"),
        ("（010）88880000", "01088880000"),
        ("+86 579 88880000", "057988880000"),
        ("先打0579-88880000，再打13800138000", "13800138000"),
        ("电话88880000", None),
        ("身份证330781197503010012", None),
        ("卡号6222 0213 8001 3800 000", None),
        ("欠我13800138000元", None),
        ("打12333没人接", None),
    ],
)
def test_a_number_to_call_back_at(text: str, phone: str | None) -> None:
    assert find_phone(text) == phone


def test_what_a_clerk_may_tell() -> None:
    told = "打0579-88880000，别打13800138000，身份证330781197503010012"
    assert mask(told, landlines=False) == "打0579-88880000，别打[电话号码]，身份证[身份证号]"
