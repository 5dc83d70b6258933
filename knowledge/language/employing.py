"""Whether somebody speaks as one who employs others: the owner of a business, who hires, or who decides for the unit.

Who works in a place says "我们公司" as well; so words of the unit count only beside workers spoken of as others, and not
where the speaker is at the receiving end ("公司招了我不签合同", "老板说员工自己承担").
"""

from __future__ import annotations

import re

_WORKERS = (
    r"(?:员工|职工|雇工|[女男帮短杂]工|工人|民工|服务员|店员|伙计|小工|学徒|徒弟|帮工|临时工|短工|保姆|钟点工|护工|厨师|司机|保安|保洁|[小老]师傅"
    r"|小伙子?|小姑娘|老头|大姐|大叔|阿姨|大爷|门卫|营业员|收银员?|仓管|童工|实习生|退休的?人?)"
)
_BUSINESS = (
    r"(?:厂|店|公司|企业|饭馆|饭店|餐馆|面馆|作坊|超市|工地|工作室|民宿|旅馆|宾馆|养殖场|农场|合作社|摊子?|网吧|诊所|幼儿园|培训班"
    r"|理发|美容|工程队|施工队|车队|洗车|修理|麻将馆|饭庄|茶楼|奶茶|早餐)"
)
# One or several of them.
_SOME = r"(?:了|的|过)?(?:[一二两三四五六七八九十几\d]+)?[个名位]?[^,，。;；我]{0,6}?"
_THEM = rf"(?:他们?|她们?|人家|{_WORKERS})"
_UNIT = (
    r"(?:(?:我们?|咱们?|本)(?:这个?)?(?:公司|单位|企业|厂里?|店里?|工地上?)"
    r"|(?:公司|单位|企业|厂里|店里|厂|店)(?:这边|这里)?)"
)

