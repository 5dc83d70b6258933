"""A few words that only tell something of somebody: they are heard, and what may be asked of it is offered; they are not
answered as if they had asked for an entry."""

from __future__ import annotations

import re

from actions.asked_again import asks_again
from actions.contract.status import Status
from actions.dialogue import Dialogue
from actions.finding import Finding
from actions.half_sentences import SHORT
from actions.memory import Memory
from actions.presenting import following
from actions.saying import Say, phrase
from actions.services.service import Utterance
from knowledge.language.employing import answers_employers
from knowledge.language.reading import Reading
from knowledge.language.word_lists import word_lists
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.result import MOST_CHOICES

# An entry is asked for where so much (idf) of one of its wordings is said, and of what somebody did or what befell him less.
# Read off 430 statements of the practice data with an answer, and 186 that ask nothing (tests/actions/data/statements.yml).
LEAST_SAID, LEAST_BEFALLEN = 0.5, 0.05
# Who begins with what happened to him gets the guide of a topic that has such a share, and where nothing else is so likely.
SURE_OF_TOPIC, MOST_NONE = 0.7, 0.2
# Of a sentence that breaks off a topic is offered with such a share, unless it is likelier than this that nothing answers.
LEAST_LIKELY, MOST_NONE_LIKELY = 0.4, 0.75
# What others do to somebody, and what befalls him: who says it wants to know what to do.
_BEFALLEN = re.compile(
    r"不(?:给|批|签|认|管|让|交|发|报|赔|退|理|办|服|同意|结|还|要我|准|肯|承认|开)|没(?:给|发|签|交钱|报|赔|批|退|结|休|认)"
    r"|只(?:批|给|认|发|让|肯|报)|没到(?!期|龄|年)|[打写弄搞]错|错了|[两三几]个?月才|欠|拖|扣|赔|拒|赖|骗|逼|辞|开除|裁|丢|落脱|坏"
    r"|断[缴交保了]|停|降|少[发给]|告我|罚|封|跑路|跑了|倒闭|受伤|伤[了到着]|[摔砸压轧烫扭撞割崴][到了伤断]|[滑摔晕跌]倒|骨折|卡里没钱|没打(?:钱|款|过来)|没收到|怀孕|流产|[让叫逼][我他她]"
    r"|(?:不用|不让|不叫|不许)(?:我们?|俺)?再?(?:来|干|做|去|上班|返工)|别来|走人|[跟找]我(?:谈|协商|商量解除)|非[要让得]|踢我|收了|偷|泄露|卖了|被|失败|过期|到期|注销"
    r"|(?:公司|单位|厂里?|店里?|老板|领导|他们)[^,，。]{0,4}(?:搬|[调派]我|改(?!天|日))"
)
# What others maintain or demand: who tells it wants to know whether it is so, where something answers with such a share.
_MAINTAINED = re.compile(r"说(?:没|不|只|我(?!们)|给)|要(?:我们?|俺)(?:签|赔|走|退|写|还钱|交|自己)")
LEAST_SURE = 0.6
# What keeps somebody from what he was told to do: who tells it wants to know what to do then.
_HINDERS = re.compile(
    r"没有?(?!事|关系|问题|来|去|说|走)|不(?:会|能|想|敢|懂|识字|方便|在)|[走跑动找打查]不[动了到开]|只有|从来没"
)
LEAST_HINDERED = 0.7
# What meets an entry with such a share, and says so much (idf) of one of its wordings, wants to know of it: "要押金两百".
SURELY_MEANT, MOST_NONE_MEANT, LEAST_MEANT = 0.55, 0.15, 0.25
# In an open matter nothing is offered to what needs no answer with such a likelihood.
MOST_NONE_TOLD = 0.55
# At the end of a message these ask in dialects; and somebody else's question is told so ("他儿子问失业金").
_MAY_ASK = re.compile(r"[呢咧嘞喃噻伐冇没吧呗]\W*$|问(?!题)")
# Who ends so wants what he says to be confirmed, unless he wants something done.
_SEEKS_A_YES, _TO_BE_DONE = re.compile(r"吧\W*$"), re.compile(r"[算查看办弄理帮试来]")
# So a sentence begins that goes on about somebody who was named before.
_TELLS_ON = re.compile(r"(?:一直|都|也|就?在|每天|平时|现在|以前|之前|后来|当时|还[有没在]|没[有交签买]|有[个一])")
_DONE = re.compile(r"[的了]\W*$")


