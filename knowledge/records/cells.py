"""What may stand in a cell: each type turns the text of a cell into a value, or says in Chinese why it cannot.

Empty cells never get here: they take the column's default, or are missing where the column is required.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints

from knowledge.language.normalise import letters_only
from knowledge.records import cell_damage
from knowledge.records.cell_days import read_first_day, read_last_day
from knowledge.records.cell_numbers import read_amount, read_count, read_pay_unit
from knowledge.records.cell_places import named_system, official_city, official_region, read_degrees
from knowledge.records.cell_texts import is_nothing, lines, one_line, plain, shown

# Control characters but tab and line ends, marks that turn the writing direction round, and what Unicode leaves unused.
_PRINTABLE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]*$"
_YES = frozenset("是 true 1 y yes √ ✓ ✔ ☑ 有 24小时 全天 对 开".split())
_NO = frozenset("否 false 0 n no × ✗ ✘ x 无 没有 不是 错".split())
# What parts similar questions: new lines and ；, and how lists are numbered or barred elsewhere.
_PARTED = re.compile(r"[\n；;|｜]+|(?:^|(?<=[\s？?。，]))\d{1,2}[.、．](?!\d)|[①-⑳]|(?:^|(?<=\s))[(（]\d{1,2}[)）]")
# What stands in an answer that is still to be written, or that a spreadsheet could not work out.
_UNWRITTEN = re.compile(
    r"#(?:ref|n/a|value|name|div/0|null|num)[!?]?|none|null|nan|undefined|todo|tbd|x{2,}|同上|略|见附件.{0,8}|详见附件.{0,8}|"
    r"待(?:补充|完善|定|更新|填)|无|暂无|空|test|测试",
    re.IGNORECASE,
)
_LEAST_LETTERS = 2


def _several(text: str) -> str:
    """The parts of a text, one to a line, each once."""
    parts = (one_line(part) for part in _PARTED.split(text))
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _yes_no(text: str) -> bool | None:
    word = plain(text).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    if is_nothing(text):
        return None
    raise ValueError(f"{shown(text)}看不懂，请写 是 或 否")


def _link(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError(f"{shown(text)}不是网址，要以 http:// 或 https:// 开头")
    return text


def _written(text: str) -> str:
    if _UNWRITTEN.fullmatch(plain(text)):
        raise ValueError(f"{shown(text)}不是能给人看的话，请写完整，还没有的先不要放进表里")
    return text


def _question(text: str) -> str:
    if len(letters_only(text)) < _LEAST_LETTERS:
        raise ValueError(f"{shown(text)}不是问题，至少要有两个字")
    return _written(text)


def _longitude(text: str) -> float | None:
    return read_degrees(text, "119.4606")


def _latitude(text: str) -> float | None:
    return read_degrees(text, "29.2084")


def _text(longest: int) -> StringConstraints:
    return StringConstraints(min_length=1, max_length=longest, pattern=_PRINTABLE)


Id = Annotated[str, BeforeValidator(one_line), _text(64)]
Line = Annotated[str, BeforeValidator(one_line), _text(200)]
Text = Annotated[str, BeforeValidator(lines), _text(4000)]
Parts = Annotated[str, BeforeValidator(lines), _text(4000), AfterValidator(_several)]
Question = Annotated[Line, AfterValidator(_question)]
Answer = Annotated[Text, AfterValidator(_written)]
Link = Annotated[Line, AfterValidator(_link)]
City = Annotated[Line, AfterValidator(official_city)]
RegionName = Annotated[Line, AfterValidator(official_region)]
Place = Annotated[Line, AfterValidator(cell_damage.place)]
Phone = Annotated[Line, AfterValidator(cell_damage.phone)]
Hours = Annotated[Line, AfterValidator(cell_damage.hours)]
Amount = Annotated[float | None, PlainValidator(read_amount)]
Count = Annotated[int | None, PlainValidator(read_count)]
Longitude = Annotated[float | None, PlainValidator(_longitude)]
Latitude = Annotated[float | None, PlainValidator(_latitude)]
FirstDay = Annotated[dt.date | None, PlainValidator(read_first_day)]
LastDay = Annotated[dt.date | None, PlainValidator(read_last_day)]
YesNo = Annotated[bool | None, PlainValidator(_yes_no)]
System = Annotated[str, PlainValidator(named_system)]
PayUnit = Annotated[str, PlainValidator(read_pay_unit)]
