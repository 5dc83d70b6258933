"""Take out of a text what programs left in it: the escapes of XLSX ("_x000D_") and the tags of web pages ("<br/>")."""

from __future__ import annotations

import html
import re

_ESCAPED = re.compile(r"_x000([9AaDd])_")
_ENDS_OF_LINES = re.compile(r"\s*<(?:br|/p|/div|/li|/tr|/h[1-6])\s*/?>\s*", re.IGNORECASE)
_TAGS = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|font|a|ul|ol|li|h[1-6]|table|tbody|thead|tr|td|th|img|sup|sub|center|o:p)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def without_markup(text: str) -> str:
    """The text as a person was to read it; cleaning it again changes nothing."""
    while (cleaned := _once(text)) != text:
        text = cleaned
    return text


def _once(text: str) -> str:
    if "_x000" in text:
        text = _ESCAPED.sub(lambda match: "\t" if match[1] == "9" else "\n", text).replace("\n\n", "\n")
    if "<" in text and _TAGS.search(text):
        text = html.unescape(_TAGS.sub("", _ENDS_OF_LINES.sub("\n", text))).replace("\xa0", " ").strip()
    return text
