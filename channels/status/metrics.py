"""What is counted of the gateway's work: for Prometheus at ``/metrics``, and the last hour's turns for the status page."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from channels.contract.events import Message

# Seconds; people wait no longer than the last one without a word (ENGINE_TIMEOUT).
_BUCKETS = (0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12, 20)
REMEMBERED_SECONDS = 3600
_MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Recent:
    """Turns of the last ``REMEMBERED_SECONDS``: how many, how long the middle one and the slowest of twenty took (seconds,
    None where there was none), and how many had no answer because a part was down."""

    turns: int
    p50: float | None
    p95: float | None
    unavailable: int


class Metrics:
    """Counts of one gateway."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = self._counter("http_requests", "Requests by route and status", "route", "status")
        self._request_seconds = self._histogram(
            "http_request_seconds", "Seconds that a response took, by route", "route"
        )
        self._turns = self._counter("turns", "Answers by their status (docs/api/openapi.yml)", "status")
        self._turn_seconds = self._histogram("turn_seconds", "Seconds from a message to its whole answer")
        self._refused = self._counter("refused", "What was asked for and not taken, by reason", "reason")
        self._up = Gauge("nuanyi_up", "1 for a part that is up", ["part"], registry=self.registry)
        self._recent: deque[tuple[float, float, bool]] = deque(maxlen=_MOST_REMEMBERED)

    def request(self, route: str, status: int, seconds: float) -> None:
        """A response was sent."""
        self._requests.labels(route, status).inc()
        self._request_seconds.labels(route).observe(seconds)

    def turn(self, answer: Sequence[Message], seconds: float) -> None:
        """A message has its whole answer."""
        statuses = [message.get("custom", {}).get("status", "") for message in answer] or ["none"]
        for status in statuses:
            self._turns.labels(status).inc()
        self._turn_seconds.observe(seconds)
        self._recent.append((time.monotonic(), seconds, "unavailable" in statuses))

    def refused(self, reason: str) -> None:
        """Something was not taken."""
        self._refused.labels(reason).inc()

    def up(self, part: str, is_up: bool) -> None:
        """Whether a part is."""
        self._up.labels(part).set(is_up)

    def gauge(self, name: str, what: str, value: Callable[[], float]) -> None:
        """Something that is looked at when it is asked for."""
        Gauge(f"nuanyi_{name}", what, registry=self.registry).set_function(value)

    def recent(self) -> Recent:
        """The last hour's turns."""
        since = time.monotonic() - REMEMBERED_SECONDS
        turns = [(seconds, unavailable) for at, seconds, unavailable in self._recent if at >= since]
        took = [seconds for seconds, _ in turns]
        cuts = quantiles(took, n=20, method="inclusive") if len(took) > 1 else took * 19
        unavailable = sum(unavailable for _, unavailable in turns)
        return Recent(len(turns), cuts[9] if cuts else None, cuts[18] if cuts else None, unavailable)

    def exposition(self) -> bytes:
        """All of it as Prometheus reads it."""
        return generate_latest(self.registry)

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"nuanyi_{name}", what, labels, registry=self.registry)

    def _histogram(self, name: str, what: str, *labels: str) -> Histogram:
        return Histogram(f"nuanyi_{name}", what, labels, registry=self.registry, buckets=_BUCKETS)
