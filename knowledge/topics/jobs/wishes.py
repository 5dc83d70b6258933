"""What work somebody wants, gathered over several sentences."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from knowledge.language.reading import Reading
from knowledge.places.regions import PlaceMention, Region, RegionTree
from knowledge.topics.jobs.job import PayUnit
from knowledge.topics.jobs.pay import likely_unit, rounded
from knowledge.topics.jobs.remarks import OPPOSED, Aspect, Remark, read_remark
from knowledge.topics.jobs.vocabulary import WORD_KINDS, vocabulary

# "再高一点" raises what was asked by a fifth, "低一点" lowers it as much.
STEP = 0.2


@dataclass(frozen=True)
class PayWish:
    """At least ``amount`` yuan per ``unit``; ``at_best``: the upper end of the advertised pay need only come to it."""

    amount: float
    unit: PayUnit
    at_best: bool = False


@dataclass(frozen=True)
class JobWish:
    """Everything is optional.

    ``trades`` and ``features`` are names of the vocabulary, any of them will do (of perks: all); ``unwanted`` trades and
    ``refused`` features must not be. ``words`` are sought in titles and employers. ``open`` are the aspects that were said
    not to matter. ``spot``: the street or town of the region where a job would best be. ``nearby``: distance matters; the
    point ``near`` (latitude, longitude in WGS-84) comes from elsewhere.
    """

    trades: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    region: Region | None = None
    spot: str = ""
    pay: PayWish | None = None
    age: int | None = None
    words: tuple[str, ...] = ()
    nearby: bool = False
    near: tuple[float, float] | None = None
    open: frozenset[Aspect] = frozenset()

    def corrected_by(self, reading: Reading[PlaceMention], asked: Aspect | None = None) -> JobWish:
        """The wish after one more sentence; ``asked`` is the aspect that a question before it asked for.

        What the sentence does not touch stays; a sentence that says nothing about work gives an equal wish.
        """
        remark = read_remark(reading, asked)
        trades, unwanted = self._trades(remark)
        features, refused = self._features(remark)
        changed = replace(
            self,
            trades=trades,
            unwanted=unwanted,
            features=features,
            refused=refused,
            region=self._region(remark),
            pay=self._pay(remark),
            age=remark.age or self.age,
            words=remark.words or (() if remark.names & vocabulary().near.keys() else self.words),
            nearby=self.nearby or remark.nearby,
        )
        dropped = {kind for kind in OPPOSED if vocabulary().of_kind(self.features & remark.dropped, kind)}
        return replace(changed, open=(self.open | remark.anything | dropped) - changed._settled(self))

    @property
    def settled(self) -> frozenset[Aspect]:
        """The aspects that need not be asked for any more: said, or said not to matter."""
        return self._settled(JobWish()) | self.open

    def _settled(self, before: JobWish) -> frozenset[Aspect]:
        """The aspects with a value that they did not have ``before``."""
        values: dict[Aspect, tuple[object, object]] = {
            "trades": (self.trades, before.trades),
            "region": (self.region, before.region),
            "pay": (self.pay, before.pay),
            "time": (vocabulary().of_kind(self.features, "time"), vocabulary().of_kind(before.features, "time")),
            "engagement": (
                vocabulary().of_kind(self.features, "engagement"),
                vocabulary().of_kind(before.features, "engagement"),
            ),
            "words": (self.words, before.words),
        }
        return frozenset(aspect for aspect, (now, then) in values.items() if now and now != then)

    def _trades(self, remark: Remark) -> tuple[frozenset[str], frozenset[str]]:
        all_trades = vocabulary().near.keys()
        wanted, refused = remark.names & all_trades, remark.refused & all_trades
        kept = frozenset() if "trades" in remark.anything or (wanted and not remark.adds) else self.trades
        return (kept | wanted) - refused, (self.unwanted | refused) - wanted

    def _features(self, remark: Remark) -> tuple[frozenset[str], frozenset[str]]:
        """A new time of day or engagement replaces the old one; perks and personal conditions add up."""
        features, refused = self.features, self.refused
        for kind in WORD_KINDS:
            wanted, not_wanted = (vocabulary().of_kind(names, kind) for names in (remark.names, remark.refused))
            if kind in remark.anything:
                features -= vocabulary().of_kind(features, kind)
                refused -= vocabulary().of_kind(refused, kind)
            if wanted and kind in ("time", "engagement") and not remark.adds:
                features -= vocabulary().of_kind(features, kind)
            features = (features | wanted) - not_wanted - remark.dropped
            refused = (refused | not_wanted) - wanted
        return features, refused

    def _region(self, remark: Remark) -> Region | None:
        if remark.region:
            return remark.region
        if remark.wider and self.region and self.region.parent and self.region.depth > 2:
            return self.region.parent
        return None if "region" in remark.anything else self.region

    def _pay(self, remark: Remark) -> PayWish | None:
        if remark.pay:
            before = self.pay.unit if self.pay else None
            return PayWish(remark.pay.amount, remark.pay.unit or likely_unit(remark.pay.amount, before))
        if "pay" in remark.anything:
            return None
        if self.pay and remark.pay_step:
            factor = 1 + STEP * remark.pay_step
            return replace(self.pay, amount=rounded(self.pay.amount * factor, up=remark.pay_step > 0), at_best=False)
        return self.pay

    def state(self) -> dict[str, Any]:
        """The wish as JSON can hold it, for ``from_state``."""
        return {
            **{name: sorted(getattr(self, name)) for name in ("trades", "unwanted", "features", "refused", "open")},
            "region": self.region.code if self.region else None,
            "spot": self.spot,
            "pay": asdict(self.pay) if self.pay else None,
            "age": self.age,
            "words": list(self.words),
            "nearby": self.nearby,
            "near": list(self.near) if self.near else None,
        }

    @classmethod
    def from_state(cls, state: dict[str, Any], regions: RegionTree) -> JobWish:
        """The wish that gave this ``state``. Raises UnknownRegion when its region is no more."""
        return cls(
            **{n: frozenset(state[n]) for n in ("trades", "unwanted", "features", "refused", "open")},
            region=regions.by_code(state["region"]) if state["region"] else None,
            spot=state.get("spot", ""),
            pay=PayWish(**state["pay"]) if state["pay"] else None,
            age=state["age"],
            words=tuple(state["words"]),
            nearby=state["nearby"],
            near=tuple(state["near"]) if state["near"] else None,
        )


def read_wish(reading: Reading[PlaceMention]) -> JobWish:
    """The wish that a first sentence gives."""
    return JobWish().corrected_by(reading)
