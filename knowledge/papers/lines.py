"""Tell by its wording what a line of a Chinese paper is: a heading, the start of an article or of an item, a caption."""

from __future__ import annotations

import re

_NUMERAL = "[一二三四五六七八九十百千零〇○两0-9０-９]+"
_ENDS = tuple("。！？；：!?;:.…，、,")
_CHAPTER = re.compile(rf"第{_NUMERAL}([编章节])(?:\s|$)")
_ARTICLE = re.compile(rf"第{_NUMERAL}条(?:之[一二三四五六七八九十]+)?(?=[\s　：:【]|[^\d之第条款项、和至的规所中])")
_ITEM = re.compile(
    r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}(?:[、．]|\.(?!\d))|[①-⑳]"
)
_BARE = re.compile(rf"(?:第{_NUMERAL}条(?:之[一二三四五六七八九十]+)?|{_ITEM.pattern})$")
_TOP_ITEM = re.compile(r"[一二三四五六七八九十]+、|\d{1,3}(?:[、．]|\.(?!\d))")
_CAPTION = re.compile(r"[▲△▼◆图]")
_LEVELS = {"编": 1, "章": 2, "节": 3}
PLAIN = 4  # the level of what is a heading by its wording alone; chapters and the like stand above
_ITEM_LEVELS = {True: PLAIN, False: PLAIN + 1}
_LONGEST = 40  # characters of a heading
_SURE = 12  # up to here a line of its own that does not end like a sentence needs no other sign
_DATED = re.compile(r"\d{4}年\d{1,2}月")  # when it was passed, or its number: no heading
_PARTED = re.compile(r"[\s:：—]")
_NAMES = (
    "表",
    "办法",
    "规定",
    "指引",
    "通知",
    "意见",
    "条例",
    "决定",
    "方案",
    "细则",
)  # what a paper or a part of one calls itself
_UNEVEN = 5  # characters by which the halves of a heading with a comma may differ: such headings are couplets


def starts_article(text: str) -> str | None:
    """The number of the article that begins here ("第七条")."""
    match = _ARTICLE.match(text)
    return match[0] if match else None


def starts_item(text: str) -> bool:
    """Whether a numbered item, an article or a chapter begins here."""
    return bool(_ITEM.match(text) or _CHAPTER.match(text) or _ARTICLE.match(text))


def starts_top_item(text: str) -> bool:
    """Whether an item begins here that stands for itself in a paper without articles ("一、", "12.")."""
    return bool(_TOP_ITEM.match(text))


def is_bare_number(text: str) -> bool:
    """Whether the line is but the number of an article or an item, whose text stands on the next."""
    return bool(_BARE.match(text))


def is_caption(text: str) -> bool:
    """Whether the line belongs to a picture."""
    return bool(_CAPTION.match(text)) and len(text) <= _LONGEST


def heading_level(text: str) -> int | None:
    """The level of a heading that is none but for its wording; None for running text."""
    chapter = _CHAPTER.match(text)
    if chapter and len(text) <= _LONGEST:
        return _LEVELS[chapter[1]]
    if len(text) > _LONGEST or text.endswith(_ENDS) or is_caption(text) or starts_article(text) or is_bare_number(text):
        return None
    if _ITEM.match(text):
        return _ITEM_LEVELS[bool(_TOP_ITEM.match(text))]
    return PLAIN if _stands_alone(text) else None


def _stands_alone(text: str) -> bool:
    if _DATED.search(text):
        return False
    letters = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return (
        letters >= 3
        and "。" not in text
        and (len(text) <= _SURE or text.endswith(_NAMES) or bool(_PARTED.search(text)) or _is_couplet(text))
    )


def _is_couplet(text: str) -> bool:
    halves = re.split("[，,]", text)
    return len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= _UNEVEN


def is_open(text: str) -> bool:
    """Whether a line stops in the middle of a sentence, so that the next one goes on with it."""
    return bool(text) and not text.endswith((*_ENDS[:7], *'…”’」』）)》】"')) and heading_level(text) is None
