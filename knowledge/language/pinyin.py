"""How a text sounds: one toneless syllable a character, near sounds merged, so that homophone slips match."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin

# Initials and finals that many speakers (and their keyboards' fuzzy mode) do not tell apart.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))


@lru_cache(maxsize=8192)
def syllable(character: str) -> str:
    """The merged syllable of one character; a character without a reading stands for itself."""
    return merged(lazy_pinyin(character, style=Style.NORMAL, errors="default")[0])


def merged(sound: str) -> str:
    """A toneless syllable with near sounds merged."""
    for full, near in _MERGED:
        sound = sound.replace(full, near)
    return sound


def syllables(text: str) -> list[str]:
    """The syllables of a text, in order."""
    return [syllable(character) for character in text]
