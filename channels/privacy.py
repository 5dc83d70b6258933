"""Hide private numbers in what people write, before anything stores or logs it.

Identity, phone and bank card numbers become ``[身份证号]``, ``[电话号码]`` and ``[银行卡号]``. Hotlines, years, dates,
amounts and other figures stay: questions are about them. In doubt a long number is hidden.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable

IDENTITY = "[身份证号]"
PHONE = "[电话号码]"
CARD = "[银行卡号]"

# What people put between groups of digits; zero-width characters come with copied text.
_SPACER = r"[ \t.·_\-\u00a0\u00ad\u2010-\u2015\u2212\u200b-\u200d\u2060\u3000\ufeff]"
_GAP, _ANY_GAP = rf"{_SPACER}{{1,2}}", rf"{_SPACER}{{0,2}}"
_START, _END = r"(?<!\d)", r"(?!\d)"
# A number of eleven digits with a unit right behind is money; 元旦 and 元宵 are days.
_NOT_MONEY = r"(?!(?:\.\d{1,2})?\s?(?:元(?![旦宵])|万元|亿元|块钱|圆))"


def _in_groups(*layouts: tuple[int, ...]) -> str:
    """A pattern for digits in groups of these sizes, with gaps between some, all or none of them."""
    return "(?:" + "|".join(_ANY_GAP.join(rf"\d{{{size}}}" for size in sizes) for sizes in layouts) + ")"


_IDENTITY_18 = re.compile(
    rf"{_START}(?=[1-9])(?:{_in_groups((6, 4, 2, 2, 3), (3, 3, 4, 4, 3), (4, 4, 4, 4, 1))}{_ANY_GAP}"
    rf"|(?:\d{_GAP}){{17}})[\dXx]{_END}"
)
_IDENTITY_15 = re.compile(rf"{_START}[1-9]\d{{14}}{_END}")
_BIRTH_IN_ONE_PIECE = re.compile(rf"\d{{6}}{_ANY_GAP}\d{{8}}{_ANY_GAP}\d{{3}}[\dXx]")
_WRITTEN_DATE = re.compile(rf"\d{{4}}{_GAP}\d{{2}}{_GAP}\d{{2}}")

_MOBILE = re.compile(
    rf"(?:(?<![\d+])(?:\+|00)?86{_ANY_GAP}|{_START})(?P<own>(?=1{_ANY_GAP}[3-9])"
    rf"(?:{_in_groups((3, 4, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (5, 6))}|\d(?:{_GAP}\d){{10}}))"
    + _END + _NOT_MONEY
)  # fmt: skip
_AREA = r"(?:10|2\d|[3-9]\d{2})"
_LANDLINE = re.compile(
    rf"(?:(?<![\d+])(?:\+|00)86{_ANY_GAP}0?{_AREA}|{_START}(?:0{_AREA}|\(0{_AREA}\)))"
    rf"{_ANY_GAP}[1-9]\d{{2,3}}{_ANY_GAP}\d{{4}}" + _END
)
# Without an area code only a word before it tells a phone number from any other figure.
_LOCAL_PHONE = re.compile(
    r"(?:电话|座机|固话|手机|联系方式|[Tt]el)[^\d\n\[\]]{0,6}"
    rf"(?P<number>[2-8]\d{{2,3}}{_ANY_GAP}\d{{4}})" + _END + _NOT_MONEY
)  # fmt: skip

_CARD_SOLID = re.compile(_START + r"\d{13,}" + _END)
_CARD_GROUPS = re.compile(_START + rf"[1-9]\d{{3}}(?:{_GAP}\d{{4}}){{2,3}}{_GAP}\d{{1,4}}" + _END)
_CARD_HALVES = re.compile(_START + rf"[1-9]\d{{5}}{_GAP}(?!1[3-9]\d{{9}}{_END})\d{{9,13}}" + _END)
_YEAR_OR_ROUND = re.compile(r"(?:19|20)\d\d|[1-9]\d?00")

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"


def mask(text: str, *, landlines: bool = True) -> str:
    """``text`` with private numbers replaced; ``landlines``: those too, which an office tells everybody. Masking again
    changes nothing."""
    text = _replace(_mask_before_phones(text), _MOBILE, _mobile)
    if landlines:
        text = _replace(text, _LANDLINE, lambda match: PHONE)
    text = _replace(text, _IDENTITY_15, _identity_15)
    text = _replace(text, _CARD_SOLID, lambda match: CARD)
    return _replace(text, _LOCAL_PHONE, _local_phone) if landlines else text


def find_phone(text: str) -> str | None:
    """The first number in ``text`` that can be dialled from anywhere, in digits: a mobile phone's, else with area code."""
    folded = _fold(_mask_before_phones(text))
    for match in _MOBILE.finditer(folded):
        if _mobile(match):
            return re.sub(r"\D", "", match["own"])
    landline = _LANDLINE.search(folded)
    return _within_china(re.sub(r"\D", "", landline.group())) if landline else None


