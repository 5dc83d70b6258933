"""Whether somebody is looking for work, by his words alone: "想找个保安的活", "那边社区工厂招人不", "台山有什么工做"."""

from __future__ import annotations

import re
from functools import cache

from knowledge.language.trades import NO_EMPLOYER, trade_words
from knowledge.language.word_lists import any_of

# What is looked for when no trade is named.
_WORK = (
    r"(?:活(?!动|着|到|期|路)儿?|工作(?!证|服|日|餐|居住|签证|单位|调动)|岗位|职位|差事|事(?:情)?(?:做|干)|(?<![职员打])工(?:做|打)|兼职"
    r"|[日天周月]结的|零工(?!驿站)|[临短散厂]工|临时工|(?:暑假|寒假|暑期|钟点|小时)工|份工(?![资伤])|厂(?:上班|干|做|子|里)?(?=[\s,，。?？的吗呢啊]|$)|上班的(?=[\s,，。?？吗呢啊]|$)|招[工人]的|要人的)"
)
_FIND = (
    r"(?:(?<!不)(?:找|寻|谋)(?!不|没|到过|工伤|人(?!要)|律师)|(?:给|帮|替|跟)我?[^,，。]{0,4}(?:介绍|推荐)"
    r"|^(?:介绍|推荐)|(?:能|可以|有)[^,，。]{0,4}(?:介绍|推荐))"
)
_ANY = r"(?:有没有|有不有|有什么|有啥|有哪些|哪里?有|还有|有)"
# Who is wanted: "招人不", "招不招司机", "哪里招普工", "哪个单位要人".
_HIRES = r"(?:招不招|招(?!生|商|标|呼)|还要不要|缺不缺)"
_SOMEBODY = r"(?:单位|厂|公司|店|地方|这|那|边|里)[^,，。]{0,4}(?:要|缺|收|请)人|^(?:还|现在)?(?:要|缺)(?:不要|不缺)?人"
_ENDS = r"(?:(?:[吗么不没嘛呢啊的]|没有)+(?=[\s,，。;；!！?？])|(?:[吗么不没嘛呢啊的]|没有)*[?？\s]*$)"
# Then something is asked about looking for work, or of a place to look in, and none is looked for.
_ABOUT_IT = re.compile(
    r"骗|押金|签|合同|执照|用人单位|企业|裁员|招不到|中介|介绍费|手续费|交钱|收费|收不收|补贴|补助|津贴|失业金|证明|登记|违法|合法|歧视|招聘会|政策|政府|法律|仲裁|欠|拖|辞|开除|赔"
    r"|工伤|受伤|流程|材料|资料|条件|渠道|网站|平台|机构|义务|报告|培训|公益|零工市场|就业之家|爱之家|帮忙|帮助|照顾(?=政策|吗|不|$)|照应"
    r"|资格|够格|符合|怎么|如何|为什么|多久|多少人|带什么|去哪|[在从]?哪里?儿?(?:可以|能|好)?找|能在|算不算|算什么|是不是|什么意思|招(?:我|了)"
    r"|落脚|住的地方|住处|住几|睡|残疾|军人|退伍|低保|坐过?牢|案底|少数民族"
)
# One who does the work may be wanted by who would have it done; for these it is said that somebody wants the work.
_TO_DO_IT = re.compile(
    r"自己|的活|工作|岗|[想能会]做|做的|干|当|上班|工资|招|下岗|失业|待业|毕业|没经验|刚来|找份|我是|我会|(?:爸|妈|老公|老婆|儿子?|女儿|弟|哥|姐|妹|爱人|娃|孩子)[^。]{0,10}找"
    r"|(?:帮|给|替)[^,，。我]{0,2}(?:爸|妈|老公|老婆|儿子?|女儿|弟|哥|姐|妹|爱人|娃|孩子)"
)
# Somebody to be recommended is looked for by who would have something done at his own place; else it is the work.
_RECOMMENDS = re.compile(r"推荐|介绍")
_AT_HIS_OWN = re.compile(r"家里|我家|上门|来(?:做|干|打扫|照顾)|打扫|带孩子|照顾|我们?(?:店|公司|厂|单位|工地)|请个|雇")
# Who says that somebody has work looks for none: "我是有工作的".
_HAS_WORK = re.compile(
    r"(?:[我他她也都是]|现在|人家)(?:是|都|也)*(?:有(?:正式|固定|一?份)?的?工作|在上班|在职)[的了着啊呀呢]*(?:[,，。;；!！]|$)"
)
_LOOKS_FOR_ANOTHER = re.compile(r"找|换|招|介绍|岗|活|兼职|零工|推荐")


def seeks_work(text: str) -> bool:
    """Whether a message in standard words looks for work; no matter whether the trade is known."""
    if asks_about_work(text):
        return False
    seeks, finds = _patterns()
    if seeks.search(text):
        return True
    does_it = _TO_DO_IT.search(text) or (_RECOMMENDS.search(text) and not _AT_HIS_OWN.search(text))
    return bool(finds.search(text) and does_it)


def has_work(text: str) -> bool:
    """Whether it only tells that somebody has work."""
    return bool(_HAS_WORK.search(text)) and not _LOOKS_FOR_ANOTHER.search(text)


def asks_about_work(text: str) -> bool:
    """Whether something is asked about looking for work: what it costs, where one looks, whether a practice is allowed."""
    return bool(_ABOUT_IT.search(text))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Who looks for work, and who looks for a trade or for one who has it."""
    words = any_of({word for name, words in trade_words().items() for word in (name, *words)})
    trade = rf"(?:{words}){NO_EMPLOYER}"
    some = "[^,，。;；!！?？]"
    seeks = (
        rf"{_FIND}{some}{{0,12}}?{_WORK}",
        rf"(?:想|打算|准备)(?:去|来|再)?(?:做|干|当|进|跑|开){some}{{0,6}}?{trade}",
        r"(?:想|打算|准备)(?:去|来|再)?(?:打(?:零|短|散|暑假)工|进厂)",
        rf"{_ANY}{some}{{0,12}}?{_WORK}(?:可以|能)?(?:干|做|找)?{_ENDS}",
        rf"{_HIRES}(?:聘)?{some}{{0,6}}?(?:人|工|{trade}){_ENDS}",
        rf"(?:{_SOMEBODY}|{_ANY}{some}{{0,4}}(?:厂|店|公司|单位|地方)(?:在)?招){_ENDS}",
        rf"{_ANY}{some}{{0,6}}?{trade}(?:的)?(?:做|干|当|招){_ENDS}",
        rf"{trade}{some}{{0,2}}(?:的)?(?:活|工作|岗位?){_ENDS}",
        rf"{_WORK}(?:的)?{_ANY}{_ENDS}",
        # One was given up: "这家不去了，有没有别的".
        r"[这那](?:一?家|个(?:厂|店|公司|单位|活|工作)|份工作)[^,，。;；!！?？]{0,4}(?:不(?:想)?[去干做要]了?|算了)(?:.*(?:有没有|还有|换|找|有)(?:点|个|一家|一份)?(?:别|其他|其它|另外))",
    )
    return (
        re.compile("|".join(seeks), re.IGNORECASE),
        re.compile(rf"{_FIND}{some}{{0,12}}?{trade}", re.IGNORECASE),
    )
