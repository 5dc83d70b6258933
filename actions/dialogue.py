"""One finding of a conversation about information: what is really asked, given what was said before.

Half sentences lean on the last question: a city ("那江门呢") or a time ("以前呢") asks it again elsewhere or for another
time, a detail ("包吃吗") is searched together with its topic, and what names nothing at all ("要带什么") within the matter of
the last answer only. A whole question stands for itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from actions.memory import Memory
from actions.narrower import narrowed
from actions.services.whose import name_of
from knowledge.language.core import core_of
from knowledge.language.dates import Period, without_period
from knowledge.language.employing import answers_employers, asks_for_himself
from knowledge.language.fillers import says_more
from knowledge.language.reading import Reader, Reading
from knowledge.language.utterances import names_a_matter
from knowledge.language.word_lists import word_lists
from knowledge.library.content import Passage
from knowledge.places.regions import PlaceMention, Region, UnknownRegion
from knowledge.retrieval.guides import GUIDE
from knowledge.retrieval.matter import LEAST_SHARE
from knowledge.retrieval.parts import asks_from_home, from_home, until_when
from knowledge.retrieval.result import MOST_CHOICES, Hit, Result
from knowledge.retrieval.searcher import Searcher

# A question this likely off topic, by all that speaks for it, is not answered; of a doubtful one nothing is said to be its
# matter; and where it may be, nothing is suggested beside a refusal.
OFF_TOPIC, DOUBTFUL, PERHAPS = 0.5, 0.35, 0.2
# Nothing is said of the last answer's matter to a half sentence that is off topic with this likelihood.
SURELY_OFF = 0.9
# Who names one of these asks this office, whatever else he tells; the search may still find nothing.
_OURS = re.compile(
    r"12333|退休|社保|养老(?!院|服务|机构)|工伤|失业金|失业保险|劳动合同|工资|工钱|欠薪|辞退|裁员|弹性(?:提前|延迟|退)|提前退(?!租|房|款)"
    r"|底薪|提成|计件|日结|加班费|补偿金|劳动仲裁|试用期(?!会员)|旷工|调岗|入职|派遣|临时工|小时工|招工|找活|零工|创业"
    r"|生育津贴|失业登记|就业困难|公益性岗位|职业病|尘肺|工亡|上班.{0,4}猝死|工龄|军龄|农保|补缴"
    r"|资格认证|刷脸|传销|三方协议"
    r"|(?<![一-鿿])(?:我们?)?(?:公司|厂里?|老板|单位|店里?|快递站|站点|工地|平台)[^,，。]{0,3}(?:把|扣|罚|吞|押)[^,，。]{0,2}(?:我|钱)"
)
# A topic of such a share is likely, where others are known to be about nothing else.
LIKELY_TOPIC = 0.4
# Unless the search is this sure that something answers, and of what topic; and which entry answers.
SURELY_NONE, SURELY_TOPIC, SURELY_ALONE = 0.1, 0.8, 0.7
# Or one entry is so far ahead of all others that something may be a little less sure to answer.
HARDLY_NONE, CLEARLY_ONE = 0.2, 0.95
# An answer to anybody is told to an employer too, after what is written to employers, where it is this sure.
SURE_BESIDES = 0.5
# It is told alone where so much more of its wording is said than of the other's.
MORE_SAID = 1.5
# What is likely next is told to an employee in place of what is written to employers, where it has such a share of the rest.
CLEARLY_ANOTHER = 0.4
# What core words find that unknown ones sound like is told at once where nothing answers less likely than this.
MOST_NONE_MISHEARD = 0.5
# What is not told yet answers the last question for somebody else where it is this likely, and has such a share of all that
# may answer but was told.
LEAST_ANOTHER, CLEAR_OF_ANOTHER = 0.03, 0.5
# So many of the last answers may be asked for again for somebody else.
FOR_ANOTHER = 3
# A sentence that leaves the matter to a province or a place.
_LEAVES_OPEN = re.compile(r"各[省地市]|哪个[省市]|当地定|由[^,，。；]{0,6}省|看当地")
# What somebody is doing in a place that is named.
_THERE = re.compile(r"在(?:那里|那边|那儿|那)(?:上班|打工|做工|干活|做事|工作)")
_LEANING = re.compile(r"^(?:那|还有|它|他们|她们|这个|那个|里面|其中|另外|然后|包括|具体|这里|那里)")
_HERE = re.compile(r"[这那](?:边|里|儿)")
# Where somebody is whom it is asked for.
_LOCATES = re.compile(
    r"(?:单位|公司|厂|店|户口|社保|人|家)[^,，。]{0,3}在|在[^,，。]{0,6}(?:上班|打工|干活|做事|交|参保)"
)
_WHAT_OF = re.compile(r"[呢咧嘞]\W*$")
# A half sentence rarely has more characters.
SHORT = 12
# With so much of what may answer in the topic of the last answer, and nothing answering less likely than that, a half
# sentence without an answer is still about that topic.
ON_TOPIC, OFF_MATTER = 0.8, 0.9
# A topic in which nothing answers with this likelihood is not that of a half sentence.
SURELY_STRAY = 0.5
# A half sentence that is off topic by itself is of the last answer's matter where nothing answers less likely than this.
SURELY_OF_MATTER = 0.3
# A longer message tells a story of its own.
LONGEST_CONTINUING = 24
# How much likelier a half sentence must be on its own than with its topic to be taken on its own.
ALONE = 1.6


@dataclass(frozen=True)
class Finding:
    """What to say, and what to remember. ``result`` is None when there was a city but no question, when the question was
    ``off_topic``, or when it named no matter and none was spoken of (``vague``). ``about``: the entry whose matter a half
    sentence was looked for in; ``said``: the sentence of it that answers. ``meant``: the words that a message was taken for,
    which is to be asked, where nothing else found anything. ``besides``: the answer to anybody that an employer is told
    after the one that is written to employers."""

    result: Result | None
    memory: Memory
    question: str = ""
    off_topic: bool = False
    vague: bool = False
    about: Passage | None = None
    said: str | None = None
    meant: str | None = None
    besides: Result | None = None

    @property
    def is_literal(self) -> bool:
        """Whether an entry has just these words."""
        return self.result is not None and self.result.decision == "answer" and self.result.hits[0].score == 1.0

    @property
    def found_nothing(self) -> bool:
        is_refused = self.result is not None and self.result.decision == "refuse" and self.said is None
        return self.off_topic or self.vague or is_refused


class Dialogue:
    """Answers messages with a searcher and a memory; holds no state of a conversation."""

    def __init__(self, searcher: Searcher) -> None:
        self.use(searcher)

    def use(self, searcher: Searcher) -> None:
        """Answer with this searcher from now on."""
        self.searcher = searcher
        self._passages = {p.id: p for p in searcher.catalogue.live_passages}

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of this id, if the version in use has it."""
        return self._passages.get(passage_id)

    def read(self, message: str, now: dt.datetime) -> Reading[PlaceMention]:
        """The one reading of a message, with the places that are known at the moment."""
        return Reader(self.searcher.regions, lambda: now).read(message)

    def ask(self, reading: Reading[PlaceMention], memory: Memory, off_topic: float = 0.0) -> Finding:
        """Find what the message asks for, or else what may have been misheard. ``off_topic``: how likely it is no such
        office's business by its words (0..1). What seems so is answered only where it leans on the last answer, is known word
        for word, or an office imported the answer: it may well import what others have no business with."""
        finding = self._asked(reading, memory, off_topic)
        finding = (finding.found_nothing and self._misheard(reading, finding, memory)) or finding
        if memory.persons.asks_as_employer:
            return self._to_employer(finding, reading, memory)
        return self._to_employee(finding, reading, memory)

    def _to_employee(self, finding: Finding, reading: Reading[PlaceMention], memory: Memory) -> Finding:
        """Without the answer that is written to employers, where nobody has spoken as one in what was told, and the last
        answer was none such: the next likely one, or that nothing was found."""
        found, context = finding.result, self._passages.get(memory.last_passage or "")
        is_answer = found is not None and found.decision == "answer" and found.hits[0].score < 1.0
        if not found or not is_answer or not answers_employers(found.hits[0].passage.question):
            return finding
        if answers_employers(context.question) if context else not memory.story:
            return finding
        hits = tuple(hit for hit in found.hits if not answers_employers(hit.passage.question))
        guide = None if found.guide and answers_employers(found.guide.passage.question) else found.guide
        others = replace(found, hits=hits, guide=guide, none=min(1.0, found.none + found.hits[0].score))
        is_clear = hits and others.share >= CLEARLY_ANOTHER
        result = others if is_clear else replace(others, decision="refuse")
        return self._remember(reading.plain, result, self.named(reading), memory)

    def _to_employer(self, finding: Finding, reading: Reading[PlaceMention], memory: Memory) -> Finding:
        """With the answer that is written to employers first, where the message asks by itself and there is one."""
        found = finding.result
        if found is None or finding.about or finding.question != reading.plain or asks_for_himself(reading.plain):
            return finding
        own = self.searcher.to_employer(reading, self.home(memory))
        if own is None or (found.decision == "answer" and found.hits[0].score == 1.0):
            return finding
        first = (own.guide or own.hits[0]).passage
        to_anybody = found.hits[0].passage if found.decision == "answer" and found.share >= SURE_BESIDES else None
        is_clear = own.decision == "answer" and own.none < HARDLY_NONE and own.share >= CLEARLY_ONE
        if to_anybody and not is_clear:
            said = self.searcher.share_said(reading, to_anybody)
            if said >= MORE_SAID * self.searcher.share_said(reading, first):
                return finding
        besides = replace(found, guide=None) if to_anybody and to_anybody.id != first.id else None
        return replace(self._remember(reading.plain, own, self.named(reading), memory), besides=besides)

    def _asked(self, reading: Reading[PlaceMention], memory: Memory, off_topic: float) -> Finding:
        named = self.named(reading)
        is_here = named is not None or _HERE.search(reading.plain)
        for asked in () if is_here else _asked_for_another(reading, memory, self._told_last(memory)):
            if finding := self._of_another(asked, memory):
                return finding
        if asks_again(reading, named):
            return self._again(reading, named, memory)
        context = self._passages.get(memory.last_passage or "")
        is_half = names_nothing(reading)
        if is_half and (about := self._spoken_of(memory)):
            return self._within_matter(reading, about, named, memory)
        alone = self._searched(reading, memory)
        if is_half and not self._is_known(alone):
            return Finding(None, memory, vague=True)
        leaning = leans(reading)
        is_nobodys = alone.none >= SURELY_STRAY and self.searcher.off_topic(reading) >= SURELY_OFF
        if is_nobodys and leaning and context:
            of_matter = self._is_of_matter(self._with_context(reading, context, named, memory), context)
            is_nobodys = off_topic >= SURELY_OFF and not of_matter
        # What was just listed or computed is ours.
        is_on = leaning and bool(context or memory.service) and not is_nobodys
        is_ours = memory.persons.asks_as_employer or _OURS.search(reading.standard)
        if not is_on and not self._is_known(alone) and not is_ours:
            is_near_nothing = alone.decision == "refuse" and alone.is_far and _asks_nothing_of_ours(reading)
            if is_near_nothing or self._seems_nobodys(alone, reading, off_topic):
                return Finding(None, replace(memory, pending_question=None, choices=()), off_topic=True)
        if not is_on and alone.decision == "refuse" and self._may_be_off_topic(reading, off_topic):
            alone = replace(alone, hits=())
        if leaning and context and not self._stands_alone(alone, reading, context):
            finding = self._leant(reading, alone, context, named, memory)
            is_strange = off_topic >= SURELY_OFF and finding.found_nothing
            return replace(finding, about=None) if is_strange else finding
        return self._remember(reading.plain, alone, named, memory)

    def _told_last(self, memory: Memory) -> list[str]:
        """The questions of the last answers, the newest first."""
        told = (self._passages.get(id) for id in reversed(memory.told[-FOR_ANOTHER:]))
        return [self.searcher.regions.without_served(passage.question) for passage in told if passage]

    def continuing(self, reading: Reading[PlaceMention], memory: Memory, least: float) -> Finding | None:
        """The one entry not told yet that somebody should hear who goes on about an open matter ("补" after all that there is
        on cards); None where none is so likely (``least``, 0..1)."""
        is_brief = len(reading.letters) <= LONGEST_CONTINUING
        # A mere time or sum belongs to whatever comes next.
        says_something = "question" in reading.kinds or reading.tells_more
        if not (memory.is_open and is_brief and says_something) or asks_again(reading, self.named(reading)):
            return None
        found = max((self._continued_from(each, reading, memory) for each in self._spoken_of(memory)), key=_best_score)
        return self._completed(found, reading, None, memory) if _best_score(found) >= least else None

    def _continued_from(self, context: Passage, reading: Reading[PlaceMention], memory: Memory) -> Result:
        """What was not told yet of all that a message may continue this entry with."""
        region = self._region(memory.last_region) or self.home(memory)
        found = self.searcher.continued(reading, context, region, reading.period, _said_of(context, memory))
        as_employer = memory.persons.asks_as_employer
        new = tuple(
            hit
            for hit in found.hits
            if hit.passage.id not in memory.told and (as_employer or not answers_employers(hit.passage.question))
        )
        return replace(found, decision="answer" if new else "refuse", hits=new, guide=None)

    def _of_another(self, asked: Reading[PlaceMention], memory: Memory) -> Finding | None:
        """The last question as it is asked for somebody else; None where nothing else answers that."""
        found = self.searcher.search(asked, self._region(memory.last_region) or self.home(memory))
        untold = _untold(found, memory)
        is_likely = bool(untold.hits) and untold.hits[0].score >= LEAST_ANOTHER
        is_found = found.decision == "answer" and is_likely and untold.share >= CLEAR_OF_ANOTHER
        return self._remember(asked.plain, replace(found, hits=untold.hits), None, memory) if is_found else None

    def _searched(self, reading: Reading[PlaceMention], memory: Memory) -> Result:
        """What a message finds by itself; a long story that finds nothing, what it asks in the end."""
        found = self._narrowed(self.searcher.search(reading, self.home(memory)), memory)
        if found.decision != "refuse" or (core := core_of(reading)) is None:
            return found
        of_core = self.searcher.search(reading.reworded(core), found.region, found.period)
        return of_core if of_core.decision in ("answer", "guide") else found

    def _narrowed(self, found: Result, memory: Memory) -> Result:
        """What was found, for the person's trade."""
        return narrowed(
            found, memory.persons.of("self").trade, lambda id: self._told_in(id, found.region, found.period)
        )

    def _misheard(self, reading: Reading[PlaceMention], nothing: Finding, memory: Memory) -> Finding | None:
        """What is found by the core words that unknown ones sound like: told where no other reading makes sense, or to choose
        from. ``nothing``: what was found by the words as they are."""
        meant = self.searcher.meant(reading)
        found = self._searched(meant, memory) if meant else None
        if meant is None or found is None or found.decision == "refuse":
            return None
        may_be_meant_so = nothing.off_topic and self.searcher.off_topic(meant) >= PERHAPS
        if found.decision in ("answer", "guide") and found.none < MOST_NONE_MISHEARD and not may_be_meant_so:
            return self._remember(meant.plain, found, self.named(reading), memory)
        hits = (found.guide, *found.hits) if found.decision == "guide" and found.guide else found.hits
        finding = self._remember(meant.plain, replace(found, decision="choose", hits=hits), self.named(reading), memory)
        return replace(finding, meant=meant.plain)

    def _spoken_of(self, memory: Memory) -> list[Passage]:
        """What a half sentence may be about: the matter spoken of, and the last answer, which may be a detail of it."""
        ids = dict.fromkeys((memory.matter, memory.last_passage))
        return [passage for id in ids if (passage := self._passages.get(id or ""))]

    def _within_matter(
        self, reading: Reading[PlaceMention], about: list[Passage], named: Region | None, memory: Memory
    ) -> Finding:
        """What a half sentence that names nothing of its own finds in what it may be about, wherever that is surest; what it
        is about is still spoken of."""
        region = named or self._region(memory.last_region) or self.home(memory)
        if written := self._until_when(about, reading, memory):
            return written
        tried = [
            self.searcher.within_matter(reading, each, region, reading.period, _said_of(each, memory)) for each in about
        ]
        found = max(tried, key=self._score)
        if said := self._said(about, found, reading, memory):
            return said
        if only_a_guide := self._of_guide(found, reading, memory):
            return only_a_guide
        if asks_from_home(reading.standard) and not _tells_from_home(found):
            return self._from_home(about, found, reading, memory)
        if found.decision != "refuse":
            return self._completed(found, reading, named, memory)
        return replace(self._staying(tried[0], reading, memory), about=about[0])

    def _from_home(
        self, about: list[Passage], found: Result, reading: Reading[PlaceMention], memory: Memory
    ) -> Finding:
        """The sentence of the last answers that says how it is done from home; or that they do not say it."""
        nothing = self._staying(replace(found, decision="refuse"), reading, memory)
        for id in reversed(memory.told[-FOR_ANOTHER:]):
            told = self.told(id, memory)
            if told and (words := from_home(told.answer)):
                return replace(nothing, about=told, said=words)
        return replace(nothing, about=about[0])

    def _leant(
        self, reading: Reading[PlaceMention], alone: Result, context: Passage, named: Region | None, memory: Memory
    ) -> Finding:
        """What a half sentence finds by itself or with the last answer; the matter stays where it finds nothing."""
        together = self._with_context(reading, context, named, memory)
        found = self._surer(alone, together, reading, context)
        if said := self._said([context], found, reading, memory):
            return said
        if only_a_guide := self._of_guide(found, reading, memory):
            return only_a_guide
        is_stray = _is_stray(alone) and together.decision == "refuse"
        if found.decision == "refuse" or is_stray:
            staying = self._staying(together, reading, memory)
            return replace(staying, about=context) if stays_on_topic(together) or is_stray else staying
        if found is alone:
            return self._remember(reading.plain, found, named, memory)
        return self._completed(found, reading, named, memory)

    def _said(
        self, about: list[Passage], found: Result, reading: Reading[PlaceMention], memory: Memory
    ) -> Finding | None:
        """That an answer given before says in a sentence what is asked, the one that says it best; None where none does, or
        something that was not told yet is surer."""
        told = [passage for each in about if each.id in memory.told and (passage := self.told(each.id, memory))]
        if "question" not in reading.kinds or any(self._is_surer(found, reading, each, memory) for each in told):
            return None
        by_fit = [(said, each) for each in told if (said := self.searcher.said_in(each, reading))]
        if not by_fit:
            return None
        said, best = max(by_fit, key=lambda pair: pair[0].fit)
        if best.answer.startswith(said.words) and _is_new(found, memory):
            return None  # that was just the first word on it
        if local := _local_instead(said.words, best, found):
            return self._completed(local, reading, None, memory)
        return replace(self._staying(found, reading, memory), about=best, said=said.words)

    def _is_surer(self, found: Result, reading: Reading[PlaceMention], told: Passage, memory: Memory) -> bool:
        """Whether something that was not told yet answers more surely than a sentence of what was told."""
        is_new = bool(found.hits) and found.hits[0].passage.id not in memory.told
        return is_new and self.searcher.is_surer(found, reading, told)

    def _of_guide(self, found: Result, reading: Reading[PlaceMention], memory: Memory) -> Finding | None:
        """Where only the guide of its topic was found for a half sentence that asks, and was not told yet: the sentence of it
        that answers. None where something else was found, or no sentence clearly does."""
        guide = found.hits[0].passage if found.decision == "answer" else None
        if guide is None or guide.kind != GUIDE or guide.id in memory.told or "question" not in reading.kinds:
            return None
        said = self.searcher.said_in(guide, reading)
        return replace(self._staying(found, reading, memory), about=guide, said=said.words) if said else None

    def _until_when(self, about: list[Passage], reading: Reading[PlaceMention], memory: Memory) -> Finding | None:
        """That an answer given before says until when to do what is asked; None where none says it in one sentence."""
        for each in about:
            told = self.told(each.id, memory) if each.id in memory.told else None
            if told and (words := until_when(told.answer, reading.standard)):
                found = Result("refuse", (), self.home(memory), reading.period)
                return replace(self._staying(found, reading, memory), about=told, said=words)
        return None

    def _completed(
        self, found: Result, reading: Reading[PlaceMention], named: Region | None, memory: Memory
    ) -> Finding:
        """What is remembered of a half sentence is the question of the entry that answers it; as long as that is of the same
        category, the matter stays the same."""
        if found.decision != "answer":
            return self._remember(reading.plain, found, named, memory)
        entry, matter = found.hits[0].passage, self._passages.get(memory.matter or "")
        finding = self._remember(entry.question, found, named, memory)
        if matter is None or matter.category != entry.category:
            return finding
        kept = replace(finding.memory, matter=memory.matter, matter_question=memory.matter_question)
        return replace(finding, memory=kept)

    def _staying(self, found: Result, reading: Reading[PlaceMention], memory: Memory) -> Finding:
        """Nothing was found; the last question and its answer are still what is talked about."""
        return Finding(found, replace(memory, pending_question=None, choices=()), reading.plain)

    def _stands_alone(self, found: Result, reading: Reading[PlaceMention], context: Passage) -> bool:
        """Whether a short message is found so surely that it needs nothing before it, or so word for word more than once."""
        if found.decision == "choose" and self._score(found) == 1.0:
            return True
        share = self._score(found) / max(1e-9, 1 - found.none)
        is_sure = found.decision == "answer" and found.none < SURELY_NONE and share >= SURELY_ALONE
        return is_sure and not self.searcher.is_far_fetched(found, reading, context)

    def _seems_nobodys(self, found: Result, reading: Reading[PlaceMention], off_topic: float) -> bool:
        """Whether what is read of the words, what the topics make of them, and that nothing answers, together say that a
        question is no such office's business. Alone each of them is wrong too often: "护工照顾老人摔了谁赔"; who only tells
        something has said few words to go by."""
        by_topics = self.searcher.off_topic(reading)
        has_said_enough = "question" in reading.kinds or by_topics >= PERHAPS
        return has_said_enough and (off_topic + by_topics + found.none) / 3 >= OFF_TOPIC

    def _may_be_off_topic(self, reading: Reading[PlaceMention], off_topic: float) -> bool:
        """Whether a question, though it names something of ours, may be no such office's business."""
        return off_topic >= PERHAPS or self.searcher.off_topic(reading) >= OFF_TOPIC

    def _is_known(self, found: Result) -> bool:
        """Whether it was found word for word, or among what an office imported, or beyond doubt."""
        imported = found.decision == "answer" and found.hits[0].passage.origin == "import"
        topic = found.guide.score if found.guide and found.decision in ("answer", "guide") else 0.0
        is_local = found.decision == "answer" and found.hits[0].passage.region.depth >= 2
        is_sure = found.none < SURELY_NONE and max(topic, found.share if is_local else 0.0) >= SURELY_TOPIC
        is_clear = found.decision == "answer" and found.none < HARDLY_NONE and found.share >= CLEARLY_ONE
        return imported or is_sure or is_clear or self._score(found) == 1.0

    def _again(self, reading: Reading[PlaceMention], named: Region | None, memory: Memory) -> Finding:
        """The last question, for another place or time."""
        question = memory.pending_question or memory.last_question
        if not question:
            if named is None:
                found = self.searcher.search(reading, self.home(memory))
                return self._remember(reading.plain, found, named, memory)
            return Finding(None, replace(memory, region=named.name))
        region = named or self._region(memory.last_region) or self.home(memory)
        context = self._passages.get(memory.last_passage or "")
        known = (
            self.searcher.versions(context, region, reading.period) if context and not memory.pending_question else []
        )
        if known:
            result = Result("answer", (Hit(known[0], 1.0),), region, reading.period)
        else:
            result = self.searcher.search(_elsewhere(question, reading), region, reading.period)
        if result.decision == "refuse" and context and not memory.pending_question:
            by_topic = self.searcher.search(_elsewhere(context.question, reading), region, reading.period)
            result = by_topic if by_topic.decision == "answer" else result
        result = _of_the_place(result, memory)
        if named and context and memory.is_open and _holds_everywhere(context, result):
            result = Result("answer", (Hit(context, 1.0),), region, reading.period)
        return self._remember(question, result, named, memory)

    def _with_context(
        self, reading: Reading[PlaceMention], context: Passage, named: Region | None, memory: Memory
    ) -> Result:
        """What a half sentence finds together with the topic of the last answer; where that is nothing sure, what stands out
        in its matter."""
        region, said = named or self._region(memory.last_region) or self.home(memory), _said_of(context, memory)
        found = self.searcher.follow_up(reading, context, region, reading.period, said)
        if found.decision != "refuse":
            return found
        near = self.searcher.within_matter(reading, context, region, reading.period, said)
        return found if near.decision == "refuse" else near

    def _is_of_matter(self, together: Result, context: Passage) -> bool:
        """Whether what answers a half sentence together with the last answer belongs to the same matter, and surely does."""
        is_sure = together.decision == "answer" and together.none < SURELY_OF_MATTER
        return is_sure and self.searcher.is_of_matter(together.hits[0].passage, context)

    def _surer(self, alone: Result, together: Result, reading: Reading[PlaceMention], context: Passage) -> Result:
        """What is found together with the topic of the last answer, if that is more than what is found without."""
        if self.searcher.is_far_fetched(alone, reading, context):
            return together
        if self._score(alone) > ALONE * self._score(together):
            return alone
        return together if self._score(together) else alone

    def _remember(self, question: str, result: Result, named: Region | None, memory: Memory) -> Finding:
        memory = replace(
            memory, pending_question=None, choices=(), last_region=result.region.name if result.region else None
        )
        if named and not memory.page_region:
            memory = replace(memory, region=named.name)
        if result.decision == "ask_region":
            return Finding(
                result, replace(memory, pending_question=question, last_question=question, last_passage=None), question
            )
        if result.decision == "answer":
            memory = memory.having_told(result.hits[0].passage.id, question)
        elif result.decision == "guide" and result.guide:
            ids = tuple(hit.passage.id for hit in result.choices)
            memory = replace(memory.having_told(result.guide.passage.id, question), choices=ids)
        elif result.decision == "choose":
            ids = tuple(hit.passage.id for hit in result.choices)
            memory = replace(memory, last_question=question, choices=ids)
        else:
            memory = replace(memory, last_question=question, last_passage=None, matter=None)
        return Finding(result, memory, question)

    def topic_of(self, finding: Finding, among: Callable[[Passage], bool] = lambda guide: False) -> Finding | None:
        """The guide of the topic of what was found, whatever was decided; None where no topic is sure. One ``among`` those
        that are known to fit need only be likely."""
        found = finding.result
        if found is None or found.guide is None:
            return None
        is_likely = found.guide.score >= LIKELY_TOPIC and among(found.guide.passage)
        if not (is_likely or self.searcher.is_sure_of(found.guide, found)):
            return None
        result = replace(found, decision="guide", hits=())
        memory = finding.memory.having_told(found.guide.passage.id, finding.question)
        return replace(finding, result=result, memory=memory, about=None)

    def told(self, id: str, memory: Memory) -> Passage | None:
        """A passage for the place and the time of the last question; None when there is none, or its figures are not known
        there."""
        region = self._region(memory.last_region) or self.home(memory)
        return self._told_in(id, region, self.searcher.reading(memory.last_question or "").period)

    def _told_in(self, id: str, region: Region | None, period: Period | None) -> Passage | None:
        passage = self.passage(id)
        return self.searcher.told(passage, region, period) if passage else None

    def named(self, reading: Reading[PlaceMention]) -> Region | None:
        """The place that the message itself names."""
        return self.searcher.place(reading, None)

    def home(self, memory: Memory) -> Region | None:
        """Where the person is, as far as is known."""
        return self._region(memory.region) or self._region(memory.page_region)

    def _region(self, name: str | None) -> Region | None:
        try:
            return self.searcher.regions.get(name) if name else None
        except UnknownRegion:
            return None

    @staticmethod
    def _score(result: Result) -> float:
        return result.hits[0].score if result.hits and result.decision in ("answer", "choose", "ask_region") else 0.0


