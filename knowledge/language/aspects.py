"""What people ask of any matter in a few words, and what a sentence has that tells it: what it costs, how much it is, how
long it takes, until when, where, with which papers, whether from home or by somebody else, what if it is refused."""

from __future__ import annotations

import re
from typing import Literal, get_args

Aspect = Literal["deadline", "from_home", "by_others", "papers", "cost", "amount", "time", "place", "refused"]

# What the other side does not do, who that is, and how it is asked what to do then.
_DENIES = (
    r"(?:[不没](?:肯|愿意?|打算|想|准备)?再?"
    r"(?:给|认|批|办|配合|理|签|盖|同意|退|赔|承认|结|付|答应|报|管|发|交|补)|不肯|拖着|赖着|卡着|停发)"
)
_OTHERS = r"(?:他们?|她们?|老板娘?|公司|单位|厂里?|厂长|工头|包工头|人家|对方|经理|领导|站长|主管|人事|店里?)"
_SUPPOSES = r"(?:要是|如果|万一|假如|就是|硬是|死活|偏偏?)"
_WHAT_THEN = r"(?:呢|怎么办|咋办|咋整|咋个办|怎么弄|咋弄|怎么搞)"

_ASKED: dict[Aspect, str] = {
    "deadline": r"(?:多久|几天|几个月|几年|多长时间|什么时候)(?:之|以)?[内前]|最[晚迟]|期限|时限|截止|时效|(?:时间|日期)限制"
    r"|过期|过没过|来得及|过了多久|超过多久",
    "from_home": r"网上|手机|线上|不跑",
    "by_others": r"谁(?:去|来|能)?(?:办|弄|申请|领)|代[办替领]|别人|帮[我他她]?(?:办|弄|去|领|拿)|[叫让喊派][^,，。]{1,5}去",
    "papers": r"(?:带|准备)(?:些|点|好)?(?:什么|哪些|哪几样)"
    r"|什么(?:材料|证件|东西|手续|资料)|哪些(?:材料|证|东西|手续|资料)|材料呢",
    "cost": r"要(?:交|花|给|收)?(?:多少)?钱[不吗么没]|[收花交]钱|收费|免费|什么费",
    "amount": r"多少(?![年天月岁])(?!个月(?!工资))|几[倍块成折]|几个月工资|[高低]多少",
    "time": r"多久|多长时间|几个?(?:天|月|年|工作日|小时)|什么时候|哪天|几时",
    # Where it is written is asked of the source.
    "place": r"^(?!.*(?:写|规定)在?哪).*(?:[在去到上找问]哪|哪[里儿]|什么地方|找谁|哪个(?:部门|单位|窗口))",
    "refused": rf"{_DENIES}[^,，。;；]{{0,5}}{_WHAT_THEN}|{_SUPPOSES}[^,，。;；]{{0,6}}{_DENIES}"
    rf"|^{_OTHERS}[^,，。;；]{{0,3}}{_DENIES}\w?$",
}
_TOLD: dict[Aspect, str] = {
    "deadline": r"时效|期限|(?:\d+|半|[一两三])个?(?:工作)?(?:日|天|月|年)(?:之|以)?(?:内|前)|过了|超过",
    "from_home": r"网|手机|[Aa][Pp][Pp]|掌上|平台|小程序|电子",
    "by_others": r"代|委托|家属|亲属|亲友|别人|本人",
    "papers": r"带|材料|身份证|证明|提供|提交|填",
    "cost": r"不要钱|免费|不?收(?:钱|费|取)|不?交钱|费用|工本费|一分",
    "amount": r"\d(?!\d*[年月日天小时个岁条0-9]*(?:内|以?前|以?后))\d*(?:元|%|％|个月工资|倍|万)"
    r"|[一二两三四五六七八九十百半]+(?:倍|成|元|个月工资|个月的)|标准|全部|差额",
    "time": r"\d+个?(?:工作日|日|天|月|年|小时)|[一两三半]个?[月年天]|当[场天月日]|随时|次月|马上|立即",
    "place": r"[到去找向在][^,，。；]{0,14}(?:局|部门|机构|委|窗口|院|中心|平台|网点|银行|站|所|社区|镇|村|工会|法院|地)"
    r"|打12\d{3}",
    "refused": r"投诉|举报|仲裁|监察|起诉|法院|责令|(?:您|本人|自己|近亲属)[^。；]{0,16}(?:报|申请)",
}
_PATTERNS = {aspect: (re.compile(_ASKED[aspect]), re.compile(_TOLD[aspect])) for aspect in get_args(Aspect)}


# Who says no more than that names no matter of his own.
_ONLY_REFUSED = re.compile(
    rf"(?=.*(?:{_OTHERS}|{_SUPPOSES}|{_WHAT_THEN}))(?:那么?|{_SUPPOSES}|{_OTHERS}|还是|一直|老是?|总是?|直接|根本|反正|也|都|又|再|就|,)*"
    rf"{_DENIES}{{1,2}}(?:我们?|俺|人|账|钱|字|章|手续|了|给|认|办|签|赔|发){{0,3}}(?:的话|{_WHAT_THEN}|[啊呀嘛呗了,?？!！。\s])*"
)


def is_refusal(text: str) -> bool:
    """Whether a text asks or tells nothing but that the other side refuses: "他要是不给呢", "单位就是不认"."""
    return bool(_ONLY_REFUSED.fullmatch(text))


def aspects_asked(text: str) -> tuple[Aspect, ...]:
    """What a text asks of a matter."""
    return tuple(aspect for aspect, (asked, _) in _PATTERNS.items() if asked.search(text))


def tells(aspect: Aspect, text: str) -> bool:
    """Whether a text has what tells this."""
    return bool(_PATTERNS[aspect][1].search(text))
