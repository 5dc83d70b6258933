"""A stand-in for the dialogue engine and the action server.

What a message says decides what happens to it (what begins with "拒" is refused); every other message is answered with what
arrived.
"""

from __future__ import annotations

import asyncio
import socket
from json import dumps
from pathlib import Path

import yaml
from sanic import HTTPResponse, Request, Sanic
from sanic.response import empty, json, text

REPLIES = yaml.safe_load(Path(__file__).with_name("replies.yml").read_text("utf-8"))

TOKEN = "known to the gateway alone"

app = Sanic("stub_engine")
app.ctx.model_file = "20260101.tar.gz"
app.ctx.status_requests = app.ctx.slow = 0
app.ctx.heard = {}
app.ctx.forgotten = []
app.ctx.cities = ["兰溪市", "舟山市"]
app.ctx.cities_requests = 0


@app.post("/webhooks/gateway/webhook")
async def webhook(request: Request) -> HTTPResponse:
    """Answer like the engine's own channel."""
    received, before = request.json, app.ctx.heard.get(request.json["sender"])
    app.ctx.heard[received["sender"]] = received
    if received["message"] == "慢":
        app.ctx.slow += 1
        await asyncio.sleep(5)
    fixed = {
        "沉默": json([]),
        "空话": json([{"recipient_id": received["sender"], "text": ""}]),
        "出错": json({"status": "failure"}, status=500),
        "乱码": text("<html>Internal Server Error</html>"),
        "对象": json({"text": "不是列表"}),
        "听到了什么": json([{"recipient_id": received["sender"], "text": dumps(before, ensure_ascii=False)}]),
        "我是谁": json([{"recipient_id": received["sender"], "text": received["sender"]}]),
        "三句": json([{"recipient_id": received["sender"], "text": f"第{number}句"} for number in "一二三"]),
    }
    status = {"status": "refused"} if received["message"].startswith("拒") else {}
    echo = [{"text": received["message"], "custom": {"received": received, **status}}]
    messages = REPLIES.get(received["message"], echo)
    sent = json([{"recipient_id": received["sender"], **message} for message in messages])
    return fixed.get(received["message"], sent)


@app.post("/webhooks/gateway/forget")
async def forget(request: Request) -> HTTPResponse:
    """As the engine's own channel does."""
    app.ctx.forgotten.append(request.json["line"])
    return empty()


@app.get("/test/forgotten")
async def forgotten(request: Request) -> HTTPResponse:
    """Which lines were to be forgotten."""
    return json(app.ctx.forgotten)


@app.get("/")
async def root(request: Request) -> HTTPResponse:
    """Rasa's greeting."""
    return text("Hello from Rasa: 3.6.21")


@app.get("/status")
async def status(request: Request) -> HTTPResponse:
    """Rasa's report for those who know its token; no model file until the model is loaded."""
    if request.args.get("token") != TOKEN:
        return json({"reason": "NotAuthenticated"}, status=401)
    app.ctx.status_requests += 1
    return json({"model_file": app.ctx.model_file, "model_id": "stub", "num_active_training_jobs": 0})


@app.get("/health")
async def health(request: Request) -> HTTPResponse:
    """The action server's report."""
    return json({"status": "ok"})


@app.get("/test/slow")
async def slow(request: Request) -> HTTPResponse:
    """How often it was asked for a slow reply."""
    return json(app.ctx.slow)


@app.get("/cities")
async def cities(request: Request) -> HTTPResponse:
    """The cities that the action server knows, or an error for none."""
    app.ctx.cities_requests += 1
    return json({"cities": app.ctx.cities}, status=200 if app.ctx.cities else 500)


@app.post("/test/cities")
async def set_cities(request: Request) -> HTTPResponse:
    """What ``/cities`` is to answer from now on; answers how often it was asked until now."""
    app.ctx.cities = request.json
    return json(app.ctx.cities_requests)


@app.post("/test/model")
async def set_model(request: Request) -> HTTPResponse:
    """What ``/status`` is to report from now on; answers how often it was asked until now."""
    app.ctx.model_file = request.json
    return json(app.ctx.status_requests)


def serve_stub(sock: socket.socket) -> None:
    """Run it in this process on a bound socket."""
    app.run(sock=sock, single_process=True, access_log=False, motd=False)
