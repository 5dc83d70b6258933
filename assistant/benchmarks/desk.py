"""Look-ups at the hotline desk: from the letter typed to the result on the screen of a real browser, beside the bare HTTP
look-up of the same texts in the same run."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import numpy as np
from playwright.sync_api import Page, sync_playwright

from assistant.benchmarks.staff import Account, account, logged_in
from assistant.evaluation.chain import assistant_running
from assistant.evaluation.heldout import SEEN, load_cases
from assistant.settings import Settings
from channels.roles import Role
from knowledge.errors import ReadableError

QUESTIONS = 40
# An input method brings a word or two at a time; between them somebody who types fast takes that long.
PORTION, BETWEEN_MS = 2, 250
WARM_UP = 3
SCREEN = "屏幕上"
BARE = "只查不画"
BROWSER_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")

# Each portion is timed until a result is painted that was asked for with it or later: one overtaken by the next has to wait
# for that. What is drawn in a frame is on the screen when the task after that frame begins.
_STOPWATCH = """
window.benchTook = [];
const typed = [];
document.getElementById('q').addEventListener('input', (event) => typed.push(event.timeStamp));
new MutationObserver(() => {
  const shown = typed.splice(0);
  requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => window.benchTook.push(...shown.map((began) => performance.now() - began));
    painted.port2.postMessage(0);
  });
}).observe(document.getElementById('decision'), { childList: true });
"""


class NoBrowser(ReadableError):
    """There is no Chromium to measure with."""


@dataclass(frozen=True)
class Timing:
    """``count`` look-ups made in one ``way``; ``p50`` and ``p95`` in milliseconds."""

    way: str
    count: int
    p50: float
    p95: float

    @classmethod
    def of(cls, way: str, taken: Sequence[float]) -> Timing:
        p50, p95 = (float(np.percentile(taken, share)) for share in (50, 95))
        return cls(way, len(taken), p50, p95)


def bench_desk(settings: Settings, count: int = QUESTIONS) -> tuple[Timing, Timing]:
    """``count`` held-out questions, typed and looked up in turn: (bare, on the screen). Raises NoBrowser, NotRunningError,
    DatabaseError."""
    questions = _questions(count + WARM_UP)
    bare, screen = list[float](), list[float]()
    with (
        assistant_running(settings) as url,
        account(settings, Role.HOTLINE) as who,
        logged_in(url, who) as client,
        _desk(url, who) as page,
    ):
        for number, question in enumerate(questions):
            looked_up, shown = _look_up(client, question), _type(page, question)
            if number >= WARM_UP:
                bare += looked_up
                screen += shown
    return Timing.of(BARE, bare), Timing.of(SCREEN, screen)


def _questions(count: int) -> list[str]:
    """Some that are typed whole, from all kinds."""
    texts = sorted({case.turns[0] for case in load_cases(SEEN) if len(case.turns) == 1})
    return random.Random(0).sample(texts, count)  # noqa: S311 - the same ones each time


def _portions(question: str) -> Iterator[str]:
    return (question[start : start + PORTION] for start in range(0, len(question), PORTION))


def _look_up(client: httpx.Client, question: str) -> list[float]:
    """Milliseconds for each text that stands in the box while the question is typed."""
    taken, text = list[float](), ""
    for portion in _portions(question):
        text += portion
        started = time.perf_counter()
        client.post("/desk/lookup", json={"q": text, "region": "", "as_of": None}).raise_for_status()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _type(page: Page, question: str) -> list[float]:
    """Milliseconds from each portion to the screen."""
    count = 0
    for count, portion in enumerate(_portions(question), 1):  # noqa: B007 - the last one counts
        page.keyboard.insert_text(portion)
        page.wait_for_timeout(BETWEEN_MS)
    page.wait_for_function("count => window.benchTook.length === count", arg=count)
    taken: list[float] = page.evaluate("window.benchTook.splice(0)")
    page.keyboard.press("Escape")
    return taken


@contextmanager
def _desk(url: str, who: Account) -> Iterator[Page]:
    """The desk in a browser of its own, somebody logged in, their hands on the keyboard."""
    if not (chromium := shutil.which("chromium")):
        raise NoBrowser("没有找到 chromium，请先安装（Debian：apt-get install chromium）")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        page.goto(f"{url}/staff/login")
        page.get_by_label("账号").fill(who.name)
        page.get_by_label("密码").fill(who.password)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{url}/desk")
        page.locator("#line[data-state=ok]").wait_for()
        page.evaluate(_STOPWATCH)
        page.locator("#q").focus()
        yield page
        browser.close()
