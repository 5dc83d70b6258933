"""What a message asks of a case: how much it is, once more, by which article, for what reason."""

from __future__ import annotations

import re
from decimal import Decimal

from actions.saying import phrase
from actions.services.entitlements_case import HEARD, is_brief, is_of_death, with_assumed
from actions.services.service import Answers, Utterance
from knowledge.entitlements.kinds import Kind, asks_how_much, asks_what_is_due, is_bare, kind_of, spoken_of
from knowledge.entitlements.reckoning import lacking, missing
from knowledge.entitlements.telling import SKIPPED, told
from knowledge.language.corrections import supposed
from knowledge.language.money import Money
from knowledge.language.normalise import standard_words
from knowledge.language.questions import may_ask
from knowledge.language.reading import PlaceMention, Reading

_WHICH_LAW = re.compile(
    r"^哪一?条\W*$|写在哪|哪(?:里|儿)(?:写|规定)|哪[条部个一].{0,3}[法律规]|哪一?条(?:写|规定|说)|什么(?:法|规定|依据|条文)|依据|第几条|法律上?.{0,4}(?:写|规定)|有规定吗"
)
_HOW = re.compile(r"[怎咋]么?(?:来|算|得)(?:出来)?的|怎么算|咋算|算法|怎么是这么|算错|从哪[天个].{0,4}算")
# What the other side says it gives is held against the result.
_OFFERED = "offered"
# Another figure than the result is held against it.
_DOUBTS = re.compile(
    r"为(?:什么|啥)(?:不?是|只有|这么|按|[乘除])|只(?:肯|愿意?|答应|按[^,，。]{0,6})?(?:给|赔|补|付|算)"
)
# The other side names a sum for all of it: "私了给三万", "公司最多出一万二".
_SETTLES = re.compile(
    r"私了|(?:一次性|打包|总共|一共)[^,，。;；]{0,3}(?:给|赔|补|出|付)"
    r"|(?:就|只|才|最多|顶多|答应|同意|肯|愿意?|说|话|想|打算|准备|开价)(?:再|先|会|要)?(?:给|赔|补|出|付)(?!了)|开价|(?:想|要)用[^,，。;；]{1,8}(?:打发|了事|了结)"
)
_PAY = re.compile(r"工资|月薪|底薪|每个?月|一个?月")
_LEAST_SUM = 100  # yuan
_AGAIN = re.compile(
    r"(?:还能|一共|总共|到底|最后)(?:能|该|要)?(?:要|拿|赔|领|补)?(?:到手|到|回)?多少"
    r"|(?:加起来|合计)[^,，。]{0,6}多少|^那?(?:一共|总共|合计)呢|少(?:给|赔)?了我?多少"
)
# What the other side says is held against the result.
_REPORTED = re.compile(r"(?:[他她]们?|老板|公司|单位|厂里|人事|领导|经理)(?:又|却|就|还)?[说讲]")
_DUE_OF_THE_DEAD = re.compile(
    r"(?:能|该|可以|会|应该)(?:不能)?(?:再|还|另外)?(?:有|拿|领|得|给|赔|补)(?:到|[我他她]们?|家[里属])*[^,，。]{0,4}(?:多少|好多|几个|什么|啥|哪些|吗)"
    r"|[有给赔补领拿](?:得?到)?(?:多少|好多|几个?钱|什么钱|哪些钱|哪几[样笔])|(?:有|给)(?:没有|不给)?[^,，。]{0,4}(?:钱|费|金|待遇|补助|补贴|赔偿|说法)"
    r"|一共(?:是)?多少|怎么(?:算|赔|补)|[怎咋]么?办|(?:丧葬|抚恤|工亡)[^,，。]{0,6}(?:多少|几|怎么算|有没有|有[吗么不])"
)
_ELSEWHERE = re.compile(r"一样|呢(?=[,，。?？]|$)|同样|也这么|也是")
_EITHER = re.compile(r"还是|哪")


def asks_for(kind: Kind, utterance: Utterance) -> bool:
    """Whether it asks how much this is, by its name or by nothing but words that ask."""
    said = utterance.reading.standard
    if asks_what_is_due(said) and (is_bare(said) or tells_and_asks(kind, utterance)):
        return True
    return asks_how_much(said) and (kind.mentioned_at(said) >= 0 or is_bare(said, kind))


