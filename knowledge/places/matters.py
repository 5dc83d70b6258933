"""Where a matter is at home of which somebody names two places: what happened at work is settled where the work was
(劳动争议调解仲裁法第二十一条), what is due to a resident where he lives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.language.mentions import before
from knowledge.places.regions import PlaceMention, Region

# Around the place where somebody works or has worked.
_AT = re.compile(r"(?:在|到|去|往|于)$")
_WORKS = re.compile(
    r"(?:那边|这边|那里|这里|那|这)?的?[^,，。;；]{0,6}?(?:打[过了]?工|上班|干活|干了|干的|做工|做了|务工|工作|工地|厂|公司|店里?|单位)"
)
_EMPLOYER = re.compile(r"(?:那边|那里|那|这边)?的?(?:老板|工地|厂子?|公司|单位|包工头)")
_FROM = re.compile(r"从$")
_CAME_BACK = re.compile(r"(?:那边|打工|辞工|离职|干完活?)*(?:回|过来|返乡)")
# Around the place where somebody lives or is registered.
_HOME = re.compile(
    r"(?:[回返](?:到|了|去|老家)?|老家(?:是|在)?|户口(?:是|在|还在|落在)?|户籍(?:是|在)?|家(?:在|是)|人在)$"
)
_OF_HOME = re.compile(r"老家|人(?![社力才员事均])|户口|户籍")
# What happened at work, and what is due to a resident.
_CASE_OF_WORK = re.compile(
    r"欠|拖|没[发给结]|不[发给结]|(?:工资|工钱|工伤)(?!多少|标准)|讨薪|辞退|开除|裁员|受伤|[摔砸压轧割]|赔|补偿|仲裁|投诉|劳动监察|扣|押金|加班|没签合同"
)
_CASE_OF_HOME = re.compile(
    r"养老|退休|居民|新农[合保]|城乡|找(?:个)?(?:活|工作|班)|招聘|创业|培训|返乡|灵活就业|低保|社保卡|资格认证"
)


def place_of_matter(text: str, mentions: Sequence[PlaceMention]) -> Region | None:
    """The place, of those named in a text in standard words, that its matter belongs to; None where nothing tells."""
    works, homes = [m for m in mentions if _is_work(text, m)], [m for m in mentions if _is_home(text, m)]
    if _CASE_OF_WORK.search(text):
        return works[0].region if works else None
    is_of_home = bool(homes) and len(mentions) > 1 and _CASE_OF_HOME.search(text)
    return homes[0].region if is_of_home else None


def _is_work(text: str, place: PlaceMention) -> bool:
    if _is_home(text, place):
        return False
    is_there = before(_AT, text, place.start) and _WORKS.match(text, place.end)
    is_back = before(_FROM, text, place.start) and _CAME_BACK.match(text, place.end)
    return bool(is_there or is_back or _EMPLOYER.match(text, place.end))


def _is_home(text: str, place: PlaceMention) -> bool:
    return bool(before(_HOME, text, place.start) or _OF_HOME.match(text, place.end))
