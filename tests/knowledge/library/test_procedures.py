"""Which way a matter goes, and what is wrong with a file of ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.library.content import ContentError
from knowledge.library.procedures import procedure_faults, procedure_of, procedures
from knowledge.library.schema import ContentFile

WAY = """
- id: {id}
  matters: [{matter}]
  answers:
    {aspect}: [{answer}]
"""


def file(region: str, **kinds: str) -> ContentFile:
    """Entries of a place, by their ids with the kind of each."""
    entries = [
        {"id": id.replace("_", "-"), "category": "工资", "kind": kind, "question": f"{id}？", "answer": "打12333问。"}
        for id, kind in kinds.items()
    ]
    return ContentFile.model_validate({"region": region, "sources": {}, "entries": entries})


FILES = [
    file("全国", guide_wages="guide", guide_leave="guide", where_to_claim="rule"),
    file("浙江省", zhejiang_claim="rule"),
]


def ways(folder: Path, *lines: str) -> Path:
    path = folder / "procedures.yml"
    path.write_text("procedures:" + "".join(lines), encoding="utf-8")
    return path


def way(id: str = "claims", matter: str = "guide-wages", aspect: str = "place", answer: str = "where-to-claim") -> str:
    return WAY.format(id=id, matter=matter, aspect=aspect, answer=answer)


def test_a_file_without_faults_has_none(tmp_path: Path) -> None:
    assert not list(procedure_faults(FILES, ways(tmp_path, way(), way("leave", "guide-leave"))))


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([way(answer="where-to-go")], "place 里的 where-to-go 不存在"),
        ([way(answer="zhejiang-claim")], "zhejiang-claim 只在浙江省"),
        ([way(matter="where-to-claim")], "matters 里的 where-to-claim 不是引导条目"),
        ([way(), way("others")], "已经归了 claims"),
    ],
)
def test_faults_are_told(lines: list[str], fault: str, tmp_path: Path) -> None:
    (found,) = procedure_faults(FILES, ways(tmp_path, *lines))
    assert fault in found


def test_nothing_is_asked_that_no_message_can_ask(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="procedures"):
        procedures(ways(tmp_path, way(aspect="weather")))


def test_a_matter_goes_one_way_or_none() -> None:
    assert (way := procedure_of("guide-severance")) and "nation-arbitration-days" in way.answers["time"]
    assert procedure_of("guide-lodging") is None
