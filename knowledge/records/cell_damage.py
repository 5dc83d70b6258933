"""What spreadsheets and hands do to phone numbers, hours and addresses; what is certainly damaged is refused, not told."""

from __future__ import annotations

import re

from knowledge.records.cell_texts import is_nothing, plain, shown

_RETYPE = "请把这一格设为文本格式，重新填"
_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+\d{1,2}|\d\.\d+[eE]\d{1,2}")
_LETTERS = re.compile(r"(?<![A-Za-z\d])\d{2,}[OoIlL]+[-\d]*\d{3,}(?![A-Za-z])")
_WHOLE = re.compile(r"(?<![\d.])(\d{7,12})\.0+(?!\d)")
_FRACTION = re.compile(r"\d{7,}\.\d*[1-9]")
_CODE = r"(?:\(?0\d{2,3}\)?[-— ]*)"
# Mobile phones, 400 and 800, fixed lines with or without area code and extension, short numbers such as 12333 or 110.
_PHONE = re.compile(
    rf"(?<!\d)(?:\+?86[- ]?)?(?:1[3-9]\d-?\d{{4}}-?\d{{4}}|[48]00-?\d{{3,4}}-?\d{{3,4}}|{_CODE}?[2-9]\d{{2,3}}[- ]?\d{{4}}"
    r"|1\d{2,4}|9\d{4,5})(?:(?:转|-|－)\d{1,6})?(?!\d)"
)
_LOST_ZERO = re.compile(r"(?<!\d)[1-9]\d{8,10}(?!\d)")
_LONG_NUMBER = re.compile(r"\d{6,}")
_DAY_FRACTION = re.compile(r"0?\.\d{3,}")
_HOURS_LETTERS = re.compile(r"(?<![A-Za-z])[lIO]\d?:\d|\d[lIO]:\d|\d:[lIO]\d|\d:\d[lIO]")
_A_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d\d")


def phone(text: str) -> str:
    """A cell with phone numbers, "" where it says that there is none. Raises ValueError with what is wrong, in Chinese."""
    if is_nothing(text):
        return ""
    text = _WHOLE.sub(r"\1", text)
    if _POWER.search(text):
        raise ValueError(f"{shown(text)}是表格软件把号码变成了科学计数，{_RETYPE}")
    if _FRACTION.search(text):
        raise ValueError(f"{shown(text)}带着小数，不是电话号码，{_RETYPE}")
    if _LETTERS.search(text):
        raise ValueError(f"{shown(text)}的数字里有字母，请核对是不是把 0 写成了 O、把 1 写成了 l")
    return text


def doubtful_contact(text: str) -> str:
    """What is odd about the phone numbers in a text that says other things too, "" if nothing is."""
    return doubtful_phone(text) if _LONG_NUMBER.search(_PHONE.sub("", plain(text))) else ""


def doubtful_phone(text: str) -> str:
    """What is odd about a phone number, "" if nothing is."""
    rest = _PHONE.sub("", plain(text))
    if not any(sign.isdigit() for sign in plain(text)):
        return f"{shown(text)}里没有号码"
    if _LOST_ZERO.search(rest) and len(re.findall(r"\d", rest)) <= 11:
        return f"{shown(text)}不像电话号码，是不是少了开头的 0"
    return f"{shown(text)}不像电话号码，请核对位数" if re.search(r"\d{3,}", rest) else ""


def hours(text: str) -> str:
    """Opening hours, "" where none are said. Raises ValueError as above."""
    if is_nothing(text):
        return ""
    if _DAY_FRACTION.fullmatch(plain(text)):
        raise ValueError(f"{shown(text)}是表格软件把时间变成了小数，请写成 8:30-17:30")
    if _HOURS_LETTERS.search(plain(text)):
        raise ValueError(f"{shown(text)}的数字里有字母，请核对是不是把 1 写成了 l、把 0 写成了 O")
    return text


def place(text: str) -> str:
    """An address or a district, "" where none is said. Raises ValueError as above."""
    if is_nothing(text):
        return ""
    if _A_DATE.fullmatch(plain(text)):
        raise ValueError(f"{shown(text)}像是被表格软件变成了日期，{_RETYPE}")
    return text
