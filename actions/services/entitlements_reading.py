"""What a message tells of a case that is open: an answer, more of it, a correction."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from actions.correcting import month_put_right
from actions.saying import phrase
from actions.services.entitlements_case import REGION, SELF, SHORT, is_brief, others, tells_enough
from actions.services.remarks import is_open
from actions.services.service import Answers, Utterance
from knowledge.entitlements.bare import told_by_values
from knowledge.entitlements.kinds import Kind, asks_how_much, kind_of, spoken_of
from knowledge.entitlements.reckoning import Case, told_in_words
from knowledge.entitlements.telling import SKIPPED, Told, moved, told
from knowledge.language.corrections import reread, supposed
from knowledge.language.days import Day
from knowledge.language.money import Money
from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention

_WHY = re.compile(r"为什么|为啥|凭什么")
# What the speaker was told himself is no answer.
_QUOTED = re.compile(r"[你您](?:刚才?|刚刚|前面|上面|不是)?[说讲](?!的那)")
_IF = re.compile(r"如果|要是|假如|那|换成|改成|按|的话")
# Pay that was not the same each month.
_VARIES = re.compile(r"有时候?|有[的个]月|[淡旺]季|不一样|不固定|忽高忽低|[多少好差]的时候")


def facts_of(kind: Kind, answers: Answers, asked: str | None, utterance: Utterance) -> Told:
    """What the message tells: an answer, something not asked for, or a correction."""
    reading, known = utterance.reading, answers["told"]
    if (found := _corrected(kind, known, reading)) is not None:
        return found
    if asked is None:
        goes_on = is_open(utterance) or not reading.kinds & {"question", "wish"} or bool(supposed(reading.standard))
        is_meant = _IF.search(reading.plain) or not reading.asks or asks_how_much(reading.standard)
        if not (goes_on and is_meant and is_brief(reading)):
            return {}
        return moved(
            kind, known, told(kind, reading, _passed_over(kind, known)) or _another_value(kind, known, reading)
        )
    if asked == REGION:
        return {}
    is_told = not (_WHY.search(reading.plain) or (reading.asks and _QUOTED.search(reading.plain)))
    found = told(kind, reading, asked) if is_told else {}
    if reading.gives_no_answer and asked not in found:
        return {**found, asked: SKIPPED}
    return {} if reading.asks and asked not in found else found


def _passed_over(kind: Kind, known: Told) -> str | None:
    """The only input that was asked for and left open: it may be told later by a mere number."""
    found = [each.id for each in kind.inputs if each.ask and known.get(each.id) == SKIPPED]
    return found[0] if len(found) == 1 else None


def _another_value(kind: Kind, known: Told, reading: Reading[PlaceMention]) -> Told:
    """Mere values for what the result was reckoned with, told more exactly or otherwise than before."""
    return told_by_values(kind, [each for each in kind.inputs if known.get(each.id)], reading)


def _corrected(kind: Kind, known: Told, reading: Reading[PlaceMention]) -> Told | None:
    """Another value for what was told; None where nothing is taken back."""
    correction = reading.correction
    if correction is None or not correction.words:
        return None
    if month := month_put_right(reading, _dates(kind, known)):
        return {month[0]: f"{month[1][0]:%Y-%m}"}
    if found := told(kind, reading.reworded(correction.about + correction.words)):
        return found
    again = reread(correction, known, lambda name, words: told(kind, reading.reworded(words), name).get(name))
    return dict([again]) if again else None


def varies(reading: Reading[PlaceMention]) -> bool:
    """Whether several amounts were paid, now this one, now that one."""
    return len(reading.facts_of(Money)) > 1 and bool(_VARIES.search(reading.standard))


def _dates(kind: Kind, known: Told) -> dict[str, dt.date]:
    """The dates that are known."""
    return {
        each.id: Day.parse(known[each.id]).date for each in kind.inputs if each.type == "date" and known.get(each.id)
    }


def place_told(answers: Answers, asked: str | None, utterance: Utterance) -> Mapping[str, str]:
    """The place, where it was asked for or another one is named."""
    named, regional = utterance.named, kind_of(answers["kind"]).regional
    short = len(utterance.reading.letters) <= SHORT and not (asked and asked != REGION and utterance.reading.asks)
    if named and named.depth and regional and short:
        return {REGION: named.code}
    passes = utterance.reading.gives_no_answer or utterance.text == phrase("other_place")
    return {REGION: ""} if asked == REGION and passes else {}


def is_amended(kind: Kind, before: Told, after: Told, utterance: Utterance) -> bool:
    """Whether anything that was read back is another now; what only comes in addition corrects nothing."""
    dates = set(before.get("dates", "").split())
    goes_on = bool(dates) and dates <= set(after.get("dates", "").split())
    before = {**before, "dates": after["dates"]} if goes_on else before
    old, new = (told_in_words(kind, Case(each, utterance.region, utterance.today)) for each in (before, after))
    return bool(set(old) - set(new))


def other_kind(kind: Kind, utterance: Utterance) -> Kind | None:
    """Another kind that is asked for with the same story, of which something is told: "那加班费呢"."""
    spoken = spoken_of(utterance.reading.standard)
    leans = bool(_IF.match(utterance.text)) and len(utterance.reading.letters) <= SHORT
    return next((other for other in spoken if leans and other.id != kind.id and tells_enough(other, utterance)), None)


def is_of_another(kind: Kind, answers: Answers, utterance: Utterance) -> bool:
    """Whether the same is asked for somebody else, of whom enough is told: "我同事交了十一年，能领几个月"."""
    if not others(answers, utterance) or not is_brief(utterance.reading):
        return False
    return kind.is_told_by({*told(kind, utterance.reading), SELF})
