"""Who a message says has died, and whether at work: "我爸上个月走了", "当场就没了", "走的是我妈".

Some words say nothing else ("去世"); others ("走了", "没了") only where no job, money or limb is gone and nobody leaves a
place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from knowledge.language.clauses import Clause, split_clauses
from knowledge.language.mentions import Mention
from knowledge.language.normalise import standard_words
from knowledge.language.persons import Person, find_persons, person_at
from knowledge.language.questions import may_ask

Cause = Literal["work", "other"]
"""Whether somebody died at work."""

# Nobody says these of the living; "累死了" is no death.
_DIED = re.compile(
    r"去世|过世|辞世|离世|逝世|病逝|病故|身故|亡故|身亡|丧命|送了?命|[没丢]了命"
    r"|(?<![累饿气烦急热冻笨痛疼忙困愁吓恨爱懒丑难羞臭渴想骂])死(?:了(?!心)|掉|的(?!是))|死于|(?:病|摔|淹|砸|电|烧|撞|毒|压|轧|闷|猝)死"
    r"|工亡|遇难|牺牲|断了?气|[咽没]了?气(?=了|$)|没(?:能)?(?:抢)?救(?:得)?[回过]来|没救[了活]|(?:抢救|医治)无效|没(?:有|能)?[挺熬撑捱]过|没醒过来"
    r"|不在人世|不在了(?![这那厂]|单位|公司)|走咗|过[咗了]?身(?=[,，。咗了]|$)|冇咗|唔[喺系]度|[下安]葬|火化|出殡|丧偶|守寡|喊不应"
    r"|[后丧白]事(?!故)|骨灰|丧葬费?|抚恤|遗[属体产孀]|死亡证"
)
# What is said of the dead, and of whoever leaves or is lost.
_GONE = re.compile(
    r"(?:没了|没的|走了|走的|走)(?=$|[,，。;；!！?？]|以?后|之后|(?:有|都|快|已经|才|还不到|不到)*[\d一二两三四五六七八九十几半好]+(?:多|来)?个?[天周月年星半]"
    r"|那[天年月会时]|的?时候?|[留剩丢撇]下|能[领拿]|社保|养老|家[里属])"
)
_LEAVES = re.compile(
    r"跟|带|从|离|辞|出[去门]|回|逃|跑|搬|被|[让叫喊]|赶|[拿卷]|要|想|打算|准备|快|别|还[没在]|往|劝|气|[先不没]走|手续|流程"
)
_THING_GONE = re.compile(
    r"(?:钱|工[作资龄]|活儿?|班|[手脚腿眼牙指]|保|证|[卡房]|合同|消息|收入|[信力]|办法|生意|[地店车]|户口|金|档案|岗位?|资格|厂子?|公司|单位|差点)(?:[也都就全]|已经|一下子?)*没[了的]?$"
)
_PARTS = re.compile(r"走[了的]?$")
# Who was ill, old or had an accident has not merely left.
_WAS_DYING = re.compile(
    r"抢救|医院|重症|病|癌|[掉摔跌栽滚]下|翻车|车祸|出[了的]?事|砸|触电|晕|[七八九]十[^,，。]{0,2}岁?了"
)
# When, or how long ago: between the one who is gone and the word for it, or behind it.
_WHEN = re.compile(
    r"[年月天日号夜晚早]|礼拜|星期|刚|前|突然|一下子|[以之]?后|[\d一二两三四五六七八九十几半好]+(?:多|来)?个?[天周月年星半]"
)
# Of these "走了" alone says it.
_ELDERS: tuple[Person, ...] = ("father", "mother", "parents", "grandparent", "relative")
_KIN: tuple[Person, ...] = (*_ELDERS, "husband", "wife", "spouse", "child", "sibling", "in_law")
_NOBODYS: tuple[Person, ...] = ("self", "employer")
_SOMEBODY = re.compile(
    r"老人家?|老爷子|老太[太婆]|(?:^|[,，。;；就都把]|[他她这那]个?)人(?![家工事员力社才民])|当场|当时|当天"
)
_MAY_LIVE = re.compile(r"气|喊不应")
_OF_SPOUSE = re.compile(r"丧偶|守寡")
# "走的是我妈" names him behind.
_BEHIND = re.compile(r"(?:走|去世|过世|没|死|不在)了?的(?:那个)?人?是")
_NOT_TOLD = re.compile(
    r"要是|如果|万一|假如|假设|若是|比如|害怕|[怕等]|差[一]?点|快(?:要)?(?:不行|死|走)|会不会|[想要找该]死|没死|未死|死活|将来|百年|[没未](?:有)?(?:去世|过世|死|走)|死[心板机期]"
    r"|(?<!去世)(?<!过世)(?<!死)(?<!走)(?<!没)(?<!不在)(?<!了)以后"
)
_ALIVE = re.compile(
    r"还(?:活着|在世|健在|在呢?(?=$|[,，。;；!！]))|人还在|活得好|健在|没(?:有)?(?:死|去世|过世)|活着呢"
)
# Between somebody and the word for his end stands no more.
_LONGEST_SAID = 24

_AT_HOME = re.compile(
    r"[在回](?:家|宿舍|老家|村里|屋里|出租屋)|[癌瘤]|病了?[几好半两三多一]|常年|放假|休息[天日]|退休(?:以?后|了|多?年|[\d一二三四五六七八九十])|[慢老]病|老死|寿终|(?<!职业)病[死逝故]|睡"
)
_ILL = re.compile(r"病|心梗|脑[出溢]血|脑梗|中风|肝|自己摔|溺水|游泳")
_WORKPLACE = r"(?:工地|厂|车间|单位|矿|公司|店|船|窑|项目|库房|仓库)[上里头]*"
_ENDS = r"(?:没[了的]|走[了的]|出[了的]?事|去世|过世|死|倒|晕|猝|摔|掉|砸|被)"
_AT_WORK = re.compile(
    r"工[亡伤](?!保险)|因[公工]|上着班|[正还]在上班|上班(?:的?时候?|时|路上|途中|期间)|(?<!不)[干做]着?活(?!了)|值班|岗[位上]|当班|加着?班"
    r"|出着?车|送(?:着)?(?:货|外卖|快递|单)|跑(?:着)?(?:单|车|货)|塔吊|吊车|高空|架(?:子)?上|井下|下井|塌(?:方|了)|机器|绞|卷进|触电|电(?:死|着|到)"
    rf"|[掉摔跌栽滚]下[来去]|砸|爆炸|{_WORKPLACE}[^,，。;；交缴退干做]{{0,6}}{_ENDS}|[上下]班[^,，。]{{0,6}}(?:车祸|撞)"
)
_HAPPENED = re.compile(
    r"[掉摔跌栽滚]下|砸|触电|塌|绞|卷进|出[了的]?事|倒下|晕倒|[发犯]病|爆炸|撞|病[死逝故]|得?[了的]病|癌|溺水|工亡|因[工公]"
)


def find_deaths(clauses: Sequence[Clause], persons: Sequence[Mention[Person]]) -> Iterator[Mention[bool]]:
    """The deaths told, or (False) denied, each of whoever is named last before or at the start of the mention. What is only
    feared or supposed is not told, nor what is asked in general."""
    for clause in clauses:
        named = [each for each in persons if clause.start <= each.start < clause.end and each.value not in _NOBODYS]
        earlier = [each for each in persons if each.start < clause.start and each.value not in _NOBODYS]
        if _ALIVE.search(clause.text):
            yield from (Mention(False, each.start, clause.end) for each in named[-1:])
        elif not _NOT_TOLD.search(clause.text) and (place := _told_at(clause, named, earlier)) is not None:
            yield Mention(True, place, clause.end)


def without_deaths(text: str) -> str:
    """A normalised text without the clauses that tell the death of somebody who is named; who has no breath may yet be
    saved, and who speaks of his own death is alive."""
    clauses, persons = split_clauses(text), find_persons(text)
    deaths = [death for death in find_deaths(clauses, persons) if death.value]
    told = {death.end for death in deaths if person_at(death.start, persons) not in _NOBODYS}
    return "，".join(clause.text for clause in clauses if clause.end not in told or _MAY_LIVE.search(clause.text))


def speaks_of_somebody(text: str) -> bool:
    """Whether the one who is dead is spoken of without saying who he was to the speaker: "人没了", "老人走了两个月"."""
    return bool(_SOMEBODY.search(text))


def is_spouse(text: str) -> bool:
    """Whether the word itself says that it was the speaker's husband or wife."""
    return bool(_OF_SPOUSE.search(text))


