"""What kind of utterance a message is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.normalise import normalise, standard_words
from knowledge.language.utterances import kinds_of


def check(kinds: str, lines: str) -> None:
    found = {line: " ".join(sorted(kinds_of(standard_words(normalise(line))))) for line in lines.split("|")}
    assert found == dict.fromkeys(found, kinds)


def test_questions() -> None:
    check(
        "question",
        "失业金能领多久|要带身份证吗|哪里可以办|那江门呢|老板欠我三个月工资怎么办|我要不要去鉴定|不知道怎么办|什么时候发|啥时候能领"
        "|几岁退休|谁来赔|产假是不是98天|在哪点样办|20年?|没签合同算不算工伤|多久到账|会不会罚款|为何停发|我想问一下退休年龄"
        "|还能不能补缴|请问社保局电话|有没有补贴|咋个申请|一个月多少钱嘛",
    )


def test_statements() -> None:
    check(
        "statement",
        "我工资6000|上个月15号|老板欠我三个月工资|交了12年|男|工伤|他说不用交|我妈是厂里工人|干了大半年|手被机器压断了|没签合同"
        "|合同到期了|去年腊月进的厂|一天260|九级|十几年了|老板跑路了|不想干了",
    )


def test_wishes() -> None:
    check(
        "wish",
        "我想找个搬运的活|帮我算一下养老金|我要投诉|想办失业登记|我要告老板|麻烦查一下|替我算算，帮我看看|想换个岗位|打算申请仲裁|给我找个驿站"
        "|我想学面点",
    )


def test_replies() -> None:
    check("reply_yes", "是的|对|嗯嗯|有的|没错|好|好的|行|可以|有的呢|知道了|是|当然|可以的")
    check("reply_no", "没有|不是|不|没|没有的|否|并没有|不是的|冇")
    check("reply_unsure", "不知道|不清楚|忘了|说不准|唔知|不晓得|不记得了|没印象")
    check("reply_skip", "跳过|略过|先不说|不想说")


def test_replies_that_tell_something_too() -> None:
    check("reply_no statement", "没有，我交了12年|没，老板不肯")
    check("reply_yes statement", "有，在家里|对，三个月工资|是的，我在工地")
    check("reply_unsure statement", "记不清几号了|不知道合同在哪个箱子")


def test_small_talk() -> None:
    check("greeting", "你好|在吗|喂，有人吗|您好！|早上好|在不在呀|hello|嗨")
    check(
        "thanks",
        "谢谢|好的谢谢|多谢了|非常感谢|谢谢啊|辛苦了，谢谢|谢谢你！|唔该|唔该晒|好 谢了 88|好的谢谢88|行，辛苦了|明白了谢谢",
    )
    check("thanks", "👍|🙏🙏|[强][强]|【赞】|👍🏻|[玫瑰] [抱拳]|谢谢🌹")
    check("farewell", "再见|好的再见|拜拜|88|下次见|晚安")
    check("leave", "算了|算了不查了|不用了谢谢|退出|先这样吧|那算了吧|别问了|不想弄了|还是算了|取消")
    check("unclear", "听不懂|说清楚点|没听懂|说人话|太长了|讲清楚一点好吗")
    check("unclear", "你讲的失业金没看懂|还是看不懂|补贴那条看不懂")
    check("statement", "退工单看不懂|合同上写的我搞不明白|社保明细没看懂，少了两个月")
    check("complaint", "答非所问|我不满意|不是这个|你没回答我|换个答案|不满意你的回答")
    check("complaint", "你真没用|你们这客服太差劲了|这个机器人什么也不懂|你咋这么笨")
    check("statement", "我的卡没用了|你们单位没用|老板是个废物")
    check("repeat", "你再说一遍|你刚才说什么|没看清|再说一遍")
    check("regret", "早知道就不辞职了|真后悔签了那个字|唉都怪我没留合同")
    check("floor", "先说我的|听我说完|等我说完|你先听我说|等一下")
    check("sticker", "[微笑]|[图片]|【收到不支持的消息类型，暂无法显示】|[大哭][大哭]|。|？？？|😀")
    check("opening", "我想问个事|我帮我舅舅问一下|替老公问问|我是给我妈咨询下的")
    check("back", "上一步|返回上一步|返回|回到上一题|我还是上一步吧")
    check("restart", "重新开始|从头来|重来|那就重新来过")
    check("more", "还有别的吗|换一批|还有吗|有没有别的|再来几个|下一页|继续|那还有没有其他的|看看别的")


def test_of_the_conversation_itself() -> None:
    check("question why_asked", "问这个干嘛|为什么要问工龄|干吗非得知道这个|要这个做什么用")
    check("impatient", "怎么问这么多|问个没完|哪来那么多问题")
    check("statement vent", "这帮黑心的|老板真不是东西|太欺负人了|气死我了")
    check("opening", "我想问个事|你好，问件事|我有个问题|打听个事|问一下我一个老乡|我有个亲戚的事")
    check("hurry", "搞快点|怎么这么慢啊|等好久了|你能快点吗")
    check("question recall", "我刚才说我几几年的|我说过工资多少吗|你记得我多大吗|我前面说交了几年来着")
    check("forget", "把我说的都忘掉|别记了|刚才的都删了")
    check("reply_yes takes_up", "要|好，要|开始吧|需要")
    check("reply_yes", "好的|嗯嗯|知道了")


def test_what_names_a_matter_does_not_only_curse() -> None:
    check("statement", "黑心老板不给工钱|气死我了老板跑了|妈的三个月没发钱")


def test_why_something_is_so_is_not_why_it_is_asked() -> None:
    check("question", "退休要做什么|为什么要交社保|老板为什么要问我住哪|我说我能拿多少|刚才说的在哪办")


def test_several_at_once() -> None:
    check("question thanks", "谢谢，那要带什么材料？|好的谢谢！那多久能下来")
    check("correction reply_no statement", "不对，是20年|不是，是公司的")
    check("correction statement", "不是三个月是四个月|我不是交了12年，是15年|刚才说错了，交了12年|年限改成20年")


def test_nothing_is_said() -> None:
    assert kinds_of("") == frozenset()


def test_what_is_told_at_length_complains_of_nothing() -> None:
    check("statement", "老板一直糊弄我说月底结，到现在一分没给|他讲什么都是废话，工资没发")


@given(st.text(max_size=30) | st.text(st.sampled_from("不是的吗呢好谢算了我想要找，。？有没"), max_size=12))
def test_any_text_is_read(text: str) -> None:
    kinds_of(text)


@pytest.mark.parametrize("text", ["我弟也是", "他们都一样", "我老公也是这种情况", "我们厂的人都是这样的", "我也是"])
def test_somebody_is_in_the_same_situation(text: str) -> None:
    assert "likewise" in kinds_of(text)


@pytest.mark.parametrize(
    "text", ["我也是工人", "我弟也是工地上的", "他也是不给钱", "都是怎么算的", "老板也是这么说的，不给"]
)
def test_more_is_told_than_the_same_situation(text: str) -> None:
    assert "likewise" not in kinds_of(text)


@pytest.mark.parametrize("text", ["你确定吗", "真的假的", "你说的准不准", "不会搞错吧", "靠谱吗"])
def test_doubt_asks_nothing_of_the_matter(text: str) -> None:
    assert "doubt" in kinds_of(text) and not kinds_of(text) & {"question", "statement"}


@pytest.mark.parametrize("text", ["这个工作靠谱吗", "公司这样做对不对", "真的要交押金吗", "确定劳动关系要多久"])
def test_doubt_of_a_matter_is_a_question(text: str) -> None:
    assert "doubt" not in kinds_of(text)


@pytest.mark.parametrize("text", ["今天天气真好", "给我讲个笑话", "帮我写一篇作文", "3+5等于几", "陪我聊聊天吧"])
def test_passing_the_time_asks_nothing(text: str) -> None:
    assert "chat" in kinds_of(text) and "question" not in kinds_of(text)


@pytest.mark.parametrize("text", ["我心情不好", "最近压力好大", "好烦啊"])
def test_how_somebody_feels(text: str) -> None:
    assert "feeling" in kinds_of(text) and "statement" not in kinds_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "高温天气补贴多少",
        "累死了还没加班费",
        "工作压力大算工伤吗",
        "今天几号发工资",
        "几点了窗口还上班吗",
        "压力大想辞职",
    ],
)
def test_a_matter_of_ours_is_no_pastime(text: str) -> None:
    assert not kinds_of(text) & {"chat", "feeling"}


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("好的好的，麻烦你了啊，再见", True),
        ("社保怎么转，再见", False),
        ("再见面的时候再说", False),
        ("行，我先去趟厂里，改天再来问您", True),
        ("晚点能再问你一次吗", False),
    ],
)
def test_goodbye_in_the_last_clause(text: str, leaves: bool) -> None:
    assert ("farewell" in kinds_of(text)) == leaves
