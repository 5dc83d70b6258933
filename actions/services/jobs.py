"""Job search: gathers what somebody wants, shows what fits, and says which wish to relax when nothing does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Protocol

from actions.saying import Button, Say, phrase
from actions.services.service import Answers, Heard, Outcome, Question, Service, Wrong
from knowledge.jobs.job import Job
from knowledge.jobs.remarks import Aspect
from knowledge.jobs.search import JobHit, JobIndex, JobResults, Relaxation
from knowledge.jobs.wishes import JobWish
from knowledge.regions import Region, RegionTree

SHOWN = 5
# What a question of ours asks for, in the words of the wishes.
ASKED: dict[str, Aspect] = {"region": "region", "trades": "trades"}
COMMON_TRADES = ("普工", "搬运", "保洁", "保安", "司机", "服务员")


class Jobs(Protocol):
    """Where the jobs are: an index to search, and the rows that it names."""

    @property
    def index(self) -> JobIndex: ...

    def rows(self, ids: Iterable[str]) -> dict[str, Job]: ...


class JobSearch(Service):
    """``wish``: the state of a JobWish; ``relax``: wishes offered instead of one that nothing fits, by their buttons."""

    name = "jobs"

    def __init__(self, jobs: Jobs, regions: RegionTree, cities: Callable[[], Iterable[Region]]) -> None:
        self._jobs, self._regions, self._cities = jobs, regions, cities

    def begin(self, heard: Heard) -> Answers | None:
        if heard.intent != "find_job":
            return None
        wish = self._located(JobWish().corrected_by(heard.text, self._regions), heard)
        return {"wish": wish.state()}

    def consults(self, answers: Answers) -> bool:
        return True

    def take(self, answers: Answers, asked: str | None, heard: Heard) -> Answers | Wrong | None:
        before = JobWish.from_state(answers["wish"], self._regions)
        if offered := answers.get("relax", {}).get(heard.text):
            return {"wish": offered}
        aspect: Aspect | None = ASKED.get(asked or "")
        after = self._located(before.corrected_by(heard.text, self._regions, aspect), heard)
        if replace(after, words=before.words) == before:  # a few words left over are no wish
            return None
        return {"wish": after.state()}

    def question(self, answers: Answers, heard: Heard) -> Question | None:
        wish = JobWish.from_state(answers["wish"], self._regions)
        if wish.region is None and wish.near is None and "region" not in wish.open:
            return Question("region", phrase("ask_job_region"), Button.of(city.name for city in self._cities()))
        if not (wish.settled - {"region"}) and wish.age is None:
            return Question("trades", phrase("ask_job_trade"), Button.of((*COMMON_TRADES, phrase("anything"))))
        return None

    def finish(self, answers: Answers, heard: Heard) -> Outcome:
        wish = JobWish.from_state(answers["wish"], self._regions)
        results = self._jobs.index.search(wish, heard.today, SHOWN)
        if not results.hits:
            return self._nothing(results, answers)
        rows = self._jobs.rows(hit.id for hit in results.hits)
        found = [(rows[hit.id], hit) for hit in results.hits if hit.id in rows]
        lines = [_line(number, job, hit) for number, (job, hit) in enumerate(found, 1)]
        notes = phrase("sample_jobs") if any(job.sample for job, _ in found) else ""
        text = "\n".join([phrase("jobs_found", total=results.total), *lines]) + notes + phrase("jobs_refine")
        return Outcome((Say(text, card={"type": "jobs", "items": [_item(*pair) for pair in found]}),), open=True)

    @staticmethod
    def _nothing(results: JobResults, answers: Answers) -> Outcome:
        offers = {_title(offer): offer.wish.state() for offer in results.relaxations[:3]}
        answers["relax"] = offers
        text = phrase("no_job_relax") if offers else phrase("no_job")
        return Outcome((Say(text, Button.of(offers)),), open=True)

    def _located(self, wish: JobWish, heard: Heard) -> JobWish:
        if heard.location and wish.nearby and wish.near is None:
            wish = replace(wish, near=(heard.location.lat, heard.location.lng))
        if wish.region is None and "region" not in wish.open and heard.home and heard.home.depth >= 2:
            wish = replace(wish, region=heard.home)
        return wish


def _title(offer: Relaxation) -> str:
    wider = offer.wish
    values: dict[str, object] = {"count": offer.count}
    if offer.aspect == "region":
        values["what"] = wider.region.name if wider.region else phrase("any_place")
    elif offer.aspect == "pay" and wider.pay:
        key = "pay_at_best" if wider.pay.at_best else "pay_at_least"
        values["what"] = phrase(key, amount=f"{wider.pay.amount:g}", unit=wider.pay.unit)
    else:
        values["what"] = phrase(f"relax_{offer.aspect}")
    return phrase("relax", **values)


def _line(number: int, job: Job, hit: JobHit) -> str:
    details = [job.employer, f"{job.city}{job.district}", _pay(job), job.requirements]
    details += [phrase("contact", contact=job.contact)] if job.contact else []
    details += [phrase("until", day=job.expires_at)] if job.expires_at else []
    details += [phrase("near_trade")] if hit.near_trades else []
    details += [phrase("unsaid", what="、".join(sorted(hit.unsaid)))] if hit.unsaid else []
    distance = phrase("metres", metres=f"{hit.metres / 1000:.1f}公里") if hit.metres is not None else ""
    return f"{number}. {job.title}{distance}\n   " + "；".join(part for part in details if part)


def _pay(job: Job) -> str:
    if job.pay_min is None and job.pay_max is None:
        return phrase("pay_open")
    low, high = job.pay_min, job.pay_max
    amount = f"{low:g}–{high:g}" if low is not None and high is not None and low != high else f"{low or high:g}"
    return f"{amount}元/{job.pay_unit}" if job.pay_unit else f"{amount}元"


def _item(job: Job, hit: JobHit) -> dict[str, Any]:
    """The item of a card of type ``jobs`` as contract.md gives it, and what else the text says of a job."""
    return {
        "id": job.id,
        "title": job.title,
        "employer": job.employer,
        "city": job.city,
        "district": job.district,
        "job_type": job.job_type,
        "pay": _pay(job),
        "requirements": job.requirements,
        "contact": job.contact,
        "expires_at": job.expires_at and job.expires_at.isoformat(),
        "distance_m": None if hit.metres is None else round(hit.metres, 1),
        "near_trade": bool(hit.near_trades),
        "sample": job.sample,
    }