def _tells_from_home(found: Result) -> bool:
    """Whether what was found says what is done from home."""
    return found.decision == "answer" and from_home(found.hits[0].passage.answer) is not None


def _untold(found: Result, memory: Memory) -> Result:
    """What was found without what was told before, which is none of what is likely left."""
    told = sum(hit.score for hit in found.hits if hit.passage.id in memory.told)
    new = tuple(hit for hit in found.hits if hit.passage.id not in memory.told)
    return replace(found, hits=new, none=min(1.0, found.none + told))


def _best_score(found: Result) -> float:
    """How likely the best of what was found answers."""
    return found.hits[0].score if found.hits else 0.0


def _said_of(context: Passage, memory: Memory) -> str:
    """What was asked, in the person's own words, when this entry was given; nothing where it was itself found by half a
    sentence."""
    return (memory.matter_question or "") if context.id == memory.matter else ""


def names_nothing(reading: Reading[PlaceMention]) -> bool:
    """Whether a message only asks something of whatever is spoken of: "要带什么"."""
    return not says_more(without_period(reading.standard), "aspect")


def _asks_nothing_of_ours(reading: Reading[PlaceMention]) -> bool:
    """Whether it asks, and names nothing that people come to this office for."""
    return bool(reading.kinds & {"question", "wish"}) and not names_a_matter(reading.standard)


