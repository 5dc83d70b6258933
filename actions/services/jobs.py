"""Job search: gathers what somebody wants, shows what fits, and says which wish to relax when nothing does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.contract.cards import JobItem, JobsCard
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, length, numbered, phrase
from actions.services.provenance import whence
from actions.services.remarks import asks_of_a_row, is_city, is_elsewhere, row_asked, wants_nearer
from actions.services.service import Answers, Informed, InvalidAnswer, Outcome, Question, Utterance
from knowledge.language.normalise import normalise
from knowledge.topics.jobs.job import Job
from knowledge.topics.jobs.remarks import Aspect, read_remark
from knowledge.topics.jobs.search import JobHit, JobResults, Relaxation
from knowledge.topics.jobs.wishes import JobWish

SHOWN = 5
# What a question of ours asks for, in the words of the wishes.
ASKED: dict[str, Aspect] = {"region": "region", "trades": "trades"}
_OWN = re.compile(r"活|工作|岗位|职位|招|工资|待遇|薪|[时日]结|上班")
# Without a wish or a question these are sought; "工资" alone is any matter.
_SOUGHT = re.compile(r"活|工作|岗位|职位|招|[时日]结|上班")
# Whether there is work to be had, in words that name no trade.
_HIRING = re.compile(
    r"^\W*(?:你们|这里|那边|现在|最近|附近|有没有|还有|哪里)*还?(?:招不招|招人|招工|要人|有(?:没有)?活儿?(?:吗|没|不|干))[^,，。]{0,3}\W*$"
)
COMMON_TRADES = ("普工", "搬运", "保洁", "保安", "司机", "服务员")


class JobSearch(Informed):
    """``wish``: the state of a JobWish; ``relax``: wishes offered instead of one that nothing fits, by their buttons;
    ``skip``: how many jobs were shown before; ``row``: the one of those shown that is asked about."""

    name = "jobs"
    lingers = 3

    def begin(self, utterance: Utterance) -> Answers | None:
        wishes = utterance.reading.kinds & {"wish", "question"} or _SOUGHT.search(utterance.text)
        is_sought = utterance.intent == "find_job" and wishes and not _only_tells_pay(utterance)
        if utterance.persons.asks_as_employer:
            return None
        if not is_sought and not _HIRING.search(utterance.reading.standard):
            return None
        wish = self._located(JobWish().corrected_by(utterance.reading), utterance)
        return {"wish": wish.state()}

    def consults(self, answers: Answers) -> bool:
        return True

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if offered := answers.get("relax", {}).get(utterance.text):
            return {"wish": offered}
        if asked is None and (row := row_asked(utterance.reading, answers.get("row"))):
            return {**answers, "row": row}
        answers = {name: value for name, value in answers.items() if name != "row"}
        if asked is None and "more" in utterance.reading.kinds:
            return {**answers, "skip": answers.get("skip", 0) + SHOWN}
        if asked is None and wants_nearer(utterance):
            return None
        if is_elsewhere(utterance, "find_job", _OWN):
            return None
        before = JobWish.from_state(answers["wish"], self._regions)
        if not utterance.text:  # the location, which may stand for the city asked for
            before, after = before, self._located(replace(before, nearby=True), utterance)
            return {"wish": after.state()} if after.near != before.near else None
        aspect = ASKED.get(asked or "")
        after = self._located(before.corrected_by(utterance.reading, aspect), utterance)
        if asked != "region" and not read_remark(utterance.reading).nearby:
            before = self._located(before, utterance)  # that the person has moved is no wish
        says_words_only = replace(after, words=before.words) == before
        if says_words_only and utterance.intent == "find_job":
            return {"wish": before.state()}  # the same is asked for again
        if says_words_only and not (asked == "trades" and self._are_known(after.words, utterance)):
            return None
        return {"wish": after.state()}

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        if self.question(answers, utterance) is not None:
            return []
        if wants_nearer(utterance):
            return [Say.plain(Status.COMPUTED, phrase("ask_where"))]
        return [Say.plain(Status.COMPUTED, phrase("jobs_above"))] if asks_of_a_row(utterance.reading) else []

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        wish = JobWish.from_state(answers["wish"], self._regions)
        if wish.region is None and wish.near is None and "region" not in wish.open:
            return Question("region", phrase("ask_job_region"), Button.of(city.name for city in self._cities()))
        if not (wish.settled - {"region"}) and wish.age is None:
            return Question("trades", phrase("ask_job_trade"), Button.of((*COMMON_TRADES, phrase("anything"))))
        return None

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        wish, skip = JobWish.from_state(answers["wish"], self._regions), answers.get("skip", 0)
        results = self._world().jobs.search(wish, utterance.today, skip + SHOWN)
        hits = results.hits[skip:]
        if not results.hits:
            return self._nothing(results, answers)
        if not hits:
            return Outcome((Say.plain(Status.NOTHING_LISTED, phrase("no_more")),), answers)
        rows, row = self._world().job_rows(hit.id for hit in hits), answers.get("row")
        found = [(rows[hit.id], hit) for hit in hits if hit.id in rows]
        if row and row > len(found):
            return Outcome((Say.plain(Status.NOTHING_LISTED, phrase("no_such_row")),), answers)
        found = found[row - 1 : row] if row else found
        card = JobsCard(
            head=(_head(found[0][0], results.total, is_row=row is not None),),
            items=tuple(_item(*pair) for pair in found),
            hint=phrase("jobs_refine"),
        )
        lines = tuple(_line(number, *pair) for number, pair in enumerate(found, row or skip + 1))
        more = [phrase("more")] if not row and results.total > skip + SHOWN else []
        return Outcome((Say(card, lines, buttons=Button.of(more)),), answers)

    @staticmethod
    def _nothing(results: JobResults, answers: Answers) -> Outcome:
        offers = {
            _title(offer): replace(offer.wish, open=offer.wish.open | {offer.aspect}).state()
            for offer in results.relaxations[:3]
        }
        # What is pressed comes back as a message, in plain form.
        relax = {normalise(title): wish for title, wish in offers.items()}
        nothing = phrase("no_job_relax") if offers else phrase("no_job")
        says = (Say.plain(Status.NOTHING_LISTED, nothing, buttons=offers),)
        return Outcome(says, {**answers, "relax": relax})

    def _are_known(self, words: tuple[str, ...], utterance: Utterance) -> bool:
        """Whether some open job has one of the words."""
        hits = self._world().jobs.search(JobWish(words=words), utterance.today, 1).hits
        return bool(words and hits and hits[0].unsaid < set(words))

    def _located(self, wish: JobWish, utterance: Utterance) -> JobWish:
        """With the point where the person is, if distance matters, and the person's city, if no place was named."""
        if utterance.location and wish.nearby:
            wish = replace(wish, near=(utterance.location.lat, utterance.location.lng))
        if wish.region is None and "region" not in wish.open and utterance.home and is_city(utterance.home):
            wish = replace(wish, region=utterance.home)
        return wish


