"""Word lists and patterns of words."""

from __future__ import annotations

import re

from knowledge.language.word_lists import any_of, word_lists


def test_the_longest_word_wins_and_no_words_match_nothing() -> None:
    assert re.fullmatch(any_of(["保洁", "保洁员"]), "保洁员")
    match = re.match(any_of(["保洁", "保洁员"]), "保洁员")
    assert match and match[0] == "保洁员"
    assert not re.search(any_of([]), "")
    assert re.fullmatch(any_of(["a.b"]), "axb") is None


def test_every_list_has_words() -> None:
    for name in ("replies", "fillers", "utterances"):
        lists = word_lists(name)
        assert lists and all(words and len(set(words)) == len(words) for words in lists.values())
