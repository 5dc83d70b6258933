"""One search for everybody: chat, the clerk's lookup, evaluation and benchmarks.

A question goes through: place and time (which passages may answer at all), candidates and features, the learned
decision. The outcome is an answer, up to three choices, the guide of a topic, a question back for the city, or a refusal.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from knowledge import china_time
from knowledge.encoder import Encoder
from knowledge.language.ages import Age, ages_written_for
from knowledge.language.bereavement import answers_bereaved, is_of_the_living
from knowledge.language.dates import Period, without_period
from knowledge.language.employing import answers_employers, works_for_others
from knowledge.language.mishearing import meant
from knowledge.language.normalise import letters_only
from knowledge.language.reading import Reader, Reading
from knowledge.library.content import Passage, cities_of
from knowledge.library.telling import told
from knowledge.places.matters import place_of_matter
from knowledge.places.regions import PlaceMention, Region, RegionTree
from knowledge.retrieval.catalogue import Catalogue, Key
from knowledge.retrieval.choice import Chooser, Verdict
from knowledge.retrieval.comparison import Candidates, Question
from knowledge.retrieval.continuation import continuation_candidates
from knowledge.retrieval.eligibility import Eligibility, Scope
from knowledge.retrieval.encoding import PassageVectors
from knowledge.retrieval.followup import follow_up_candidates
from knowledge.retrieval.gaps import best_fit, fill_gaps
from knowledge.retrieval.guides import GUIDE, GuideThresholds, names_years_of
from knowledge.retrieval.matter import (
    FEW,
    NAMED,
    SURE_FAR,
    SURE_NAMED,
    SURE_NEAR,
    SURELY_SOMETHING,
    Nearness,
    best_of,
    matters,
    nearness,
)
from knowledge.retrieval.parts import LEAST, Said, Sentences, said_in
from knowledge.retrieval.result import MOST_CHOICES, Hit, Result
from knowledge.retrieval.said_next import KnownNext, SaidNext
from knowledge.retrieval.thresholds import Thresholds

# A national answer this likely, beside the likeliest of a city's, is given without asking back for the city.
GENERAL_SUFFICES = 0.6
# The same where a city has set an amount and the question is "how much".
GENERAL_SUFFICES_FOR_AMOUNT = 2.0
# Kinds of entries that are told before the city is asked for; a guide or statistic is not.
HOLDS_EVERYWHERE = frozenset({"rule", "level"})
# What a place says itself and that has such a share is told in place of the nation's guide.
LOCAL_SUFFICES = 0.3
# An employer is answered by what is written to employers where something of that answers, and one entry of it, this likely.
LEAST_TO_EMPLOYER, MOST_NONE_TO_EMPLOYER = 0.4, 0.8
# Questions that stay read, of some turns that go on side by side.
QUESTIONS_KEPT = 64
# Answers whose sentences stay encoded: those that are asked on about most.
ANSWERS_KEPT = 256
# What goes on with the last answers of some turns side by side.
CONTINUATIONS_KEPT = 32
# "How much" of money, not how many years or people.
_MONEY = re.compile(r"多少(?!年|天|个|岁|小时|人|家|次|条|种|月|工作日)|标准|金额|几块|几百|几千")
# Before the name of a place that is only spoken of: where to, or with whom.
_BESIDE = re.compile(r"[去到往至赴回跟和与同从飞通]$")


@dataclass
class Searcher:
    """Searches one trained version. Immutable in use: a new version is a new Searcher.

    ``asking`` decides on questions, ``following`` on half sentences, ``continuing`` on what continues a matter,
    beside what others ``said_next``; of a place that is known from imports alone the thresholds ``importing`` hold.
    """

    catalogue: Catalogue
    encoder: Encoder
    asking: Chooser
    importing: Thresholds
    following: Chooser
    continuing: Chooser
    said_next: SaidNext
    regions: RegionTree
    names: dict[str, Region]
    today: Callable[[], dt.date] = china_time.today
    guiding: GuideThresholds = field(default_factory=GuideThresholds)
    _eligibility: Eligibility = field(init=False)
    _cities: tuple[Region, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._eligibility = Eligibility(self.catalogue.passages, self.catalogue.live)
        self._own_words: dict[Region, str] = {}
        self._cities = cities_of(self.catalogue.live_passages)
        self._categories = np.array([passage.category for passage in self.catalogue.passages])
        # A turn may ask the same alone and after another question: it is encoded once.
        self._read = lru_cache(QUESTIONS_KEPT)(self._read_anew)
        self._sentences = lru_cache(ANSWERS_KEPT)(self._sentences_of)
        # Of one message it is asked in several places of a turn. What is told of it is not kept: figures change meanwhile.
        self._going_on = lru_cache(CONTINUATIONS_KEPT)(self._going_on_anew)

    @property
    def cities(self) -> tuple[Region, ...]:
        """The cities that have passages of their own."""
        return self._cities

    def serves(self, region: Region) -> bool:
        """Whether a city that has passages of its own lies inside the region or around it."""
        return any(region.holds_for(city) or city.holds_for(region) for city in self._cities)

    def extended(self, passages: Sequence[Passage], vectors: PassageVectors) -> Searcher:
        """A searcher that knows these passages, in place of those of the same origin and id, and serves their regions; this
        one stays as it is."""
        if not passages:
            return self
        regions = self.regions.serving_also(passage.region for passage in passages)
        return replace(self, catalogue=self.catalogue.extended(passages, vectors, regions), regions=regions)

    def without(self, keys: Collection[Key]) -> Searcher:
        """A searcher that knows nothing of these passages; this one stays as it is."""
        left = self.catalogue.without(keys)
        return self if left is self.catalogue else replace(self, catalogue=left)

    def with_those_of(self, other: Searcher, keys: Collection[Key]) -> Searcher:
        """A searcher that knows these passages of another one, too; both stay as they are."""
        more = self.catalogue.with_those_of(other.catalogue, keys)
        return self if more is self.catalogue else replace(self, catalogue=more)

    def reading(self, text: str) -> Reading[PlaceMention]:
        """A text as typed, read today; a conversation knows the moment and reads for itself."""
        noon = dt.datetime.combine(self.today(), dt.time(12), china_time.CHINA)
        return Reader(self.regions, lambda: noon).read(text)

    def meant(self, reading: Reading[PlaceMention]) -> Reading[PlaceMention] | None:
        """A message with words that nobody knows taken for core words that sound the same; None where there are none."""
        words = meant(reading.standard, self.catalogue.speller.knows)
        return reading.reworded(words) if words else None

    def place(self, reading: Reading[PlaceMention], region: Region | None) -> Region | None:
        """Where the question is about: named in it, of two places the one that its matter belongs to, or ``region`` (the
        asker's), or else implied by a proper name.

        A place that nobody here serves, named as where to or with whom ("有去上海的专列吗") by somebody whose own region is
        served, is only mentioned when the region's own passages speak of it; otherwise it is what he asks about.
        """
        mentions = reading.standard_places
        if settled := place_of_matter(reading.standard, mentions):
            return settled
        named = [m.region for m in mentions if not m.is_origin]
        beside = [m.region for m in mentions if _BESIDE.search(reading.standard, 0, m.start)]
        if region is None:
            named = named or [m.region for m in mentions]
        else:  # "浙江的规定" asked in 兰溪 is about 兰溪
            named = [r for r in named if r.depth >= 2 or not r.holds_for(region)]
        named = [
            r for i, r in enumerate(named) if not any(r.holds_for(later) for later in named[i + 1 :] if later != r)
        ]
        served = [r for r in named if self.serves(r)]
        if served:
            return served[0]
        if named:
            is_beside = region is not None and named[0] in beside and self._speaks_of(region, named[0])
            return region if is_beside else named[0]
        if region is None:
            region = next((r for name, r in self.names.items() if name in reading.query), None)
        return region

    def search(
        self, reading: Reading[PlaceMention], region: Region | None = None, period: Period | None = None
    ) -> Result:
        """Find the answer to what somebody in ``region`` asks; a place or a time named in it goes first. Who works for others
        is not told what is written to employers, nor who tells of somebody hurt what is written to the bereaved, nor of
        somebody's age what is written for those of another one."""
        place, period = self.place(reading, region), reading.period or period
        if not reading.letters:
            return Result("refuse", (), place, period, none=1.0)
        scope = self._scope(place, period).only(self._written_to_asker(reading))
        known = [self.told(self.catalogue.passages[n], place, period) for n in self._worded_so(reading.query, scope)]
        # Versions worded alike come to the one that is in force.
        hits = tuple(Hit(passage, 1.0) for passage in _most_exact({p.id: p for p in known if p}))
        settled = place is not None and not self._is_above_cities(place)
        said = Result("answer" if len(hits) == 1 else "choose", hits, place, period) if hits and all(known) else None
        if said and (settled or (len(hits) == 1 and self._is_for_all_of(place, hits[0].passage))):
            return self._guided(said, reading)
        query = reading.query
        if place is not None and not self.serves(place):  # the nation's word does not name it
            query = reading.reworded(reading.without_places).query or query
        known_then = self._known_then(query, scope) if period else scope
        candidates = self.catalogue.candidates(self.read(query), known_then)
        if place is None or self._is_above_cities(place):
            wants_money = bool(_MONEY.search(reading.query))
            found = self._search_everywhere(candidates, place, period, wants_money)
            # A province's answer is somebody's of no known place only where nothing else is one.
            if said and found.decision == "refuse" and len(hits) == 1 and hits[0].passage.region.depth < 2:
                found = said
            return self._guided(found, reading)
        imports_alone = self.catalogue.knows_imports_alone(scope)
        chooser = replace(self.asking, thresholds=self.importing) if imports_alone else self.asking
        return self._guided(self._decide(candidates, chooser, place, period), reading)

    def _guided(self, found: Result, reading: Reading[PlaceMention]) -> Result:
        """The guide of the topic, where the topic is surer than any single answer; beside it nothing of a year that was not
        named, such as somebody else's year of birth."""
        if found.decision == "answer" and found.hits[0].passage.kind == GUIDE:
            guide, hits = found.hits[0], found.hits[1:]
        elif found.guide and self._is_on_topic(found, found.guide, reading) and not self._is_off_topic(found, reading):
            guide, hits = found.guide, tuple(hit for hit in found.hits if hit.passage.kind != GUIDE)
        else:
            return found
        if _says_it_itself(local := replace(found, decision="answer", hits=hits), reading):
            return local
        answers = (hit for hit in hits if hit.passage.kind not in (GUIDE, "statistic"))
        nearest = tuple(hit for hit in answers if names_years_of(hit.passage.question, reading.standard))
        return replace(found, decision="guide", hits=nearest, guide=guide)

    def is_sure_of(self, guide: Hit, found: Result) -> bool:
        """Whether a question is about this guide's topic, even if nothing else of it can be answered."""
        return self.guiding.allow(guide.score, found.none, is_lost=True)

    def _is_on_topic(self, found: Result, guide: Hit, reading: Reading[PlaceMention]) -> bool:
        if found.decision == "answer":  # what a place has of its own says more than the nation's guide
            is_local = _is_local(found.hits[0].passage, reading)
            return not is_local and self.guiding.prefer(guide.score, found.share)
        return self.guiding.allow(guide.score, found.none, is_lost=found.decision == "refuse")

    def _is_off_topic(self, found: Result, reading: Reading[PlaceMention]) -> bool:
        """Whether a question that no entry answers, though its words are those of a topic, is no such office's business."""
        return found.decision == "refuse" and self.off_topic(reading) >= self.guiding.off_topic

    def off_topic(self, reading: Reading[PlaceMention]) -> float:
        """How likely a question is about none of the topics, by all that was ever asked about them (0..1)."""
        return self.read(reading.query).about.off_topic

    def to_employer(self, reading: Reading[PlaceMention], region: Region | None) -> Result | None:
        """What answers an employer among the entries that are written to employers; None where none of them likely does."""
        place, period = self.place(reading, region), reading.period
        scope = self._scope_of_follow_up(place, period).only(self._to_employers)
        found = self._decide(self.catalogue.candidates(self.read(reading.query), scope), self.asking, place, period)
        if found.none >= MOST_NONE_TO_EMPLOYER or found.share < LEAST_TO_EMPLOYER:
            return None
        if found.hits[0].passage.kind == GUIDE:
            return replace(found, decision="guide", guide=found.hits[0], hits=())
        return replace(found, decision="answer", guide=None)

    @cached_property
    def _to_employers(self) -> NDArray[np.bool_]:
        return np.array([answers_employers(passage.question) for passage in self.catalogue.passages], np.bool_)

    @cached_property
    def _to_bereaved(self) -> NDArray[np.bool_]:
        return np.array([answers_bereaved(passage.question) for passage in self.catalogue.passages], np.bool_)

    def _written_for(self, ages: Collection[int]) -> NDArray[np.bool_]:
        """Which passages are not written for those of other ages alone."""
        allowed = np.ones(len(self.catalogue.passages), np.bool_)
        for number, written_for in self._by_age.items():
            allowed[number] = any(age in written_for for age in ages)
        return allowed

    @cached_property
    def _by_age(self) -> dict[int, range]:
        """For whom passages are written that are not for everybody, by their numbers."""
        found = ((n, ages_written_for(passage.question)) for n, passage in enumerate(self.catalogue.passages))
        return {number: ages for number, ages in found if ages}

    def follow_up(
        self,
        reading: Reading[PlaceMention],
        context: Passage,
        region: Region | None,
        period: Period | None,
        said: str = "",
    ) -> Result:
        """Find the answer to a half sentence said after ``context`` was given ("我老婆的呢").

        It is read twice, alone and together with what was ``said`` when ``context`` was given, or the question that this
        answers; a model of its own weighs both
        readings and how near a candidate is to ``context`` (``followup.py``).
        """
        place, period = self.place(reading, region), reading.period or period
        scope = self._scope_of_follow_up(place, period).only(self._written_to_one_of(said, reading.plain))
        found = self._followed(reading, context, scope, place, period, said)
        if found.share >= SURE_NEAR or not self.is_far_fetched(found, reading, context):
            return found
        _, category = matters(self._number(context), self.catalogue.passages, self.catalogue.guides)
        return self._followed(reading, context, scope.only(category), place, period, said)

    def continued(
        self,
        reading: Reading[PlaceMention],
        context: Passage,
        region: Region | None,
        period: Period | None,
        said: str = "",
    ) -> Result:
        """Find what somebody should hear who goes on about the matter of ``context`` in words that find nothing by themselves
        (``continuation.py``); the arguments as in ``follow_up``."""
        place, period = self.place(reading, region), reading.period or period
        found = self._going_on(reading.query, self._number(context), place, period, said, self.today())
        kept = self._written_to_asker(reading)[found.numbers]
        return self._decide(Candidates(found.numbers[kept], found.features[kept]), self.continuing, place, period)

    def _going_on_anew(
        self, query: str, context: int, place: Region | None, period: Period | None, said: str, _today: dt.date
    ) -> Candidates:
        models, passage = (self.asking.answerability, self.asking.ranking), self.catalogue.passages[context]
        scope = self._scope_of_follow_up(place, period)
        return continuation_candidates(query, passage, scope, self.catalogue, self.read, models, self._known_next, said)

    @cached_property
    def _known_next(self) -> KnownNext:
        return KnownNext(self.said_next, self.catalogue)

    def is_far_fetched(self, found: Result, reading: Reading[PlaceMention], context: Passage) -> bool:
        """Whether what answers a few words has nothing to do with what was spoken of, and is not named by them either."""
        if found.decision == "refuse" or not found.hits or len(reading.letters) > FEW:
            return False
        best = found.hits[0].passage
        return self._nearness(best, context) == "far" and not self._is_named(best, reading)

    def is_surer(self, found: Result, reading: Reading[PlaceMention], context: Passage) -> bool:
        """Whether another answer than ``context`` is surer than any of its sentences that seem to answer a half sentence."""
        if found.decision == "refuse" or not found.hits or found.hits[0].passage.id == context.id:
            return False
        best = found.hits[0].passage
        nearness = self._nearness(best, context)
        if nearness == "matter" and found.share >= SURE_NEAR:
            return True
        is_elsewhere = nearness == "far" and found.none < SURELY_SOMETHING and found.share_of(best.category) >= SURE_FAR
        return (is_elsewhere or found.share >= SURE_NAMED) and self._is_named(best, reading)

    def is_of_matter(self, passage: Passage, context: Passage) -> bool:
        """Whether a passage belongs to the narrow matter of another one."""
        return self._nearness(passage, context) == "matter"

    def _nearness(self, passage: Passage, context: Passage) -> Nearness:
        numbers = self._number(context), self._number(passage)
        return nearness(*numbers, self.catalogue.passages, self.catalogue.guides)

    def nearest(self, reading: Reading[PlaceMention], passages: Sequence[Passage]) -> Passage:
        """Of these passages, of which there is one at least, the one whose answer is nearest to a few words."""
        vectors = self.catalogue.answer_vectors(np.array([self._number(passage) for passage in passages]))
        return passages[int(np.argmax(vectors @ self.read(reading.query).vector))]

    def share_said(self, reading: Reading[PlaceMention], passage: Passage) -> float:
        """How much of one of a passage's wordings is said in a message, at best: the share of its idf, 0..1."""
        return self.catalogue.share_said(reading.query, self._number(passage))

    def _is_named(self, passage: Passage, reading: Reading[PlaceMention]) -> bool:
        return self.share_said(reading, passage) >= NAMED

    def _number(self, passage: Passage) -> int:
        return self.catalogue.number_of[passage.origin, passage.id]

    def within_matter(
        self,
        reading: Reading[PlaceMention],
        context: Passage,
        region: Region | None,
        period: Period | None,
        said: str = "",
    ) -> Result:
        """As ``follow_up``, for a half sentence that names nothing of its own ("要带什么"): only what belongs to the matter
        of ``context`` may answer, the nearest first (``matter.py``). What was nearest when nothing is sure enough."""
        place, period = self.place(reading, region), reading.period or period
        scope = self._scope_of_follow_up(place, period)
        among = matters(self._number(context), self.catalogue.passages, self.catalogue.guides)
        return best_of(self._followed(reading, context, scope.only(some), place, period, said) for some in among)

    def _written_to_asker(self, reading: Reading[PlaceMention]) -> NDArray[np.bool_]:
        """Which passages may be meant for who says this: nothing for employers where he works for others, for the bereaved
        where somebody is alive, nor for those of other ages than he names."""
        allowed = self._written_to_one_of(reading.plain)
        if is_of_the_living(reading.standard):
            allowed = allowed & ~self._to_bereaved
        if ages := reading.facts_of(Age):
            allowed = allowed & self._written_for({age.years for age in ages})
        return allowed

    def _written_to_one_of(self, *said: str) -> NDArray[np.bool_]:
        """Which passages are not written to employers, where somebody who works for others ``said`` any of this; else all."""
        works = any(works_for_others(words) for words in said)
        return ~self._to_employers if works else np.ones(len(self.catalogue.passages), np.bool_)

    def _scope_of_follow_up(self, place: Region | None, period: Period | None) -> Scope:
        """Half sentences ask no city back: above cities only what holds there may answer."""
        within = place or self.regions.nation
        scope = self._eligibility.scope(place, period, self.today())
        return scope.only(self._eligibility.holding(within)) if self._is_above_cities(within) else scope

    def _followed(
        self,
        reading: Reading[PlaceMention],
        context: Passage,
        scope: Scope,
        place: Region | None,
        period: Period | None,
        said: str,
    ) -> Result:
        found = follow_up_candidates(
            reading.query, context, scope, self.catalogue, self.read, self.asking.answerability, said
        )
        return self._decide(found, self.following, place, period)

    def versions(self, passage: Passage, region: Region | None, period: Period | None) -> list[Passage]:
        """The same thing as ``passage`` (its topic) in another place or time."""
        if not passage.topic:
            return []
        scope = self._eligibility.scope(region, period, self.today())
        passages = zip(self.catalogue.passages, scope.allowed, strict=True)
        found = (p for p, allowed in passages if allowed and p.topic == passage.topic and p.region.depth >= 2)
        return [version for p in found if (version := self.told(p, region, period))]

    def is_followed(self, passage: Passage) -> bool:
        """Whether another edition of what a passage says, which has ended, is known to be in force there today."""
        scope = self._eligibility.scope(passage.region, None, self.today())
        passages = zip(self.catalogue.passages, scope.allowed, strict=True)
        return any(_is_edition(other, passage) for other, allowed in passages if allowed)

    def guide_of(self, passage: Passage) -> Passage | None:
        """The guide whose matter a passage belongs to; None where it belongs to none."""
        guide = int(self.catalogue.guides.guide_of[self._number(passage)])
        return self.catalogue.passages[guide] if guide >= 0 else None

    def told(self, passage: Passage, region: Region | None, period: Period | None) -> Passage | None:
        """The passage as it is told to somebody in ``region`` about ``period``; None when its figures are not known there."""
        return told(passage, region, period, self.today())

    def said_in(self, passage: Passage, reading: Reading[PlaceMention], least: float = LEAST) -> Said | None:
        """The sentence of an answer that says what is asked on about it; None where none does so well as ``least``."""
        return said_in(self._sentences(passage.answer), self.read(reading.query), self.catalogue.indexes, least)

    def read(self, query: str) -> Question:
        """The question as it is compared with the passages; ``query``: what ``Reading.query`` makes of it."""
        return self._read(query)

    def _read_anew(self, query: str) -> Question:
        return self.catalogue.read(query, self.encoder, self.regions)

    def _sentences_of(self, answer: str) -> Sentences:
        return Sentences.of(answer, self.encoder, self.catalogue.adapter)

    def _scope(self, place: Region | None, period: Period | None) -> Scope:
        """What may answer; above cities, in one of them at least: which is meant can be asked."""
        within = place or self.regions.nation
        cities = self._cities_in(within) if self._is_above_cities(within) else ()
        return self._eligibility.scope(place, period, self.today(), cities)

    def _known_then(self, query: str, scope: Scope) -> Scope:
        """What may answer of another time: where that asks for a figure that is known here, but not of that time, only what
        is of the same category, rather than another figure of the year that was named."""
        now = self._scope(scope.region, None)
        if not (now.allowed & ~scope.allowed & self._eligibility.refers).any():
            return scope
        found = self.catalogue.candidates(self.read(without_period(query)), now)
        best = found.numbers[np.argmax(self.asking.judge(found.features).candidates)]
        is_unknown = self._eligibility.refers[best] and not scope.allowed[best]
        return scope.only(self._categories == self._categories[best]) if is_unknown else scope

    def _is_for_all_of(self, place: Region | None, passage: Passage) -> bool:
        """Whether what is said in just the asked words may be told in all of a place (None: the nation); what the office of a
        province imported is its word for everybody who asks it."""
        is_own = passage.origin == "import" and passage.region.depth < 2
        return is_own or passage.region.holds_for(place or self.regions.nation)

    def _worded_so(self, plain: str, scope: Scope) -> list[int]:
        """The passages asked for in just these words; not a wider place's where the office itself has imported some, which
        may be about the same in the one wording that they have."""
        wording = letters_only(self.regions.without_served(plain))
        known = [number for number in self.catalogue.worded_so(wording) if scope.allowed[number]]
        has_imported = bool((self.catalogue.is_import & self.catalogue.is_local & scope.allowed).any())
        return [] if has_imported and any(scope.levels[n] > 0 for n in known) else known

    def _decide(self, candidates: Candidates, chooser: Chooser, region: Region | None, period: Period | None) -> Result:
        return self._judged(candidates, chooser.judge(candidates.features), chooser, region, period)

    def _judged(
        self, candidates: Candidates, verdict: Verdict, chooser: Chooser, region: Region | None, period: Period | None
    ) -> Result:
        """What a verdict comes to when it is told in ``region`` about ``period``."""
        hits = tuple(self._hits(candidates, verdict, region, period))
        guide = self._topic(candidates, verdict, region, period)
        found = Result("refuse", hits, region, period, none=verdict.none, guide=guide, thresholds=chooser.thresholds)
        if verdict.none >= chooser.thresholds.refuse:
            return found
        return replace(found, decision="answer" if found.share >= chooser.thresholds.answer else "choose")

    def _hits(
        self, candidates: Candidates, verdict: Verdict, region: Region | None, period: Period | None
    ) -> Iterator[Hit]:
        """The likeliest of the candidates that can be told there, the likeliest first."""
        for i in np.argsort(-verdict.candidates)[: 2 * MOST_CHOICES].tolist():
            if said := self.told(self.catalogue.passages[int(candidates.numbers[i])], region, period):
                yield Hit(said, float(verdict.candidates[i]))

    def _topic(
        self, candidates: Candidates, verdict: Verdict, region: Region | None, period: Period | None
    ) -> Hit | None:
        """The guide of the likeliest topic, with the topic's share of what the candidates have."""
        shares = verdict.candidates / max(1e-9, float(verdict.candidates.sum()))
        likeliest = self.catalogue.guides.likeliest(candidates.numbers, shares)
        guide = self.told(self.catalogue.passages[likeliest[0]], region, period) if likeliest else None
        return Hit(guide, likeliest[1]) if likeliest and guide else None

    def _search_everywhere(
        self, candidates: Candidates, asked: Region | None, period: Period | None, wants_money: bool
    ) -> Result:
        """Nobody said which city: decide for what holds everywhere there and for each city, and ask back when cities differ,
        unless the province that was named says it for all of them."""
        within, today = asked or self.regions.nation, self.today()
        # Most cities have the same candidates, and are told of them what their figures are.
        among = cache(partial(self._among, candidates))

        def decide(allowed: NDArray[np.bool_]) -> tuple[Candidates, Verdict]:
            return among(allowed[candidates.numbers].tobytes())

        above = self._eligibility.above(within, asked, period, today)
        general = self._judged(*decide(above), self.asking, asked, period)
        local, none = dict[Region, Hit](), dict[Region, float]()
        # Of most cities nothing is worth a look but what says the same everywhere.
        numbers = candidates.numbers
        nearer = numbers[~self._eligibility.holding(within)[numbers] | self._eligibility.refers[numbers]]
        for city in self._cities_in(within):
            allowed = self._eligibility.scope(city, period, today).allowed
            if not allowed[nearer].any():
                continue
            kept, verdict = decide(allowed)
            best = next(self._hits(kept, verdict, city, period), None)
            if verdict.none < self.asking.thresholds.refuse and best and not best.passage.region.holds_for(within):
                local[city], none[city] = best, verdict.none
        if general.decision != "refuse":  # a province's rule does not keep the nation's from being told
            local = {city: hit for city, hit in local.items() if hit.passage.region.depth >= 2}
        best_local = max((hit.score for hit in local.values()), default=0.0)
        best_general = general.hits[0].score if general.decision != "refuse" else 0.0
        # What a city settles itself is not answered with the nation's word for it.
        settled_nearer = {id for hit in local.values() for id in hit.passage.replaces}
        replaced = any(hit.passage.id in settled_nearer for hit in general.choices)
        # A formula is no answer to "how much" where cities have set amounts.
        has_level = wants_money and any(hit.passage.kind == "level" for hit in local.values())
        says_itself = general.decision == "answer" and general.hits[0].passage.region.depth > 0
        suffices = GENERAL_SUFFICES_FOR_AMOUNT if has_level and not says_itself else GENERAL_SUFFICES
        if not local or (best_general >= suffices * best_local and (says_itself or not replaced)):
            return general
        ranked = sorted(local, key=lambda city: -local[city].score)
        hits = tuple(local[city] for city in ranked)
        holds = general.decision == "answer" and general.hits[0].passage.kind in HOLDS_EVERYWHERE
        everywhere = general.hits[0] if holds else None
        least_none = min(none[city] for city in ranked)
        return Result("ask_region", hits, asked, period, tuple(ranked), least_none, general=everywhere)

    def _among(self, candidates: Candidates, chosen: bytes) -> tuple[Candidates, Verdict]:
        """The decision among some candidates (a mask's bytes) as if the others were elsewhere."""
        keep = np.frombuffer(chosen, np.bool_)
        features = candidates.features[keep]
        fill_gaps(features, best_fit(candidates.features[~keep]))
        return Candidates(candidates.numbers[keep], features), self.asking.judge(features)

    def _cities_in(self, region: Region) -> list[Region]:
        return [city for city in self._cities if region.holds_for(city)]

    def _is_above_cities(self, region: Region) -> bool:
        """Whether there are passages for cities inside the region but none for itself: 浙江省, 金华市."""
        return region not in self._cities and bool(self._cities_in(region))

    def _speaks_of(self, region: Region, other: Region) -> bool:
        """Whether passages of the city around ``region`` name the other place."""
        if region not in self._own_words:
            own = [p for p in self.catalogue.live_passages if p.region.depth >= 2 and _on_one_path(p.region, region)]
            self._own_words[region] = "\n".join(" ".join((*p.questions, p.answer)) for p in own)
        return any(name in self._own_words[region] for name in self.regions.names(other))


def _most_exact(known: Mapping[str, Passage]) -> Iterable[Passage]:
    """The passages asked for in the same words, by their ids, without the guide to another of them."""
    return (each for each in known.values() if not known.keys() & set(each.covers))


def _is_edition(one: Passage, other: Passage) -> bool:
    """Whether two passages say the same for different times: of one topic, or, as imports have none, to one question."""
    if one.topic or other.topic:
        return one.topic == other.topic
    return one.region == other.region and letters_only(one.question) == letters_only(other.question)


def _on_one_path(one: Region, other: Region) -> bool:
    return one.holds_for(other) or other.holds_for(one)


def _says_it_itself(found: Result, reading: Reading[PlaceMention]) -> bool:
    """Whether the nearest answer is likely enough, and one that a place gives itself."""
    nearest = found.hits[0].passage if found.hits else None
    is_local = nearest is not None and _is_local(nearest, reading) and nearest.kind not in (GUIDE, "statistic")
    return is_local and found.share >= LOCAL_SUFFICES


def _is_local(passage: Passage, reading: Reading[PlaceMention]) -> bool:
    """Whether it says what is so in a place and may be asked for: who only tells of somebody wants no amount."""
    only_tells = "statement" in reading.kinds and any(mention.value != "self" for mention in reading.persons)
    return passage.region.depth > 0 and not (passage.kind == "level" and only_tells)