def _mask_before_phones(text: str) -> str:
    """The middle of an identity or card number may look like a phone's."""
    text = _replace(text, _IDENTITY_18, _identity_18)
    text = _replace(text, _CARD_HALVES, lambda match: CARD)
    return _replace(text, _CARD_GROUPS, _card_in_groups)


def _within_china(digits: str) -> str:
    """A number without the country's code, with the 0 before the area's."""
    return re.sub(r"^(?:00)?860?", "0", digits)


def has_valid_checksum(number: str) -> bool:
    """Whether an 18-character identity number ends with the check character that GB 11643 (ISO 7064) asks for."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11] == number[17].upper()


def _replace(text: str, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str | None]) -> str:
    """Replace what matches in the folded text within the text as written: the group ``number``, or all of the match.

    Where ``replacement`` gives None the match is kept, and the search goes on inside it.
    """
    folded = _fold(text)
    group: str | int = "number" if "number" in pattern.groupindex else 0
    parts, done, position = [], 0, 0
    while match := pattern.search(folded, position):
        new = replacement(match)
        if new is None:
            position = match.start() + 1
            continue
        parts += [text[done : match.start(group)], new]
        done = position = match.end()
    return "".join([*parts, text[done:]])


def _fold(text: str) -> str:
    """``text`` with every script's digits and full-width signs as plain ones, character for character."""
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character.isascii():
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    # Only full-width forms (U+FF01–FF5E) have a twin in ASCII.
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character


def _is_date(digits: str, form: str) -> bool:
    try:
        day = time.strptime(digits, form)
    except ValueError:
        return False
    return 1850 <= day.tm_year <= 2100


def _identity_18(match: re.Match[str]) -> str | None:
    """A birthday in it or the right check character is enough, or the X that no other number ends with.

    With gaps inside the birthday it takes more: "120000 2025-03-01 2025-03-31" begins like an identity number.
    """
    number = re.sub(r"[^\dXx]", "", match.group())
    has_birthday, is_checked = _is_date(number[6:14], "%Y%m%d"), has_valid_checksum(number)
    if _BIRTH_IN_ONE_PIECE.fullmatch(match.group()):
        return IDENTITY if has_birthday or is_checked or number[17] in "Xx" else None
    if _WRITTEN_DATE.search(match.group()):
        return IDENTITY if has_birthday and is_checked else None
    return IDENTITY if has_birthday else None


def _mobile(match: re.Match[str]) -> str | None:
    """None for a figure and a date ("150 20250301"), which are eleven digits as well."""
    figure, _, date = match["own"].partition(" ")
    return None if len(figure) == 3 and _is_date(date, "%Y%m%d") else PHONE


def _identity_15(match: re.Match[str]) -> str | None:
    return IDENTITY if _is_date(f"19{match.group()[6:12]}", "%Y%m%d") else None


def _card_in_groups(match: re.Match[str]) -> str | None:
    """None for a list of years or of round amounts ("2021 2022 2023 2024")."""
    *groups, _ = re.findall(r"\d+", match.group())
    return None if all(_YEAR_OR_ROUND.fullmatch(group) for group in groups) else CARD


def _local_phone(match: re.Match[str]) -> str | None:
    return None if _is_date(match["number"], "%Y%m%d") else PHONE