def _only_tells_pay(utterance: Utterance) -> bool:
    """Whether it tells what somebody is paid, and asks for nothing: "工资4500"."""
    kinds = utterance.reading.kinds
    return "pay" in utterance.persons.told_now("self") and not kinds & {"question", "wish"}


def _head(first: Job, total: int, *, is_row: bool) -> str:
    """What stands above the jobs: of samples, that there is nothing real."""
    if first.sample:
        return phrase("sample_jobs")
    return phrase("this_row") if is_row else phrase("jobs_found", total=total)


def _title(offer: Relaxation) -> str:
    wider = offer.wish
    values: dict[str, object] = {"count": offer.count}
    if offer.aspect == "region":
        values["what"] = wider.region.name if wider.region else phrase("any_place")
    elif offer.aspect == "pay" and wider.pay:
        key = "pay_at_best" if wider.pay.at_best else "pay_at_least"
        values["what"] = phrase(key, amount=f"{wider.pay.amount:.10g}", unit=wider.pay.unit)
    else:
        values["what"] = phrase(f"relax_{offer.aspect}")
    return phrase("relax", **values)


def _line(number: int, job: Job, hit: JobHit) -> str:
    details = [job.employer, f"{job.city}{job.district}", _pay(job), job.requirements]
    details += [phrase("contact", contact=job.contact)] if job.contact else []
    details += [phrase("until", day=job.expires_at)] if job.expires_at else []
    details += whence(job.source, job.sample, published_at=job.published_at)
    details += [phrase("near_trade")] if hit.near_trades else []
    details += [phrase("unsaid", what="、".join(sorted(hit.unsaid)))] if hit.unsaid else []
    distance = phrase("metres", metres=length(hit.metres)) if hit.metres is not None else ""
    return numbered(number, f"{job.title}{distance}", "；".join(part for part in details if part))


def _pay(job: Job) -> str:
    if job.pay_min is None and job.pay_max is None:
        return phrase("pay_open")
    ends = dict.fromkeys(end for end in (job.pay_min, job.pay_max) if end is not None)
    amount = "–".join(f"{end:.10g}" for end in ends)
    return f"{amount}元/{job.pay_unit}" if job.pay_unit else f"{amount}元"


def _item(job: Job, hit: JobHit) -> JobItem:
    return JobItem(
        id=job.id,
        title=job.title,
        employer=job.employer,
        city=job.city,
        district=job.district,
        job_type=job.job_type,
        pay=_pay(job),
        requirements=job.requirements,
        contact=job.contact,
        source=job.source,
        published_at=job.published_at,
        expires_at=job.expires_at,
        distance_m=None if hit.metres is None else round(hit.metres, 1),
        near_trade=bool(hit.near_trades),
        sample=job.sample,
    )