def find_cause(text: str, *, is_told: bool) -> Cause | None:
    """Whether somebody died at work; None where it does not say. ``is_told``: a death is told with it."""
    if not (is_told or _HAPPENED.search(text)):
        return None
    if _AT_HOME.search(text):
        return "other"
    if _AT_WORK.search(text):
        return "work"
    return "other" if _ILL.search(text) else None


def _told_at(clause: Clause, named: Sequence[Mention[Person]], earlier: Sequence[Mention[Person]]) -> int | None:
    """Where the one is named of whom the clause tells it, or the clause begins; None where it tells no death."""
    text = clause.text
    if behind := _BEHIND.search(text):
        return next((each.start for each in named if each.start >= clause.start + behind.end()), None)
    if died := _DIED.search(text):
        before = [each for each in named if each.end <= clause.start + died.end()]
        asks_in_general = not (before or earlier or is_spouse(text)) and may_ask(standard_words(text))
        return None if asks_in_general else before[-1].start if before else clause.start
    gone = _GONE.search(text)
    if gone is None:
        return None
    before = [each for each in named if each.end <= clause.start + gone.end()]
    return _gone_at(text, gone.end(), clause.start, before, earlier)


def _gone_at(
    text: str, end: int, start: int, before: Sequence[Mention[Person]], earlier: Sequence[Mention[Person]]
) -> int | None:
    """The same of "走了" and "没了", which end there in the clause."""
    somebody = None if before else _SOMEBODY.search(text, 0, end)
    subject = before[-1] if before else earlier[-1] if earlier else None
    said = text[before[-1].end - start if before else somebody.end() if somebody else 0 : end]
    if _LEAVES.search(said) or _THING_GONE.search(said) or len(said) > _LONGEST_SAID:
        return None
    if subject is None:
        is_told = somebody is not None and not may_ask(standard_words(text))
        return start if is_told else None
    is_dying = bool(_WAS_DYING.search(text))
    is_clear = not _PARTS.search(said) or is_dying or bool(_WHEN.search(text))
    if subject.value not in _KIN or not (is_clear or (before and subject.value in _ELDERS)):
        return None
    return before[-1].start if before else start
