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
from actions.services.remarks import (
    declines_location,
    is_at_home,
    is_city,
    is_elsewhere,
    is_short_of_money,
    near_what,
    wants_nearer,
)
from actions.services.rows import ListedRow, asks_of_a_row, beside_the_rows, head_of_row, row_asked, what_rows_tell
from actions.services.service import Answers, Informed, InvalidAnswer, Outcome, Question, Utterance
from actions.telling import befalls
from knowledge.language.normalise import normalise
from knowledge.places.regions import Region
from knowledge.topics.jobs.job import Job
from knowledge.topics.jobs.remarks import Aspect, read_remark
from knowledge.topics.jobs.search import JobHit, JobResults, Relaxation
from knowledge.topics.jobs.seeking import asks_about_work, has_work, seeks_work
from knowledge.topics.jobs.vocabulary import vocabulary
from knowledge.topics.jobs.wishes import JobWish, PayWish

SHOWN = 5
# What a question of ours asks for, in the words of the wishes.
ASKED: dict[str, Aspect] = {"region": "region", "trades": "trades"}
_OWN = re.compile(r"活|工作|岗位|职位|招|工资|待遇|薪|[时日]结|上班")
# Without a wish or a question these are sought; "工资" alone is any matter.
_SOUGHT = re.compile(r"活|工作|岗位|职位|招|[时日]结|上班")
# A word with more letters around it describes no job.
AROUND_WORDS = 6
# A condition of the jobs shown is asked for, and none is wished: "要经验不", "日结还是月结".
_ASKS_CONDITION = re.compile(
    r"要(?:不要|有|什么|求)?.{0,3}(?:经验|学历|文化|证)(?:的|不|吗|么|嘛|没有)+$|[日天周月]结还是"
    r"|^(?!.*有).{0,4}(?:倒班|夜班|两班倒|三班倒|加班|双休|休息)(?:的|不|吗|么|嘛|没有)+$"
)
# What workers of a kind are due is asked, and none is wished: "小时工有保险没".
_ASKS_RIGHTS = re.compile(
    r"(?:保险|社保|五险|工伤|合同|加班费|年假)[^,，。;；的]{0,4}(?:[吗么嘛没不]|没有)[啊呀呢]*\W*$|(?:要不要|有没有|该不该|用不用)[^,，。;；]{0,4}(?:保险|社保|五险|合同|加班费)(?!.*的)"
)
# Who asks whether there are some wants the others left out; and board is filtered by, which says where it is not written.
_WANTS_SOME = re.compile(r"有.*的|的.*有|[有要]\W*吗|一点|[包管][吃住饭]")
# A description of the work wanted has no more letters.
SHORT = 14
# Who tells his age with one of these has no job in mind.
_PENSION = re.compile(r"退|养老|社保|到龄")
UNSKILLED = "普工"
COMMON_TRADES = (UNSKILLED, "搬运", "保洁", "保安", "司机", "服务员")