# What only an employer says of himself.
_SAYS_SO = re.compile(
    r"(?:我|本人|我们|这边|这里)(?:就|自己)?是(?:个|一个|一家)?[^,，。的给帮替跟]{0,4}(?:老板|企业主|用人单位|单位的?$|雇主|包工头|店长|厂长|法人)(?!的?(?:说|叫|让|欠|不))"
    rf"|我(?:们|自己|家)?(?:是)?(?:在[^,，。]{{1,6}})?(?:(?:开|办|包)(?:了|着)?|[做搞弄](?:了|着)(?=[一1]?[家个间]))(?:一?[家个间])?[^,，。;；我]{{0,4}}{_BUSINESS}"
    rf"|(?:我|我们|咱们?|^|[,，。])(?:自己|家里?)?(?:新|刚|又)?(?:招|请|雇|聘|手下|手底下)(?!求){_SOME}{_WORKERS}"
    rf"|(?:我|我们|咱们?)(?:自己|家里?)?(?:招|请|雇|聘)(?:的|了)(?:[一二两三四五六七八九十几\d]+)?个?[^,，。;；我]{{0,3}}人"
    r"|(?:^|[,，。])(?:雇|招|请)了?[一二两三四五六七八九十几\d]*个?(?:没满|未满|不满|不到)[^,，。]{0,6}(?:小孩|孩子|人)"
    r"|(?:单位|公司|企业)这边"
    rf"|(?:^|[,，。]){_UNIT}(?:这里)?(?:想|要|打算|准备)(?:再|多)?(?:招|请|雇|聘)(?!求|[^,，。;；]{{0,14}}[吗么假我])(?:[一二两三四五六七八九十几\d]+[个名位]?|[个名位])"
    r"|(?:我|我们|咱们?)[^,，。;；]{0,6}(?:厂|店|公司|企业|单位)[^。;；!！?？]{0,14}(?:稳岗|扩岗)(?![^,，。]{0,8}(?:给我|分))"
    r"|(?:^|我们?|咱们?|[,，。])(?:这里|这边|这|店里?|厂里?|公司|单位|工地)?(?:想|要|打算|准备|急着?|急需)(?:再|多)?招(?:聘)?[几一二两三四五六七八九十\d]*[个名位]?[^,，。吗么不我]{0,4}[人工员]"
    r"(?![^,，。]{0,3}[吗么不的])"
)
# Posts that act for an employer, held by employees.
_ACTS_FOR_IT = re.compile(
    r"(?:我|本人|这边|这里)[^,，。的给帮替跟问找]{0,6}(?:是|做|当|干|搞|管)(?:个|一个|一家)?[^,，。给帮替跟说]{0,4}(?:人事|HR|hr|会计|财务|行政|出纳|劳资员?)"
    r"(?!的?(?:说|叫|让|欠|不))"
)
# What is decided or owed towards them.
_TOWARDS = re.compile(
    rf"(?:辞退|开除|解雇|劝退|裁掉|裁|辞|扣|罚|调|换|退|处理|赶走)(?:掉|了)?(?:这个?|那个?|[一二两三几]?个|些)?(?:[^,，。;；我]{{0,4}}的)?{_THEM}"
    rf"|(?:让|叫|请){_THEM}(?:走|离开|回家|别来|停工|滚|写)"
    rf"|(?:想|要|能不能|可不可以|能|可以|打算|准备)把{_THEM}的?[^,，。;；我]{{0,4}}(?:终止|解除|解约|辞|裁|开[除掉]|调[到岗走]|换[到岗]|降|退回)"
    rf"|不(?:想|要|敢|能|再)?(?:用|要|留){_THEM}了?"
    rf"|(?:给|替|帮|为|跟|和|与)(?:新来的?|新招的?|所有|全体|每个|这个|那个)?{_THEM}(?:们)?[^,，。;；我]{{0,6}}?(?:[交缴买办上报发赔付补结开签停续]|参保)"
    r"|(?:要|想|打算|准备|能不能|可不可以|能|可以|怎么)(?:裁|辞退|开除|解雇|劝退)(?:掉)?(?:[一二两三几\d]+个)?(?:人|员工|工人|职工)"
    rf"|{_UNIT}(?:新|刚|又)?(?:招|请|雇|聘){_SOME}{_WORKERS}"
    rf"|{_THEM}[^,，。;；]{{0,12}}(?:告|起诉|举报|投诉|找|问|向|跟)(?:了)?我们?(?:公司|单位|店|厂)?(?!.{{0,6}}(?:借|干活的地方))"
)
# What the unit has to do or may do, asked with nobody but them in view.
_OBLIGED = re.compile(
    r"(?:我们?|咱们?|公司|单位|店里?|厂里?|企业)(?:这边)?[也都还]?(?:要不要|该不该|用不用|需不需要|需要|应该|该|得|要|是不是|能不能|可不可以|可以|怎么|如何|该怎么|有什么|要负|不交|不给交|不买)"
    r"|(?:谁|公司|单位|我们|店里|厂里)(?:来)?(?:出|付|给|赔|负责|承担)(?:钱|的)?(?:还是|吗|[?？]?$)"
)
_THIRD = re.compile(
    rf"(?:有|个|位|名|这|那|些|给|老|新)[^,，。;；我]{{0,3}}{_WORKERS}|{_UNIT}[^,，。;；我]{{0,4}}{_WORKERS}"
    rf"|{_WORKERS}(?:自己|不肯|不愿|非要|要|[^,，。;；我]{{0,8}}[他她])"
)
_OTHERS = r"公司|单位|老板|厂里?|店里?|领导|主管|工头|人事|企业|站长|经理|他们"
_FAMILY = r"爸|妈|老公|老婆|爱人|儿子|女儿|孩子|哥|弟|姐|妹|叔|丈夫|妻子|对象"
# Somebody who works there speaks: of what is done to him, of those above him, of those beside him.
_WORKS_THERE = re.compile(
    rf"(?:{_OTHERS})[^,，。;；]{{0,6}}(?:不?给|让|叫|逼|把|骂|打|欠|扣|罚|辞退?|开除|裁|劝退|不?跟|不?和|没跟|没给|不让|说|招|骗|拖)了?我(?!们?(?:公司|单位|员工|工人|厂|店|招|请|雇))"
    r"|我(?:们)?(?:老板|领导|主管|经理)|老板(?:不|没|说|要我|让|叫|逼|欠|拖|跑|把|骂)|我被|把我[调换辞开裁赶骂打扣顶踢]|我(?:想|要|自己)?(?:辞职|离职|不干)|欠我"
    r"|我(?:们)?的?(?:工资|社保|合同|工钱|公积金|五险)|(?:同事|工友)|不(?:给|发|交|签|管|赔|认|承认)我|我也?是(?:员工|职工|工人|服务员|店员|司机|保安|保洁|厨师|保姆)"
    r"|(?:有没有|附近|哪[里家儿]?(?:有|要|还)?)[^,，。]{0,6}招|找个?(?:工作|活|厂|事做)|招[^,，。]{0,4}[吗么]"
    rf"|(?:我|俺)(?:{_FAMILY}|朋友|老乡|邻居)"
)

