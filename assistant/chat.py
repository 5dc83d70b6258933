"""``assistant chat``: a conversation in the terminal, over the running assistant, for trying things."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Sequence

import httpx
from pydantic import ValidationError

from actions.contract.messages import Button
from assistant.settings import Settings
from channels.contract.events import Answerer, Changed, Events, Message, Replied
from channels.errors import ErrorBody
from channels.health import Report
from knowledge.errors import ReadableError

QUIT = "/quit"
# Longer than the gateway waits for the engine with what was said before still under way.
TIMEOUT_SECONDS = 60.0
HELP = f"说一句话，回车发送；选按钮写它的编号，如 /1；空回车看有没有新消息；{QUIT} 退出。"

_NUMBER = re.compile(r"/\d+")

Ask = Callable[[], str | None]


class NotRunning(ReadableError):
    """Nothing that answers is there to talk to."""


class Talk:
    """One conversation. ``client``: of the gateway; ``region``: the city that every message names, if any."""

    def __init__(self, client: httpx.Client, region: str | None) -> None:
        self._client, self._region = client, region
        self._sender, self._after = f"web-{secrets.token_hex(16)}", 0
        self._buttons: Sequence[Button] = ()

    def say(self, text: str) -> Iterator[str]:
        """What is to be read after this; "" says nothing and asks what is new. Raises NotRunning."""
        button = self._button(text)
        if button is None and _NUMBER.fullmatch(text):
            yield "没有这个编号。"
            return
        yield from self._exchange(button.payload if button else text)

    def _button(self, text: str) -> Button | None:
        """The button that "/2" names. A bare "2" may answer "几年了？", so it goes to the assistant."""
        numbers = {f"/{number}": button for number, button in enumerate(self._buttons, 1)}
        return numbers.get(text)

    def _exchange(self, message: str) -> Iterator[str]:
        say = {"id": secrets.token_hex(8), "message": message, "metadata": {"region": self._region}}
        body = {"sender": self._sender, "after": self._after, "say": say if message else None}
        response = _reached(lambda: self._client.post("/api/line", json=body))
        if response.status_code != 200:
            yield _refusal(response)
            return
        for event in Events.model_validate_json(response.content).events:
            self._after = event.at
            if isinstance(event, Replied):
                yield self._shown(event.message, event.author)
            elif isinstance(event, Changed):
                yield f"[{event.event}]\n{event.text}"

    def _shown(self, message: Message, author: Answerer) -> str:
        """A message with its status above and its buttons, counted, below."""
        self._buttons = [Button.model_validate(button) for button in message.get("buttons") or ()]
        status = message.get("custom", {}).get("status", "")
        head = "[工作人员]" if author is Answerer.DESK else f"[{status}]"
        buttons = (f"  /{number} {button.title}" for number, button in enumerate(self._buttons, 1))
        return "\n".join((head, message.get("text") or "", *buttons))


def chat(settings: Settings, region: str | None, ask: Ask, tell: Callable[[str], None]) -> None:
    """Talk until ``ask`` gives None or "/quit". Raises NotRunning."""
    with httpx.Client(base_url=settings.local_url, trust_env=False, timeout=TIMEOUT_SECONDS) as client:
        _require_running(client)
        tell(f"暖驿，城市：{region or '不限'}。{HELP}")
        talk = Talk(client, region)
        while (line := ask()) is not None and line.strip() != QUIT:
            for text in talk.say(line.strip()):
                tell(f"{text}\n")


def _require_running(client: httpx.Client) -> None:
    response = _reached(lambda: client.get("/healthz"))
    try:
        report = Report.model_validate_json(response.content)
    except ValidationError as error:
        raise NotRunning(f"{client.base_url} 上的不是暖驿，请用 PORT 写对端口") from error
    if report.status != "ok":
        down = "、".join(name for name, state in report.components.items() if state != "ok")
        raise NotRunning(f"暖驿还没准备好（{down}），请过一会儿再试；一直这样，看 DATA_DIR 里的 logs/")


def _reached(request: Callable[[], httpx.Response]) -> httpx.Response:
    try:
        return request()
    except httpx.TimeoutException as error:
        raise NotRunning("等了一分钟没有回音，请看 DATA_DIR 里的 logs/") from error
    except httpx.HTTPError as error:
        address = error.request.url.copy_with(path="/")
        raise NotRunning(f"{address} 没有暖驿在运行：请先 make run（端口不是 8080 的，这里也要写上 PORT）") from error


def _refusal(response: httpx.Response) -> str:
    return ErrorBody.model_validate_json(response.content).error.message
