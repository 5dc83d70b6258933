"""What a start finds lacking in the tables."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, insert, update

from knowledge.records.backlog import is_faq_waiting, never_imported, waiting_faqs
from knowledge.records.importing import import_file
from knowledge.records.tables import EncodedFaq, Faq

FAQS = "编号,问题,答案,地区\nown-1,食堂几点开,十一点。,兰溪市\n"


def test_a_kind_that_was_imported_lacks_nothing(engine: Engine, tmp_path: Path) -> None:
    before = [file.stem for file in never_imported(engine)]
    assert {"jobs", "stations", "lodgings", "courses", "service_points"} <= set(before)
    file = next(file for file in never_imported(engine) if file.stem == "lodgings")
    import_file(engine, "lodgings", file, strict=True)
    assert [file.stem for file in never_imported(engine)] == [kind for kind in before if kind != "lodgings"]


def test_an_faq_waits_until_it_has_vectors_of_this_encoder_as_it_is_now(engine: Engine, tmp_path: Path) -> None:
    assert not is_faq_waiting(engine, "e1")
    file = tmp_path / "faqs.csv"
    file.write_text(FAQS, "utf-8")
    import_file(engine, "faqs", file, strict=True)
    assert is_faq_waiting(engine, "e1")
    with engine.begin() as connection:
        (row,) = connection.execute(waiting_faqs("e1"))
        texts = {name: value for name, value in row._mapping.items() if name != "revision"}
        made = {"vectors": b"", "encoder": "e1", "made_from": row.revision, "revision": row.revision}
        connection.execute(insert(EncodedFaq).values(texts | made))
    assert not is_faq_waiting(engine, "e1")
    assert is_faq_waiting(engine, "e2")
    with engine.begin() as connection:
        connection.execute(update(Faq).values(revision=row.revision + 1))
    assert is_faq_waiting(engine, "e1")