# What is done to somebody who works for others, or to one of his fellows, or demanded of him; and where he or one of his
# family works.
_IS_DONE_TO = re.compile(
    rf"(?:{_OTHERS})[^,，。;；]{{0,6}}(?:不给|逼|骂|打|欠|扣|罚|辞退?了?|开除|裁|劝退|不跟|不和|没跟|没给|不让|骗|拖)我(?!们?(?:公司|单位|厂|店))"
    r"|(?:^|[,，。;；还又就老])(?:叫|让|逼|催)我们?(?:自己|签|走|写|辞|离|交社保|退|赔|加班|回家|停)"
    r"|(?:报销|补|赔|退)给我(?!们?(?:公司|单位|厂|店))|不(?:给|跟)我(?:交|买|签|缴|上|发|报)|我被(?:辞|开除|裁|炒|罚|扣)|(?:我|俺)们?的?(?:同事|工友)(?!们?(?:说|问|叫我|告诉))|把我[调换辞开裁赶骂打扣顶踢]|欠我(?!们?班组)"
    rf"|(?:我|俺)(?:{_FAMILY})?(?:一直|现在|以前)?在(?!家|网)[^,，。;；]{{1,8}}?(?:上班|打工|干活|做事|工作|干了|做了|扫地|当(?!老板)|做工|洗碗|做饭)"
)

# Before what is done for them: the unit as somebody else, whose duty is asked about.
_OTHER_UNIT = re.compile(
    r"(?<![们咱本])(?:公司|单位|老板|企业|厂里?|店里?|食堂|[饭酒]店|餐馆|超市|工地|矿上?|窑上?|中介|学校|医院|物业|车间|平台|站点|工头|东家|人家)(?!这边)[^,，。;；]*$"
)
# Titles of entries that answer an employer.
_TO_EMPLOYERS = re.compile(
    r"^我是(?:老板|单位|企业|用人单位|开店|包工)|^我开|^我们?(?:单位|公司|企业|厂)(?:[裁招缺想要、])|^员工自己不肯|^员工[^，]{0,10}，单位该|^工人告我"
    r"|个体户(?:请了人|雇人)，要给|^请的(?:保姆|阿姨)|^单位(?:招不到|要不要给|委托中介招人)|^企业(?:有哪些|委托)|我们公司怎么申请"
)
_FOR_HIMSELF = re.compile(
    r"(?:我|本人)(?:自己|本人)(?:怎么|如何|能|可以|要|的|也|几|多|什么|该)"
    r"|我(?:能|可以|要|想|什么时候|几岁|多大)*(?:退休|领养老)"
)
_OWN_MATTER = re.compile(r"没(?:有)?(?:签|交|发|买)|不(?:签|交|发|买)|拖欠|欠薪|加班")


def speaks_as_employer(text: str) -> int | None:
    """Where a normalised message says so; None where it does not."""
    if said := _SAYS_SO.search(text):
        return said.start()
    if _WORKS_THERE.search(text):
        return None
    said = _acts_for_it(text) or _towards(text) or (_THIRD.search(text) and _OBLIGED.search(text))
    return said.start() if said else None


def says_that_he_employs(text: str) -> bool:
    """Whether a normalised message says it outright, and not only by what is done to workers."""
    return bool(_SAYS_SO.search(text))


def works_for_others(text: str) -> bool:
    """Whether a normalised message is said by somebody who works for others, or about one of his family who does."""
    return speaks_as_employer(text) is None and bool(_IS_DONE_TO.search(text))


def _acts_for_it(text: str) -> re.Match[str] | None:
    """By the speaker's post, unless he only tells of a matter of his own."""
    is_own = _OWN_MATTER.search(text) and not re.search(_THEM, text)
    return None if is_own else _ACTS_FOR_IT.search(text)


def _towards(text: str) -> re.Match[str] | None:
    return next((said for said in _TOWARDS.finditer(text) if not _OTHER_UNIT.search(text[: said.start()])), None)


def answers_employers(question: str) -> bool:
    """Whether the entry of this question is written to those who employ others."""
    return bool(_TO_EMPLOYERS.search(question))


def asks_for_himself(text: str) -> bool:
    """Whether one who employs others asks of his own pension or insurance."""
    return bool(_FOR_HIMSELF.search(text))