def asks_again(reading: Reading[PlaceMention], named: Region | None) -> bool:
    """Whether it only names another place or time, perhaps with who is there: "那江门呢，我哥在那边"."""
    if not says_more(without_period(reading.without_places), "again"):
        return True
    if named is not None and len(reading.clauses) > 1 and _names_a_place_first(reading):
        return True
    rest = _THERE.sub("", without_period(reading.without_names))
    return named is not None and not says_more(rest, "again")


def _names_a_place_first(reading: Reading[PlaceMention]) -> bool:
    """Whether a clause only asks what is so in another place, and no other names a matter: "那江门呢，我那边有个分店"."""
    parts = [reading.reworded(clause.text) for clause in reading.clauses]
    again = [
        part
        for part in parts
        if part.places and _WHAT_OF.search(part.plain) and not says_more(part.without_places, "again")
    ]
    others = [part for part in parts if part not in again and not (part.places and _LOCATES.search(part.plain))]
    return bool(again) and not any(names_a_matter(part.standard) for part in others)


def _asked_for_another(
    reading: Reading[PlaceMention], memory: Memory, told: Iterable[str]
) -> Iterator[Reading[PlaceMention]]:
    """The last question asked for whom a message only names ("那我老公呢"), and then what was ``told``; for the speaker as a
    man or a woman, where that is known."""
    if not reading.persons or not memory.last_question or says_more(reading.without_names, "again"):
        return
    named, meant = reading.persons[-1], memory.persons.named[-1:]
    who = memory.persons.of("self").sex if named.value == "self" else reading.plain[named.start : named.end]
    if named.value == "other" and meant not in ((), ("other",)):  # "她呢", of whom it is known
        who = name_of(meant[0])
    for question in dict.fromkeys((memory.last_question, *told)) if who else ():
        yield reading.reworded(f"{who}的{reading.reworded(question).without_names}")


