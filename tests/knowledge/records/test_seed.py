"""The records that are there from the start: the papers' places, jobs and courses, and samples that say so."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from knowledge.library.content import CONTENT_FOLDER, Content, read_file
from knowledge.places.regions import all_regions
from knowledge.records.backlog import SEED_FOLDER as FOLDER

COLUMNS = {
    "stations": "id name city district address lng lat coord_sys open_hours is_24h amenities phone source verified_at",
    "jobs": "id title employer city district job_type pay_min pay_max pay_unit headcount requirements contact lng lat "
    "published_at expires_at source",
    "lodgings": "id name city address beds free_days meals facilities conditions how_to_apply contact source "
    "verified_at",
    "service_points": "id name kind city district address lng lat coord_sys open_hours phone services source "
    "verified_at",
    "courses": "id title trade city district organiser address starts_at ends_at days fee conditions how_to_apply "
    "contact source verified_at",
}
CONTENT_OF = {"兰溪市": "lanxi", "舟山市": "zhoushan", "安康市": "ankang", "江门市": "jiangmen", "上饶市": "shangrao"}
# South, north, west, east of the administrative area, in degrees: a swapped or mistyped pair falls outside.
BOUNDS = {
    "兰溪市": (29.0, 29.5, 119.2, 119.9),
    "舟山市": (29.5, 31.1, 121.5, 123.2),
    "安康市": (31.7, 33.9, 108.0, 110.2),
    "江门市": (21.4, 22.9, 111.9, 113.3),
    "上饶市": (27.5, 29.8, 116.2, 118.5),
}
TREE = all_regions()

Row = dict[str, str]


def read(kind: str) -> list[Row]:
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


ROWS = {kind: read(kind) for kind in COLUMNS}


def is_sample(row: Row) -> bool:
    return row["source"].startswith("示例")


def of_papers(kind: str) -> list[Row]:
    return [row for row in ROWS[kind] if not is_sample(row)]


@pytest.mark.parametrize("kind", COLUMNS)
def test_columns_and_ids(kind: str) -> None:
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    assert header == COLUMNS[kind].split()
    assert {len(row) for row in rows} == {len(header)}
    assert all(cell == cell.strip() for row in rows for cell in row)
    ids = [row["id"] for row in ROWS[kind]]
    assert len(set(ids)) == len(ids)


@pytest.fixture(scope="module")
def papers(shipped: Content) -> dict[str, tuple[str, ...]]:
    """The titles of the sources of each city."""
    return {
        city: tuple(source.title for source in read_file(CONTENT_FOLDER / f"{name}.yml").sources.values())
        for city, name in CONTENT_OF.items()
    }


@pytest.mark.parametrize("kind", COLUMNS)
def test_what_is_no_sample_names_a_paper_of_its_city(kind: str, papers: dict[str, tuple[str, ...]]) -> None:
    assert of_papers(kind)
    for row in of_papers(kind):
        assert row["source"].startswith(papers[row["city"]]), row["id"]


@pytest.mark.parametrize("kind", COLUMNS)
def test_samples_are_marked(kind: str) -> None:
    for row in ROWS[kind]:
        assert is_sample(row) == row["id"].startswith("sample-"), row["id"]
        if kind == "stations":
            assert is_sample(row) == row["name"].startswith("示例"), row["id"]
        elif kind == "jobs":
            assert is_sample(row) == row["employer"].endswith("（示例）"), row["id"]


def test_how_many_samples_each_city_has() -> None:
    for city in CONTENT_OF:
        counts = {kind: sum(is_sample(row) and row["city"] == city for row in rows) for kind, rows in ROWS.items()}
        # Nobody is to be sent to a bed that does not exist.
        assert counts == {"stations": 8, "jobs": 12, "lodgings": 0, "service_points": 0, "courses": 0}


@pytest.mark.parametrize("kind", [kind for kind, columns in COLUMNS.items() if "district" in columns.split()])
def test_districts_lie_in_their_city(kind: str) -> None:
    for row in ROWS[kind]:
        if row["city"] == "兰溪市":  # a county-level city: below it are only streets, which the tree does not hold
            assert not row["district"] or row["district"].endswith(("街道", "经济开发区")), row["id"]
        elif row["district"]:
            path = TREE.get(row["city"] + row["district"]).path
            assert (path[-2].name, path[-1].name) == (row["city"], row["district"]), row["id"]


@pytest.mark.parametrize("kind", [kind for kind, columns in COLUMNS.items() if "lng" in columns.split()])
def test_coordinates_lie_in_their_city_and_only_samples_have_any(kind: str) -> None:
    for row in ROWS[kind]:
        assert bool(row["lng"]) == bool(row["lat"]), row["id"]
        if row["lng"]:
            south, north, west, east = BOUNDS[row["city"]]
            assert south < float(row["lat"]) < north and west < float(row["lng"]) < east, row["id"]
            assert is_sample(row), "no paper gives coordinates"
            assert row.get("coord_sys", "wgs84") == "wgs84"


def test_jobs_of_the_papers_have_expired_and_samples_have_not() -> None:
    for row in ROWS["jobs"]:
        expires = dt.date.fromisoformat(row["expires_at"])
        if is_sample(row):
            assert expires == dt.date(2027, 12, 31)
            assert dt.date.fromisoformat(row["published_at"]) < expires
        else:
            assert expires == dt.date(2023, 3, 25), "the day on which the paper saw them"


@pytest.mark.parametrize(("kind", "column"), [("jobs", "headcount"), ("lodgings", "beds"), ("lodgings", "free_days")])
def test_numbers_are_numbers(kind: str, column: str) -> None:
    assert all(row[column] == "" or int(row[column]) > 0 for row in ROWS[kind])


def test_pay_can_be_read() -> None:
    for row in ROWS["jobs"]:
        assert bool(row["pay_min"]) == bool(row["pay_max"]) == bool(row["pay_unit"]), row["id"]
        if row["pay_unit"]:
            assert row["pay_unit"] in {"小时", "天", "月", "单", "课时"}
            assert 0 < int(row["pay_min"]) <= int(row["pay_max"])


def test_whole_day_says_the_same_in_both_columns() -> None:
    for row in filter(is_sample, ROWS["stations"]):
        assert (row["is_24h"] == "是") == (row["open_hours"] == "全天"), row["id"]
        assert set(row["amenities"].split("、")) <= {"充电", "热饭", "饮水", "厕所", "休息"}
