"""Bring the words of a paper into one form: Simplified, without the pinyin that some web pages put behind characters, and
with bytes brought back that went lost on the way."""

from __future__ import annotations

import re
import unicodedata

import rjieba

from knowledge.language.normalise import simplified

LOST = "□"
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ"
_SYLLABLE = rf"(?=[a-z]*[{_TONES}])[a-z{_TONES}]{{1,6}}\)"
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff□])\({_SYLLABLE}")
_BLANKS = re.compile(r"[^\S\n]+")
# Where GB18030 lost a byte, "?" stands for it, perhaps with the rest of a pinyin, and all characters up to the next ASCII one
# are made of wrong pairs; that one may be the second byte of the last pair.
_SHIFTED = re.compile(rf"\?(?:{_SYLLABLE})?(?P<run>[!?]?[^\x00-\x7f]{{3,}})(?P<last>[\x40-\x7e]?)")
_WIDE = str.maketrans("!?", "！？")
_WORD = 2  # letters from which on a word of the dictionary says that a text makes sense
_GOOD, _MUCH_BETTER = 0.55, 0.25  # shares of characters that make sense
_ORPHAN = re.compile(rf"\?+{_SYLLABLE}")  # a lost character, its pinyin left over
_HAN = re.compile(r"[\u4e00-\u9fff]")
_USUAL = frozenset("，。、；：！？“”（）《》…—")


def repaired(text: str) -> str:
    """The words of a block in the form in which they are kept and quoted. What is lost for good stands as □."""
    mended = _ORPHAN.sub(LOST, _SHIFTED.sub(_shifted_back, _PINYIN.sub("", text)))
    return _BLANKS.sub(" ", simplified(_printable(_PINYIN.sub("", mended))).replace("\ufffd", LOST)).strip()


def _printable(text: str) -> str:
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn"))


def _shifted_back(match: re.Match[str]) -> str:
    """The text with its pairs of bytes put right, if it makes more sense then; the lost character is not guessed."""
    run, last = match["run"].translate(_WIDE), match["last"]
    if _share(run) >= _GOOD:
        return match[0]
    pairs = run.encode("gb18030")[1:]
    for data, rest in ((pairs + last.encode(), ""), (pairs, last), (pairs[:-1], LOST + last)):
        text = _decoded(data)
        if text and _share(text) >= _share(run) + _MUCH_BETTER:
            return LOST + text + rest
    return match[0]


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _share(text: str) -> float:
    return sense(text) / max(1, len(text))


def sense(text: str) -> int:
    """How many characters stand in words of at least two, or are usual marks; less those that are neither Han nor usual."""
    words = rjieba.cut(simplified(text), hmm=False)
    known = sum(len(word) for word in words if len(word) >= _WORD and _HAN.match(word))
    strange = sum(not _HAN.match(c) and c not in _USUAL for c in text)
    return known + sum(c in _USUAL for c in text) - strange
