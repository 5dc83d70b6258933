"""What differs between two versions."""

from __future__ import annotations

from knowledge.records.faqs.differences import Piece, differences, number_pieces
from tests.knowledge.records.faqs.conftest import faq


def test_the_same() -> None:
    assert differences(faq(), faq()) == ()


def test_letters_of_a_text_lines_of_the_wordings_and_dates() -> None:
    old = faq(similar_questions="住几晚\n能住多久", effective_from="2026-01-01")
    new = faq(similar_questions="住几晚\n免费住多久", answer="青年公寓可以住15天。")
    similar, answer, day = differences(old, new)
    assert (similar.field, similar.title) == ("similar_questions", "相似问法")
    assert similar.pieces == (Piece("same", "住几晚\n"), Piece("out", "能住多久"), Piece("in", "免费住多久"))
    assert (answer.field, answer.pieces) == (
        "answer",
        (Piece("same", "青年公寓可以住"), Piece("in", "1"), Piece("same", "5天。")),
    )
    assert (day.field, "".join(piece.text for piece in day.pieces)) == ("effective_from", "2026-01-01")


def test_the_pieces_are_both_texts() -> None:
    old, new = faq(answer="住3天，管早饭。"), faq(answer="可住30天，不管饭。")
    (answer,) = differences(old, new)
    assert "".join(piece.text for piece in answer.pieces if piece.kind != "in") == old.answer
    assert "".join(piece.text for piece in answer.pieces if piece.kind != "out") == new.answer


def test_numbers_are_compared_as_a_whole() -> None:
    pieces = [(piece.kind, piece.text) for piece in number_pieces("月2040元，前1850元", "月2150元，前2040元")]
    assert pieces == [
        ("same", "月"), ("out", "2040"), ("in", "2150"), ("same", "元，前"), ("out", "1850"), ("in", "2040"), ("same", "元"),
    ]  # fmt: skip
