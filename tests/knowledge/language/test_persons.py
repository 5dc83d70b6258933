"""Who is spoken of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.persons import Person, find_persons, is_beside, person_at


@pytest.mark.parametrize(
    ("text", "person", "said"),
    [
        ("我干了三年", "self", "我"),
        ("俺们没签合同", "self", "俺们"),
        ("咱这工资", "self", "咱"),
        ("本人女", "self", "本人"),
        ("我妈今年50", "mother", "我妈"),
        ("俺娘没有社保", "mother", "俺娘"),
        ("母亲过世了", "mother", "母亲"),
        ("我老妈在厂里", "mother", "我老妈"),
        ("俺爹在工地摔了", "father", "俺爹"),
        ("我爸爸六十了", "father", "我爸爸"),
        ("父亲工亡", "father", "父亲"),
        ("我爸妈都没交", "parents", "我爸妈"),
        ("父母的养老金", "parents", "父母"),
        ("老公受伤了", "husband", "老公"),
        ("我丈夫出了事", "husband", "我丈夫"),
        ("孩子他爸在外面打工", "husband", "孩子他爸"),
        ("我老婆怀孕了", "wife", "我老婆"),
        ("媳妇儿被辞退", "wife", "媳妇儿"),
        ("我爱人是老师", "spouse", "我爱人"),
        ("我对象是干部", "spouse", "我对象"),
        ("老伴没工作", "spouse", "老伴"),
        ("儿子刚毕业", "child", "儿子"),
        ("我闺女16了", "child", "我闺女"),
        ("家里孩子小", "child", "孩子"),
        ("我哥欠薪", "sibling", "我哥"),
        ("妹妹在电子厂", "sibling", "妹妹"),
        ("爷爷八十", "grandparent", "爷爷"),
        ("阿公六十八了", "grandparent", "阿公"),
        ("阿爸还在做", "father", "阿爸"),
        ("婆婆的社保", "in_law", "婆婆"),
        ("我老公的妈没交过", "in_law", "我老公的妈"),
        ("女婿在外地", "in_law", "女婿"),
        ("我叔叔的低保", "relative", "我叔叔"),
        ("表哥介绍的", "relative", "表哥"),
        ("工友手断了", "workmate", "工友"),
        ("我同事也没发", "workmate", "我同事"),
        ("我们工友没拿到", "workmate", "我们工友"),
        ("老乡想来", "friend", "老乡"),
        ("朋友的事", "friend", "朋友"),
        ("老板跑了", "employer", "老板"),
        ("包工头不认账", "employer", "包工头"),
        ("公司倒闭", "employer", "公司"),
    ],
)
def test_person(text: str, person: Person, said: str) -> None:
    found = find_persons(text)[0]
    assert (found.value, text[found.start : found.end]) == (person, said)


@pytest.mark.parametrize("text", ["失业金怎么领", "姑娘们好", "新娘", "回娘家", "其他", ""])
def test_nobody(text: str) -> None:
    assert find_persons(text) == []


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("我70年的，我老婆73年的", ["self", "wife"]),
        ("请问我妈能退吗", ["mother"]),
        ("我想问一下我儿子的事", ["child"]),
        ("工友摔了，他没签合同", ["workmate", "workmate"]),
        ("他今年58", ["other"]),
        ("我和同事都没拿到，他走了", ["self", "workmate", "workmate"]),
    ],
)
def test_all_of_a_sentence(text: str, persons: list[Person]) -> None:
    assert [found.value for found in find_persons(text)] == persons


@pytest.mark.parametrize(
    ("text", "at", "person"),
    [
        ("交了12年", "12", "self"),
        ("我妈70年1月生，交了12年", "12", "mother"),
        ("我爸64年的，我交了12年", "12", "self"),
        ("老板欠我三个月", "三", "self"),
        ("公司说交了12年", "12", "self"),
        ("工友九级，他老板不赔12万", "12", "workmate"),
    ],
)
def test_whom_a_fact_is_about(text: str, at: str, person: Person) -> None:
    assert person_at(text.index(at), find_persons(text)) == person


@given(st.text(st.sampled_from("我你他她妈爸老公婆的工友们家孩子哥姐弟妹，请问想"), max_size=16))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= found.start < found.end <= len(text) for found in find_persons(text))


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("老婆让我再熬两年再退休", {"wife"}),
        ("我妈劝我早点退休", {"mother"}),
        ("老公不让我提前退，我73年的", {"husband"}),
        ("我爸说还是晚点退好", {"father"}),
        ("儿子叫我别干了，能提前退休吗", {"child"}),
        ("为了照顾我妈想提前退休", {"mother"}),
        ("媳妇非要我再交五年", {"wife"}),
        ("我女儿说我能退了", {"child"}),
        ("我妈让我问问她能退休了吗", set()),
        ("我爸让我帮他算退休", set()),
        ("老公叫我查一下他几岁退", set()),
        ("老婆说她想再熬两年", set()),
        ("我爸说他再干两年", set()),
        ("我妈73年的让我问啥时候退", set()),
        ("我想让我妈提前退休", set()),
        ("老公想让我妈早点退", set()),
    ],
)
def test_who_only_urges_the_speaker_is_beside_the_matter(text: str, beside: set[Person]) -> None:
    assert {mention.value for mention in find_persons(text) if is_beside(mention, text)} == beside
