"""The record of the person: whose facts are whose, what a later message changes, and when all of it is forgotten."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from actions.persons import FORGOTTEN_AFTER, NOBODY, PersonRecord, Persons
from knowledge.china_time import CHINA
from knowledge.language.persons import Person
from knowledge.language.reading import Reader
from knowledge.places.regions import all_regions

NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=CHINA)


def hear(*messages: str, persons: Persons = NOBODY, about: Person | None = None) -> Persons:
    for message in messages:
        persons = persons.heard(Reader(all_regions(), lambda: NOW).read(message), about)
    return persons


def own(*messages: str) -> PersonRecord:
    return hear(*messages).of("self")


def test_facts_are_kept_from_message_to_message() -> None:
    record = own("男 1968年5月", "今天好冷", "养老保险交了17年", "我在江门上班")
    assert (record.sex, record.birth, record.paid, record.city) == ("男", "1968-05", Decimal(17), "4407")
    assert record.turns["birth"] == 1 and record.turns["paid"] == 3


def test_each_has_a_record_of_his_own() -> None:
    persons = hear("我69年6月的男的，我老婆74年8月女工人")
    assert (persons.of("self").birth, persons.of("wife").birth) == ("1969-06", "1974-08")
    assert persons.of("self").post is None and persons.of("wife").post == "worker"


def test_both_are_told_of_at_once() -> None:
    persons = hear("我和我老公都是75年的")
    assert persons.of("self").birth == persons.of("husband").birth == "1975"


def test_the_word_for_somebody_tells_the_sex() -> None:
    persons = hear("我妈")
    assert persons.of("mother").sex == "女" and persons.of("father").sex == "男" and persons.of("child").sex is None


@pytest.mark.parametrize("goes_on", ["工人", "她是工人", "是工人"])
def test_what_follows_without_a_name_is_about_the_one_spoken_of(goes_on: str) -> None:
    persons = hear("我妈71年2月生", goes_on)
    assert persons.of("mother").post == "worker" and persons.of("self") == PersonRecord()


def test_what_cannot_be_so_of_the_one_spoken_of_is_the_speakers() -> None:
    persons = hear("我妈71年2月生", "男 1990年4月")
    assert persons.of("self").birth == "1990-04" and persons.of("mother").birth == "1971-02"


def test_a_service_asks_about_somebody() -> None:
    persons = hear("我爸63年9月生", "我是90年的")
    assert persons.of("self").birth == "1990" and persons.topic == "self"
    assert hear("交了12年", persons=persons, about="father").of("father").paid == Decimal(12)


def test_a_friend_to_compare_with_is_not_spoken_of_further() -> None:
    persons = hear("我76年的", "我同学79年的", "女工人")
    assert persons.of("self").post == "worker" and persons.of("friend").birth == "1979"


@pytest.mark.parametrize(
    ("correction", "birth"),
    [
        ("不对，身份证上是1967年11月", "1967-11"),
        ("不是68年，是69年的", "1969-05"),
        ("说错了，68年7月", "1968-07"),
        ("改成1970年1月", "1970-01"),
    ],
)
def test_a_correction_replaces_what_it_corrects(correction: str, birth: str) -> None:
    record = own("男，1968年5月，社保交了17年", correction)
    assert (record.birth, record.paid, record.sex) == (birth, Decimal(17), "男")


def test_another_person_by_the_same_word_begins_a_record_of_his_own() -> None:
    record = own("男，1968年5月，社保交了17年", "女工人1979年3月")
    assert (record.birth, record.sex, record.paid) == ("1979-03", "女", None)


def test_a_birth_goes_before_an_age() -> None:
    assert own("我今年五十六").birth_years == (1969, 1970)
    record = own("我今年五十六", "1970年3月生的")
    assert record.birth == "1970-03" and record.birth_years is None and record.age is None


def test_what_a_service_understood() -> None:
    persons = hear("算算我哪年退休", "22").learning("self", {"paid": Decimal(22)})
    assert persons.of("self").paid == Decimal(22) and persons.told_now("self") == {"paid"}
    assert hear("嗯", persons=persons).learning("self", {"paid": Decimal(22)}).told_now("self") == frozenset()


@pytest.mark.parametrize("message", ["江门的失业金多少", "江门最低工资", "从江门来的"])
def test_a_place_that_is_only_asked_about(message: str) -> None:
    assert hear(message).of("self").city is None


def test_all_of_it_outlives_being_stored_as_json() -> None:
    persons = hear("我妈71年2月生，社保交了17年3个月", "我2023年5月进厂，上个月被辞退，一天260")
    assert Persons.from_slot(json.loads(json.dumps(persons.slot()))) == persons
    assert NOBODY.slot() is None and Persons.from_slot(None) == NOBODY


def test_private_numbers_are_never_in_it() -> None:
    slot = json.dumps(hear("我叫张三，[身份证号]，电话[电话号码]，男，1968年5月").slot(), ensure_ascii=False)
    assert "号" not in slot and "张三" not in slot and "1968-05" in slot


def test_it_is_forgotten_with_the_conversation() -> None:
    persons = hear("男 1968年5月")
    assert hear("再见", persons=persons) == NOBODY
    later = Reader(all_regions(), lambda: NOW + FORGOTTEN_AFTER + dt.timedelta(minutes=1)).read("你好")
    assert persons.heard(later).of("self") == PersonRecord()


def test_who_is_married_to_whom_tells_the_sex() -> None:
    assert hear("我老公69年的").of("self").sex == "女" and hear("我老婆69年的").of("self").sex == "男"


def test_all_that_were_named() -> None:
    persons = hear("我哥68年的，我66年的，都是男的")
    assert persons.of("sibling").sex == persons.of("self").sex == "男"


@pytest.mark.parametrize(("pronoun", "whose"), [("他", "husband"), ("她", "mother")])
def test_he_and_she_are_the_ones_they_may_be(pronoun: str, whose: Person) -> None:
    persons = hear("我妈70年的", "我老公72年的", f"{pronoun}是干部", about="self")
    assert persons.of(whose).post == "staff" and persons.of("self").post is None


def test_a_question_about_all_men_tells_of_nobody() -> None:
    persons = hear("我女，76年4月的", "男的几岁退", "干部多大退")
    assert persons.of("self").sex == "女" and persons.of("self").birth == "1976-04" and persons.of("self").post is None
    assert hear("男的几岁退").of("self").sex == "男"  # which is all that is known of whoever asks


def test_the_trade() -> None:
    assert own("我是做保洁的").trade == "保洁"


def test_years_paid_corrected() -> None:
    assert own("交了20年", "不是交了20年，是22年").paid == Decimal(22)
    assert own("交了20年", "不是交了20年，我75年的").paid == Decimal(20)


@pytest.mark.parametrize(
    ("said", "correction", "field", "value"),
    [
        ("我在厂里干了三年七个月", "不是三年七个月是两年七个月", "worked", 31),
        ("我在厂里干了5年", "说错了，四年半", "worked", 54),
        ("工资一个月5500", "不对，是6500", "pay", 6500),
        ("失业险交了4年，厂里干了6年", "不是4年，是5年", "insured", 60),
    ],
)
def test_a_correction_that_does_not_say_what_it_is_about(said: str, correction: str, field: str, value: int) -> None:
    assert getattr(own(said, correction), field) == value


@pytest.mark.parametrize("later", ["不是3年，是2年", "两年七个月", "不是说好5500吗，怎么是4500"])
def test_what_puts_nothing_right(later: str) -> None:
    told = own("我在厂里干了5年，工资一个月6000", later)
    assert (told.worked, told.pay) == (60, 6000)


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("我在信州一个洗车店洗了两年车", 24),
        ("在超市理了八个月货", 8),
        ("在小区守了五年大门", 60),
        ("在医院躺了两个月", None),
        ("在工地被欠了三个月", None),
        ("在厂里住了两年", None),
    ],
)
def test_how_long_somebody_worked_is_told_by_what_he_did_there(said: str, months: int | None) -> None:
    assert own(said).worked == months


@pytest.mark.parametrize(
    ("told", "taken_back", "field", "right"),
    [
        ("我去年三月进的厂", "不是三月，是六月", "began", (dt.date(2025, 6, 1), dt.date(2025, 6, 30))),
        ("我今年8月离职的", "说错了，不是8月，是9月", "left", (dt.date(2026, 9, 1), dt.date(2026, 9, 30))),
        ("我2024年5月入职", "不是5月，是2023年5月", "began", (dt.date(2023, 5, 1), dt.date(2023, 5, 31))),
    ],
)
def test_a_month_that_is_taken_back_is_of_the_date_that_had_it(
    told: str, taken_back: str, field: str, right: tuple[dt.date, dt.date]
) -> None:
    assert getattr(own(told, taken_back), field) == right


@pytest.mark.parametrize(
    ("messages", "dead"),
    [
        (["我爸前天走了", "交了十九年"], ["father"]),
        (["我叔叔在矿上出了事", "人当场就没了"], ["relative"]),
        (["我奶奶病了半年", "昨晚没熬过去"], ["grandparent"]),
        (["家里老人上个月过世了"], ["relative"]),
        (["我爸去世了", "不是，是我妈"], ["mother"]),
        (["我爸去世了", "不是我爸，是我外公"], ["grandparent"]),
        (["我妈去世了", "我妈还在，走的是我爸"], ["father"]),
        (["我丧偶两年了"], ["spouse"]),
        (["我爸去世了", "说错了，他还活着"], []),
        (["我妈工作没了", "我爸从厂里走了", "我累死了"], []),
        (["要是我爸走了能拿多少", "人死了社保怎么办"], []),
    ],
)
def test_who_is_dead(messages: list[str], dead: list[Person]) -> None:
    assert list(hear(*messages).dead) == dead


def test_what_was_told_of_the_dead_goes_with_a_correction() -> None:
    persons = hear("我爸上个月走了，他交了二十年", "不是，是我妈")
    assert persons.of("mother").paid == 20 and persons.of("mother").sex == "女"
    assert persons.of("father") == PersonRecord(sex="男") and persons.topic == "mother"


def test_who_is_gone_has_left_no_job() -> None:
    record = hear("我爸上个月走了").of("father")
    assert record.left is None and record.reason is None and record.died


def test_a_death_is_told_once() -> None:
    persons = hear("我爸走了三天了", "我爸走了，社保怎么办")
    assert "died" not in persons.told_now("father") and persons.dead == ("father",)


@pytest.mark.parametrize(
    ("messages", "cause"),
    [
        (["我哥没了", "在工地上从吊篮里掉下来的"], "work"),
        (["我老公在厂里干了十年，得癌走的"], "other"),
        (["我爸走了"], None),
        (["我哥上班的时候没了", "不是，他是病死的"], "other"),
    ],
)
def test_how_somebody_died(messages: list[str], cause: str | None) -> None:
    persons = hear(*messages)
    assert persons.of(persons.dead[0]).cause == cause
