"""Whether a question is any business of this office: what only seems so by one sign is searched for all the same."""

from __future__ import annotations

import re

from actions.finding import is_clearly_one, score
from actions.memory import Memory
from knowledge.language.reading import Reading
from knowledge.language.utterances import names_a_matter
from knowledge.places.regions import PlaceMention
from knowledge.retrieval.result import Result
from knowledge.retrieval.searcher import Searcher

# A question this likely off topic, by all that speaks for it, is not answered; of a doubtful one nothing is said to be its
# matter; and where it may be, nothing is suggested beside a refusal.
OFF_TOPIC, DOUBTFUL, PERHAPS = 0.5, 0.35, 0.2
# Nothing is said of the last answer's matter to a half sentence that is off topic with this likelihood.
SURELY_OFF = 0.9
# Unless the search is this sure that something answers, and of what topic.
SURELY_NONE, SURELY_TOPIC = 0.1, 0.8
# Who names one of these asks this office, whatever else he tells; the search may still find nothing.
_OURS = re.compile(
    r"12333|退休|社保|养老(?!院|服务|机构)|工伤|失业金|失业保险|劳动合同|工资|工钱|欠薪|辞退|裁员|弹性(?:提前|延迟|退)|提前退(?!租|房|款)"
    r"|底薪|提成|计件|日结|加班费|补偿金|劳动仲裁|试用期(?!会员)|旷工|调岗|入职|派遣|临时工|小时工|招工|找活|零工|创业"
    r"|生育津贴|失业登记|就业困难|公益性岗位|职业病|尘肺|工亡|上班.{0,4}猝死|工龄|军龄|农保|补缴"
    r"|资格认证|刷脸|传销|三方协议"
    r"|(?<![一-鿿])(?:我们?)?(?:公司|厂里?|老板|单位|店里?|快递站|站点|工地|平台)[^,，。]{0,3}(?:把|扣|罚|吞|押)[^,，。]{0,2}(?:我|钱)"
)


def is_nobodys(
    found: Result, reading: Reading[PlaceMention], memory: Memory, off_topic: float, searcher: Searcher
) -> bool:
    """Whether a question that leans on nothing is no such office's business. ``off_topic``: how likely that is by its words
    (0..1). What is known or names something of ours never is, nor what tells somebody's pay."""
    persons = memory.persons
    if is_known(found) or persons.asks_as_employer or persons.tells_now("pay") or _OURS.search(reading.standard):
        return False
    is_near_nothing = found.decision == "refuse" and found.is_far and _asks_nothing_of_ours(reading)
    return is_near_nothing or _seems_nobodys(found, reading, off_topic, searcher)


def may_be_off_topic(reading: Reading[PlaceMention], off_topic: float, searcher: Searcher) -> bool:
    """Whether a question, though it names something of ours, may be no such office's business."""
    return off_topic >= PERHAPS or searcher.off_topic(reading) >= OFF_TOPIC


def is_of_open_matter(found: Result, memory: Memory) -> bool:
    """Whether its topic is surely that of the matter that is open, whatever answers it there."""
    topic = found.guide
    if topic is None or topic.score < SURELY_TOPIC or not memory.is_open:
        return False
    return bool({memory.matter, memory.last_passage} & {topic.passage.id, *topic.passage.covers})


def is_known(found: Result) -> bool:
    """Whether it was found word for word, or among what an office imported, or beyond doubt."""
    imported = found.decision == "answer" and found.hits[0].passage.origin == "import"
    topic = found.guide.score if found.guide and found.decision in ("answer", "guide") else 0.0
    is_local = found.decision == "answer" and found.hits[0].passage.region.depth >= 2
    is_sure = found.none < SURELY_NONE and max(topic, found.share if is_local else 0.0) >= SURELY_TOPIC
    return imported or is_sure or is_clearly_one(found) or score(found) == 1.0


def _seems_nobodys(found: Result, reading: Reading[PlaceMention], off_topic: float, searcher: Searcher) -> bool:
    """Whether what is read of the words, what the topics make of them, and that nothing answers, together say that a
    question is no such office's business. Alone each of them is wrong too often: "护工照顾老人摔了谁赔"; who only tells
    something has said few words to go by."""
    by_topics = searcher.off_topic(reading)
    has_said_enough = "question" in reading.kinds or by_topics >= PERHAPS
    return has_said_enough and (off_topic + by_topics + found.none) / 3 >= OFF_TOPIC


def _asks_nothing_of_ours(reading: Reading[PlaceMention]) -> bool:
    """Whether it asks, and names nothing that people come to this office for."""
    return bool(reading.kinds & {"question", "wish"}) and not names_a_matter(reading.standard)
