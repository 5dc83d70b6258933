"""Bring a typed message into one form: Simplified, half-width, without invisible characters, dialect words replaced."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml
from opencc import OpenCC

DIALECT_FILE = Path(__file__).parent / "data" / "dialect.yml"

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
# Who types no commas types blanks; between a few characters they are the keyboard's.
_BETWEEN_CLAUSES = re.compile(rf"(?<=[{_HAN}]{{3}})\s+(?=[{_HAN}]{{3}})")
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_SPACES = re.compile(r"\s+")
# Cantonese "is" and "is not", which say what is taken back: "唔系三年，系四年". Not in 关系, 系统, 系安全带.
_IS_NOT = re.compile(r"(?<!系)唔系")
_IS = re.compile(r"(?:^|(?<=[,，。!！?？;；\s我你您他她佢就即仲又]))系(?![统列数带安鞋领咪唔])")
# A short question, and behind it whom it is asked.
_ASKED_BEHIND = re.compile(
    r"(?P<asked>[^,，。;；你]{0,6}(?:几点|什么时候|多少|哪里?|怎么|吗|(?P<verb>[一-鿿])不(?P=verb))[^,，。;；你]{0,4}?)[啊呀呢嘛哦]*[,，]?(?P<whom>你们(?:这|那)?[里边儿]?)[啊呀呢]?\W*"
)
_REPEATED = re.compile(r"([^\d\s])\1{3,}")


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _dialect() -> tuple[re.Pattern[str], dict[str, str]]:
    words: dict[str, str] = yaml.safe_load(DIALECT_FILE.read_text("utf-8"))
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), words


def simplified(text: str) -> str:
    """The text with Traditional characters as Simplified ones."""
    return str(_converter().convert(text))


def normalise(text: str) -> str:
    """The message in plain form, for display and matching alike; may be empty.

    NFKC, Traditional to Simplified, control and zero-width characters dropped, runs of one character (digits excepted)
    cut to three, spaces between Han characters dropped, or a comma where three or more stand on each side; the Cantonese
    copula as that of the standard language.
    """
    if not text.isprintable():  # most is
        text = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    text = simplified(unicodedata.normalize("NFKC", text))
    text = _BETWEEN_HAN.sub("", _BETWEEN_CLAUSES.sub("，", _SPACES.sub(" ", text))).strip()
    text = _IS.sub("是", _IS_NOT.sub("不是", text))
    return _REPEATED.sub(r"\1\1\1", text)


def standard_words(text: str) -> str:
    """A normalised message with dialect words replaced by what the content says (``data/dialect.yml``), and with those who
    are asked in front: "几点开门啊你们"."""
    pattern, words = _dialect()
    standard = pattern.sub(lambda match: words[match[0]], text.lower())
    behind = _ASKED_BEHIND.fullmatch(standard)
    return f"{behind['whom']}{behind['asked']}" if behind else standard


def letters_only(text: str) -> str:
    """Letters, digits and Han characters only: two texts of which the same is left are the same question."""
    return "".join(filter(str.isalnum, text.lower()))