def _local_instead(words: str, told: Passage, found: Result) -> Result | None:
    """What a place says itself, of what was found, where the sentence of a wider place leaves it to that."""
    if not _LEAVES_OPEN.search(words):
        return None
    nearer = tuple(hit for hit in found.hits[:MOST_CHOICES] if hit.passage.region.depth > told.region.depth)
    share = nearer[0].score / max(1e-9, 1 - found.none - _share_of(told, found)) if nearer else 0.0
    return replace(found, decision="answer", hits=nearer, guide=None) if share >= LEAST_SHARE else None


def _of_the_place(found: Result, memory: Memory) -> Result:
    """Where the guide told before is found for another place again, what is said of that place itself, if anything."""
    if found.decision != "guide" or found.guide is None or found.guide.passage.id not in memory.told:
        return found
    local = tuple(hit for hit in found.hits if hit.passage.region.depth > 0)
    return replace(found, decision="answer", hits=local, guide=None) if local else found


def _holds_everywhere(told: Passage, found: Result) -> bool:
    """Whether what was told is the nation's, and nothing that another place says itself was found there."""
    local = [hit for hit in found.hits[:1] if hit.passage.region.depth > 0]
    return told.region.depth == 0 and found.decision in ("answer", "guide", "refuse") and not local


def _share_of(passage: Passage, found: Result) -> float:
    return sum(hit.score for hit in found.hits if hit.passage.id == passage.id)