class JobSearch(Informed):
    """``wish``: the state of a JobWish; ``relax``: wishes offered instead of one that nothing fits, by their buttons;
    ``skip``: how many jobs were shown before; ``row``: the one of those shown that is asked about."""

    name = "jobs"
    lingers = 3

    def begin(self, utterance: Utterance) -> Answers | None:
        words = utterance.reading.standard
        wishes = utterance.reading.kinds & {"wish", "question"} or _SOUGHT.search(utterance.text)
        is_meant = utterance.intent == "find_job" and wishes and not _only_tells_pay(utterance)
        wish = self._told(JobWish(), None, utterance)
        is_sought = seeks_work(words) or (is_meant and not asks_about_work(words)) or _describes_work(wish, utterance)
        if utterance.persons.asks_as_employer or has_work(words) or not is_sought:
            return None
        wish = self._located(wish, utterance)
        return {"wish": wish.state()}

    def consults(self, answers: Answers, utterance: Utterance) -> bool:
        return not seeks_work(utterance.reading.standard)

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if offered := answers.get("relax", {}).get(utterance.text):
            return {"wish": offered}
        if asked is None and (row := row_asked(utterance.reading, answers.get("row"))):
            return {**answers, "row": row}
        answers = {name: value for name, value in answers.items() if name != "row"}
        if asked is None and "more" in utterance.reading.kinds:
            return {**answers, "skip": answers.get("skip", 0) + SHOWN}
        if asked is None and (wants_nearer(utterance) or _ASKS_CONDITION.search(utterance.reading.standard)):
            return None
        if asked is None and _ASKS_RIGHTS.search(utterance.reading.standard):
            return None
        if asked is None and _asks_what_rows_say(utterance):
            return None
        if is_elsewhere(utterance, "find_job", _OWN) and not _only_tells_age(utterance):
            return None
        before = JobWish.from_state(answers["wish"], self._regions)
        if not utterance.text:  # the location, which may stand for the city asked for
            before, after = before, self._located(replace(before, nearby=True), utterance)
            return {"wish": after.state()} if after.near != before.near else None
        aspect = ASKED.get(asked or "")
        after = self._located(self._told(before, aspect, utterance), utterance)
        remark = read_remark(utterance.reading)
        if asked == "trades" and remark.pay_step:  # whatever pays best
            after = replace(after, open=after.open | {"trades"})
        if asked != "region" and not remark.nearby:
            before = self._located(before, utterance)  # that the person has moved is no wish
        says_words_only = replace(after, words=before.words) == before
        is_same_again = utterance.intent == "find_job" or remark.pay_step < 0 or _only_tells_age(utterance)
        if says_words_only and is_same_again:
            return {"wish": before.state()}
        if says_words_only and not (asked == "trades" and self._are_known(after.words, utterance)):
            return None
        return {"wish": after.state()}

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        if declines_location(utterance):
            return [Say.plain(Status.COMPUTED, phrase("location_declined"))]
        if is_short_of_money(utterance):
            ways = (phrase("paid_by_day"), phrase("homeless"))
            return [Say.plain(Status.COMPUTED, phrase("short_of_money_jobs"), buttons=ways)]
        if self.question(answers, utterance) is not None:
            return []
        if wants_nearer(utterance):
            return [Say.plain(Status.COMPUTED, phrase("ask_where"))]
        if place := near_what(utterance):
            return [Say.plain(Status.COMPUTED, phrase("rows_not_near", place=place))]
        rows = self._shown(answers, utterance) if asks_of_a_row(utterance.reading) else []
        return [what_rows_tell(utterance.reading, rows, answers.get("skip", 0) + 1)] if rows else []

    def unwritten(self, answers: Answers, utterance: Utterance) -> Say | None:
        if self.question(answers, utterance) is not None:
            return None
        return beside_the_rows(utterance.reading, self._shown(answers, utterance), answers.get("skip", 0) + 1)

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        wish = JobWish.from_state(answers["wish"], self._regions)
        if wish.region is None and wish.near is None and "region" not in wish.open:
            return Question("region", phrase("ask_job_region"), Button.of(city.name for city in self._cities()))
        if not (wish.settled - {"region"} or wish.features or wish.refused or wish.unwanted or wish.age):
            return Question("trades", phrase("ask_job_trade"), Button.of((*COMMON_TRADES, phrase("anything"))))
        return None

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        wish, skip = JobWish.from_state(answers["wish"], self._regions), answers.get("skip", 0)
        met, results = self._results(wish, utterance, skip + SHOWN)
        hits = results.hits[skip:]
        if not results.hits:
            return self._nothing(wish, results, answers, utterance)
        if not hits:
            no_more = Say.plain(Status.NOTHING_LISTED, phrase("no_more"))
            return Outcome((no_more,), {**answers, "skip": skip - SHOWN})  # the last page is still what is seen
        found, row = self._found(hits), answers.get("row")
        if not found:  # taken away since
            return Outcome((Say.plain(Status.NOTHING_LISTED, phrase("no_more")),), answers)
        if row and row > len(found):
            return Outcome((Say.plain(Status.NOTHING_LISTED, phrase("no_such_row")),), answers)
        trade = _called(wish, utterance) if _wants_a_trade(wish) and all(hit.near_trades for _, hit in found) else ""
        if trade and found[0][0].sample:
            return self._none_of_trade(wish, results, answers, utterance)
        found = found[row - 1 : row] if row else found
        card = JobsCard(
            head=(head_of_row(utterance.reading, _row(found[0][0])),)
            if row
            else (
                *self._of_age(wish, results, utterance),
                *_head(wish, met, results, utterance, trade, of_samples=found[0][0].sample),
            ),
            items=tuple(_item(*pair) for pair in found),
            hint=phrase("jobs_refine"),
        )
        lines = tuple(_line(number, *pair) for number, pair in enumerate(found, row or skip + 1))
        more = [phrase("more")] if not row and results.total > skip + SHOWN else []
        return Outcome((Say(card, lines, buttons=Button.of(more)),), answers)

    def _results(self, wish: JobWish, utterance: Utterance, limit: int) -> tuple[JobWish, JobResults]:
        """What fits; where a district or county has no such work at all, what fits in its city, and the wish for that."""
        results = self._world().jobs.search(wish, utterance.today, limit)
        ways = {offer.aspect: offer.wish for offer in results.relaxations if offer.aspect not in ("trades", "words")}
        if ways.keys() == {"region"} and ways["region"].region in self._cities():
            return ways["region"], self._world().jobs.search(ways["region"], utterance.today, limit)
        return wish, results

    def _shown(self, answers: Answers, utterance: Utterance) -> list[ListedRow]:
        """The rows of the page that was shown last."""
        skip, wish = answers.get("skip", 0), JobWish.from_state(answers["wish"], self._regions)
        _, results = self._results(wish, utterance, skip + SHOWN)
        hits = results.hits[skip:]
        return [_row(job) for job, _ in self._found(hits)]

    def _found(self, hits: Sequence[JobHit]) -> list[tuple[Job, JobHit]]:
        """The whole rows of what was found, as far as they are still there."""
        rows = self._world().job_rows(hit.id for hit in hits)
        return [(rows[hit.id], hit) for hit in hits if hit.id in rows]

    def _serves(self, region: Region | None) -> bool:
        """Whether offers of a place are ours to have: it is one of our cities, or lies within or around one."""
        return region is None or any(city.holds_for(region) or region.holds_for(city) for city in self._cities())

    def _of_age(self, wish: JobWish, results: JobResults, utterance: Utterance) -> tuple[str, ...]:
        """That the age was noted which a message tells, and how many jobs are left out for it."""
        if wish.age is None or read_remark(utterance.reading).age is None:
            return ()
        of_any_age = self._world().jobs.search(replace(wish, age=None), utterance.today, 1)
        left_out = max(0, of_any_age.total - results.total)
        if left_out:
            return (phrase("job_age_left_out", years=wish.age, count=left_out),)
        return (phrase("job_age_noted", years=wish.age),)

    def _nothing(self, wish: JobWish, results: JobResults, answers: Answers, utterance: Utterance) -> Outcome:
        if wish.region and not self._serves(wish.region):
            elsewhere = Say.plain(Status.NOTHING_LISTED, phrase("no_job_elsewhere", region=wish.region.name))
            return Outcome((elsewhere,), answers)
        worth = [offer for offer in results.relaxations[:3] if not self._finds_samples_of_others(offer.wish, utterance)]
        if results.relaxations and not worth:
            return self._none_of_trade(wish, results, answers, utterance)
        offers = {_title(offer): replace(offer.wish, open=offer.wish.open | {offer.aspect}).state() for offer in worth}
        # What is pressed comes back as a message, in plain form.
        relax = {normalise(title): wish for title, wish in offers.items()}
        nothing = phrase("no_job_relax" if offers else "no_job", wish=_in_words(wish))
        says = (Say.plain(Status.NOTHING_LISTED, *self._of_age(wish, results, utterance), nothing, buttons=offers),)
        return Outcome(says, {**answers, "relax": relax})

    def _none_of_trade(self, wish: JobWish, results: JobResults, answers: Answers, utterance: Utterance) -> Outcome:
        none = phrase("no_job_of_trade", trade=_called(wish, utterance))
        return Outcome((Say.plain(Status.NOTHING_LISTED, *self._of_age(wish, results, utterance), none),), answers)

    def _finds_samples_of_others(self, wish: JobWish, utterance: Utterance) -> bool:
        """Whether all that fits are samples of trades near to what is wanted, which help nobody."""
        hits = self._world().jobs.search(wish, utterance.today, 1).hits
        return _wants_a_trade(wish) and all(hit.near_trades and job.sample for job, hit in self._found(hits))

    def _are_known(self, words: tuple[str, ...], utterance: Utterance) -> bool:
        """Whether some open job has one of the words."""
        results = self._world().jobs.search(JobWish(words=words), utterance.today, 1)
        return bool(words and results.hits) and set(results.unknown) < set(words)

    def _located(self, wish: JobWish, utterance: Utterance) -> JobWish:
        """With the point where the person is, if distance matters, and the person's city, if no place was named."""
        if utterance.location and wish.nearby:
            wish = replace(wish, near=(utterance.location.lat, utterance.location.lng))
        if wish.region is None and "region" not in wish.open and utterance.home and is_city(utterance.home):
            wish = replace(wish, region=utterance.home)
        return wish

    def _told(self, wish: JobWish, aspect: Aspect | None, utterance: Utterance) -> JobWish:
        """The wish after what the message says, the street or town that it names and the way back home included."""
        after, jobs = wish.corrected_by(utterance.reading, aspect), self._world().jobs
        near = near_what(utterance)
        if near:  # how far the person is from there is not meant, nor is it what the job is called
            after = replace(after, nearby=wish.nearby, words=wish.words)
        if spot := jobs.spot_named(utterance.reading.without_names) or (near if jobs.lies_at(near) else ""):
            after = replace(after, spot=spot)
        elif utterance.named or read_remark(utterance.reading).wider:
            after = replace(after, spot="")
        return replace(after, region=utterance.home) if is_at_home(utterance) else after


