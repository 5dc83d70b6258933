"""What the gateway asks of the action server, with the real search and real pages."""

from __future__ import annotations

import asyncio
import datetime as dt
from io import BytesIO
from types import SimpleNamespace

import httpx
import numpy as np
import pytest
from docx import Document
from pypdf import PdfReader
from sanic import Sanic
from sanic.config import Config

from actions.contract.queries import Findings, Heard
from actions.editing import findings, near_duplicates
from actions.live import Live
from actions.lookup import look_up
from actions.papers import Papers
from actions.server import gateway_routes
from actions.summaries import Summaries
from actions.workers import Workers
from knowledge.topics.claims.case import ClaimKind

App = Sanic[Config, SimpleNamespace]


@pytest.fixture(scope="module")
def app(live: Live, summaries: Summaries) -> App:
    app = Sanic("actions_for_gateway")
    app.blueprint(gateway_routes(live, summaries, Papers(live.world.database), Workers()))
    return app


async def start(app: App) -> None:
    """What a server does before its first request (and after its last: nothing here minds)."""
    messages = iter(({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}))

    async def receive() -> dict[str, str]:
        return next(messages)

    async def send(message: object) -> None:
        pass

    await app({"type": "lifespan"}, receive, send)


def request(app: App, method: str, path: str, body: object = None) -> httpx.Response:
    async def send() -> httpx.Response:
        await start(app)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://actions") as client:
            return await client.request(method, path, json=body)

    return asyncio.run(send())


def test_the_engine_gets_the_vector_that_the_search_goes_by(app: App, live: Live) -> None:
    text = "失业金怎么领"
    sent = request(app, "POST", "/vector", {"text": text}).content
    encoder = live.dialogue.searcher.encoder
    assert np.array_equal(np.frombuffer(sent, "<f4"), encoder.vectors([text])[0])
    assert encoder.queries([text]) is encoder.queries([text]), "it is encoded once"


def test_what_editors_ask(app: App, live: Live) -> None:
    same = {"id": "a", "question": "青年驿站可以免费住几天？", "answer": "免费住9天。", "region": "兰溪市"}
    checked = request(app, "POST", "/check", {"contents": same, "before": None})
    assert Findings.model_validate_json(checked.content) == findings(live.world, same, None)
    near = request(app, "POST", "/near", {"rows": [same]}).json()
    assert near == {"a": list(near_duplicates(live.world, [same])["a"])}


def test_a_lookup(app: App, live: Live) -> None:
    response = request(app, "POST", "/lookup", {"q": "失业金怎么领", "region": "兰溪", "limit": 2})
    expected = look_up(live.dialogue.searcher, "失业金怎么领", "兰溪", 2)
    assert response.status_code == 200 and len(expected.hits) == 2
    assert response.json() | {"took_ms": 0} == expected.model_dump(mode="json") | {"took_ms": 0}


def test_a_lookup_without_a_region(app: App) -> None:
    found = request(app, "POST", "/lookup", {"q": "上班多久要签合同", "region": None, "limit": 5}).json()
    assert found["decision"] == "answer" and found["hits"][0]["id"] == "nation-contract-written"


def test_a_lookup_in_an_unknown_region(app: App) -> None:
    assert request(app, "POST", "/lookup", {"q": "失业金", "region": "火星市", "limit": 5}).status_code == 404


def test_the_cities_are_those_of_the_searcher_in_use(app: App, live: Live) -> None:
    assert request(app, "GET", "/cities").json() == {"cities": ["兰溪市", "上饶市"]}
    assert [city.name for city in live.dialogue.searcher.cities] == ["兰溪市", "上饶市"]


def test_a_page_in_both_forms(app: App, summaries: Summaries) -> None:
    summary = ClaimKind.load("wages").summary({"employed": "working"}, None, dt.date(2026, 11, 22))
    key = summaries.keep(summary).html.removeprefix("/summary/").removesuffix(".html")
    page = request(app, "GET", f"/summary/{key}/html")
    assert page.headers["content-type"] == "text/html; charset=utf-8" and "被拖欠工资" in page.text
    paper = request(app, "GET", f"/summary/{key}/pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert "还在干" in PdfReader(BytesIO(paper.content)).pages[0].extract_text()


def test_a_page_that_is_gone(app: App) -> None:
    assert request(app, "GET", f"/summary/{'x' * 24}/html").status_code == 404


def test_the_papers_of_a_page_in_both_forms(app: App, summaries: Summaries) -> None:
    summary = ClaimKind.load("wages").summary({"employed": "working", "stage": "none"}, None, dt.date(2026, 11, 22))
    (links, _) = summaries.keep(summary).documents
    word = request(app, "GET", links.docx.replace(".arbitration.", "/arbitration/"))
    assert word.headers["content-type"].endswith("wordprocessingml.document")
    assert Document(BytesIO(word.content)).paragraphs[0].text == "劳动人事争议仲裁申请书"
    paper = request(app, "GET", links.pdf.replace(".arbitration.", "/arbitration/"))
    assert paper.headers["content-type"] == "application/pdf"
    assert "仲裁请求" in PdfReader(BytesIO(paper.content)).pages[0].extract_text()
    gone = links.docx.replace(".arbitration.", "/recognition/")
    for path in (gone, f"/summary/{'x' * 24}/complaint/pdf"):
        assert request(app, "GET", path).status_code == 404


def test_a_lookup_as_of_a_day(app: App) -> None:
    asked = {"q": "失业金每月领多少", "region": "兰溪市", "limit": 1}
    ids = [
        request(app, "POST", "/lookup", asked | {"as_of": day}).json()["hits"][0]["id"] for day in (None, "2024-06-01")
    ]
    assert ids[1] == "lanxi-unemployment-before" != ids[0]
    beside = request(app, "POST", "/neighbours", {"id": ids[0]}).json()
    assert [hit["id"] for hit in beside["editions"]] == ["lanxi-unemployment-before"]


def test_a_story(app: App) -> None:
    told = {"story": "我爸58岁，老板欠他5000块", "region": "兰溪", "limit": 2}
    heard = Heard.model_validate_json(request(app, "POST", "/story", told).content)
    assert [(fact.kind, fact.words) for fact in heard.facts] == [("sex", "男"), ("age", "58岁"), ("money", "5000块")]
    assert heard.region == "兰溪市"
    assert request(app, "POST", "/story", told | {"region": "火星市"}).status_code == 404
