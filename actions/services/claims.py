"""Wages owed, work injury, dispute: what happened, what proof there is, which deadlines run; a page to take along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from actions.contract.cards import DeadlineItem, DocumentItem, SummaryCard
from actions.contract.messages import Button
from actions.saying import Say, phrase
from actions.services.service import Answers, Informed, InvalidAnswer, Outcome, Question, Utterance, World
from actions.summaries import Links, Summaries
from knowledge.entitlements.calculation import yuan
from knowledge.errors import ReadableError
from knowledge.places.regions import Region, UnknownRegion
from knowledge.topics.claims.case import CLAIM_KINDS, ClaimKind, Summary
from knowledge.topics.claims.deadlines import Deadline, in_words

_KIND_WORDS = {
    "wages": re.compile(r"欠薪|工资|工钱|讨薪|要账|血汗钱|拖欠|欠我|薪水"),
    "injury": re.compile(r"工伤|[受打]伤|伤了|摔|被.{0,6}压|压[伤断到]|砸|烫|断了|职业病|出事故|车祸"),
    "dispute": re.compile(r"辞退|开除|解雇|裁|不签合同|没签合同|加班费|赔偿|补偿|劳动争议|纠纷|仲裁"),
}


class Claims(Informed):
    """``kind``: one of CLAIM_KINDS; ``region``; ``given``: answers as ``knowledge.topics.claims`` keeps them; ``noted``:
    what was just told unasked or corrected, in words, to be looked over."""

    name = "claim"

    def __init__(self, world: Callable[[], World], summaries: Summaries) -> None:
        super().__init__(world)
        self._summaries = summaries

    def begin(self, utterance: Utterance) -> Answers | None:
        return self._started(utterance) if utterance.intent == "claim" else None

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
        is_another = (
            utterance.intent == "claim" and _kind(utterance.text).get("kind", answers["kind"]) != answers["kind"]
        )
        return self._started(utterance) if is_another and not utterance.reading.asks else None

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "kind" not in answers:
            return Question("kind", phrase("ask_claim"), Button.of(phrase(f"claim_{kind}") for kind in CLAIM_KINDS))
        claim, region = ClaimKind.load(answers["kind"]), self._region(answers)
        question = claim.next_question(answers["given"], region)
        if question is None:
            return None
        noted = phrase("claim_noted", facts=answers["noted"]) if answers.get("noted") else ""
        is_number = question.kind == "number"
        return Question(question.id, question.text, Button.of(question.replies), numbered=not is_number, noted=noted)

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        summary = ClaimKind.load(answers["kind"]).summary(answers["given"], self._region(answers), utterance.today)
        return Outcome((_say(summary, self._summaries.keep(summary)),))

    def _started(self, utterance: Utterance) -> Answers:
        """A new claim, with what its first message tells."""
        started: Answers = {**_region(utterance, {}), **_kind(utterance.text), "given": {}}
        if "kind" not in started:
            return started
        told = ClaimKind.load(started["kind"]).told(utterance.reading, {}, utterance.region)
        return {**started, "given": told, "noted": self._news(started, {**started, "given": told})}

    def _news(self, before: Answers, after: Answers) -> str:
        """What was not said before, in words."""
        known, now = (
            ClaimKind.load(after["kind"]).facts(each["given"], self._region(after)) for each in (before, after)
        )
        return "；".join(f"{fact.label}：{fact.value}" for fact in now if fact not in known)

    def _given(self, answers: Answers, utterance: Utterance) -> tuple[dict[str, Any] | None, bool]:
        """All that was answered, with what the message tells or corrects, None when it does neither; and whether that should
        be looked over: all but the plain answer to what was asked. Raises ReadableError."""
        claim, region, given = ClaimKind.load(answers["kind"]), self._region(answers), answers["given"]
        if (corrected := claim.corrected(utterance.reading, given, region)) is not None:
            return corrected, True
        question = claim.next_question(given, region)
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


def _kind(text: str) -> Answers:
    """The kind of claim a message names; nothing when it names none or several."""
    named = [kind for kind in CLAIM_KINDS if _KIND_WORDS[kind].search(text) or text == phrase(f"claim_{kind}")]
    return {"kind": named[0]} if len(named) == 1 else {}


def _say(summary: Summary, links: Links) -> Say:
    """The page in short: what is due until when, where to go first, what is still lacking; and where it can be opened."""
    figures = [
        phrase("summary_figure", name=figure.name, amount=yuan(figure.amount), how=figure.calculation)
        for figure in summary.figures
    ]
    card = SummaryCard(
        head=(phrase("summary_ready", title=summary.title), *figures),
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
    if lacking := [proof.title for proof in summary.evidence if not proof.has]:
        yield phrase("summary_lacking", what="、".join(lacking))
    if summary.steps:
        yield phrase("summary_steps", steps=" → ".join(step.title for step in summary.steps))


def _line(deadline: Deadline) -> str:
    key = "deadline_passed" if deadline.passed else "deadline"
    return phrase(key, name=deadline.name, day=in_words(deadline.last_day), left=deadline.days_left)


def _item(deadline: Deadline) -> DeadlineItem:
    return DeadlineItem(name=deadline.name, last_day=deadline.last_day, days_left=deadline.days_left)
