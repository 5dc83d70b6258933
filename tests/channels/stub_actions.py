"""A stand-in for what the action server has for the gateway: lookups, stories and summaries."""

from __future__ import annotations

import asyncio
import base64
import socket
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sanic import HTTPResponse, Request, Sanic
from sanic.response import html, json, raw

KEY = "Kept-key_of_24_letters_A"

EVIL = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>"

app = Sanic("stub_actions")
app.ctx.lookups = []
app.ctx.is_down = False


def hit(id_: str, question: str, answer: str = "在振兴路。", score: float = 0.91, **other: object) -> dict[str, Any]:
    """One answer as the action server gives it."""
    return {
        "id": id_,
        "question": question,
        "answer": answer,
        "region": "兰溪市",
        "category": "零工市场",
        "effective_from": None,
        "effective_to": None,
        "as_of": None,
        "source": {"title": "兰江导报", "publisher": None, "date": "2025-12-16", "url": None, "article": None},
        "score": score,
        **other,
    }


WHERE = hit("lanxi-gig-where", "零工市场在哪里？")
LEVELS = (
    hit("level-now", "失业金一个月多少？", "每月2060元。按月发放到卡里。", 0.8, effective_from="2025-07-01"),
    hit("level-before", "以前失业金一个月多少？", "每月1800元。", 0.1, effective_to="2025-06-30"),
)
BAD = hit(
    EVIL, EVIL, EVIL, region=EVIL, category=EVIL,
    source={"title": EVIL, "publisher": EVIL, "date": None, "url": "javascript:alert(3)", "article": EVIL},
)  # fmt: skip
FOUND = {
    "失业金": {"hits": LEVELS, "decision": "choose"},
    "天气": {"hits": [hit("far", "高温费发几个月？", score=0.04)], "decision": "refuse"},
    "空": {"hits": [], "decision": "refuse"},
    "恶意": {"hits": [BAD], "decision": "answer"},
}


FINDING = {
    "kind": "unnamed", "field": "answer", "text": "答案里没有提到问的是什么", "other": "", "score": 0.0,
    "is_serious": True,
}  # fmt: skip


CONTRADICTION = {
    "kind": "contradiction", "field": "answer", "text": "兰溪市的“零工市场在哪里？”说的是3天，这里是9天，请核对哪个对",
    "other": "lanxi-gig-where", "score": 0.9, "is_serious": True,
}  # fmt: skip
QUOTATION = {
    "paper": 1, "title": "求职补贴办法", "region": "兰溪市", "date": "2026-03-01", "file": "办法.txt", "scanned": False,
    "heading": "第一条", "text": "毕业年度的困难家庭毕业生可以申请。", "score": 0.9,
}  # fmt: skip


@app.post("/check")
async def check(request: Request) -> HTTPResponse:
    """One thing to say about whatever it is, and of nine days another."""
    app.ctx.received = request.json
    findings = [FINDING, *([CONTRADICTION] if "9天" in request.json["contents"]["answer"] else [])]
    return json({"findings": findings})


@app.post("/try")
async def trial(request: Request) -> HTTPResponse:
    """Finds what is edited first, and then the market."""
    app.ctx.received = request.json
    if request.json["region"] not in (None, "兰溪市"):
        return json({"message": "没有这个地区"}, status=404)
    cells = request.json["contents"]
    draft = [hit(cells["id"], cells["question"], cells["answer"], 0.95)] if cells else []
    hits = [*draft, BAD if request.json["q"] == "恶意" else WHERE]
    tried = [{"hit": one, "wording": one["question"], "likeness": 0.875, "is_draft": one in draft} for one in hits]
    return json({
        "decision": "answer", "told": hits[0], "candidates": tried, "topic": "零工市场", "took_ms": 12.5,
        "why": ["按“兰溪市”找：选的是这里", "所以直接答第一条"],
    })  # fmt: skip


@app.post("/near")
async def near(request: Request) -> HTTPResponse:
    """Whoever asks about the market asks what is known."""
    app.ctx.received = request.json
    known = (row["id"] for row in request.json["rows"] if "零工市场" in row["question"])
    return json({id: ["lanxi-gig-where", "几乎一样"] for id in known})


@app.post("/placing")
async def placing(request: Request) -> HTTPResponse:
    """Questions lie near each other that share letters; the market is near what asks for it."""
    placed = [
        {
            "vector": base64.b64encode(placed_by_letters(text).tobytes()).decode(),
            "nearest": WHERE["id"],
            "cosine": float("市场" in text),
        }
        for text in request.json["texts"]
    ]
    return json({"made_by": "stub", "placed": placed})


def placed_by_letters(text: str) -> NDArray[np.float32]:
    """A unit vector (float32) with a direction for each letter."""
    vector = np.zeros(512, np.float32)
    for letter in text:
        vector[ord(letter) % 512] += 1
    return vector / np.float32(np.linalg.norm(vector))


@app.post("/papers")
async def papers(request: Request) -> HTTPResponse:
    """One excerpt for whatever is asked; no city but 兰溪 is known."""
    app.ctx.received = request.json
    if request.json["region"] not in (None, "兰溪市"):
        return json({"message": "没有这个地区"}, status=404)
    return json({"quotations": [QUOTATION]})


@app.post("/lookup")
async def lookup(request: Request) -> HTTPResponse:
    """What is asked decides what happens; no city but 兰溪 is known."""
    app.ctx.received = request.json
    app.ctx.lookups.append(request.json["q"])
    if app.ctx.is_down:
        return json({}, status=500)
    if request.json["q"] == "慢":
        await asyncio.sleep(2)
    if request.json["q"] == "出错":
        return json({}, status=500)
    if request.json["region"] not in (None, "兰溪市"):
        return json({"message": "没有这个地区"}, status=404)
    found = FOUND.get(request.json["q"], {"hits": [WHERE], "decision": "answer"})
    return json({**found, "took_ms": 4.2})


@app.post("/story")
async def story(request: Request) -> HTTPResponse:
    """Tells what was told, as one fact of many kinds."""
    app.ctx.received = request.json
    told = request.json["story"]
    facts = [
        {"kind": "age", "words": "53岁", "person": "mother", "negated": False},
        {"kind": "money", "words": told, "person": "self", "negated": True},
    ]
    lookup = {"hits": LEVELS, "decision": "choose", "took_ms": 9.5}
    return json({"topic": f"失业了怎么办{told}", "region": None, "facts": facts, "lookup": lookup})


@app.post("/neighbours")
async def neighbours(request: Request) -> HTTPResponse:
    """What stands beside an answer."""
    app.ctx.received = request.json
    beside = {"level-now": ([LEVELS[1]], [WHERE]), EVIL: ([BAD], [BAD])}
    editions, related = beside.get(request.json["id"], ([], []))
    return json({"editions": editions, "related": related})


@app.get("/health")
async def health(request: Request) -> HTTPResponse:
    """Up, unless told otherwise."""
    return json({"status": "ok"}, status=500 if app.ctx.is_down else 200)


@app.get("/cities")
async def cities(request: Request) -> HTTPResponse:
    """Two cities."""
    return json({"cities": ["兰溪市", "舟山市"]})


@app.post("/test/down")
async def set_down(request: Request) -> HTTPResponse:
    """Whether lookups fail from now on; answers what was looked up until now."""
    app.ctx.is_down = request.json
    return json(app.ctx.lookups)


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
