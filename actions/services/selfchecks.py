"""Self-checks: a few questions from a data file, and what is met, what is missing, which papers to bring."""

from __future__ import annotations

from collections.abc import Sequence

from actions.saying import Button, Say, phrase
from actions.services.service import Answers, Heard, Outcome, Question, Service, Wrong
from knowledge.language.normalise import bare
from knowledge.regions import Region, RegionTree
from knowledge.selfchecks import answers as replies
from knowledge.selfchecks.answers import NumberOutOfBounds
from knowledge.selfchecks.schema import quick_replies
from knowledge.selfchecks.selfcheck import Outcome as Found
from knowledge.selfchecks.selfcheck import SelfCheck, nearest

MOST_OFFERED = 6


class SelfChecks(Service):
    """``check``: the id of the check; ``given``: its answers."""

    name = "selfcheck"

    def __init__(self, checks: Sequence[SelfCheck], regions: RegionTree) -> None:
        self._checks, self._regions = {check.id: check for check in checks}, regions
        self._wordings = {bare(words): check.topic for check in checks for words in (check.title, *check.similar)}
        self._asked_for = {bare(phrase("offer_check", title=check.title)): check.topic for check in checks}

    def begin(self, heard: Heard) -> Answers | None:
        """A question such as "我能领失业金吗" is answered from the content first; being asked to check is not."""
        plain = bare(heard.text)
        asked_to = plain in self._asked_for or heard.intent == "self_check"
        topic = self._asked_for.get(plain) or self._wordings.get(plain)
        if topic is None and not asked_to:
            return None
        here = self._here(heard.region, heard)
        topic = topic or self._about(heard.text, here)
        started: Answers = {"given": {}, "consults": not asked_to}
        return {**started, "check": here[topic].id} if topic in here else started

    def consults(self, answers: Answers) -> bool:
        return bool(answers["consults"])

    def take(self, answers: Answers, asked: str | None, heard: Heard) -> Answers | Wrong | None:
        if "check" not in answers:
            here = self._here(heard.region, heard)
            topic = self._wordings.get(bare(heard.text)) or self._about(heard.text, here)
            return {**answers, "check": here[topic].id} if topic in here else None
        question = next((q for q in self._checks[answers["check"]].questions if q.id == asked), None)
        if question is None:
            return None
        try:
            answer = replies.read_answer(question, heard.text)
        except NumberOutOfBounds as error:
            return Wrong(str(error))
        return None if answer is None else {**answers, "given": {**answers["given"], question.id: answer}}

    def question(self, answers: Answers, heard: Heard) -> Question | None:
        if "check" not in answers:
            titles = [check.title for check in self._here(heard.region, heard).values()]
            return Question("check", phrase("ask_check"), Button.of(titles[:MOST_OFFERED]))
        question = self._checks[answers["check"]].next_question(answers["given"])
        return Question(question.id, question.text, Button.of(quick_replies(question))) if question else None

    def finish(self, answers: Answers, heard: Heard) -> Outcome:
        check = self._checks[answers["check"]]
        return Outcome((_say(check, check.outcome(answers["given"])),))

    def _here(self, region: Region | None, heard: Heard) -> dict[str, SelfCheck]:
        return nearest(self._checks.values(), region or self._regions.nation, heard.today)

    def _about(self, text: str, here: dict[str, SelfCheck]) -> str | None:
        """The topic whose wordings share most pairs of characters with the message."""
        said = _pairs(text)
        scores = {
            topic: max((len(said & _pairs(words)) / len(said | _pairs(words)) for words in check.similar), default=0.0)
            for topic, check in here.items()
        }
        best = max(scores, key=lambda topic: scores[topic], default=None)
        return best if best and scores[best] >= LEAST_SHARED else None


# The share of pairs of characters (Jaccard) that a message must have in common with a wording to mean its check.
LEAST_SHARED = 0.25


def _pairs(text: str) -> frozenset[str]:
    plain = bare(text)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain})


def _say(check: SelfCheck, found: Found) -> Say:
    parts = [found.text]
    parts += [phrase("check_met", what="；".join(q.condition or q.text for q in found.met))] if found.met else []
    parts += [phrase("check_missing", what=q.condition, why=q.why, todo=q.todo or "") for q in found.missing]
    parts += [phrase("check_unsure", what=q.condition, how=q.find_out or "") for q in found.unsure]
    parts += [found.amount] if found.amount else []
    parts += found.notes
    parts += [phrase("check_papers", papers="、".join(found.papers))] if found.papers else []
    parts.append(phrase("check_where", where=found.where))
    article = f" {check.article}" if check.article else ""
    parts.append(phrase("check_source", region=check.region.name, title=check.source.title, article=article))
    card = {
        "type": "selfcheck",
        "id": check.id,
        "decision": found.decision,
        "items": [q.condition for q in found.missing],
        "source": check.source.model_dump(mode="json"),
    }
    return Say("\n".join(parts), card=card)
