"""Wages owed, work injury, dispute: what happened, what proof there is, which deadlines run; a page to take along."""

from __future__ import annotations

import re

from actions.saying import Button, Say, phrase
from actions.services.service import Answers, Heard, Outcome, Question, Service, Wrong
from actions.summaries import Summaries
from knowledge.claims.case import KINDS, ClaimKind, Summary
from knowledge.claims.deadlines import Deadline, in_words
from knowledge.claims.figures import yuan
from knowledge.claims.schema import Question as ClaimQuestion
from knowledge.errors import ReadableError
from knowledge.regions import Region, RegionTree, UnknownRegion

_KINDS = {
    "wages": re.compile(r"欠薪|工资|工钱|讨薪|要账|血汗钱|拖欠|欠我|薪水"),
    "injury": re.compile(r"工伤|受伤|伤了|摔|压|砸|烫|断了|职业病|出事故"),
    "dispute": re.compile(r"辞退|开除|解雇|裁|不签合同|没签合同|加班费|赔偿|补偿|劳动争议|纠纷|仲裁"),
}
_ASKS = re.compile(r"[?？]$|[吗么呢]$|怎么|多少钱|什么意思|为什么|要不要|可以不")


class Claims(Service):
    """``kind``: one of KINDS; ``region``; ``given``: answers as ``knowledge.claims`` keeps them."""

    name = "claim"

    def __init__(self, regions: RegionTree, summaries: Summaries) -> None:
        self._regions, self._summaries = regions, summaries

    def begin(self, heard: Heard) -> Answers | None:
        if heard.intent != "claim":
            return None
        region = {"region": heard.region.name} if heard.region else {}
        return {**region, "given": {}, **_kind(heard.text)}

    def take(self, answers: Answers, asked: str | None, heard: Heard) -> Answers | Wrong | None:
        if "kind" not in answers:
            return {**answers, **kind} if (kind := _kind(heard.text)) else None
        question = self._next(answers)
        if question is None:
            return None
        if question.kind == "text" and _ASKS.search(heard.text):
            return None
        claim = ClaimKind.load(answers["kind"])
        try:
            answer = claim.read_answer(question, heard.text, heard.today, answers["given"])
        except ReadableError as error:
            return Wrong(str(error))
        return None if answer is None else {**answers, "given": {**answers["given"], question.id: answer}}

    def question(self, answers: Answers, heard: Heard) -> Question | None:
        if "kind" not in answers:
            return Question("kind", phrase("ask_claim"), Button.of(phrase(f"claim_{kind}") for kind in KINDS))
        question = self._next(answers)
        if question is None:
            return None
        buttons = [option.title for option in question.options] or list(question.quick)
        return Question(question.id, question.text, Button.of(buttons))

    def finish(self, answers: Answers, heard: Heard) -> Outcome:
        summary = ClaimKind.load(answers["kind"]).summary(answers["given"], self._region(answers), heard.today)
        links = self._summaries.keep(summary)
        card = {
            "type": "summary",
            "title": summary.title,
            "html": links.html,
            "pdf": links.pdf,
            "items": [_deadline_item(deadline) for deadline in summary.deadlines],
        }
        return Outcome((Say(_tell(summary) + phrase("summary_links", html=links.html, pdf=links.pdf), card=card),))

    def _next(self, answers: Answers) -> ClaimQuestion | None:
        return ClaimKind.load(answers["kind"]).next_question(answers["given"], self._region(answers))

    def _region(self, answers: Answers) -> Region | None:
        try:
            return self._regions.get(answers["region"]) if answers.get("region") else None
        except UnknownRegion:
            return None


def _kind(text: str) -> Answers:
    """The kind of claim a message names; nothing when it names none or several."""
    named = [kind for kind in KINDS if _KINDS[kind].search(text) or text == phrase(f"claim_{kind}")]
    return {"kind": named[0]} if len(named) == 1 else {}


def _tell(summary: Summary) -> str:
    """The page in short: what is due until when, where to go first, what is still lacking."""
    parts = [phrase("summary_ready", title=summary.title)]
    parts += [phrase("summary_figure", name=f.name, amount=yuan(f.amount), how=f.calculation) for f in summary.figures]
    parts += [
        phrase("deadline_passed" if d.passed else "deadline", name=d.name, day=in_words(d.last_day), left=d.days_left)
        for d in summary.deadlines
    ]
    lacking = [proof.title for proof in summary.evidence if not proof.has]
    parts += [phrase("summary_lacking", what="、".join(lacking))] if lacking else []
    parts += [phrase("summary_steps", steps=" → ".join(step.title for step in summary.steps))] if summary.steps else []
    parts.append(phrase("summary_sources", sources="；".join(summary.sources)))
    return "\n".join(parts)


def _deadline_item(deadline: Deadline) -> dict[str, object]:
    return {"name": deadline.name, "last_day": deadline.last_day.isoformat(), "days_left": deadline.days_left}