def only_tells(utterance: Utterance, finding: Finding, dialogue: Dialogue, *, follows: bool) -> bool:
    """Whether a few words tell something and ask for nothing that was found. ``follows``: something was answered before;
    else a word that is no sentence ("育儿假") asks too."""
    reading, found = utterance.reading, finding.result
    if found is None or finding.said or "statement" not in reading.kinds or len(reading.letters) > SHORT:
        return False
    if reading.letters in word_lists("core_words")["core"]:  # "工伤" asks for it
        return False
    if not follows and is_sure_of_topic(finding):
        return False
    hit = found.first
    if hit is None or found.decision == "refuse" or hit.score == 1.0 or _MAY_ASK.search(reading.plain):
        return False
    if follows and _MAINTAINED.search(reading.standard) and found.share >= LEAST_SURE:
        return False
    if follows and is_surely_meant(utterance, finding, dialogue):
        return False
    if follows and _HINDERS.search(reading.standard) and found.share >= LEAST_HINDERED and found.none <= MOST_NONE:
        return False
    if asks_again(reading, utterance.named):  # "舟山" completes what was asked before
        return False
    if not (follows or _is_sentence(reading)):
        return False
    least = LEAST_BEFALLEN if _BEFALLEN.search(reading.standard) else LEAST_SAID
    return dialogue.searcher.share_said(reading, hit.passage) < least


def is_surely_meant(utterance: Utterance, finding: Finding, dialogue: Dialogue) -> bool:
    """Whether what is told meets an entry so well that it wants to know of it."""
    found = finding.result
    if found is None or found.decision != "answer" or found.share < SURELY_MEANT or found.none > MOST_NONE_MEANT:
        return False
    return dialogue.searcher.share_said(utterance.reading, found.hits[0].passage) >= LEAST_MEANT


def is_sure_of_topic(finding: Finding) -> bool:
    """Whether the guide of a topic was found that nothing else comes near."""
    found = finding.result
    if found is None or found.guide is None or found.decision != "guide":
        return False
    return found.guide.score >= SURE_OF_TOPIC and found.none <= MOST_NONE


def heard_says(reading: Reading[PlaceMention], finding: Finding | None, memory: Memory, dialogue: Dialogue) -> Say:
    """That it was heard, and what may be asked of it, on buttons: nothing that was told or suggested just before; while a
    matter is open what likely goes on with it, not twice in a row, and nothing where likely nothing does."""
    last = dialogue.passage(memory.last_passage or "") if memory.is_open else None
    if last and memory.suggested:
        return Say.plain(Status.NOTED, phrase("heard_on"))
    found = (dialogue.likeliest(reading, memory) if last else None) or (finding.result if finding else None)
    if last and found and found.none >= MOST_NONE_TOLD:
        return Say.plain(Status.NOTED, phrase("heard_on"))
    hits = ((found.guide,) if found and found.guide else ()) + (found.hits if found else ())
    likely = [hit.passage.question for hit in hits if hit.passage.id not in memory.told]
    mine = [each for each in likely if memory.persons.asks_as_employer or not answers_employers(each)]
    new = [each for each in mine if each not in memory.suggested] or (following(last, dialogue) if last else ())
    questions = list(dict.fromkeys(new))[:MOST_CHOICES]
    if not questions:
        return Say.plain(Status.NOTED, phrase("heard_on" if last else "go_on"))
    return Say.plain(Status.NOTED, phrase("heard_may_ask"), buttons=questions)


def go_on_says(finding: Finding) -> Say:
    """To a sentence that breaks off: that it is listened to, with the guide of the likeliest topic and what is nearest in it
    on buttons."""
    found = finding.result
    guide = found.guide if found and found.none < MOST_NONE_LIKELY else None
    if found is None or guide is None or guide.score < LEAST_LIKELY:
        return Say.plain(Status.NOTED, phrase("go_on"))
    near = [hit.passage.question for hit in found.hits if hit.passage.id in guide.passage.covers]
    questions = list(dict.fromkeys((guide.passage.question, *near)))[:MOST_CHOICES]
    return Say.plain(Status.NOTED, phrase("go_on_or"), buttons=questions)


def goes_on(reading: Reading[PlaceMention]) -> bool:
    """Whether a message in a story only tells on, and nothing yet that wants an answer."""
    tells = "statement" in reading.kinds and not reading.kinds & {"question", "wish"}
    is_sentence = _is_sentence(reading) or _TELLS_ON.match(reading.plain)
    return tells and bool(is_sentence) and not befalls(reading) and not _MAY_ASK.search(reading.plain)


def seeks_a_yes(reading: Reading[PlaceMention]) -> bool:
    """Whether somebody wants to hear that what he says is so: "押金会退的吧"."""
    return bool(_SEEKS_A_YES.search(reading.plain)) and not _TO_BE_DONE.search(reading.plain)


def befalls(reading: Reading[PlaceMention]) -> bool:
    """Whether it tells what others do to somebody, or what befalls him."""
    return bool(_BEFALLEN.search(reading.standard) or _MAINTAINED.search(reading.standard))


def _is_sentence(reading: Reading[PlaceMention]) -> bool:
    """Whether it says something of somebody."""
    return bool(reading.persons or reading.facts or "correction" in reading.kinds or _DONE.search(reading.plain))
