"""A stand-in for what the action server has for the gateway: lookups and summaries."""

from __future__ import annotations

import socket

from sanic import HTTPResponse, Request, Sanic
from sanic.response import html, json, raw

KEY = "Kept-key_of_24_letters_A"

app = Sanic("stub_actions")


@app.post("/lookup")
async def lookup(request: Request) -> HTTPResponse:
    """What is asked decides what happens; no city but 兰溪 is known."""
    app.ctx.received = request.json
    if request.json["q"] == "出错":
        return json({}, status=500)
    if request.json["region"] not in (None, "兰溪市"):
        return json({"message": "没有这个地区"}, status=404)
    hit = {
        "id": "lanxi-gig-where",
        "question": "零工市场在哪里？",
        "answer": "在振兴路。",
        "region": "兰溪市",
        "category": "零工市场",
        "effective_from": None,
        "effective_to": None,
        "source": {"title": "兰江导报", "publisher": None, "date": "2025-12-16", "url": None, "article": None},
        "score": 0.91,
    }
    return json({"hits": [hit], "decision": "answer", "took_ms": 4.2})


@app.get("/received")
async def received(request: Request) -> HTTPResponse:
    """The last lookup."""
    return json(app.ctx.received)


@app.get("/summary/<key:str>/<form:str>")
async def summary(request: Request, key: str, form: str) -> HTTPResponse:
    """Knows one key."""
    if key != KEY:
        return json({}, status=404)
    return raw(b"%PDF-1.3 page", content_type="application/pdf") if form == "pdf" else html("<h1>维权情况单</h1>")


@app.get("/summary/<key:str>/<paper:str>/<form:str>")
async def document(request: Request, key: str, paper: str, form: str) -> HTTPResponse:
    """Knows two papers of that key."""
    if key != KEY or paper not in ("arbitration", "complaint"):
        return json({}, status=404)
    return raw(f"{paper} as {form}".encode(), content_type="application/octet-stream")


def serve_actions(sock: socket.socket) -> None:
    """Run it in this process on a bound socket."""
    app.run(sock=sock, single_process=True, access_log=False, motd=False)