def _describes_work(wish: JobWish, utterance: Utterance) -> bool:
    """Whether a few words say nothing but what work is wanted, its trade and more: "搬货 日结的"."""
    is_short = len(utterance.reading.letters) <= SHORT and "我" not in utterance.text
    says_more = wish.features or wish.pay or wish.refused
    only_says_so = "statement" in utterance.reading.kinds and not befalls(utterance.reading)
    return bool(is_short and wish.trades and says_more and not wish.words and only_says_so)


def _only_tells_pay(utterance: Utterance) -> bool:
    """Whether it tells what somebody is paid, and asks for nothing: "工资4500"."""
    kinds = utterance.reading.kinds
    return "pay" in utterance.persons.told_now("self") and not kinds & {"question", "wish"}


def _only_tells_age(utterance: Utterance) -> bool:
    """Whether a few words tell how old somebody is, which a pension hangs on too: "我今年六十了"."""
    reading = utterance.reading
    is_short = len(reading.letters) <= SHORT and "question" not in reading.kinds
    return is_short and read_remark(reading).age is not None and not _PENSION.search(reading.standard)


def _head(
    wish: JobWish, met: JobWish, results: JobResults, utterance: Utterance, trade: str, *, of_samples: bool
) -> tuple[str, ...]:
    """How many there are; before that where else they are than was asked, and what was just asked for and stands in none,
    where no trade says what is meant. ``met``: the wish that they fit; ``trade``: what there is none of, but near ones."""
    letters = utterance.reading.letters
    unknown = [] if wish.trades else [word for word in results.unknown if word in letters]
    unknown = unknown if len(letters) <= len("".join(unknown)) + AROUND_WORDS else []
    none_such = [phrase("no_job_says", words="、".join(unknown))] if unknown else []
    none_such = [phrase("only_near_trades", trade=trade)] if trade else none_such
    is_wider = wish.region and met.region and wish.region != met.region
    elsewhere = [phrase("jobs_in_city", region=wish.region, city=met.region)] if is_wider else []
    by_pay = [phrase("jobs_by_pay")] if not wish.pay and read_remark(utterance.reading).pay_step > 0 else []
    found = phrase("sample_jobs") if of_samples else phrase("jobs_found", total=results.total)
    return (*elsewhere, *none_such, *by_pay, found)