def _is_new(found: Result, memory: Memory) -> bool:
    """Whether something that was not told before answers surely."""
    return found.decision == "answer" and found.share >= SURE_BESIDES and found.hits[0].passage.id not in memory.told


def _is_stray(alone: Result) -> bool:
    """Whether a half sentence alone is about a topic in which likely nothing answers it: that is not its topic."""
    return alone.decision == "guide" and alone.none >= SURELY_STRAY


def stays_on_topic(together: Result) -> bool:
    """Whether what finds no answer is still likely to be about the topic of the last one."""
    return together.guide is not None and together.guide.score >= ON_TOPIC and together.none < OFF_MATTER


def leans(reading: Reading[PlaceMention]) -> bool:
    """Whether a message may lean on what was said before it; the mere name of a matter ("工伤") stands for itself."""
    is_name = reading.letters in word_lists("core_words")["core"]
    return not is_name and (bool(_LEANING.match(reading.plain)) or len(reading.letters) <= SHORT)


def _elsewhere(question: str, reading: Reading[PlaceMention]) -> Reading[PlaceMention]:
    """The question with the names of places cut out, so that it can be asked for another one."""
    return reading.reworded(reading.reworded(question).without_places)


def chosen(memory: Memory, ordinal: int, dialogue: Dialogue) -> tuple[Hit, Memory] | None:
    """The passage that was offered under a number, and the memory after giving it; None when there is none."""
    at = ordinal - 1
    if not 0 <= at < len(memory.choices):
        return None
    passage = dialogue.told(memory.choices[at], memory)
    if passage is None:
        return None
    return Hit(passage, 1.0), memory.having_told(passage.id, passage.question)
