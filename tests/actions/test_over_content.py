"""What holds in every conversation, over all the content that the project ships: nothing is said to stand where it does not,
and nothing that is only told is answered with an entry."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.contract.cards import AnswerCard
from actions.contract.status import Status
from actions.memory import Memory
from actions.saying import phrase
from knowledge.encoder import Encoder
from knowledge.language.employing import answers_employers
from tests.actions.over_content import Begin, Heard, begin_over_content

DATA = Path(__file__).parent / "data"
FOLLOW_UPS: dict[str, Any] = yaml.safe_load((DATA / "part_of_answer.yml").read_text("utf-8"))
STATEMENTS: dict[str, Any] = yaml.safe_load((DATA / "statements.yml").read_text("utf-8"))
# "刚才说的就有", whatever sentence follows.
JUST_SAID = phrase("said_in", words="")
LEAST_FOLLOW_UPS, LEAST_STATEMENTS, LEAST_WRITTEN = 200, 190, 80
# How many of the answers that do hold what is asked on must be told by their sentence, and how many sentences may be others.
LEAST_TOLD, MOST_OTHERS = 24, 4


# How many statements may be answered though they ask nothing (after a guide many of them fit: "一共十几个人"; docs/adr/0042),
# and how much of what narrows a matter down must be.
MOST_ANSWERED, LEAST_NARROWED = 28, 0.65


@pytest.fixture(scope="module")
def begin(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Begin:
    return begin_over_content(encoder, tmp_path_factory.mktemp("no-records"))


@pytest.fixture(scope="module")
def after(begin: Begin) -> Callable[[str | None], Heard]:
    """Goes on after a question, which was asked and answered once."""
    memories: dict[str | None, Memory] = {None: Memory()}

    def go_on(question: str | None) -> Heard:
        person = begin()
        if question not in memories:
            person.tell(question or "")
            memories[question] = person.memory
        person.memory = memories[question]
        return person

    return go_on


def test_what_was_just_said_is_never_claimed_falsely(after: Callable[[str | None], Heard]) -> None:
    false, told, others, asked = [], 0, [], 0
    for entry, follow_ups in FOLLOW_UPS.items():
        for words, says in (*follow_ups["holds"].items(), *((words, None) for words in follow_ups["lacks"])):
            person = after(question_of(entry, after))
            reply, asked = person.tell(str(words)), asked + 1
            if JUST_SAID not in reply:
                continue
            if says is None:
                false.append((entry, words, reply))
            elif re.search(str(says), reply.partition("\n")[0]):
                told += 1
            else:
                others.append((entry, words, reply))
    assert asked >= LEAST_FOLLOW_UPS
    assert not false
    assert told >= LEAST_TOLD and len(others) <= MOST_OTHERS, (told, others)


def question_of(entry: str, after: Callable[[str | None], Heard]) -> str:
    passage = after(None).dialogue.passage(entry)
    assert passage, entry
    return passage.question


def statements() -> Iterator[tuple[str | None, str]]:
    """Each statement with the question that was answered before it."""
    for told in STATEMENTS["said"]:
        yield from ((told["after"], str(words)) for words in told["words"])
    for made in STATEMENTS["made"]:
        yield from ((None, made["pattern"].format(*words)) for words in itertools.product(*made["of"]))


def test_there_are_enough_statements() -> None:
    written = [words for told in STATEMENTS["said"] for words in told["words"]]
    all_of_them = list(statements())
    assert len(written) >= LEAST_WRITTEN and len(set(all_of_them)) == len(all_of_them) >= LEAST_STATEMENTS


def test_hardly_anything_that_is_only_told_is_answered_with_an_entry(after: Callable[[str | None], Heard]) -> None:
    answered = []
    for question, words in statements():
        person = after(question)
        reply = person.tell(words)
        told = {Status.ANSWERED, Status.CHOICES, Status.ASKED_REGION} | ({Status.GUIDED} if question else set())
        if told & set(person.statuses):
            answered.append((question, words, reply.partition("\n")[0]))
    assert len(answered) <= MOST_ANSWERED, "\n".join(map(str, answered))


def test_what_narrows_a_matter_down_is_answered_with_that_entry(after: Callable[[str | None], Heard]) -> None:
    right, others, said = [], [], 0
    for matter in STATEMENTS["narrows"]:
        for words, title in matter["words"].items():
            person = after(matter["after"])
            first, said = person.tell(words).partition("\n")[0], said + 1
            if {Status.ANSWERED, Status.GUIDED} & set(person.statuses):
                (right if re.search(title, first) else others).append((words, first))
    assert len(right) >= LEAST_NARROWED * said, f"{len(right)} of {said}"
    assert len(others) <= MOST_ANSWERED, "\n".join(map(str, others))


def test_a_matter_that_was_reckoned_in_is_open(begin: Begin) -> None:
    person = begin()
    person.memory = replace(person.memory, page_region="江门市")
    person.tell("生育津贴怎么算的")
    assert "193天" in person.tell("我怀的双胞胎")
    assert "生育津贴打到公司" in person.tell("单位把津贴扣住，不肯转给我")


def test_what_is_of_the_open_topic_is_our_business(begin: Begin) -> None:
    person = begin()
    person.tell("社保卡丢了怎么办")
    assert "不归" not in person.tell("我爷爷那张卡也要换一张，他腿脚不便")


def test_an_amount_is_not_told_to_who_only_tells_of_somebody(begin: Begin) -> None:
    person = begin()
    person.memory = replace(person.memory, page_region="舟山市")
    assert "350元" not in person.tell("我娘在村里，满六十了，从来没缴过养老")


def test_what_is_written_for_another_age_answers_nobody(begin: Begin) -> None:
    assert "六十多岁" not in begin().tell("我爸五十三岁，一直没交过社保，现在还能交吗").partition("\n")[0]


@pytest.mark.parametrize("happened", ["在车间摔断腿了", "我给公司辞了", "厂子倒闭了，工资没发"])
def test_who_begins_with_what_happened_gets_the_guide(after: Callable[[str | None], Heard], happened: str) -> None:
    person = after(None)
    person.tell(happened)
    assert {Status.GUIDED, Status.ANSWERED} & {*person.statuses}


def test_who_has_understood_is_told_nothing_more(begin: Begin) -> None:
    person = begin()
    person.tell("社保卡怎么办")
    person.memory = replace(person.memory, choices=("nation-ss-card-lost",))
    person.tell("嗯好，晓得了")
    assert person.statuses == [Status.SMALL_TALK]


def test_what_was_misheard_is_asked_about(
    after: Callable[[str | None], Heard], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.misheard.MOST_NONE_MISHEARD", 0.0)  # it is never sure
    person = after(None)
    reply = person.tell("缠减哪家好")
    assert person.statuses == [Status.CHOICES] and "产检哪家好" in reply.partition("\n")[0]
    person.tell("对")
    assert person.statuses == [Status.ANSWERED]


# What is asked on, in which city, and what the last reply says, and does not.
ASKED_ON = [
    ("江门市", "最低工资", "安康呢", "安康", "您想问的是哪一个"),
    ("江门市", "老婆要生了，产假有几天", "那舟山呢，她厂子在舟山", "浙江", "广东"),
    ("江门市", "加班费怎么算", "老板说包吃包住就没有加班费", "加班", "知道了"),
    ("上饶市", "我想查社保交了多少", "怎么查呀 手机我用不来", "查", "不归"),
    ("舟山市", "媳妇怀上了，产假给多少天", "那我呢", "护理假", "什么人"),
    ("上饶市", "男的陪产假几天", "那我老婆呢", "关于|产假", "不归"),
    ("江门市", "热天在外面干活没给高温费", "发几个月", "6月", "哪个省"),
    ("江门市", "广东高温津贴一个月多少", "舟山那边呢，我弟在那里上班", "浙江", "没有找到"),
    ("兰溪市", "刚到兰溪没地方住怎么办", "一晚要多少钱", "免费|刚才说", "夜班"),
    ("兰溪市", "刚到兰溪没地方住怎么办", "我是过来找工作的，这样可以吗", "兰溪", "想找哪类活"),
    (None, "养老保险在两个省都交过", "我将来去哪个省退休啊", "户口", "出生年月"),
    (None, "厂里欠我两个月工资", "可以连利息都要回来么", "加付", "个人账户"),
    (None, "上班的时候手被机器压伤了", "最晚多久内要报", "30日", "48小时"),
    (None, "我送外卖，站长拖着两个月工资不给", "利息能要吗", "加付", "个人账户"),
    (None, "我送外卖，站长拖着两个月工资不给", "要去哪告", "劳动监察|劳动保障监察", "押金"),
    (None, "在工地干了三个月，包工头跑了工钱没给", "去哪告", "监察", "欠条"),
    (None, "我是跑闪送的，平台少给我三单的钱", "要什么证据", "流水|截图|转账", "押金"),
    ("江门市", "我的工资比最低工资还少", "含社保吗", "最低工资", "社会保险有5种"),
    ("安康市", "有没有免费住的地方", "要押金不", "12333", "先告诉我您在哪个市"),
    ("江门市", "老板不给交社保", "能补吗", "补", "断交"),
    (None, "厂里把我辞退了，干了六年", "失业金能领吗", "失业", "没有找到"),
    (None, "我被拖欠工资了", "社保卡丢了怎么办", "社保卡", "工资卡"),
    (None, "我被拖欠工资了", "股票能买吗", "不归|没有找到", "加付"),
]


@pytest.mark.parametrize(("city", "question", "asked_on", "says", "says_not"), ASKED_ON)
def test_what_is_asked_on(
    begin: Begin, city: str | None, question: str, asked_on: str, says: str, says_not: str
) -> None:
    person = begin()
    person.memory = Memory(page_region=city)
    person.tell(question)
    reply = person.tell(asked_on)
    assert re.search(says, reply) and not re.search(says_not, reply), reply


def test_what_a_few_words_may_mean_is_what_half_sentences_are_about(begin: Begin) -> None:
    person = begin()
    for _, words in statements():
        person = begin()
        person.tell(words)
        if phrase("heard_may_ask") in person.messages[-1].text:
            break
    assert person.memory.last_passage and person.buttons
    assert phrase("which_matter") not in person.tell("要带什么去")


def test_a_number_presses_the_button_of_what_was_only_heard(begin: Begin) -> None:
    for _, words in statements():
        by_number, by_button = begin(), begin()
        by_number.tell(words)
        if phrase("heard_may_ask") in by_number.messages[-1].text and len(by_number.buttons) > 1:
            break
    by_button.tell(words)
    pressed = by_button.tell(by_button.buttons[1])
    assert by_number.say("第二个", "choose", ordinal=2) == pressed
    assert by_number.statuses[0] in (Status.ANSWERED, Status.GUIDED)


@pytest.mark.parametrize(
    ("city", "question", "title"),
    [
        ("江门市", "娃两岁老生病，听说有育儿假可以请", "广东育儿假"),
        ("上饶市", "老婆坐月子，我想请护理假陪她", "江西男方陪产假"),
    ],
)
def test_what_a_place_says_itself_is_told_in_place_of_the_guide(
    begin: Begin, city: str, question: str, title: str
) -> None:
    person = begin()
    person.memory = Memory(page_region=city)
    reply = person.tell(question)
    assert person.statuses[0] is Status.ANSWERED and title in reply.partition("\n")[0]


@pytest.mark.parametrize(
    ("before", "maintained", "title"),
    [
        ("工伤认定怎么申请？", "厂里要我签协议给两万", "私了"),
        ("老板拖欠工资怎么办？", "老板要我写欠条", "欠条"),
    ],
)
def test_what_others_maintain_is_answered_where_it_is_clear(
    after: Callable[[str | None], Heard], before: str, maintained: str, title: str
) -> None:
    person = after(before)
    assert title in person.tell(maintained).partition("\n")[0] and Status.NOTED not in person.statuses


@pytest.mark.parametrize(
    "asked",
    [
        "我们店里有个员工怀孕了，产假工资公司出还是社保出",
        "我开了个小面馆，请的帮工烫伤了，要给他赔多少",
        "我是人事，员工离职要给他办什么手续",
        "我这里想招几个普工，哪里能帮忙",
        "单位这边要给新来的员工参保怎么办",
        "我开民宿的，请的阿姨拖地滑倒，手腕骨折了，我要负责伐",
    ],
)
def test_an_employer_is_first_told_what_is_written_to_employers(begin: Begin, asked: str) -> None:
    person = begin()
    person.tell(asked)
    first = person.says[0].custom
    assert isinstance(first, AnswerCard) and answers_employers(first.title.strip("【】")), first.title


@pytest.mark.parametrize("asked", ["我们公司不给我交社保怎么办", "老板说社保员工自己承担，合法吗"])
def test_who_works_there_is_answered_as_one(begin: Begin, asked: str) -> None:
    person = begin()
    assert phrase("to_employer") not in person.tell(asked)
    assert not person.memory.persons.asks_as_employer


@pytest.mark.parametrize("words", ["就是厂里以前给我缴到", "我那个养老的", "我妈那个退休金，就是"])
def test_a_sentence_that_breaks_off_is_listened_to(begin: Begin, words: str) -> None:
    person = begin()
    assert "接着说" in person.tell(words) and set(person.statuses) == {Status.NOTED}


def test_words_that_can_mean_one_thing_only_are_answered(begin: Begin) -> None:
    person = begin()
    assert "停" in person.tell("去哪里停宝").partition("\n")[0]
    assert Status.CHOICES not in person.statuses


@pytest.mark.parametrize("asked", ["闺女上哪个初中好", "想学做蛋糕给自己吃，哪本书好"])
def test_what_is_near_no_topic_is_refused_plainly(begin: Begin, asked: str) -> None:
    person = begin()
    assert "不归" in person.tell(asked) and not person.buttons


def test_passing_the_time_begins_no_service(begin: Begin) -> None:
    person = begin()
    person.tell("帮我写一篇作文")
    assert set(person.statuses) == {Status.SMALL_TALK} and person.memory.service is None


@pytest.mark.parametrize(
    ("asked", "told", "when"),
    [
        ("我妈今年49在超市做理货，什么时候可以退休", "她76年12月生，工人", "2027年12月"),
        ("养老保险交够15年就行了吗", "我1968年11月男", "2029年11月"),
    ],
)
def test_a_birth_told_where_it_was_offered_to_reckon_is_reckoned_with(
    begin: Begin, asked: str, told: str, when: str
) -> None:
    person = begin()
    person.tell(asked)
    assert when in person.tell(told) and person.statuses == [Status.COMPUTED]


def test_a_birth_told_in_another_matter_is_noted(begin: Begin) -> None:
    person = begin()
    person.tell("老板欠我三个月工资")
    person.tell("我73年5月的男的")
    assert person.statuses == [Status.NOTED]


def test_an_employee_is_not_told_what_is_written_to_employers(begin: Begin) -> None:
    person = begin()
    person.tell("我在洗车店洗了两年车，老板上礼拜叫我不用来了")
    assert "我是老板" not in person.tell("他说店里生意差")


@pytest.mark.parametrize(
    "asked", ["租的房子合同没到期，房东赶我走", "隔壁家的树倒下来把我家屋顶压了", "房东把我赶出来了"]
)
def test_nothing_is_offered_for_what_is_nobodys_business_here(begin: Begin, asked: str) -> None:
    person = begin()
    person.tell(asked)
    assert person.statuses == [Status.REFUSED] and not person.buttons


@pytest.mark.parametrize(
    ("story", "then", "result"),
    [
        ("我在毛巾厂干了七年半，昨天主管说把我辞退了，怎么办", "平均五千一左右", "40,800元"),
        ("我2026年3月1号进厂，到现在没签合同，怎么办", "四千五一个月", "双倍工资（多出的一倍）"),
        ("我1月份入职，一直没签合同怎么办", "15号入职的，五千", "2026年1月15日"),
    ],
)
def test_after_the_first_word_on_a_story_it_says_what_it_would_reckon_with(
    begin: Begin, story: str, then: str, result: str
) -> None:
    person = begin()
    assert "告诉我，我就帮您算" in person.tell(story)
    assert result in person.tell(then)
    assert person.statuses == [Status.COMPUTED]


def test_nothing_is_asked_for_beside_an_answer_to_who_told_nothing(begin: Begin) -> None:
    assert "我就帮您算" not in begin().tell("被公司辞退了怎么办")


def test_nothing_is_reckoned_that_only_a_title_names(begin: Begin) -> None:
    asked = begin().tell("我在乡镇企业干了二十年，当时没社保，能不能补")
    assert "破产" in asked and "我就帮您算" not in asked


def test_a_sex_told_after_an_offer_to_reckon_with_a_birth_is_reckoned_with(begin: Begin) -> None:
    person = begin()
    person.tell("我66年9月生的")
    person.tell("退休年龄是怎么推迟的")
    person.tell("男的")
    assert person.statuses == [Status.COMPUTED]


@pytest.mark.parametrize(
    ("asked", "told", "of"),
    [
        ("养老金这个月没到账", "认证忘记弄了", "认证"),
        ("养老金这个月没到账", "我爱人种了两亩辣椒", ""),
    ],
)
def test_a_statement_narrows_the_matter_under_discussion(
    after: Callable[[str | None], Heard], asked: str, told: str, of: str
) -> None:
    person = after(asked)
    title = person.tell(told).partition("\n")[0]
    is_told = Status.GUIDED in person.statuses
    assert is_told == bool(of) and (not of or re.search(of, title)), title


def test_a_matter_named_after_another_is_asked_for(after: Callable[[str | None], Heard]) -> None:
    person = after("失业金怎么领？")
    assert "工伤" in person.tell("工伤") and {Status.ANSWERED, Status.GUIDED} & {*person.statuses}


def test_a_sum_is_not_told_again_to_who_says_something_else(begin: Begin) -> None:
    person = begin()
    person.tell("我在浙江，工伤评了九级，工资六千，单位参了保，能拿多少")
    assert Status.COMPUTED in person.statuses
    person.tell("九级评低了，我想重评")
    assert Status.COMPUTED not in person.statuses


def test_she_is_who_was_spoken_of(begin: Begin) -> None:
    person = begin()
    person.tell("老婆下个月生，我能休几天")
    assert "产假" in person.tell("她呢")


@pytest.mark.parametrize("told", ["那个…咋说呢…我婆婆的事", "我想问问我妈的事"])
def test_whose_matter_it_is_opens_it(begin: Begin, told: str) -> None:
    person = begin()
    person.tell(told)
    assert person.statuses == [Status.SMALL_TALK]


def test_some_years_are_no_length_to_reckon_with(begin: Begin) -> None:
    person = begin()
    person.tell("公司把我辞了，我在这干了好几年，平均工资五千二，能赔多少")
    assert Status.COMPUTED not in person.statuses


@pytest.mark.parametrize(
    ("trade", "hurt"),
    [
        ("我是送外卖的", "接单摔了，膝盖缝了五针"),
        ("我跑闪送的", "上个月接单的时候被撞了，手骨折"),
        ("我开网约车", "上个月接单的时候被撞伤了"),
        ("我是骑手", "上个月跑单滑倒了，脚崴了"),
        ("我老公送外卖", "上个月跑单摔了，胳膊断了"),
    ],
)
def test_a_rider_who_was_hurt_is_told_of_his_cover_with_the_offer(begin: Begin, trade: str, hurt: str) -> None:
    person = begin()
    person.tell(trade)
    assert "职业伤害保障" in person.tell(hurt)


@pytest.mark.parametrize(
    ("matter", "told", "means"),
    [
        (["老板拖我工资", "人还在里面干"], "没合同，光有打卡", "怎么证明我在这里上班"),
        (["包工头欠我两个月工钱"], "没签合同，有工友能证明", "怎么证明我在这里上班"),
        (["我在厂里手被机器压了，上个月的事"], "厂里没给我交工伤保险", "由单位"),
        (["我在工地摔了，上个月的事"], "没签合同，有工牌", "没签合同也能申请工伤"),
        (["我是送外卖的", "上个月接单摔了，缝了五针"], "我没有社保啊", "本人不缴"),
    ],
)
def test_what_goes_on_telling_beside_an_offer_is_told_what_it_means(
    begin: Begin, matter: list[str], told: str, means: str
) -> None:
    person = begin()
    for message in matter:
        person.tell(message)
    assert person.memory.offered
    assert means in person.tell(told) and person.memory.offered


@pytest.mark.parametrize(
    ("matter", "asked", "way"),
    [
        (["老板拖我工资", "他开除我怎么办"], "网上能弄吗", "客户端"),
        (["送外卖接单时受伤了怎么办", "医药费能报多少"], "手机上可以弄不", "App"),
        (["社保卡丢了怎么办"], "网上可以办吗", "掌上12333|网上"),
        (["失业金怎么领"], "手机上能弄吗", "掌上12333"),
    ],
)
def test_what_is_done_from_home_is_found_in_what_was_told(
    begin: Begin, matter: list[str], asked: str, way: str
) -> None:
    person = begin()
    for message in matter:
        person.tell(message)
    assert re.search(way, person.tell(asked))


def test_a_day_told_of_an_injury_says_until_when_it_can_be_applied_for(begin: Begin) -> None:
    person = begin()
    person.tell("我爸在工地受伤了")
    told = person.tell("上个月的事，现在在家养着")
    assert "申请工伤认定：最晚2027年10月" in told and "已经过了" not in told


@pytest.mark.parametrize(
    ("matter", "asked", "told"),
    [
        ("guide-probation", "这事上哪讲理", "guide-dispute"),
        ("guide-training-bond", "得准备些什么材料", "guide-evidence"),
        ("guide-wages-site", "大概几个月能拿到", "nation-arrears-how-long"),
        ("guide-overtime-hours", "还来得及不", "nation-inspection-two-years"),
        ("guide-over-age", "去告要花钱不", "nation-arbitration-free"),
        ("guide-injury-who", "证件材料要带哪些", "nation-injury-papers"),
        ("guide-retire-women", "在哪里办", "nation-pension-apply"),
        ("guide-annual-leave", "那单位要是不批咋办", "guide-dispute"),
        ("guide-injury-counts", "老板死活不认", "nation-injury-apply-worker"),
        ("guide-overtime-pay", "他们赖着不给呢", "nation-overtime-unpaid"),
        ("nation-overtime-comp-leave", "那要是老板赖着不给呢", "nation-overtime-unpaid"),
    ],
)
def test_what_is_asked_of_any_matter_is_answered_by_the_way_that_it_goes(
    matter: str, asked: str, told: str, after: Callable[[str | None], Heard]
) -> None:
    person = after(question_of(matter, after))
    person.tell(asked)
    assert (person.memory.last_passage, person.memory.matter) == (told, matter)


def test_the_way_of_a_province_is_told_there(begin: Begin) -> None:
    person = begin()
    person.memory = replace(person.memory, page_region="舟山市")
    person.tell("天天加班没有休息日，厂里这样违法吗")
    assert "浙江" in person.tell("向哪里投诉")


def test_where_to_go_is_asked_of_the_matter_whatever_was_told_since(begin: Begin) -> None:
    person = begin()
    person.tell("失业金怎么领")
    person.tell("我女儿在杭州读大学")
    assert "失业" in person.tell("在哪里办")


def test_what_a_service_says_of_one_is_told_in_place_of_what_is_so_in_general(begin: Begin) -> None:
    person = begin()
    person.tell("我是81年11月的")
    assert "2035年" in person.tell("女的，在服装厂上班，看看哪年退")
    assert "55岁" in person.tell("要是算坐办公室的呢")


@pytest.mark.parametrize(
    ("asked", "next_one", "told"),
    [
        ("怀孕、休产假、哺乳期能被辞退或降工资吗，合同到期了怎么办？", "上夜班能推掉不", "夜班"),
    ],
)
def test_what_goes_on_with_a_matter_is_told_where_it_is_likelier_than_what_the_words_find(
    asked: str, next_one: str, told: str, after: Callable[[str | None], Heard]
) -> None:
    person = after(asked)
    assert told in person.tell(next_one).partition("】")[0] and person.statuses[0] is Status.GUIDED


@pytest.mark.parametrize(
    ("asked", "named", "sentence"),
    [
        ("广东哪些人能领失业保险职业技能提升补贴", "高级的", "高级三级（2000元）"),
        ("广东哪些人能领失业保险职业技能提升补贴", "我是初级", "初级五级（1000元）"),
        ("腰椎间盘突出算不算工伤", "干活的时候突然扭伤的", "突然扭伤、砸伤可申请"),
    ],
)
def test_who_names_what_the_answer_tells_apart_is_told_its_sentence(
    asked: str, named: str, sentence: str, after: Callable[[str | None], Heard]
) -> None:
    person = after(asked)
    assert sentence in person.tell(named) and person.statuses == [Status.REPEATED]


@pytest.mark.parametrize(
    ("asked", "in_between"),
    [
        ("我女的，七四年九月的，啥时候退休", "那怎么单位还没给我办"),
        ("女，1973年12月，什么时候退", "已经到龄了怎么还没办手续"),
    ],
)
def test_what_is_asked_while_a_service_asks_is_asked_of_its_matter(asked: str, in_between: str, begin: Begin) -> None:
    person = begin()
    person.tell(asked)
    assert "退休" in person.tell(in_between).partition("】")[0]
    assert person.statuses == [Status.ANSWERED, Status.ASKING]


@pytest.mark.parametrize(
    ("asked", "next_one", "told"),
    [
        ("我是个体老板，雇人要交社保不", "他说不想交让我折成现金", "我是单位"),
        ("我们厂招了个六十多岁的门卫，要签什么", "他在厂里摔了呢", "退休年龄"),
    ],
)
def test_half_a_sentence_of_an_employer_is_answered_as_one(asked: str, next_one: str, told: str, begin: Begin) -> None:
    person = begin()
    person.tell(asked)
    assert told in person.tell(next_one).partition("】")[0]


# What is told and asked on, in which city, and what the last reply says, and does not.
GONE_ON_WITH = [
    # What is no answer to an open question is told of, and the question asked again.
    ("安康市", ["单位不给休年休假，我干了五年", "工资四千八", "主管说是我自己放弃的"], "书面", "听到了"),
    # Where somebody comes from, or what he is, goes on with the matter.
    ("舟山市", ["失业登记怎么办", "我户口在安徽"], "常住", "要问的是下面哪一样"),
    ("兰溪市", ["公益性岗位怎么申请", "我是残疾人"], "残疾人有公益性岗位", "要问的是下面哪一样"),
    ("上饶市", ["残疾人找工作有什么帮助", "我是二级"], "", "工伤2级"),
    # The place of work is not that of years ago, nor of birth.
    ("江门市", ["以前在舟山跑船，现在回来了", "想找个保安的活"], "江门", "舟山"),
    ("兰溪市", ["产假怎么休", "我老家江西的", "我是二胎"], "浙江", "江西省再加"),
    # What workers of a kind are due is no job that is sought.
    ("安康市", ["帮我找小时工的活", "小时工要签合同吗"], "合同", "岗位我这里还没有登记"),
    # Who works there is nobody's employer, whatever is asked about a fellow.
    ("舟山市", ["我工友怀孕了，厂里让她搬货", "能扣她工资吗"], "降工资|工资", "单位照着做到"),
    # What others maintain is no fact.
    ("舟山市", ["我想算算经济补偿", "干了六年", "他说是我自己走的"], "多少元", "自己辞职"),
    # A date that nobody asked for is not when somebody began.
    ("舟山市", ["老板不让我上班了，也不给辞退书", "前天去厂里被保安拦了"], "", "入职：2026"),
    # What is told while something else is answered is reckoned with.
    ("上饶市", ["我想辞职", "公司送我去培训过，花了三万", "签了五年，干了两年"], "18,000元", ""),
    ("江门市", ["五险一个月从我工资里扣多少", "工资五千"], "400元", ""),
    # Who wants a yes hears where it was said.
    ("兰溪市", ["退休了还在打工有什么保障", "我养老金照领吧"], "照领", "请问出生年月"),
]


@pytest.mark.parametrize(("city", "told", "says", "says_not"), GONE_ON_WITH)
def test_what_is_gone_on_with(begin: Begin, city: str, told: list[str], says: str, says_not: str) -> None:
    person = begin()
    person.memory = Memory(page_region=city)
    *_, reply = [person.tell(words) for words in told]
    assert re.search(says, reply) and not (says_not and re.search(says_not, reply)), reply


def test_a_story_of_somebodys_work_is_listened_to(begin: Begin) -> None:
    person = begin()
    person.tell("我在工地扎钢筋二十年，去年膝盖坏了，医生叫我别再蹲着干，今年就回家了，孩子还在念书")
    assert Status.REFUSED not in person.statuses


@pytest.mark.parametrize("told", ["厂子要搬去外县，我去不了", "店里要派我去外省，我不愿意"])
def test_what_an_employer_plans_is_answered(begin: Begin, told: str) -> None:
    person = begin()
    person.tell(told)
    assert {Status.ANSWERED, Status.GUIDED} & {*person.statuses}


def test_few_words_that_surely_go_on_are_taken_for_nothing_else(begin: Begin) -> None:
    person = begin()
    person.tell("4050自己交社保，政府补不补")
    assert "社保" in person.tell("每年能补多少钱").partition("\n")[0]


def test_who_tells_that_somebody_has_work_looks_for_none(begin: Begin) -> None:
    person = begin()
    person.tell("哪里能学月嫂")
    person.tell("我大姐也想报，她现在在上班")
    assert not {Status.LISTED, Status.NOTHING_LISTED} & {*person.statuses}


def test_a_trial_that_ends_with_a_dismissal_is_reckoned(begin: Begin) -> None:
    person = begin()
    person.tell("试用期老板讲我不合格，让我走")
    person.tell("干了五个月")
    assert "4,200元" in person.tell("四千二") and person.statuses == [Status.COMPUTED]


def test_what_is_on_offer_hears_before_what_is_only_borne_in_mind(begin: Begin) -> None:
    person = begin()
    for words in ("老板欠我三个月工资，一个月五千五", "也没签合同", "今年6月8号走的"):
        person.tell(words)
    assert "11,000元" in person.tell("不是三个月，是两个月")
    assert "11,000元" in person.tell("能要多少")


def test_a_birth_told_with_a_place_of_work_is_noted(begin: Begin) -> None:
    person = begin()
    person.tell("我姐七四年二月的，在学校食堂洗碗")
    assert person.statuses == [Status.NOTED] and "1974年2月" in person.messages[0].text
