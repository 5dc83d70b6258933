import pytest

from knowledge.language.bereavement import answers_bereaved, is_of_the_living
from knowledge.library.content import Content


@pytest.mark.parametrize(
    "told", ["我爸在工地上掉下来，腰断了", "老公开叉车压到脚，住院了", "我姐在厂里摔伤了", "他骨折打了钢板"]
)
def test_who_tells_of_somebody_hurt_is_of_the_living(told: str) -> None:
    assert is_of_the_living(told)


@pytest.mark.parametrize(
    "told",
    ["我哥摔下来没救过来", "他从楼上掉下来人没了", "砸到头，送医院就不行了", "工伤走的，家里能领什么", "丧葬费多少"],
)
def test_who_may_speak_of_a_death_is_not(told: str) -> None:
    assert not is_of_the_living(told)


def test_what_is_written_to_the_bereaved_is_asked_for_by_hardly_anybody_else(shipped: Content) -> None:
    written = [passage for passage in shipped.passages if answers_bereaved(passage.question)]
    assert len(written) > 20
    asked = [way for passage in written for way in passage.questions]
    assert sum(is_of_the_living(way) for way in asked) <= 0.005 * len(asked)


def test_one_of_several_matters_is_not_what_an_entry_is_about() -> None:
    assert not answers_bereaved("领失业金期间生病、生孩子、养老、去世怎么办？")
