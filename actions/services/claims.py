"""Wages owed, work injury, dispute: what happened, what proof there is, which deadlines run; a page to take along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from actions.contract.cards import DeadlineItem, DocumentItem, SummaryCard
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, phrase
from actions.services.explaining import Aspect, aspect_asked
from actions.services.service import Answers, Informed, InvalidAnswer, Offer, Outcome, Question, Utterance, World
from actions.summaries import Links, Summaries
from knowledge.entitlements.calculation import yuan
from knowledge.errors import ReadableError
from knowledge.language.corrections import supposed
from knowledge.language.normalise import letters_only
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention, Region, UnknownRegion
from knowledge.topics.claims.case import CLAIM_KINDS, HELD, ClaimKind, Summary
from knowledge.topics.claims.deadlines import Deadline, in_words

_KIND_WORDS = {
    "wages": re.compile(
        r"欠薪|工资|工钱|讨薪|要账|血汗钱|拖欠|欠了?[我们]|欠[着了]?[^,，。;；]{0,4}钱|薪水|日结|[没不][给发结]钱|一分钱?[都也]?没(?![赔补])"
    ),
    "injury": re.compile(r"工伤|[受打]伤|伤了|摔|被.{0,6}压|压[伤断到]|砸|烫|断了|职业病|出事故|车祸"),
    "dispute": re.compile(
        r"辞退|被[^,，。]{0,4}辞|开除|解雇|裁|不用再?来|别来了|不要我|[让叫赶]我[^,，。]{0,2}走(?=[了人吧的,，。!！]|$)"
        r"|[没不]给?(?:[我他她]们?)?签[^,，。;；]{0,3}合同|没给合同|加班费|赔偿|(?<!征地|拆迁|土地|青苗)补偿|劳动争议|纠纷|仲裁"
    ),
}
# What was agreed for the work, and that it is not paid: who tells both is owed wages, though he names none.
_AGREED = re.compile(
    r"(?:[讲说谈]好|[讲说谈]定|当初说|[日时月]薪|一[天月]|每[天月]|一个月|日)[^,，。;；]{0,4}?[\d一二两三四五六七八九][\d零一二三四五六七八九十百千]{1,6}(?![\d小时天次人班趟单平米年])"
)
_NOT_PAID = re.compile(
    r"拖(?=$|[,，。;；着欠了到]|[^,，。;；]{0,3}(?:钱|不给|月|年))|关机|不接(?=$|[,，。;；了]|我?的?电话)|拉黑|[不没]给(?:我们?|俺|咱)?(?=$|[,，。;；了钱])"
    r"|跑[了路]|找不[到着]人|人都?找不|没影|[没不]见[着到]?钱"
)
_RENT = re.compile(r"房租|租金|房东|租客")
# Who asks where to go, and has not said that he went anywhere, is told of the first steps too.
_NOWHERE_YET = {"stage": "none", "progress": "none"}
# Who tells his pay may have any matter; so may who signed nothing, where something else was told too.
_PAY = re.compile(
    r"(?:工资|薪水|月薪)(?=[是有大概差不多说好讲约才只能拿给每一个月]*[\d一二两三四五六七八九])|(?:平均|(?<!个)月)工资|底薪|工资(?:条|单|卡|流水|表)"
)
_UNSIGNED = re.compile(r"[没不]给?(?:[我他她]们?)?签[^,，。;；]{0,3}合同|没给合同")
# What is drawn is a benefit of the insurance, and no claim against an employer.
_BENEFIT = "领"
_BACK = re.compile(r"(?:回到|回头|接着|继续|还是)[^,，。]{0,6}(?:刚才|前面|原来|那个)")
# What is put in order is a paper to take along: "帮我整理一份投诉的材料".
_PAPERS = re.compile(r"[理写列备办弄出给要][^,，。;；]{0,10}(?:材料|单子|清单|投诉书|申请书)")
# Whose words name no matter means the one that was told of, or is asked for it: "帮我写个材料".
_JUST_PAPERS = re.compile(r"(?:[帮替给]我|麻烦|请)?(?:整?理|写|弄)[一个份点些下]*(?:材料|单子|清单)[^,，。;；]{0,4}")
# One of them asked for is a wish, in whatever form: "能给我一份仲裁申请书吗".
_ASKED_FOR = re.compile(
    r"(?:[给帮替]我|我想?要)[^,，。;；]{0,10}(?:投诉书|申请书)|^(?:请|麻烦|那|就|再|你)*[写开弄出做打][一个份张下]*[^,，。;；怎么]{0,6}(?:投诉书|申请书)(?!怎么|咋|[^,，。]{0,4}什么)"
)
_PAPER_NAME = re.compile(r"(?:劳动)?(?:争议)?仲裁(?:的?申请书|的?材料)?|投诉书|申请书")
# Who asks nothing but what to do is told where to go first.
_WHAT_NOW = re.compile(
    r"(?:那么?|我们?|他|该|现在|这种?|要|应该|得|情况|样|下一步|到底|接下来|先)*"
    r"(?:怎么|咋)(?:弄|办|搞|整|做|走)[呢啊好呀才]*"
)
# What is owed is asked for with all that it takes.
_HOW_MUCH_OWED = re.compile(r"[欠差][着了我们他她]*(?:多少|好多|几个?钱)")


class Claims(Informed):
    """``kind``: one of CLAIM_KINDS; ``region``; ``given``: answers as ``knowledge.topics.claims`` keeps them; ``noted``:
    what was just told unasked or corrected, in words, to be looked over."""

    name = "claim"
    lists = False
    lingers = 3

    def __init__(self, world: Callable[[], World], summaries: Summaries) -> None:
        super().__init__(world)
        self._summaries = summaries

    def begin(self, utterance: Utterance) -> Answers | None:
        is_of_employee = not utterance.persons.asks_as_employer
        return self._started(utterance) if is_of_employee and _is_wished(utterance) else None

    def offer(self, utterance: Utterance) -> Offer | None:
        """To who tells of such a matter and asks nothing: what was told, what it comes to, and whether to go on."""
        reading = utterance.reading
        asks_sum = bool(_HOW_MUCH_OWED.search(reading.standard))
        # "我问一下" announces a question, and only tells yet.
        only_tells = "question" in reading.kinds and not reading.asks
        tells = reading.kinds & {"statement", "correction"} or only_tells or _comes_back(utterance) or asks_sum
        if not tells or utterance.persons.asks_as_employer:
            return None
        told, before = self._started(utterance), self._told_before(utterance)
        kind, given = told.get("kind"), told.get("given")
        goes_on = kind is not None and before.get("kind") == kind
        known = before.get("given", {}) if goes_on and not _comes_back(utterance) else {}
        if not given or (given == known and not asks_sum) or not (goes_on or given.keys() - {HELD}):
            return None
        figures = "".join(f"{line}。" for line in _figures(self._summary(told, utterance)))
        if asks_sum and not figures:
            return None
        news = self._news({**told, "given": known}, told)
        facts = phrase("noted_facts", facts=news) if news else ""
        deadlines = self._deadlines(told, {**told, "given": known}, utterance)
        text = "".join(
            (facts, figures, deadlines, phrase("claim_offer_again" if before.get("given") else "claim_offer"))
        )
        entry = ClaimKind.load(kind).entry(given, utterance.region) if kind else None
        return Offer({**told, "noted": ""}, text, phrase(f"claim_wish_{kind}"), goes_on=goes_on, entry=entry)

    def _deadlines(self, told: Answers, before: Answers, utterance: Utterance) -> str:
        """Which deadlines run since what was told now, for who has taken no step yet; "" for none that was not known
        ``before``."""
        since, known = (
            self._summary({**each, "given": {**_NOWHERE_YET, **each["given"]}}, utterance).deadlines
            for each in (told, before)
        )
        # Of a mere month nobody knows whether a deadline of days is over.
        new = [_line(each) for each in since if each not in known and not (each.passed and each.is_rough)]
        return phrase("claim_deadlines", deadlines="；".join(new)) if new else ""

    def note(self, answers: Answers, utterance: Utterance) -> Answers:
        if "kind" not in answers:
            return answers
        claim, region = ClaimKind.load(answers["kind"]), self._region(answers)
        given = claim.told(utterance.reading, answers["given"], region)
        if given == answers["given"]:
            return answers
        told = {**answers, "given": given}
        return {**told, "noted": self._news(answers, told)}

    def skip(self, answers: Answers, asked: str) -> Answers | None:
        if "kind" not in answers:
            return None
        given = ClaimKind.load(answers["kind"]).skipped(answers["given"], self._region(answers))
        return {**answers, "given": given, "noted": ""}

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        is_lost = _WHAT_NOW.fullmatch(letters_only(utterance.reading.standard))
        aspect: Aspect | None = "place" if is_lost else aspect_asked(utterance.reading)
        if aspect is None or not answers.get("given") or (aspect == "amount" and _BENEFIT in utterance.text):
            return []
        so_far = {**answers, "given": {**_NOWHERE_YET, **answers["given"]}} if aspect == "place" else answers
        if lines := _explained(aspect, self._summary(so_far, utterance)):
            return [Say.plain(Status.COMPUTED, *lines)]
        lacking = ClaimKind.load(answers["kind"]).lacking(answers["given"], self._region(answers))
        text = phrase("explain_lacking", what="、".join(lacking)) if lacking else phrase("explain_nothing")
        return [Say.plain(Status.NOT_COMPUTED, text)]

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if "kind" not in answers:
            return {**self._started(utterance), **_region(utterance, answers)} if _kind(utterance.text) else None
        try:
            given, to_look_over = self._given(answers, utterance)
        except ReadableError as error:
            return InvalidAnswer(str(error))
        if given is not None:
            taken = {"kind": answers["kind"], **_region(utterance, answers), "given": given}
            noted = self._news(answers, taken) if to_look_over else ""
            return {**taken, "noted": noted} if noted else taken
        if place := _place_told(answers, utterance):
            return {**answers, "region": place.name, "noted": phrase("claim_region", region=place)}
        is_another = _is_wished(utterance) and _kind(utterance.text).get("kind", answers["kind"]) != answers["kind"]
        return self._started(utterance) if is_another else None

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "kind" not in answers:
            return Question("kind", phrase("ask_claim"), Button.of(phrase(f"claim_{kind}") for kind in CLAIM_KINDS))
        claim, region = ClaimKind.load(answers["kind"]), self._region(answers)
        question = claim.next_question(answers["given"], region)
        if question is None:
            return None
        noted = phrase("noted_facts", facts=answers["noted"]) if answers.get("noted") else ""
        if question.kind == "several" and (held := claim.held(answers["given"])):
            noted = phrase("claim_held_already", what="、".join(held))
        is_number = question.kind == "number"
        return Question(question.id, question.text, Button.of(question.replies), numbered=not is_number, noted=noted)

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        summary = self._summary(answers, utterance)
        return Outcome((_say(summary, self._summaries.keep(summary)),), answers)

    def _summary(self, answers: Answers, utterance: Utterance) -> Summary:
        return ClaimKind.load(answers["kind"]).summary(answers["given"], self._region(answers), utterance.today)

    def _started(self, utterance: Utterance) -> Answers:
        """A new claim, with what its first message tells and what was told before it."""
        return self._from_story((*utterance.persons.said, utterance.reading.raw), utterance)

    def _told_before(self, utterance: Utterance) -> Answers:
        """The claim that was told of before this message."""
        return self._from_story(utterance.persons.said, utterance)

    def _from_story(self, story: Sequence[str], utterance: Utterance) -> Answers:
        """The claim of the kind named last, with what all messages of a story tell; each may correct the ones before."""
        if not story:
            return {}
        readings = [utterance.reading.reworded(words) for words in story]
        kind = _kind_told(readings) or _kind_of_record(utterance)
        started: Answers = {**_region(utterance, {}), **kind, "given": {}}
        if not kind:
            return started
        claim, given = ClaimKind.load(started["kind"]), dict[str, Any]()
        for reading in readings:
            given = _corrected(claim, reading, given, utterance.region) or claim.told(reading, given, utterance.region)
        return {**started, "given": given, "noted": self._news(started, {**started, "given": given})}

    def _news(self, before: Answers, after: Answers) -> str:
        """What was not said before, in words."""
        claim, region = ClaimKind.load(after["kind"]), self._region(after)
        known, now = (claim.facts(each["given"], region) for each in (before, after))
        news = [f"{fact.label}：{fact.value}" for fact in now if fact not in known]
        held = [title for title in claim.held(after["given"]) if title not in claim.held(before["given"])]
        return "；".join([*news, phrase("claim_held", what="、".join(held))] if held else news)

    def _given(self, answers: Answers, utterance: Utterance) -> tuple[dict[str, Any] | None, bool]:
        """All that was answered, with what the message tells or corrects, None when it does neither; and whether that should
        be looked over: all but the plain answer to what was asked. Raises ReadableError."""
        claim, region, given = ClaimKind.load(answers["kind"]), self._region(answers), answers["given"]
        if (corrected := claim.corrected(utterance.reading, given, region)) is not None:
            return corrected, True
        question = claim.next_question(given, region)
        if question is None and (words := supposed(utterance.reading.standard)):
            return claim.instead(utterance.reading.reworded(words), given, region), False
        heard = claim.heard(utterance.reading, given, region)
        return heard, heard is not None and heard.keys() - given.keys() != {question and question.id}

    def _region(self, answers: Answers) -> Region | None:
        try:
            return self._regions.get(answers["region"]) if answers.get("region") else None
        except UnknownRegion:
            return None


def _region(utterance: Utterance, answers: Answers) -> Answers:
    """The region known, or else the one that the message makes known."""
    name = answers.get("region") or (utterance.region and utterance.region.name)
    return {"region": name} if name else {}


def _comes_back(utterance: Utterance) -> bool:
    """Whether it goes back to what was told before: "接着说刚才的工伤"."""
    return bool(_BACK.search(utterance.reading.standard))


def _place_told(answers: Answers, utterance: Utterance) -> Region | None:
    """The place where it happened, where a message says hardly more than that."""
    place = utterance.named
    says_only_place = place is not None and not letters_only(utterance.reading.without_places).strip("在是市区县的就我")
    return place if place and says_only_place and place.name != answers.get("region") else None


def _kind_told(story: Sequence[Reading[PlaceMention]]) -> Answers:
    """The kind of claim of a story: what its last message wishes or names, else what was told last, in plain words before
    what may belong to any matter."""
    # A paper's name alone names no matter: it is asked for of what was told before.
    if "wish" in story[-1].kinds and (wished := _kind(_PAPER_NAME.sub("", story[-1].plain))):
        return wished
    said = [_PAY.sub("", reading.plain) for reading in reversed(story)]
    words = [_PAPER_NAME.sub("", text) for text in said]
    kinds = map(_kind, (*(_UNSIGNED.sub("", text) for text in words), *words, *said))
    return next(filter(None, kinds), {})


def _corrected(
    claim: ClaimKind, reading: Reading[PlaceMention], given: dict[str, Any], region: Region | None
) -> dict[str, Any] | None:
    """What was told with a correction taken; None where it corrects nothing, or puts what cannot be in its place."""
    found = reading.correction
    try:
        if taken := claim.corrected(reading, given, region):
            return taken
        if found is None or "correction" not in reading.kinds:
            return None
        # Nothing was asked meanwhile that it could answer.
        return claim.instead(reading.reworded(found.about + found.words), given, region)
    except ReadableError:
        return None


def _kind(text: str) -> Answers:
    """The kind of claim a message names, in its wish before all; nothing when it names none or several."""
    wish = _PAPERS.search(text)
    for said in (wish[0] if wish else "", text):
        named = [kind for kind in CLAIM_KINDS if _KIND_WORDS[kind].search(said) or said == phrase(f"claim_{kind}")]
        if len(named) == 1:
            return {"kind": named[0]}
    is_unpaid = not named and not _RENT.search(text) and _AGREED.search(text) and _NOT_PAID.search(text)
    return {"kind": "wages"} if is_unpaid else {}


def _kind_of_record(utterance: Utterance) -> Answers:
    """The kind for who told of an injury with a grade, or of how he lost his job, where a paper is asked for."""
    record = utterance.persons.of("self")
    if not _PAPERS.search(utterance.text):
        return {}
    return {"kind": "injury"} if record.grade else {"kind": "dispute"} if record.reason else {}


def _is_wished(utterance: Utterance) -> bool:
    """Whether a claim is to be put in order: by words that say so, or a wish that the engine takes for one."""
    if _ASKED_FOR.search(utterance.text):
        return True
    if "wish" not in utterance.reading.kinds:
        return False
    is_named = bool(_PAPERS.search(utterance.text)) and any(
        words.search(utterance.text) for words in _KIND_WORDS.values()
    )
    return utterance.intent == "claim" or is_named or bool(_JUST_PAPERS.fullmatch(letters_only(utterance.text)))


def _explained(aspect: Aspect, summary: Summary) -> list[str]:
    """What the page says of this aspect, a line each."""
    lines: dict[Aspect, Iterable[str]] = {
        "amount": _figures(summary),
        "calculation": _figures(summary),
        "law": [phrase("summary_sources", sources="；".join(summary.sources))],
        "reason": summary.rules,
        "papers": (*summary.papers, *_lacking(summary)),
        "place": [phrase("summary_stop", title=step.title, text=step.text) for step in summary.steps],
        "deadline": map(_line, summary.deadlines),
    }
    return [phrase("bullet", text=line) for line in lines[aspect]]


def _figures(summary: Summary) -> list[str]:
    return [
        phrase("summary_figure", name=figure.name, amount=yuan(figure.amount), how=figure.calculation)
        for figure in summary.figures
    ]


def _lacking(summary: Summary) -> list[str]:
    lacking = [proof.title for proof in summary.evidence if not proof.has]
    return [phrase("summary_lacking", what="、".join(lacking))] if lacking else []


def _say(summary: Summary, links: Links) -> Say:
    """The page in short: what is due until when, where to go first, what is still lacking; and where it can be opened."""
    card = SummaryCard(
        head=(phrase("summary_ready", title=summary.title), *_figures(summary)),
        items=tuple(_item(deadline) for deadline in summary.deadlines),
        notes=tuple(_notes(summary)),
        source_line=phrase("summary_sources", sources="；".join(summary.sources)),
        hint=phrase("summary_page"),
        title=summary.title,
        html=links.html,
        pdf=links.pdf,
        documents=tuple(
            DocumentItem(id=each.id, title=each.title, docx=each.docx, pdf=each.pdf) for each in links.documents
        ),
    )
    addresses = [phrase("summary_html", address=links.html), phrase("summary_pdf", address=links.pdf)]
    addresses += [
        phrase("summary_document", title=each.title, docx=each.docx, pdf=each.pdf) for each in links.documents
    ]
    return Say(card, tuple(map(_line, summary.deadlines)), tuple(addresses))


def _notes(summary: Summary) -> Iterator[str]:
    yield from _lacking(summary)
    if summary.steps:
        yield phrase("summary_steps", steps=" → ".join(step.title for step in summary.steps))


def _line(deadline: Deadline) -> str:
    key = "deadline_passed" if deadline.passed else "deadline"
    return phrase(key, name=deadline.name, day=in_words(deadline.last_day), left=deadline.days_left)


def _item(deadline: Deadline) -> DeadlineItem:
    return DeadlineItem(name=deadline.name, last_day=deadline.last_day, days_left=deadline.days_left)
