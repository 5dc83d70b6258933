"""A month of an invented office, for pictures of pages that are empty without one:
``DATA_DIR=FOLDER python -m tests.channels.web.sample_month``, beside the assistant that runs on that folder.

Turns and what was asked in vain are invented here; papers come by ``assistant import documents``, a batch test by
``assistant batch``.
"""

from __future__ import annotations

import datetime as dt
import random
from contextlib import closing

from channels.contract.events import Accepted
from channels.line import tally
from channels.line.tally import Outcome, Turn, Way
from channels.line.transcripts import Transcripts
from channels.settings import KeepingSettings
from knowledge.china_time import CHINA

DAYS = 30
CONVERSATIONS_A_DAY = (25, 40)
TURNS_OF_EACH = (1, 1, 2, 2, 3, 5)
HOURS = (7, 8, 8, 9, 9, 9, 10, 10, 10, 11, 13, 14, 14, 14, 15, 15, 16, 17, 19, 20, 21)
CITIES = ("兰溪市", "兰溪市", "兰溪市", "舟山市", "江门市", "")
# How often each, in a hundred turns; what it was about.
OUTCOMES = (
    (Outcome.ANSWERED, 56, ("失业保险", "工伤", "退休", "欠薪", "劳动合同", "社保转移", "免费住宿")),
    (Outcome.SERVICE, 22, ("stations", "jobs", "lodgings", "retirement", "entitlement")),
    (Outcome.GUIDED, 7, ("生育", "培训")),
    (Outcome.CHOICES, 8, ("",)),
    (Outcome.REFUSED, 4, ("",)),
    (Outcome.HANDOFF, 2, ("",)),
    (Outcome.CLERK, 1, ("",)),
)
TOLD = ("guide-unemp-how", "guide-wages-owed", "guide-retire-when", "lanxi-lodging-free")
IN_VAIN = (
    (("公积金咋取出来", "住房公积金能取吗", "公积金怎么提取"), 14),
    (("医保卡丢了怎么办", "医保卡丢了去哪补"), 9),
    (("外地车牌能进城吗", "限行怎么查"), 4),
    (("驿站能充电瓶车吗", "驿站能给电动车充电不"), 6),
    (("夜班补贴一晚多少", "上夜班有没有补贴"), 7),
)


def main() -> None:
    settings, chance = KeepingSettings(), random.Random(14)
    midnight = dt.datetime.now(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)
    with closing(Transcripts(settings.lines_database, settings.transcript_days)) as kept:
        for ago in range(1, DAYS):
            day = midnight - dt.timedelta(days=ago)
            weekend = 0.5 if day.weekday() > 4 else 1
            for _ in range(int(chance.randint(*CONVERSATIONS_A_DAY) * weekend)):
                count(kept, day, chance)
        for wordings, times in IN_VAIN:
            for number in range(times):
                day = midnight - dt.timedelta(days=chance.randint(1, 20))
                ask_in_vain(kept, day, wordings[number % len(wordings)], chance)


def count(kept: Transcripts, day: dt.datetime, chance: random.Random) -> None:
    """A conversation of somebody whose words are gone."""
    began, city = moment(day, chance), chance.choice(CITIES)
    for number in range(chance.choice(TURNS_OF_EACH)):
        at, line = began + number * 90_000, f"sample-{began}"
        (outcome, _, topics) = chance.choices(OUTCOMES, [share for _, share, _ in OUTCOMES])[0]
        hits = [(chance.choice(TOLD), Way.TOLD)] if outcome is Outcome.ANSWERED else []
        tally.count(kept, line, Turn(at, began, outcome, city, chance.choice(topics)), hits)
        if outcome is Outcome.ANSWERED and chance.random() < 0.25:
            tally.count_verdict(kept, line, at, chance.random() < 0.85)


def ask_in_vain(kept: Transcripts, day: dt.datetime, text: str, chance: random.Random) -> None:
    at = moment(day, chance)
    line = f"sample-{at}"
    kept.append(line, Accepted(at=at, id=line, text=text))
    tally.count(kept, line, Turn(at, at, Outcome.REFUSED, "兰溪市", ""), ())


def moment(day: dt.datetime, chance: random.Random) -> int:
    time = day + dt.timedelta(
        hours=chance.choice(HOURS), minutes=chance.randint(0, 59), milliseconds=chance.randint(0, 59_999)
    )
    return int(time.timestamp() * 1000)


if __name__ == "__main__":
    main()
