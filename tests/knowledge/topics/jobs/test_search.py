"""Jobs that fit a wish, and what to relax when none does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.places.coordinates import metres
from knowledge.places.regions import all_regions
from knowledge.topics.jobs.adverts import plain, said_in
from knowledge.topics.jobs.columns import DAYS_OPEN
from knowledge.topics.jobs.job import PAY_UNITS, Job
from knowledge.topics.jobs.pay import converted
from knowledge.topics.jobs.search import JobIndex
from knowledge.topics.jobs.vocabulary import vocabulary
from knowledge.topics.jobs.wishes import JobWish, PayWish, read_wish
from tests.knowledge.reading import read

REGIONS = all_regions().serving([all_regions().get(name) for name in "兰溪市 舟山市 安康市 江门市 上饶市".split()])
TODAY = dt.date(2026, 11, 22)
YESTERDAY = TODAY - dt.timedelta(1)

PORTER = Job(
    "porter", "搬运工", "上饶市", district="广丰区", pay_min=180, pay_max=220, pay_unit="天", requirements="日结"
)
JOBS = [
    PORTER,
    Job("guard", "夜班保安", "上饶市", district="信州区", pay_min=3500, pay_unit="月", requirements="包吃住，18-55岁"),
    Job("driver", "司机（C1）", "上饶", district="广丰", pay_min=25, pay_unit="小时", lat=28.43, lng=118.19),
    Job("far", "货车司机", "上饶市", district="信州区", pay_min=40, pay_unit="小时", lat=28.45, lng=117.97),
    Job("support", "客服", "上饶市", district="广信区", pay_min=10, pay_unit="单"),
    Job("gone", "司机", "上饶市", district="广丰区", pay_min=900, pay_unit="天", expires_at=YESTERDAY),
    Job(
        "sorter", "分拣员", "兰溪市", employer="娃哈哈集团", job_type="夜班", pay_min=20, pay_unit="小时", source="示例"
    ),
    Job("packer", "打包工", "兰溪市", employer="某某物流", pay_max=19, pay_unit="小时"),
    Job("welder", "电焊工", "江门市", district="蓬江区", requirements="限男，熟练工"),
    Job("clerk", "文员", "江门市", district="蓬江区", requirements="白班，双休，长期"),
    Job("nowhere", "文员", "亚特兰蒂斯"),
]
INDEX = JobIndex.build(JOBS, REGIONS)


def ids(text: str, index: JobIndex = INDEX) -> list[str]:
    return [hit.id for hit in index.search(read_wish(read(text, REGIONS)), TODAY).hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("广丰招司机吗", ["driver"]),
        ("上饶的司机", ["far", "driver"]),
        ("江西有司机吗", ["far", "driver"]),
        ("一天一百八以上的搬运活", ["porter"]),
        ("晚上能做的", ["guard"]),
        ("上饶 不要夜班的保安", []),
        ("娃哈哈招人吗", ["sorter"]),
        ("兰溪的分拣", ["packer"]),
        ("送货的，25一小时", ["far", "driver"]),
        ("我60岁了，保安", []),
        ("我55岁，保安", ["guard"]),
        ("一单十块", ["support"]),
        ("一单十一块", []),
        ("女，江门的活", ["clerk"]),
        ("江门没有经验能做的", ["clerk"]),
        ("江门晚上的活", ["welder"]),
        ("江门短期的活", ["welder"]),
        ("兰溪一小时二十", ["sorter"]),
        ("文员", ["clerk", "nowhere", "support"]),
    ],
)
def test_wishes(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_job_is_open_through_its_last_day() -> None:
    wish = read_wish(read("广丰的司机一天九百", REGIONS))
    assert [hit.id for hit in INDEX.search(wish, YESTERDAY).hits] == ["gone"]
    assert not INDEX.search(wish, TODAY).hits


@pytest.mark.parametrize(
    ("published", "expires", "is_open"),
    [
        (None, None, True),
        (TODAY - dt.timedelta(DAYS_OPEN), None, True),
        (TODAY - dt.timedelta(DAYS_OPEN + 1), None, False),
        (TODAY - dt.timedelta(900), TODAY, True),
        (TODAY, YESTERDAY, False),
    ],
)
def test_how_long_a_job_is_open(published: dt.date | None, expires: dt.date | None, is_open: bool) -> None:
    job = Job("1", "保安", "兰溪市", published_at=published, expires_at=expires)
    assert bool(JobIndex.build([job], REGIONS).search(JobWish(), TODAY).hits) == is_open


def test_a_near_trade_ranks_lower_and_is_named() -> None:
    better = Job("1", "送货员", "兰溪市", pay_min=90, pay_unit="小时")
    exact = Job("2", "司机", "兰溪市", pay_min=20, pay_unit="小时")
    first, second = JobIndex.build([better, exact], REGIONS).search(read_wish(read("司机", REGIONS)), TODAY).hits
    assert (first.id, first.score, first.near_trades) == ("2", 1.0, frozenset())
    assert (second.id, second.near_trades) == ("1", {"送货"})
    assert second.score < first.score


def test_what_is_not_mentioned_is_told() -> None:
    found = INDEX.search(read_wish(read("信州的保安，包吃住，日结，修鞋", REGIONS)), TODAY)
    (hit,) = found.hits
    assert hit.id == "guard" and hit.unsaid == {"日结"} and found.unknown == ("修鞋",)


def test_order_is_distance_pay_and_newness_and_samples_stay_out() -> None:
    here = (28.43, 118.19)
    near = Job("near", "保安", "上饶市", lat=28.431, lng=118.19)
    jobs = [
        replace(near, id="sample", source="示例"),
        replace(near, id="unplaced", lat=None, pay_min=900, pay_unit="天"),
        replace(near, id="distant", lat=28.9, pay_min=800, pay_unit="天"),
        near,
        replace(near, id="newer", published_at=TODAY),
        replace(near, id="paid", pay_min=100, pay_unit="天"),
    ]
    index = JobIndex.build(jobs, REGIONS)
    found = index.search(JobWish(near=here), TODAY, limit=9)
    assert [hit.id for hit in found.hits] == ["paid", "newer", "near", "distant", "unplaced"]
    assert found.hits[0].metres == pytest.approx(metres(here, (28.431, 118.19)), abs=2)
    assert found.hits[3].metres == pytest.approx(metres(here, (28.9, 118.19)), abs=2)
    assert found.hits[4].metres is None
    without = index.search(JobWish(), TODAY, limit=9)
    assert [hit.id for hit in without.hits] == ["unplaced", "distant", "paid", "newer", "near"]
    assert [hit.id for hit in JobIndex.build(jobs[:1], REGIONS).search(JobWish(), TODAY).hits] == ["sample"]
    assert all(hit.metres is None for hit in without.hits)


def test_what_to_relax_the_least_change_first() -> None:
    found = INDEX.search(read_wish(read("广丰的搬运，一天两百", REGIONS)), TODAY)
    assert not found.hits
    assert [(r.aspect, r.wish.pay, r.count) for r in found.relaxations] == [
        ("pay", PayWish(200, "天", at_best=True), 1),
        ("pay", PayWish(180, "天"), 1),
        ("trades", PayWish(200, "天"), 1),
    ]


def test_a_district_without_jobs_widens_to_its_city() -> None:
    found = INDEX.search(read_wish(read("广信的司机", REGIONS)), TODAY)
    first = found.relaxations[0]
    assert (first.aspect, first.wish.region, first.count) == ("region", REGIONS.get("上饶市"), 2)


def test_pay_that_cannot_be_compared_is_dropped() -> None:
    found = INDEX.search(read_wish(read("广信的客服一天两百", REGIONS)), TODAY)
    assert [(r.aspect, r.wish.pay, r.count) for r in found.relaxations] == [("pay", None, 1)]


@pytest.mark.parametrize(("text", "aspect"), [("双休的文员，江门，晚上的", "time"), ("江门的文员，日结", "engagement")])
def test_denied_time_and_engagement_can_be_relaxed(text: str, aspect: str) -> None:
    assert aspect in [
        relaxation.aspect for relaxation in INDEX.search(read_wish(read(text, REGIONS)), TODAY).relaxations
    ]


def test_words_of_an_employer_elsewhere_can_be_relaxed() -> None:
    found = INDEX.search(read_wish(read("江门有娃哈哈吗", REGIONS)), TODAY)
    assert {relaxation.aspect: relaxation.count for relaxation in found.relaxations} == {"words": 2}


def test_an_update_replaces_and_adds_and_leaves_the_old_index_alone() -> None:
    changed = INDEX.updated([replace(PORTER, title="保洁员"), replace(PORTER, id="new")])
    assert len(changed) == len(INDEX) + 1
    assert ids("广丰的搬运", changed) == ["new"]
    assert ids("广丰的保洁", changed) == ["porter"]
    assert ids("广丰的搬运") == ["porter"]
    assert len(INDEX.updated([])) == len(INDEX)


def test_of_two_jobs_with_one_id_the_last_counts() -> None:
    index = JobIndex.build([Job("1", "保安", "兰溪市"), Job("1", "保洁", "兰溪市")], REGIONS)
    assert len(index) == 1
    assert ids("保安", index) == []
    assert ids("保洁", index) == ["1"]


def test_an_empty_index() -> None:
    found = JobIndex.build([], REGIONS).search(read_wish(read("保安，晚上，一天两百，兰溪，美的", REGIONS)), TODAY)
    assert (found.hits, found.total, found.relaxations) == ((), 0, ())


JOB = st.builds(
    Job,
    id=st.uuids().map(str),
    title=st.sampled_from(["保安", "夜班保安", "保洁员", "司机", "送货司机", "门卫（白班）", "快递员", "看书的"]),
    city=st.sampled_from(["上饶市", "兰溪市", "江门市", "上饶", "火星市", ""]),
    district=st.sampled_from(["广丰区", "信州区", "广信", "蓬江区", "开发区", ""]),
    job_type=st.sampled_from(["", "保安", "物流"]),
    employer=st.sampled_from(["", "娃哈哈", "美的集团"]),
    pay_min=st.sampled_from([None, 3, 20, 25, 200, 250, 5000]),
    pay_max=st.sampled_from([None, 30, 300, 6000]),
    pay_unit=st.sampled_from([*PAY_UNITS, "", "年"]),
    requirements=st.sampled_from(
        ["", "包吃住", "日结", "长期", "50岁以下", "限女", "有经验", "不包吃住，周末", "倒班"]
    ),
    lat=st.sampled_from([None, 28.1, 28.4]),
    lng=st.sampled_from([None, 118.2]),
    published_at=st.sampled_from([None, TODAY, dt.date(2026, 9, 20), dt.date(2026, 10, 1)]),
    expires_at=st.sampled_from([None, TODAY, YESTERDAY, dt.date(2027, 1, 1)]),
    source=st.sampled_from(["", "示例"]),
)
ASKED = (
    "保安 保洁 司机 不要保洁 不要夜班 晚上 白天 日结 长期 包吃 我55岁 女 娃哈哈 上饶 广丰 江门 "
    "一天两百 一小时25 月薪五千 一单三块 没有经验 看书"
)
WISH = st.builds(
    replace,
    st.lists(st.sampled_from(ASKED.split()), max_size=5).map(lambda words: read_wish(read("，".join(words), REGIONS))),
    near=st.sampled_from([None, (28.4, 118.2)]),
)


def breaks(wish: JobWish, job: Job) -> bool:
    """Whether a job must not be shown for a wish: read from the row, without the index."""
    words = vocabulary()
    text, asked = (said_in(line) for line in plain([f"{job.title} {job.job_type}", job.requirements]))
    trades, features = words.trades_of(text.trades), text.features | asked.features
    last = job.expires_at or (job.published_at + dt.timedelta(DAYS_OPEN) if job.published_at else None)
    if last and last < TODAY:
        return True
    if wish.region and not _lies_in(job, wish.region.name):
        return True
    if wish.trades and not trades & (wish.trades | words.near_to(wish.trades)):
        return True
    if trades & wish.unwanted or features & words.feature_bits(wish.refused):
        return True
    if wish.age and asked.oldest and asked.oldest < wish.age:
        return True
    return bool(wish.pay) and not _pays(job, wish.pay)


def _lies_in(job: Job, name: str) -> bool:
    """Whether its columns name the place: a district of another city is none."""
    city = f"{job.city.removesuffix('市')}市"
    return name in (city, "江西省" if city == "上饶市" else "") or (name == job.district and city == "上饶市")


def _pays(job: Job, pay: PayWish | None) -> bool:
    unit = next((unit for unit in PAY_UNITS if unit == job.pay_unit), None)
    ends = [end for end in (job.pay_min, job.pay_max) if end is not None]
    if not pay or not unit or not ends:
        return not pay
    paid = converted(max(ends) if pay.at_best else min(ends), unit, pay.unit)
    return paid is not None and paid >= pay.amount - 0.01


@pytest.mark.usefixtures("lengthy")
@settings(max_examples=40)
@given(st.lists(JOB, max_size=25, unique_by=lambda job: job.id), WISH)
def test_no_hit_breaks_a_condition_and_no_relaxation_promises_too_much(jobs: list[Job], wish: JobWish) -> None:
    index = JobIndex.build(jobs, REGIONS)
    found = index.search(wish, TODAY, limit=30)
    by_id = {job.id: job for job in jobs}
    assert not any(breaks(wish, by_id[hit.id]) for hit in found.hits)
    assert len({hit.id for hit in found.hits}) == len(found.hits) == found.total
    assert all(0 < hit.score <= 1 for hit in found.hits)
    assert index.search(wish, TODAY, limit=2).hits == found.hits[:2]
    for relaxation in found.relaxations:
        assert not found.hits
        assert index.search(relaxation.wish, TODAY).total == relaxation.count


@pytest.mark.usefixtures("lengthy")
@settings(max_examples=25)
@given(st.lists(JOB, max_size=15, unique_by=lambda job: job.id), st.lists(JOB, max_size=15), WISH)
def test_an_updated_index_finds_what_a_new_one_finds(old: list[Job], new: list[Job], wish: JobWish) -> None:
    changed = [replace(job, id=old[n].id) if n < len(old) and n % 2 else job for n, job in enumerate(new)]
    whole = {job.id: job for job in [*old, *changed]}
    updated = JobIndex.build(old, REGIONS).updated(changed)
    assert updated.search(wish, TODAY) == JobIndex.build(whole.values(), REGIONS).search(wish, TODAY)


@pytest.mark.usefixtures("lengthy")
@settings(max_examples=40)
@given(st.lists(JOB, max_size=15, unique_by=lambda job: job.id), st.data(), WISH)
def test_what_is_taken_out_leaves_no_trace(jobs: list[Job], data: st.DataObject, wish: JobWish) -> None:
    index = JobIndex.build(jobs, REGIONS)
    gone = data.draw(st.sets(st.sampled_from([*(job.id for job in jobs), "unknown"])))
    left = [job for job in jobs if job.id not in gone]
    without, before = index.without(gone), index.search(wish, TODAY)
    assert len(without) == len(left)
    assert without.search(wish, TODAY) == JobIndex.build(left, REGIONS).search(wish, TODAY)
    assert index.search(wish, TODAY) == before
    back = without.updated(job for job in jobs if job.id in gone)
    assert len(back) == len(jobs) and back.search(wish, TODAY, 99).total == index.search(wish, TODAY, 99).total


def test_an_index_of_which_much_is_taken_out_is_put_together_anew() -> None:
    jobs = [replace(JOBS[0], id=str(n), title=f"工种{n}", employer=f"单位{n}") for n in range(300)]
    index = JobIndex.build(jobs, REGIONS)
    few, most = index.without(str(n) for n in range(30)), index.without(str(n) for n in range(290))
    assert few.nbytes >= index.nbytes and most.nbytes < index.nbytes / 10
    assert (len(few), len(most)) == (270, 10)
