"""Self-checks: a few questions from a data file, and what is met, what is missing, which papers to bring."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from actions.contract.cards import SelfCheckCard, Source
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, phrase
from actions.services.explaining import Aspect, aspect_asked
from actions.services.service import Answers, Informed, InvalidAnswer, Offer, Outcome, Question, Utterance, World
from knowledge.language.corrections import Correction, supposed
from knowledge.language.normalise import letters_only
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention, Region, UnknownRegion
from knowledge.topics.selfchecks import answers as replies
from knowledge.topics.selfchecks.answers import NumberOutOfBounds
from knowledge.topics.selfchecks.naming import CheckNames
from knowledge.topics.selfchecks.schema import UNSURE, Answer, NumberQuestion, quick_replies
from knowledge.topics.selfchecks.selfcheck import Outcome as Found
from knowledge.topics.selfchecks.selfcheck import SelfCheck, nearest
from knowledge.topics.selfchecks.telling import correct

MOST_OFFERED = 6
# "帮我看看我够不够", "自查低保", "逐条问我": to be checked, not only to be told.
_WISHED = re.compile(
    r"自[查测]|逐条|[帮替给]我?[^,，。;；]{0,10}?[查测对看核算问判]|[测对]一?[测下对照]|算一下|[看查]一?[看查下][^,，。]{0,2}我|^[查测]"
)
_NAMED = re.compile(r"自[查测]")
_OTHERS = re.compile(r"其[他它]|[有是]哪[些几]|别的|还有|更多|下一[页批]|换一批")


class SelfChecks(Informed):
    """``topic``: what is checked; ``region``: where, by its code, "" for a place that is not said; ``given``: the answers;
    ``shown``: how many checks were offered before; ``absent``: the title of a check that there is not in the region;
    ``story``: what was said before the check was known; ``noted``: what was just told unasked or corrected, in words.
    """

    name = "selfcheck"
    lingers = 3

    def __init__(self, checks: Sequence[SelfCheck], world: Callable[[], World]) -> None:
        super().__init__(world)
        self._checks = checks
        self._names = CheckNames(checks)
        self._asked_for = {letters_only(phrase("offer_check", title=check.title)): check.topic for check in checks}

    def begin(self, utterance: Utterance) -> Answers | None:
        """Only who wishes to be checked is: "我能领失业金吗" asks for an answer."""
        reading = utterance.reading
        topic = self._asked_for.get(reading.letters)
        if topic is None and not _is_wished(utterance):
            return None
        topic = topic or self._names.exact(reading)
        return self._started(topic, utterance) if topic or _names_a_check(utterance) else None

    def offer(self, utterance: Utterance) -> Offer | None:
        """To who asks word for word what a check of the place tells."""
        topic = self._names.exact(utterance.reading)
        started = self._started(topic, utterance) if topic and not _is_wished(utterance) else {}
        if "topic" not in started:
            return None
        anywhere = next(check for check in self._checks if check.topic == topic)
        title = (self._check(started, utterance) or anywhere).title
        return Offer(started, phrase("check_offer", title=title), phrase("offer_check", title=title))

    def skip(self, answers: Answers, asked: str) -> Answers | None:
        if asked == "topic":
            return None
        return (
            {**answers, "region": ""}
            if asked == "region"
            else {**answers, "given": {**answers["given"], asked: UNSURE}}
        )

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        aspect, check = aspect_asked(utterance.reading), self._check(answers, utterance)
        lines = _explained(aspect, check, check.outcome(answers["given"])) if aspect and check else []
        return [Say.plain(Status.COMPUTED, *lines)] if lines else []

    def _started(self, topic: str | None, utterance: Utterance) -> Answers:
        region = {"region": utterance.region.code} if utterance.region else {}
        story = "，".join((*utterance.persons.said, utterance.reading.raw))
        return self._about(topic, {**region, "given": {}, "story": story}, utterance)

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
            given = _heard(check, answers["given"], asked, utterance.reading) if check else None
        except NumberOutOfBounds as error:
            return InvalidAnswer(f"{error}。")
        if check is None or given is None:
            return None
        return {**answers, "given": given, "noted": _news(check, answers["given"], given, asked)}

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
        numbered = not isinstance(question, NumberQuestion)
        buttons = Button.of(quick_replies(question))
        return Question(question.id, question.text, buttons, numbered, answers.get("noted", ""))

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        check = self._check(answers, utterance)
        if check is None:  # the answers are of a version before
            return Outcome((Say.plain(Status.NOT_COMPUTED, phrase("check_gone")),))
        found = check.filled(self._region(answers), utterance.today).outcome(answers["given"])
        entries = [entry for entry in map(self._world().passage, found.next) if entry]
        following = Button.of(entry.question for entry in entries)
        return Outcome((_say(check, found, following),), answers, entries[0].id if entries else None)

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

    def _about(self, topic: str | None, answers: Answers, utterance: Utterance) -> Answers:
        """The answers with the topic, or else the one that the message names, where there is a check of it."""
        if topic is None:
            topic = self._named(answers, utterance)
        answers = {name: value for name, value in answers.items() if name not in ("topic", "absent")}
        if topic is None:
            return answers
        if "region" not in answers or topic in self._here(answers, utterance):
            return self._with_story({**answers, "topic": topic}, utterance)
        title = next(check.title for check in self._checks if check.topic == topic)
        return {**answers, "absent": title}

    def _with_story(self, answers: Answers, utterance: Utterance) -> Answers:
        """The answers with what was told before the check was known, once it is."""
        check = None if self._depends_on_place(answers) else self._check(answers, utterance)
        if check is None:
            return answers
        answers = dict(answers)
        told = check.told(answers["given"], utterance.reading.reworded(answers.pop("story", "")))
        noted = _news(check, answers["given"], told, None)
        return {**answers, "given": answers["given"] | told, "noted": noted}

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
        return nearest(self._checks, self._region(answers), utterance.today)

    def _region(self, answers: Answers) -> Region:
        try:
            return self._regions.by_code(answers["region"]) if answers.get("region") else self._regions.nation
        except UnknownRegion:  # a version before knew it
            return self._regions.nation


def _is_wished(utterance: Utterance) -> bool:
    return bool(_WISHED.search(utterance.text))


def _names_a_check(utterance: Utterance) -> bool:
    """Whether a check is meant, whatever it is of: by its name, or as far as the engine hears."""
    return utterance.intent == "self_check" or bool(_NAMED.search(utterance.text))


def _heard(
    check: SelfCheck, given: dict[str, Answer], asked: str | None, reading: Reading[PlaceMention]
) -> dict[str, Answer] | None:
    """The answers with what the message answers, corrects or tells besides; None when it does nothing of these."""
    question = next((question for question in check.questions if question.id == asked), None)
    own = replies.read_answer(question, reading) if question else None
    correction = reading.correction or Correction("", "", sure=False)
    if correction.words and (correction.sure or own is None):
        right = reading.reworded(correction.words)
        if changed := correct(check.questions, given, right):
            return {**given, **changed}
        own = replies.read_answer(question, right) if question and own is None else own
    if correction.sure and not correction.words and given:
        return dict(list(given.items())[:-1])  # the last question is asked again
    if question is None and (words := supposed(reading.standard)):
        changed = correct(check.questions, given, reading.reworded(words))
        return {**given, **changed} if changed else None
    # After the end what is told is told instead.
    new = check.told(given if question else {}, reading) | ({asked: own} if asked and own is not None else {})
    return {**given, **new} if new.items() - given.items() else None


def _news(check: SelfCheck, before: dict[str, Answer], now: dict[str, Answer], asked: str | None) -> str:
    """What is to be looked over, in words: that an answer was corrected, and what was told unasked."""
    if any(now.get(name, answer) != answer for name, answer in before.items()):
        return phrase("corrected")
    news = [
        phrase("check_told", question=question.text.rstrip("？"), answer=now[question.id])
        for question in check.questions
        if question.id in now and question.id not in (*before, asked)
    ]
    return phrase("noted_facts", facts="；".join(news)) if news else ""


def _explained(aspect: Aspect, check: SelfCheck, found: Found) -> list[str]:
    """What a check says of this aspect, a line each."""
    article = f" {check.article}" if check.article else ""
    lines: dict[Aspect, list[str]] = {
        "law": [phrase("check_source", region=check.region.name, title=check.source.title, article=article)],
        "amount": [found.amount] if found.amount else [],
        "calculation": [found.amount] if found.amount else [],
        "reason": [*_missing(found), *found.notes] or [found.text],
        "papers": [phrase("check_papers", papers="；".join(found.papers))] if found.papers else [],
        "place": [phrase("check_where", where=found.where)],
        "deadline": [],
    }
    return lines[aspect]


def _missing(found: Found) -> list[str]:
    return [phrase("check_missing", what=q.condition, why=q.why, todo=q.todo or "") for q in found.missing]


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
    unsure = [phrase("check_unsure", what=q.condition, how=q.find_out or "") for q in found.unsure]
    return Say(card, (*_missing(found), *unsure), buttons=following)


def _notes(found: Found) -> Iterator[str]:
    if found.amount:
        yield found.amount
    yield from found.notes
    if found.papers:
        yield phrase("check_papers", papers="；".join(found.papers))
    yield phrase("check_where", where=found.where)
