"""The nearest outdoor-worker stations, from a shared location or a named place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from actions.contract.cards import StationItem, StationsCard
from actions.contract.messages import Button
from actions.contract.status import Status
from actions.saying import Say, length, numbered, phrase
from actions.services.provenance import whence
from actions.services.remarks import declines_location, is_at_home, is_city, is_elsewhere, wants_nearer
from actions.services.rows import ListedRow, asks_of_a_row, beside_the_rows, head_of_row, row_asked, what_rows_tell
from actions.services.service import Answers, Informed, InvalidAnswer, Outcome, Point, Question, Utterance
from knowledge.language.clock import CLOCK, digits, read_clock
from knowledge.places.areas import codes_above
from knowledge.places.regions import Region, RegionTree, UnknownRegion
from knowledge.places.routes import route_link
from knowledge.topics.stations.amenities import station_words
from knowledge.topics.stations.finder import Station, StationQuery
from knowledge.topics.stations.request import understand_station_request

# A list is shown in pages of so many.
SHOWN = 3
_OWN = re.compile(
    r"驿站|站点|服务站|附近|周边|最近|离我|地方|[能可]以?(?:充|热|喝|接|打水|上|歇|坐|休)|开[着门放]|关门"
)
# Other houses are called so too: 零工驿站, 求职驿站; and other places are near.
_STATION = r"(?<!零工)(?<!求职)(?<!就业)(?<!人才)(?<!技能)(?<!服务)驿站"
_OTHERS = re.compile(
    r"(?:青年|人才|零工|求职|就业|技能|快递|菜鸟)驿站|(?:高铁|火车)站"
    r"|(?:最近的?|附近|周边|旁边)(?:哪里?|哪家|哪个)?(?:有没有|有不有|有)?[^,，。]{0,3}(?:影院|加油站|加气站|超市|市场|药[店房]|饭[店馆]|餐馆"
    r"|打印店|网吧|医院|诊所|公园|宾馆|酒店|旅馆|理发店|修车|学校|幼儿园|派出所|景点)"
)
_ASKED_FOR = re.compile(
    rf"有[^,，。个多]{{0,10}}{_STATION}|{_STATION}[^,，。]{{0,2}}(?:有吗|有没有|有不|在哪|有哪)|(?:找|哪里?有?)[^,，。]{{0,6}}{_STATION}"
)
# A place for what a station offers: "有没有能洗澡的地方", "哪里能热饭".
_PLACE_FOR = re.compile(
    r"(?:有没有|有不有|有|找个?|哪里?有?)[^,，。]{0,8}的(?:地方|没有?|吗|么|不)|(?:哪里?|附近)(?:有)?(?:能|可以|好)"
)
_AT_WORK = re.compile(r"老板|公司|厂|单位|车间|宿舍|店里|上班|活(?:干|做|儿)|工作|岗位|培训")
_HERE = re.compile(r"离我|我(?:这|附近|身边|周)|附近|周边|周围|就近|最近的")


class NearestStation(Informed):
    """``point``: where the person is; ``region``: a place named, or the person's city; then the filters ``whole_day``,
    ``open_at`` and ``amenities``; ``skip``: how many were shown before; ``row``: the one of those shown that is asked
    about."""

    name = "stations"
    lingers = 3

    def begin(self, utterance: Utterance) -> Answers | None:
        is_meant = utterance.intent == "find_station" and _is_of_stations(utterance)
        if not is_meant and not _asks_for_one(utterance):
            return None
        return _filtered(self._placed({}, utterance), utterance)

    def consults(self, answers: Answers, utterance: Utterance) -> bool:
        is_sought = "wish" in utterance.reading.kinds or _HERE.search(utterance.text)
        return not is_sought and ("region" in answers or "point" not in answers)

    def take(self, answers: Answers, asked: str | None, utterance: Utterance) -> Answers | InvalidAnswer | None:
        if utterance.text == phrase("any_station"):
            return _anywhen(answers)
        if asked is None and (row := row_asked(utterance.reading, answers.get("row"))):
            return {**answers, "row": row}
        answers = {name: value for name, value in answers.items() if name != "row"}
        if asked is None and "more" in utterance.reading.kinds:
            return {**answers, "skip": answers.get("skip", 0) + SHOWN}
        if asked is None and wants_nearer(utterance):
            return None
        if is_elsewhere(utterance, "find_station", _OWN):
            return None
        if _says_no_time(utterance.text):
            return InvalidAnswer(phrase("time_invalid"))
        if asked and utterance.named and not is_city(utterance.named):
            return InvalidAnswer(phrase("too_wide"))
        changed = _filtered(self._placed(answers, utterance), utterance)
        moved = not utterance.text and changed != answers
        return changed if moved or _wishes(changed) != _wishes(answers) else None

    def explain(self, answers: Answers, utterance: Utterance) -> Sequence[Say]:
        if declines_location(utterance):
            return [Say.plain(Status.COMPUTED, phrase("location_declined"))]
        if self.question(answers, utterance) is not None:
            return []
        if wants_nearer(utterance):
            return [Say.plain(Status.COMPUTED, phrase("ask_where"))]
        rows = self._shown(answers) if asks_of_a_row(utterance.reading) else []
        return [what_rows_tell(utterance.reading, rows, answers.get("skip", 0) + 1)] if rows else []

    def unwritten(self, answers: Answers, utterance: Utterance) -> Say | None:
        if self.question(answers, utterance) is not None:
            return None
        return beside_the_rows(utterance.reading, self._shown(answers), answers.get("skip", 0) + 1)

    def question(self, answers: Answers, utterance: Utterance) -> Question | None:
        if "point" in answers or answers.get("region"):
            return None
        return Question("where", phrase("ask_where"))

    def finish(self, answers: Answers, utterance: Utterance) -> Outcome:
        query, skip, row = self._query(answers), answers.get("skip", 0), answers.get("row")
        found = self._found(query, skip)
        if row:
            return Outcome((_say_row(found[:SHOWN], row, query, utterance),), answers)
        if all(station.sample for station, _ in found) and (silent := self._silent(answers)):
            say = _say(silent[:SHOWN], phrase("stations_silent"), self._query(_at_any_hour(answers)))
            return Outcome((say,), _at_any_hour(answers))
        if found:
            return Outcome(
                (_say(found[:SHOWN], _head(found, query, self._regions), query, len(found) > SHOWN),), answers
            )
        offers = [phrase("any_station")] if _wishes(_anywhen(answers)) != _wishes(answers) else []
        nothing = phrase("no_station_in", region=query.region.name) if query.region else phrase("no_station")
        say = Say.plain(Status.NOTHING_LISTED, phrase("no_more") if skip else nothing, buttons=offers)
        return Outcome((say,), {**answers, "skip": skip - SHOWN} if skip else answers)  # the last page is still seen

    def _query(self, answers: Answers) -> StationQuery:
        point = Point(*answers["point"]) if "point" in answers else None
        open_at = answers.get("open_at")
        return StationQuery(
            lat=point and point.lat,
            lng=point and point.lng,
            whole_day=bool(answers.get("whole_day")),
            open_at=dt.datetime.fromisoformat(open_at) if open_at else None,
            amenities=frozenset(answers.get("amenities", ())),
            region=self._region(answers.get("region")),
            spot=answers.get("spot", ""),
        )

    def _found(self, query: StationQuery, skip: int) -> list[tuple[Station, float | None]]:
        """Those of a page, and one more if there is one."""
        return self._world().stations.find(query, skip + SHOWN + 1)[skip:]

    def _silent(self, answers: Answers) -> list[tuple[Station, float | None]]:
        """Where it is asked which are open at some hour, the real ones that do not say when they are: any may be."""
        if _at_any_hour(answers) == answers:
            return []
        found = self._found(self._query(_at_any_hour(answers)), 0)
        return [(each, metres) for each, metres in found if not (each.sample or each.open_hours or each.whole_day)]

    def _shown(self, answers: Answers) -> list[ListedRow]:
        """The rows of the page that was shown last."""
        return [_row(station) for station, _ in self._found(self._query(answers), answers.get("skip", 0))[:SHOWN]]

    def _placed(self, answers: Answers, utterance: Utterance) -> Answers:
        """Where to look: in a place that is named, nearest first; else round the person; else in the person's city.

        A place stays until another is named, or the person asks for what is near or shares where he is.
        """
        elsewhere = {name: value for name, value in answers.items() if name not in ("region", "point", "spot", "skip")}
        if spot := self._world().stations.spot_named(utterance.reading.without_names):
            elsewhere = {**elsewhere, "spot": spot}
        point = {"point": list(utterance.location)} if utterance.location else {}
        if utterance.named and is_city(utterance.named) and not _says_only_whence(utterance):
            return {**elsewhere, "region": utterance.named.code, **point}
        if point and ("region" not in answers or not utterance.text or _HERE.search(utterance.text)):
            return {**elsewhere, **point}
        if is_at_home(utterance) and utterance.home:
            return {**elsewhere, "region": utterance.home.code}
        if "region" not in answers and "point" not in answers and utterance.home and is_city(utterance.home):
            return {**answers, "region": utterance.home.code}
        return {**answers, "spot": spot} if spot else answers

    def _region(self, code: str | None) -> Region | None:
        try:
            return self._regions.by_code(code) if code else None
        except UnknownRegion:
            return None


def _is_of_stations(utterance: Utterance) -> bool:
    """Whether it names one, or what they offer; and no other house that is called so."""
    asked = understand_station_request(utterance.reading)
    is_named = _OWN.search(utterance.text) or asked.amenities or asked.whole_day
    return bool(is_named) and not _OTHERS.search(utterance.text)


def _asks_for_one(utterance: Utterance) -> bool:
    """Whether a station is asked for, or a place for what stations offer, whatever the engine hears."""
    words = utterance.reading.standard
    if _ASKED_FOR.search(words):
        return utterance.region is not None
    is_wanted = _PLACE_FOR.search(words) and not _AT_WORK.search(words)
    return bool(is_wanted and understand_station_request(utterance.reading).amenities)


def _says_only_whence(utterance: Utterance) -> bool:
    """ "我从安康来" names no place to look in."""
    places = utterance.reading.places
    return bool(places) and all(place.is_origin for place in places)


def _filtered(answers: Answers, utterance: Utterance) -> Answers:
    """The answers with the filters that the message asks for, without those that it takes back."""
    asked = understand_station_request(utterance.reading)
    words, text = station_words(), utterance.text.lower()
    amenities = set(answers.get("amenities", ())) | asked.amenities
    amenities -= {name for name, _ in words.amenities_in(text)} - asked.amenities
    changed = {**answers, "amenities": sorted(amenities)}
    if asked.whole_day:
        changed["whole_day"] = True
    elif asked.open_at is None and words.whole_day.search(text):
        changed.pop("whole_day", None)
    if asked.open_at:
        changed["open_at"] = asked.open_at.isoformat()
    if _wishes(changed) != _wishes(answers):
        changed.pop("skip", None)
    return changed


def _wishes(answers: Answers) -> Answers:
    """What is asked for, whether or not the person has moved meanwhile."""
    wishes = {name: value for name, value in answers.items() if value and name not in ("skip", "row")}
    return wishes | ({"point": True} if "point" in wishes else {})


def _anywhen(answers: Answers) -> Answers:
    """The same place without any filter."""
    return {name: answers[name] for name in ("region", "point") if name in answers}


def _at_any_hour(answers: Answers) -> Answers:
    """The same without what was asked of the hours."""
    return {name: value for name, value in answers.items() if name not in ("whole_day", "open_at", "skip")}


def _says_no_time(text: str) -> bool:
    """Whether it has a time of day that there is not ("25点")."""
    clock = re.search(CLOCK, digits(text))
    return clock is not None and read_clock(clock[0]) is None


def _say_row(found: list[tuple[Station, float | None]], row: int, query: StationQuery, utterance: Utterance) -> Say:
    """The one row that is asked about, with all that is known of it."""
    if row > len(found):
        return Say.plain(Status.NOTHING_LISTED, phrase("no_such_row"))
    head = head_of_row(utterance.reading, _row(found[row - 1][0]))
    return _say(found[row - 1 : row], head, query, first=row)


def _say(
    found: list[tuple[Station, float | None]], head: str, query: StationQuery, more: bool = False, first: int = 1
) -> Say:
    """A list, numbered from ``first``."""
    shown = [(station, metres, _route(station)) for station, metres in found]
    card = StationsCard(
        head=(phrase("samples") if found[0][0].sample else head,),
        items=tuple(_item(*one) for one in shown),
        hint=phrase("share_location") if query.lat is None else "",
    )
    lines = tuple(_line(number, *one) for number, one in enumerate(shown, first))
    return Say(card, lines, buttons=Button.of([phrase("more")] if more else []))


def _row(station: Station) -> ListedRow:
    """What is told of a station, by column."""
    route = _route(station)
    told = {
        "open_hours": phrase("whole_day") if station.whole_day else station.open_hours,
        "address": station.address,
        "route": phrase("route", link=route) if route else "",
        "amenities": station.amenities,
        "phone": station.phone,
    }
    return ListedRow(station.name, {name: value for name, value in told.items() if value})


def _route(station: Station) -> str | None:
    """The link to a map that shows the way; None when nobody knows where on the map it is, or it is nowhere."""
    if station.sample or station.wgs_lat is None or station.wgs_lng is None:
        return None
    return route_link(station.wgs_lat, station.wgs_lng, station.name)


def _line(number: int, station: Station, metres: float | None, route: str | None) -> str:
    distance = phrase("metres", metres=length(metres)) if metres is not None else ""
    hours = phrase("whole_day") if station.whole_day else station.open_hours or phrase("hours_unknown")
    details = [station.address, hours, station.amenities, station.phone]
    details += whence(station.source, station.sample, verified_at=station.verified_at)
    link = phrase("route", link=route) if route else ""
    return numbered(number, f"{station.name}{distance}", "；".join(part for part in details if part), link)


def _head(found: list[tuple[Station, float | None]], query: StationQuery, regions: RegionTree) -> str:
    """Whose stations they are: of a district that has none that suits, those of its city are shown."""
    region = query.region
    if region is None:
        return phrase("nearest_stations")
    is_here = any(region.code in codes_above(regions, station.city, station.district) for station, _ in found)
    city = region.parent.name if region.parent else ""
    return (
        phrase("stations_here", region=region.name)
        if is_here
        else phrase("stations_elsewhere", district=region.name, city=city)
    )


def _item(station: Station, metres: float | None, route: str | None) -> StationItem:
    return StationItem(
        id=station.id,
        name=station.name,
        address=station.address,
        distance_m=None if metres is None else round(metres, 1),
        is_24h=station.whole_day,
        open_hours=station.open_hours,
        amenities=station.amenities,
        phone=station.phone,
        lat=station.lat,
        lng=station.lng,
        coord_sys=station.coord_sys,
        sample=station.sample,
        source=station.source,
        verified_at=station.verified_at,
        route=route,
    )
