"""Self-checks: a few questions from a data file, and what is met, what is missing, which papers to bring."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from actions.contract.cards import SelfCheckCard, Source
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, phrase
from actions.services.service import Answers, Informed, InvalidAnswer, Outcome, Question, Utterance, World
from knowledge.language.amounts import read_amount
from knowledge.language.corrections import Correction, reread
from knowledge.language.normalise import letters_only
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention, Region, UnknownRegion
from knowledge.topics.selfchecks import answers as replies
from knowledge.topics.selfchecks.answers import NumberOutOfBounds
from knowledge.topics.selfchecks.naming import CheckNames
from knowledge.topics.selfchecks.schema import Answer, NumberQuestion, quick_replies
from knowledge.topics.selfchecks.selfcheck import Outcome as Found
from knowledge.topics.selfchecks.selfcheck import SelfCheck, nearest

MOST_OFFERED = 6
_OTHERS = re.compile(r"其[他它]|别的|还有|更多|下一[页批]|换一批")


class SelfChecks(Informed):
    """``topic``: what is checked; ``region``: where, by its code, "" for a place that is not said; ``given``: the answers;
    ``shown``: how many checks were offered before; ``absent``: the title of a check that there is not in the region;
    ``amended``: whether an answer was just corrected.
    """

    name = "selfcheck"

    def __init__(self, checks: Sequence[SelfCheck], world: Callable[[], World]) -> None:
        super().__init__(world)
        self._checks = checks
        self._names = CheckNames(checks)
        self._asked_for = {letters_only(phrase("offer_check", title=check.title)): check.topic for check in checks}

    def begin(self, utterance: Utterance) -> Answers | None:
        """A question such as "我能领失业金吗" is answered from the content first; being asked to check is not."""
        plain = utterance.reading.letters
        asked_to = plain in self._asked_for or utterance.intent == "self_check"
        topic = self._asked_for.get(plain) or self._names.exact(utterance.reading)
        if topic is None and not asked_to:
            return None
        region = {"region": utterance.region.code} if utterance.region else {}
        return self._about(topic, {**region, "given": {}, "consults": not asked_to}, utterance)

    def consults(self, answers: Answers) -> bool:
        return bool(answers["consults"])

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if asked == "topic":
            return self._take_topic(answers, utterance)
        if asked == "region":
            is_open = utterance.reading.gives_no_answer or utterance.reading.letters == letters_only(
                phrase("other_place")
            )
            region = "" if is_open else utterance.named.code if utterance.named else None
            return None if region is None else self._about(answers["topic"], {**answers, "region": region}, utterance)
        check = self._check(answers, utterance)
        try:
            given = self._take_answer(check, answers["given"], asked, utterance.reading) if check else None
        except NumberOutOfBounds as error:
            return InvalidAnswer(f"{error}。")
        if given is None:
            return None
        amended = any(given[name] != answer for name, answer in answers["given"].items() if name in given)
        return {**answers, "given": given, "amended": amended}

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "topic" not in answers:
            return self._offer(answers, utterance)
        if self._depends_on_place(answers):
            cities = [city.name for city in self._cities() if self._is_own(answers["topic"], city, utterance)]
            return Question("region", phrase("ask_check_region"), Button.of([*cities, phrase("other_place")]))
        check = self._check(answers, utterance)
        question = check.next_question(answers["given"]) if check else None
        if question is None:
            return None
        noted = phrase("corrected") if answers.get("amended") else ""
        numbered = not isinstance(question, NumberQuestion)
        return Question(question.id, question.text, Button.of(quick_replies(question)), numbered, noted)

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        check = self._check(answers, utterance)
        if check is None:  # the answers are of a version before
            return Outcome((Say.plain(Status.NOT_COMPUTED, phrase("check_gone")),))
        found = check.outcome(answers["given"])
        following = Button.of(entry.question for entry in map(self._world().passage, found.next) if entry)
        return Outcome((_say(check, found, following),), answers)

    def _take_topic(self, answers: Answers, utterance: Utterance) -> Answers | None:
        if utterance.named:
            answers = {**answers, "region": utterance.named.code}
        topic = None if utterance.reading.gives_no_answer else self._named(answers, utterance)
        if topic:
            return self._about(topic, answers, utterance)
        if _OTHERS.search(utterance.text) and len(utterance.reading.letters) <= 8:
            shown = answers.get("shown", 0) + MOST_OFFERED
            return {**answers, "shown": shown if shown < len(self._here(answers, utterance)) else 0}
        return answers if utterance.named else None

    @staticmethod
    def _take_answer(
        check: SelfCheck, given: dict[str, Answer], asked: str | None, reading: Reading[PlaceMention]
    ) -> dict[str, Answer] | None:
        """The answers with what the message answers or corrects."""

        def read(name: str, words: str) -> Answer | None:
            question = next((question for question in check.questions if question.id == name), None)
            return replies.read_answer(question, reading.reworded(words)) if question else None

        def reread_as(name: str, words: str) -> Answer | None:
            """In a correction "没有" takes back a 是, not a number."""
            question = next(question for question in check.questions if question.id == name)
            if isinstance(question, NumberQuestion) and read_amount(words, question.unit) is None:
                return None
            return read(name, words)

        correction = reading.correction or Correction("", "", sure=False)
        answered = [question.id for question in check.questions if question.id in given]
        own = read(asked, reading.raw) if asked else None
        amends = correction.words and (correction.sure or own is None)
        found: tuple[str, Answer] | None = reread(correction, answered, reread_as) if amends else None
        if found:
            name, answer = found
            return {**given, name: answer}
        if asked and own is not None:
            return {**given, asked: own}
        if asked and correction.words and (own := read(asked, correction.words)) is not None:
            return {**given, asked: own}
        if correction.sure and not correction.words and answered:  # the last question is asked again
            return {name: given[name] for name in given if name != answered[-1]}
        return None

    def _about(self, topic: str | None, answers: Answers, utterance: Utterance) -> Answers:
        """The answers with the topic, or else the one that the message names, where there is a check of it."""
        if topic is None:
            topic = self._named(answers, utterance)
        answers = {name: value for name, value in answers.items() if name not in ("topic", "absent")}
        if topic is None:
            return answers
        if "region" not in answers or topic in self._here(answers, utterance):
            return {**answers, "topic": topic}
        title = next(check.title for check in self._checks if check.topic == topic)
        return {**answers, "absent": title}

    def _named(self, answers: Answers, utterance: Utterance) -> str | None:
        """The topic that a message names, whatever place it names besides; any while nobody has said where."""
        here = set(self._here(answers, utterance)) if "region" in answers else {check.topic for check in self._checks}
        return self._names.exact(utterance.reading) or self._names.find(utterance.reading, here)

    def _offer(self, answers: Answers, utterance: Utterance) -> Question:
        """The checks of the region, its own first, a few at a time."""
        here = sorted(self._here(answers, utterance).values(), key=lambda check: -check.region.depth)
        start = answers.get("shown", 0)
        titles = [check.title for check in here[start : start + MOST_OFFERED]]
        more = [phrase("other_checks")] if len(here) > MOST_OFFERED else []
        absent = phrase("check_absent", title=answers["absent"]) if "absent" in answers else ""
        return Question("topic", phrase("ask_check"), Button.of(titles + more), noted=absent)

    def _depends_on_place(self, answers: Answers) -> bool:
        """Whether the region decides which check it is, and nobody has said it."""
        own = [check for check in self._checks if check.topic == answers["topic"]]
        return "region" not in answers and any(check.region.depth for check in own)

    def _is_own(self, topic: str, city: Region, utterance: Utterance) -> bool:
        """Whether a city has a check of this topic of its own, or its province has."""
        check = nearest(self._checks, city, utterance.today).get(topic)
        return check is not None and check.region.depth > 0

    def _check(self, answers: Answers, utterance: Utterance) -> SelfCheck | None:
        return self._here(answers, utterance).get(answers.get("topic", ""))

    def _here(self, answers: Answers, utterance: Utterance) -> dict[str, SelfCheck]:
        try:
            region = self._regions.by_code(answers["region"]) if answers.get("region") else self._regions.nation
        except UnknownRegion:  # a version before knew it
            region = self._regions.nation
        return nearest(self._checks, region, utterance.today)


def _say(check: SelfCheck, found: Found, following: tuple[Button, ...]) -> Say:
    met = [phrase("check_met", what="；".join(q.condition or q.text for q in found.met))] if found.met else []
    article = f" {check.article}" if check.article else ""
    card = SelfCheckCard(
        head=(found.text, *met),
        notes=tuple(_notes(found)),
        source_line=phrase("check_source", region=check.region.name, title=check.source.title, article=article),
        id=check.id,
        decision=found.decision,
        items=tuple(question.condition or question.text for question in found.missing),
        source=Source(**check.source.model_dump()),
    )
    missing = [phrase("check_missing", what=q.condition, why=q.why, todo=q.todo or "") for q in found.missing]
    unsure = [phrase("check_unsure", what=q.condition, how=q.find_out or "") for q in found.unsure]
    return Say(card, (*missing, *unsure), buttons=following)


def _notes(found: Found) -> Iterator[str]:
    if found.amount:
        yield found.amount
    yield from found.notes
    if found.papers:
        yield phrase("check_papers", papers="；".join(found.papers))
    yield phrase("check_where", where=found.where)