def tells_and_asks(kind: Kind, utterance: Utterance) -> bool:
    """Whether it tells something of this kind, and asks in nothing but words for what is due: "我不想干了，能拿多少"."""
    asking = [without_options(kind, words) for words in _asking(utterance.reading)]
    return bool(told(kind, utterance.reading)) and all(is_bare(words, kind) for words in asking)


def asks_of_the_dead(kind: Kind, utterance: Utterance) -> bool:
    """Whether it asks what the family gets, and nothing that is explained or answered apart."""
    said = utterance.reading.standard
    is_apart = kind.explained(said) or kind.meant(said)
    return bool(_DUE_OF_THE_DEAD.search(said)) and not is_apart and is_brief(utterance.reading)


def without_options(kind: Kind, said: str) -> str:
    """What is said beside the words by which something of this kind is chosen."""
    options = [option.words for each in kind.inputs for option in each.options]
    return re.sub("|".join(options), "", said) if options else said


def _asking(reading: Reading[PlaceMention]) -> list[str]:
    """The clauses that ask."""
    return [words for each in reading.clauses if may_ask(words := standard_words(each.text))]


def shown_again(answers: Answers, utterance: Utterance) -> Answers | None:
    """The result once more, or its articles, when it is asked how it came about."""
    text = utterance.reading.standard
    if not is_brief(utterance.reading):
        return None
    kind = kind_of(answers["kind"])
    now = told(kind, utterance.reading)
    if _DOUBTS.search(text) and _OFFERED not in now:
        return answers
    if now:
        return None
    if _WHICH_LAW.search(text):
        return {**answers, "shows": "articles"}
    is_how_much = asks_how_much(text) or asks_what_is_due(text)
    asks_again = _AGAIN.search(text) or (
        is_how_much and all(is_bare(words, kind) for words in _asking(utterance.reading))
    )
    return answers if _HOW.search(text) or asks_again else None


def sum_offered(kind: Kind, utterance: Utterance) -> Decimal | None:
    """What the other side would pay for all that was reckoned; None where the sum is something of this kind."""
    reading = utterance.reading
    sums = [money.yuan.low for money in reading.facts_of(Money) if money.per is None and money.yuan.is_exact]
    is_meant = _SETTLES.search(reading.standard) and not _PAY.search(reading.standard) and is_brief(reading)
    if not is_meant or len(sums) != 1 or sums[0] < _LEAST_SUM:
        return None
    return None if set(told(kind, reading)) - {"pay"} else sums[0]


def opened_again(kind: Kind, answers: Answers, utterance: Utterance) -> Answers | None:
    """The same asked for by its name: what was passed over is asked again."""
    said = utterance.reading.standard
    is_same = asks_how_much(said) and kind in spoken_of(said) and is_brief(utterance.reading)
    if not is_same or told(kind, utterance.reading) or utterance.named:
        return None
    return {**answers, "told": {name: value for name, value in answers["told"].items() if value != SKIPPED}}


def asked_at_once(kind: Kind, answers: Answers, utterance: Utterance) -> Answers | None:
    """Who asks again how much it is wants no more questions: what can be assumed is."""
    asking = [re.sub(kind.topics, "", words) for words in _asking(utterance.reading)]
    if not asks_how_much(utterance.reading.standard) or not all(is_bare(words, kind) for words in asking):
        return None
    assumed = with_assumed(kind, answers)
    region = utterance.region
    return None if missing(kind, assumed["told"], region) or lacking(kind, assumed["told"], region) else assumed


def explained_in_words(answers: Answers, utterance: Utterance) -> str | None:
    """What a short question about the result asks beside its figures; of a death it is mostly told what is asked about."""
    said, is_of_dead = utterance.reading.standard, is_of_death(answers)
    if is_of_dead and HEARD in answers:
        answers = answers[HEARD][0]
    is_short = "kind" in answers and is_brief(utterance.reading)
    asks = may_ask(said) or bool(_EITHER.search(said) or _REPORTED.search(said) or supposed(said))
    return kind_of(answers["kind"]).explained(said) if is_short and (asks or is_of_dead) else None


def same_elsewhere(answers: Answers, utterance: Utterance) -> str | None:
    """What to say when it is asked for another place, and is the same anywhere."""
    if utterance.named is None or "kind" not in answers or kind_of(answers["kind"]).regional:
        return None
    asks = _ELSEWHERE.search(utterance.reading.standard) and is_brief(utterance.reading)
    return phrase("entitlement_same_elsewhere", place=utterance.named.name) if asks else None
