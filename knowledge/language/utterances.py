"""What kind of utterance a message is: a question, a statement, a wish, a reply, small talk, a correction.

A message may be of several kinds ("谢谢，那要带什么材料？"). Each rule stands alone and reads a message in standard words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from knowledge.language.corrections import find_correction
from knowledge.language.normalise import letters_only
from knowledge.language.questions import may_ask, requests
from knowledge.language.replies import PARTICLES, is_unsure, skips, yes_or_no_to
from knowledge.language.word_lists import any_of, word_lists

Kind = Literal[
    "question", "statement", "wish", "reply_yes", "reply_no", "reply_unsure", "reply_skip", "correction", "greeting",
    "thanks", "farewell", "leave", "unclear", "complaint", "repeat", "floor", "sticker", "more", "back", "restart",
    "takes_up", "why_asked", "impatient", "vent", "opening", "recall", "forget", "doubt",
    "likewise", "chat", "feeling", "going", "hurry", "regret",
]  # fmt: skip
# These are manners of talking: they tell nothing of any matter.
MANNERS: frozenset[Kind] = frozenset(
    {
        "greeting",
        "thanks",
        "farewell",
        "leave",
        "unclear",
        "complaint",
        "repeat",
        "floor",
        "sticker",
        "more",
        "back",
        "restart",
        "going",
        "hurry",
    }
)
# Nothing is stated by these.
_NO_STATEMENT = MANNERS | {
    "chat", "feeling", "regret", "question", "wish", "why_asked", "impatient", "opening", "recall", "forget", "doubt",
}  # fmt: skip

_WISH = re.compile(
    r"(?<![不没别])(?:想|打算|希望|需要|准备|(?<![不只需])要)(?!问|知道|了解|请教|咨询)(?:再|去|来|先|也|在|给我|帮我)?(?:[^,，。不]{0,4}?)"
    r"(?:找|办|领|查|算|告|投诉|举报|申请|学|换|报名|转|退|试|住|辞|离|看看|维权|仲裁|讨|要回|拿回|要债|打(?=劳动|官司|仲裁))"
)
# Not knowing something asks nothing, unless help is wanted with it.
_WANTS_HELP = re.compile(r"怎么[办弄样去做要讨算领交查]|如何|[吗?？]|该|能不能|可不可以")
# What a telephone sends for a picture; private numbers are masked so too, and are none.
_STICKER = re.compile(r"(?:\[(?!身份证号|电话号码|银行卡号)[^\[\]]{1,10}\]|【[^【】]{1,30}】|[\W_])+")
# Whom something is asked for, where that is all.
# Whose matter it will be, and nothing of it yet.
_OF_SOMEBODY = re.compile(
    r"(?:[那这]个|就是|[咋怎]么?说呢?|我?想?(?:问问?|问一?下|咨询|打听)|关于|[,，。….\s])*(?:我|俺|咱)"
    r"(?:[^,，。的]{1,4}的(?:[那这]个)?(?:事儿?|事情|情况)|有?一?个(?:朋友|老乡|亲戚|同事|工友|邻居|同学|熟人)(?:的事儿?)?)[啊呀吧呢]*"
)
_FOR_WHOM = re.compile(r"^我?(?:是|想)?[给帮替代](?:我|俺)?[一-鿿]{1,3}?来?(?=(?:问|打听|咨询)[^,，。;；吗]{0,4}$)")
# Longer messages tell of something, whatever they say of the answers.
_SHORT = 12
_OUR_MATTERS = re.compile(
    r"钱|上班|干活|工作|打工|找活|活儿|补|假(?!期)|单位|岗|招|厂|班(?!里)|老板|公司|工地|店里|工头|员工|同事|驿站|窗口|你们|大厅|开门|下班|12333|人社|劳动"
)
# Who cannot make out something of his own ("合同看不懂") has understood the answer; of that he says one of these.
_UNREAD = re.compile(r"(?:[看搞弄]不|没[看搞弄])(?:太|大)?(?:懂|明白)")
_PAPERS = re.compile(r"合同|协议|[书单表条](?=上|里|写|是|[,，。]|$)|通知|明细|卡里|到账")
_OF_THE_ANSWER = re.compile(r"[你您说讲答]|[这那上]一?[条段句个些]|刚才|前面|上面(?:写|的(?!数|字))")
_OTHERS = re.compile(r"老板|他|她|公司|单位|厂|工头|人事|窗口|中介")
# Filler before a reply, but something is told of them.
_SUBJECTS = frozenset({"公司", "单位", "老板", "他们", "家里"})
# So a message ends of somebody who leaves.
_GOODBYE = re.compile(
    r"[,，。!！~\s](?:再见|拜拜|byebye|晚安|回头见|下次见|不聊了)[了啊哈呀啦]*\W*$"
    r"|(?:回头|改天|下[次回]|晚[点些]|过后|过几天|等[一会]下?|有[事空]|完了|回来)(?:我|俺)?(?:再|又|还)?来?(?:找|问|联系|请教|麻烦|打扰)[你您]们?[了啊哈呀啦吧]*\W*$"
)
# So a sentence ends of somebody who gives something up.
_GIVES_UP = re.compile(r"[,，。;；](?:那|还是|就)?(?:算了|不[弄搞办]了)吧?\W*$")
_THANKS_FIRST = re.compile(r"(?:好的?|嗯)?[,，]?(?:谢谢|多谢|感谢)[你您了啊哈]*[,，。!！]")
# Why something is asked, not why something is so.
_WHY_ASKED = re.compile(
    r"(?:为什么|为何|干[嘛吗]|凭什么)(?:还|都|要|非要|非得|得|一定|老)*(?:问|知道|填|打听)"
    r"|(?:问|要)(?:算|填|知道)?(?:我的?|这|那)(?:个|些)*[^,，。]{0,3}(?:干[嘛吗]|干什么|做什么|有什么用)"
)
# Words against the assistant itself.
_SCOLDS = re.compile(
    r"(?:[你您](?!们?(?:老板|公司|单位))|(?:这个?|什么|破)(?:破)?(?:机器人?|客服|系统|助手|软件))[^,，。;；我他她]{0,5}"
    r"(?:没(?:有)?(?:什么|啥|一?点|屁)?用(?!过)|不(?:中用|顶用|顶事|管用)|废物?|垃圾|笨|蠢|傻|智障|白痴|差劲|(?:什么|啥)[都也]?不(?:懂|会|知道))"
)
# What the speaker told before, and a question of what it was.
_TOLD_BEFORE = re.compile(
    r"我?(?:刚才|刚刚|前面|之前)我?(?:跟你|和你|给你|对你)?(?:说|讲|告诉)|我(?:跟你|和你|给你|对你)?(?:说|讲|告诉)过|来着|记得我"
)
_WHAT = re.compile(r"多少|什么|哪[年月天个里]|几|多大|来着|[吗么没]\W*$")
_MORE = re.compile(
    r"那?么?(?:还有(?:没有|哪些|什么)?(?:别的|其[他它]的?|更多的?)?|(?:有没有|有|看看?|给我看看?|再看看?|换)?(?:别的|其[他它]的?|更多的?)"
    r"|(?:换|下|再来|再看|看下)一?[批组页些]|再(?:来|看|给)(?:我看)?[几两三]个|再来点|继续看?|剩下的|后面的)"
    r"(?:活儿?|工作|岗位|驿站|地方|住处|培训班?|班|课程?|服务点)?(?:呢|吗|么|没有|没|有吗)*"
)


# Somebody else, or the speaker too, is in the situation that was spoken of: "我弟也是", "他们也一样".
_LIKEWISE = re.compile(
    r"[^,，。!！?？]{0,8}?[也都](?:是这[样种]|是(?!不)|一样|同样|这样|那样|这么|这种|差不多)(?:的?情况|样子?|回事)?[的了啊呀呢]?"
)


def kinds_of(text: str) -> frozenset[Kind]:
    """The kinds of a message in standard words; none for one without words."""
    if _thanks_by_sticker(text):
        return frozenset({"thanks"})
    if not letters_only(text):
        return frozenset({"sticker"} if text else ())
    found = {kind for kind, holds in _RULES.items() if holds(text)}
    return frozenset(found | ({"statement"} if is_statement(text, found) else set()))


def is_question(text: str) -> bool:
    """Whether it asks for something to be told. Not knowing, wanting more of a list, greeting and complaining ask nothing."""
    if not may_ask(text) or any(speaks_beside(text) for speaks_beside in _BESIDE_THE_MATTER):
        return False
    return not is_unsure(text) or bool(_WANTS_HELP.search(text))


def wishes(text: str) -> bool:
    """Whether something is to be done or found: "我想找个活", "帮我算一下"."""
    return requests(text) or bool(_WISH.search(text))


def is_statement(text: str, others: set[Kind] | frozenset[Kind]) -> bool:
    """Whether it tells something: neither question, wish nor small talk (``others``: its other kinds), and more than the
    words of a reply."""
    if _NO_STATEMENT & others:
        return False
    return bool(_reply_words().sub("", letters_only(text)))


def wants_more(text: str) -> bool:
    """Whether the next rows of a list are wanted: "还有别的吗", "换一批"."""
    return bool(_MORE.fullmatch(letters_only(text)))


def greets(text: str) -> bool:
    """Whether it only greets, or calls to see whether somebody is there: "你好，在吗"."""
    return _consists_of(("greeting",), text)


def thanks(text: str) -> bool:
    """Whether it thanks, and says nothing else before that."""
    only_thanks = _consists_of(("thanks", "beside_thanks", "farewell"), text)
    says_so = not _consists_of(("beside_thanks", "farewell"), text) or "谢" in text
    return (only_thanks and says_so) or bool(_THANKS_FIRST.match(text))


def takes_leave(text: str) -> bool:
    """Whether it only says goodbye, or does so in its last clause: "好的，麻烦你了，再见"."""
    if _GOODBYE.search(text) and not may_ask(text):
        return True
    return (
        _consists_of(("farewell",), text) and not thanks(text) and not _consists_of(("thanks", "beside_thanks"), text)
    )


def leaves(text: str) -> bool:
    """Whether what is under way is to end: "算了，不查了", "他不想折腾，算了"."""
    only_leaves = _consists_of(("leave", "beside_leave"), text) and not _consists_of(("beside_leave",), text)
    return only_leaves or bool(_GIVES_UP.search(text))


def is_lost(text: str) -> bool:
    """Whether the answer was not understood: "听不懂", "说清楚点"; who cannot read a paper of his own means that."""
    return _says_shortly("unclear", text) and not _cannot_read_his_own(text)


def _cannot_read_his_own(text: str) -> bool:
    """Whether a paper or a matter is named that is not understood, and not the answer."""
    rest = _UNREAD.sub(",", text)
    is_own = names_a_matter(rest) or bool(_PAPERS.search(rest))
    return rest != text and is_own and not _OF_THE_ANSWER.search(rest)


def complains(text: str) -> bool:
    """Whether it is discontent with the answers: "我不满意", "答非所问", or with who gives them: "你真没用"."""
    is_scolding = len(letters_only(text)) <= _SHORT and bool(_SCOLDS.match(text))
    return is_scolding or _says_shortly("complaint", text)


def wants_repetition(text: str) -> bool:
    """Whether what was said last is to be said again: "你刚才说什么"."""
    return _consists_of(("repeat",), text)


def wants_the_floor(text: str) -> bool:
    """Whether the person wants to be heard first: "先说我的", "等我说完"."""
    return _consists_of(("floor", "beside_floor"), text) and not _consists_of(("beside_floor",), text)


def is_sticker(text: str) -> bool:
    """Whether it is a picture that came as words: "[微笑]"."""
    return bool(_STICKER.fullmatch(text))


def goes_back(text: str) -> bool:
    """Whether the question before is to be asked again: "上一步"."""
    return _consists_of(("back", "beside_leave"), text) and not _consists_of(("beside_leave",), text)


def restarts(text: str) -> bool:
    """Whether all is to be asked anew: "重新开始"."""
    return _consists_of(("restart", "beside_leave"), text) and not _consists_of(("beside_leave",), text)


def corrects(text: str) -> bool:
    """Whether it takes back what was said: "不对，是20年", "不是三个月是四个月"."""
    found = find_correction(text)
    return found is not None and (found.sure or "不是" in text)


def asks_why_asked(text: str) -> bool:
    """Whether it asks what a question is for: "问这个干嘛"."""
    return len(letters_only(text)) <= _SHORT and bool(_WHY_ASKED.search(text)) and not _OTHERS.search(text)


def is_impatient(text: str) -> bool:
    """Whether the questions are too many: "怎么问个没完"."""
    return _says_shortly("impatient", text)


def hurries(text: str) -> bool:
    """Whether it only says that it takes too long: "快点", "等了半天了"."""
    return _consists_of(("hurry", "beside_hurry"), text) and not _consists_of(("beside_hurry",), text)


def vents(text: str) -> bool:
    """Whether it only curses others than the assistant: "这帮黑心老板"."""
    return _consists_of(("vent", "beside_vent"), text) and not _consists_of(("beside_vent",), text)


def chats(text: str) -> bool:
    """Whether it only passes the time: "讲个笑话", "今天天气真好"."""
    return _says_shortly("chat", text) and not names_a_matter(text)


def feels(text: str) -> bool:
    """Whether it only tells how somebody feels: "心情不好"."""
    return _says_shortly("feeling", text) and not names_a_matter(text)


def regrets(text: str) -> bool:
    """Whether it only says that somebody would do it otherwise now: "早知道就不签了"."""
    return _says_shortly("regret", text) and not may_ask(text)


def names_a_matter(text: str) -> bool:
    """Whether it names something that callers come for."""
    return any(word in text for word in word_lists("core_words")["core"]) or bool(_OUR_MATTERS.search(text))


def opens(text: str) -> bool:
    """Whether it only says that something will be asked: "我想问个事", "我帮我妈问一下", "那个，我婆婆的事"."""
    if _OF_SOMEBODY.fullmatch(text) and not names_a_matter(text):
        return True
    text = _FOR_WHOM.sub("", text)
    return _consists_of(("opening", "greeting", "beside_floor"), text) and not _consists_of(
        ("greeting", "beside_floor"), text
    )


def is_going(text: str) -> bool:
    """Whether it only says that the speaker is going to do what he was told: "那我这两天就去"."""
    return _consists_of(("going", "beside_going"), text) and not _consists_of(("beside_going",), text)


def wants_recalled(text: str) -> bool:
    """Whether it asks what the speaker told before: "我刚才说我交了几年"."""
    is_mine = "我" in text and bool(_TOLD_BEFORE.search(text)) and not _OTHERS.search(text)
    return is_mine and bool(_WHAT.search(text)) and len(letters_only(text)) <= _SHORT + 4


def wants_forgotten(text: str) -> bool:
    """Whether what was told is to be forgotten: "把我说的都忘掉"."""
    return _consists_of(("forget", "beside_forget"), text) and not _consists_of(("beside_forget",), text)


def doubts(text: str) -> bool:
    """Whether it asks if what was said is true: "你确定吗", "准不准"."""
    return _consists_of(("doubt", "beside_doubt"), text) and not _consists_of(("beside_doubt",), text)


def is_likewise(text: str) -> bool:
    """Whether it only says that somebody is in the same situation: "我弟也是", "他们都一样"."""
    return bool(_LIKEWISE.fullmatch(letters_only(text)))


def takes_up(text: str) -> bool:
    """Whether it takes what was offered and no mere "好的": "要", "开始吧"."""
    return _consists_of(("take_up", "beside_take_up"), text) and not _consists_of(("beside_take_up",), text)


def says_yes(text: str) -> bool:
    """Whether it is a yes, whatever was asked; what follows the word may be a sentence of its own."""
    return yes_or_no_to("", text) is True or _consists_of(("accept",), text) or takes_up(text)


def says_no(text: str) -> bool:
    """Whether it is a no, whatever was asked."""
    return yes_or_no_to("", text) is False


def is_at_a_loss(text: str) -> bool:
    """Whether it says that the person does not know, and asks nothing."""
    return is_unsure(text) and not is_question(text)


_RULES: dict[Kind, Callable[[str], bool]] = {
    "question": is_question,
    "wish": wishes,
    "reply_yes": says_yes,
    "reply_no": says_no,
    "reply_unsure": is_at_a_loss,
    "reply_skip": skips,
    "correction": corrects,
    "greeting": greets,
    "thanks": thanks,
    "farewell": takes_leave,
    "leave": leaves,
    "unclear": is_lost,
    "complaint": complains,
    "repeat": wants_repetition,
    "floor": wants_the_floor,
    "sticker": is_sticker,
    "more": wants_more,
    "back": goes_back,
    "restart": restarts,
    "takes_up": takes_up,
    "why_asked": asks_why_asked,
    "impatient": is_impatient,
    "vent": vents,
    "opening": opens,
    "going": is_going,
    "recall": wants_recalled,
    "forget": wants_forgotten,
    "doubt": doubts,
    "likewise": is_likewise,
    "chat": chats,
    "feeling": feels,
    "regret": regrets,
    "hurry": hurries,
}
# What has the words of a question and asks nothing of the matter.
_BESIDE_THE_MATTER = (
    wants_more, greets, is_lost, complains, wants_repetition, wants_the_floor, goes_back, restarts, opens, is_impatient,
    wants_forgotten, doubts, chats, feels, hurries,
)  # fmt: skip


def _says_shortly(name: str, text: str) -> bool:
    if len(letters_only(text)) > _SHORT or _OTHERS.search(text):
        return False
    return any(word in text for word in word_lists("utterances")[name])


def _thanks_by_sticker(text: str) -> bool:
    """Whether it is nothing but pictures of thanks: a thumb, a rose, folded hands."""
    return bool(text.strip()) and bool(_thankful_stickers().fullmatch(text))


@cache
def _thankful_stickers() -> re.Pattern[str]:
    """Such pictures, by their signs or as words in brackets, with marks, variants and skin tones."""
    pictures = any_of(word_lists("utterances")["thankful_stickers"])
    return re.compile(rf"(?:{pictures})(?:{pictures}|[\s!！~\uFE0F\U0001F3FB-\U0001F3FF])*")


def _consists_of(names: tuple[str, ...], text: str) -> bool:
    return bool(_whole(names).fullmatch(letters_only(text)))


@cache
def _whole(names: tuple[str, ...]) -> re.Pattern[str]:
    """Matches what consists of words of these lists and of particles."""
    words = any_of(letters_only(word) for name in names for word in word_lists("utterances")[name])
    return re.compile(rf"(?:{words}|(?<=.)[{PARTICLES}])+")


@cache
def _reply_words() -> re.Pattern[str]:
    """The words of a reply at its beginning."""
    lists = word_lists("replies")
    said = [
        letters_only(word)
        for name in ("unsure", "skip", "affirm", "deny", "fillers", "repeated")
        for word in lists[name]
    ]
    accepting = (*word_lists("utterances")["accept"], *word_lists("utterances")["take_up"])
    words = any_of({*said, *accepting} - _SUBJECTS)
    return re.compile(rf"^(?:{words}|[{PARTICLES}])+")