def _wants_a_trade(wish: JobWish) -> bool:
    """Whether work of a certain trade is wanted: any work in a factory is that of an unskilled hand."""
    return bool(wish.trades - {UNSKILLED})


def _called(wish: JobWish, utterance: Utterance) -> str:
    """The trade that is wanted, as the message calls it, or else as we do."""
    words = utterance.reading.standard
    said = [words[one.start : one.end] for one in vocabulary().words.find(words) if one.names & wish.trades]
    return said[0] if said else "、".join(sorted(wish.trades))


def _in_words(wish: JobWish) -> str:
    """What is wanted, as far as it narrows the search."""
    refused = [phrase("job_without", name=name) for name in sorted(wish.refused | wish.unwanted)]
    said = [wish.region.name] if wish.region else []
    said += [*sorted(wish.trades), *(() if wish.trades else wish.words), *sorted(wish.features), *refused]
    said += [_pay_wished(wish.pay)] if wish.pay else []
    said += [phrase("age_of", years=wish.age)] if wish.age else []
    return "、".join(said)


def _pay_wished(pay: PayWish) -> str:
    return phrase("pay_at_best" if pay.at_best else "pay_at_least", amount=f"{pay.amount:.10g}", unit=pay.unit)


def _asks_what_rows_say(utterance: Utterance) -> bool:
    """Whether something is asked of the jobs just shown, and no others are wanted: "包吃吗", not "有包吃的吗"."""
    reading = utterance.reading
    return "question" in reading.kinds and asks_of_a_row(reading) and not _WANTS_SOME.search(reading.standard)


def _title(offer: Relaxation) -> str:
    wider = offer.wish
    values: dict[str, object] = {"count": offer.count}
    if offer.aspect == "region":
        values["what"] = wider.region.name if wider.region else phrase("any_place")
    elif offer.aspect == "pay" and wider.pay:
        values["what"] = _pay_wished(wider.pay)
    else:
        values["what"] = phrase(f"relax_{offer.aspect}")
    return phrase("relax", **values)


def _row(job: Job) -> ListedRow:
    """What is told of a job, by column."""
    told = {
        "place": f"{job.employer}，{job.city}{job.district}",
        "pay": _pay(job),
        "requirements": job.requirements,
        "contact": phrase("contact", contact=job.contact) if job.contact else "",
        "expires_at": phrase("until", day=job.expires_at) if job.expires_at else "",
    }
    return ListedRow(job.title, {name: value for name, value in told.items() if value})


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
