"""Who speaks as an employer, and who only works for one."""

from __future__ import annotations

import pytest

from knowledge.language.employing import answers_employers, asks_for_himself, speaks_as_employer, works_for_others


@pytest.mark.parametrize(
    "text",
    [
        "我开了个小饭馆，请的帮工切菜切到手了，要给他赔多少",
        "我是人事，员工离职了社保要什么时候停",
        "单位这边要给新来的员工参保怎么办",
        "厂里一个工人天天迟到，我能不能开除他",
        "手下有个小伙子干了三天就走了，工资要给吗",
        "我们公司想裁掉几个人，要赔多少",
        "我们店里有个员工怀孕了，产假工资是公司出还是社保出",
        "我是会计，公司给员工交社保的基数怎么定",
        "我是包工头，工人从架子上摔下来了，医药费谁出",
        "公司招了个退休的老头看门，出了事单位要负责吗",
        "有个员工自己不愿意交社保，写了承诺书，我们不交行不行",
        "员工试用期不合格，我想辞退他，需要提前通知吗",
        "我们单位员工没签合同现在要告我们双倍工资怎么办",
        "请的保姆干活摔了我要赔吗",
        "工人把机器弄坏了，我可以扣他工资吗",
        "招了个没满16岁的小孩，会罚多少",
        "店里阿姨做了两个月不做了，人家问我要双倍工资",
        "我家开美发店的，学徒剪到手了",
        "新招了个司机把车撞了，能让他赔吗",
        "我这边是用人单位，想给员工停保",
        "有个工人干到一半跑了，我该不该结他工资",
        "怎么给临时工买工伤险",
        "我雇了两个人摘橘子，中暑了我要出医药费吗",
        "我这里想招几个普工，哪里能帮忙",
        "店里要招两个服务员，怎么发布招聘",
        "公司招了个退休的老头看门，出了事算工伤吗",
        "员工受伤是他自己操作失误，公司也要赔吗",
        "我们想招人",
    ],
)
def test_an_employer_is_heard_by_whom_he_speaks_of(text: str) -> None:
    assert speaks_as_employer(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "我们公司不给我交社保怎么办",
        "食堂没给她买保险",
        "老板说社保员工自己承担，合法吗",
        "公司招了我三个月不签合同",
        "公司能不能开除怀孕的员工",
        "单位裁员要赔多少",
        "厂里让工人自己买工作服对吗",
        "单位必须给员工交五险吗",
        "我爸在工地摔了，老板要给他赔多少",
        "我老公被公司辞退了，单位该给他多少补偿",
        "我是会计，公司欠我三个月工资",
        "我是人事，公司要辞退我怎么赔",
        "我和几个工人一起去要工钱，老板不给",
        "我们工人的工资被包工头卷跑了",
        "老板请的保安打了我",
        "厂里招了个新人把我的岗位顶了",
        "我给老板当保姆，他不给钱",
        "员工自己辞职有补偿吗",
        "工人受伤了公司不管怎么办",
        "员工离职公司多久结工资",
        "我是临时工，单位要不要给我交社保",
        "我当保安的，公司不给买社保",
        "我师傅让我去开叉车出事了",
        "公司给员工交社保的基数是多少",
        "我们厂里的工人都没签合同，怎么办",
        "我是司机，撞了人公司要赔吗",
        "我是单位的临时工，能不能交社保",
        "我在公司做会计，一直没签合同",
        "我在小店打工，老板娘说请的人太多要我走",
        "工人摔伤了，包工头不肯出钱",
        "附近有厂要招工吗",
        "哪里要招人",
        "我想找个招人的厂",
        "有没有店要招服务员",
        "听说那个厂要招工",
        "公司想招工人吗",
        "厂里新招了个工人，把我调去扫地",
        "我们店里新来的阿姨说公司不给她交社保，我也没交",
        "我是工人，老板不给我签合同我能告他吗",
        "老板叫我给工人发工资，他又不给钱",
        "我和老板吵架了，他要开除我",
        "单位给员工交的公积金能取吗",
        "员工和单位发生争议怎么办",
        "单位让员工写辞职信合法吗",
        "我们的工人身份怎么认定",
        "工人退休年龄多大",
        "包工头招的工人受伤谁负责",
        "女职工怀孕了单位能辞退吗",
        "职工死亡单位要给家属多少",
        "企业给职工交社保的比例是多少",
        "我妹妹在饭店当服务员，老板要扣她工资",
        "我是幼儿园老师，园里不给我交社保",
        "我是开车的，给公司送货",
        "我是厂里的质检员，被开除了",
        "我们公司HR说要裁我",
        "我问人事，人事说没有补偿",
        "人事让我自己写离职",
        "我自己去单位拿离职证明，人事不给",
    ],
)
def test_who_works_there_is_none(text: str) -> None:
    assert speaks_as_employer(text) is None


def test_an_entry_is_written_to_employers_by_its_title() -> None:
    assert answers_employers("我是单位，员工离职要给他办哪些手续、几天内办完？")
    assert answers_employers("我们单位招用退伍军人，单位能减税、拿补贴吗？")
    assert not answers_employers("我们单位不给交社保怎么办？")
    assert not answers_employers("公司要裁员怎么办？")


def test_an_employer_has_matters_of_his_own() -> None:
    assert asks_for_himself("我是老板，我自己怎么交养老保险")
    assert asks_for_himself("开店的，我几岁能退休")
    assert not asks_for_himself("我自己开的店，员工怀孕了")


@pytest.mark.parametrize(
    "text",
    [
        "老板让我签字，还逼我自己交社保",
        "叫我自己交养老，回头报销给我",
        "我妈在医院扫地，医院要不要给她买保险",
        "我在厂里干了六年，合同一直没签",
        "公司把我调去仓库",
    ],
)
def test_who_works_for_others_is_heard_by_what_is_done_to_him(text: str) -> None:
    assert works_for_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "我是老板，工人把我告了",
        "单位必须给员工交五险吗",
        "老板叫我去招几个包装工",
        "企业找职介所招人要带什么",
        "总包欠我班组的工程款",
        "养老保险要交几年",
    ],
)
def test_who_may_as_well_employ_others_is_not_taken_for_one_who_works_for_them(text: str) -> None:
    assert not works_for_others(text)
