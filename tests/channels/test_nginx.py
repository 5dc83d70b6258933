"""``deploy/nginx.conf`` in a real nginx, with TLS, before a real gateway."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.sync.client import connect

from assistant.ports import reserved_ports
from assistant.steps import die_with_parent
from knowledge.settings import ROOT
from tests.channels.conftest import Servers, Starter
from tests.channels.transports.test_live import Live
from tests.waiting import wait_until

MISSING = "这台机器没有 nginx，先装：apt-get install nginx-light"
MOST = 5  # messages of one address a minute
AROUND = """
daemon off;
worker_processes 1;
error_log stderr;
pid nginx.pid;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {server}
}}
"""


@dataclass(frozen=True)
class Front:
    """What faces people: ``plain`` and ``url`` are its addresses without and with TLS; ``gateway``: what stands behind."""

    gateway: str
    plain: str
    url: str
    trusted: ssl.SSLContext

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.url, trust_env=False, verify=self.trusted)


def certify(folder: Path) -> ssl.SSLContext:
    """A key and a certificate for localhost; who trusts it."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now, builder = (
        dt.datetime.now(dt.UTC),
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number()),
    )
    builder = builder.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    whole = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "fullchain.pem").write_bytes(whole)
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain))
    return ssl.create_default_context(cadata=whole.decode())


@pytest.fixture(scope="module")
def front(start: Starter, servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        assert "CI" not in os.environ, MISSING
        pytest.skip(MISSING)
    limits = {"proxies_count": 1, "secure_cookies": True, "client_per_minute": MOST}
    gateway = start.gateway(servers.engine.url, servers.engine.url, **limits)
    gateway.wait_until_listening()
    folder = tmp_path_factory.mktemp("nginx")
    trusted = certify(folder)
    nowhere, alive = start.nowhere.removeprefix("http://"), f"127.0.0.1:{gateway.port}"
    with reserved_ports(2) as (plain, secure):
        server = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
        one = "assistant:8080 max_fails=1 fail_timeout=3s"
        for written, here in {
            # Of two gateways one has died.
            f"server {one};": "".join(f"server {one.replace('assistant:8080', at)};" for at in (nowhere, alive)),
            "assistant:8080": f"127.0.0.1:{servers.engine.port}",  # stands for the one that runs everything
            "/etc/nginx/tls": str(folder),
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
            "listen [::]:80;": "",
            "listen [::]:443 ssl;": "",
        }.items():
            assert written in server
            server = server.replace(written, here)
        user = "user root;" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(AROUND.format(server=server, user=user), "utf-8")
        command = [nginx, "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=die_with_parent)
        found = Front(gateway.url, f"http://127.0.0.1:{plain}", f"https://localhost:{secure}", trusted)
        try:
            wait_until(lambda: answers(process, found), "nginx listens")
            yield found
        finally:
            process.terminate()
            process.communicate()


def answers(process: subprocess.Popen[str], front: Front) -> bool:
    assert process.poll() is None, process.stderr.read() if process.stderr else ""
    try:
        with front.client() as client:
            return client.get("/healthz").status_code in (200, 503)
    except httpx.TransportError:
        return False


def say(client: httpx.Client, message: str = "你好", **headers: str) -> httpx.Response:
    return client.post("/webhooks/rest/webhook", json={"sender": "工友", "message": message}, headers=headers)


def test_everything_goes_by_tls(front: Front) -> None:
    sent_on = httpx.get(f"{front.plain}/desk", trust_env=False)
    assert (sent_on.status_code, sent_on.headers["Location"]) == (301, "https://127.0.0.1/desk")
    with front.client() as client:
        page = client.get("/")
        assert page.status_code == 200 and page.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert page.headers["X-Content-Type-Options"] == "nosniff", "our own headers come through"


def test_a_page_that_is_open_talks_by_websocket(front: Front) -> None:
    with connect(f"{front.url.replace('https', 'wss')}/api/line", ssl=front.trusted, proxy=None) as socket:
        line = Live(socket)
        line.send(sender="web-" + "7" * 32, after=0)
        assert line.event()["event"] == "welcome"


def test_what_is_for_the_machine_alone_stays_inside(front: Front) -> None:
    with front.client() as client:
        assert client.get("/metrics").status_code == 404


def test_nobody_chooses_an_address_of_his_own(front: Front) -> None:
    """What we see here is this machine, which is not slowed down; an address that is believed is."""
    forged = {"X-Forwarded-For": "203.0.113.9"}
    with front.client() as client, httpx.Client(base_url=front.gateway, trust_env=False) as past:
        assert {say(client, **forged).status_code for _ in range(2 * MOST)} == {200}
        assert [say(past, **forged).status_code for _ in range(2 * MOST)][-1] == 429


def test_a_file_that_is_too_large_ends_at_the_door(front: Front) -> None:
    with front.client() as client:
        reply = client.post("/api/admin/papers/add?file=a.txt", content=b"x" * (17 * 1024 * 1024 + 1))
    assert reply.status_code == 413


def test_what_is_sent_again_is_answered_once(front: Front) -> None:
    """The engine tells what it heard before; of what has no key, nothing is the same."""
    with front.client() as client:
        key = {"Idempotency-Key": "the-same"}
        say(client, "第一句")
        once, again = (say(client, "听到了什么", **key).json() for _ in range(2))
        assert "第一句" in once[0]["text"] and again == once
        assert say(client, "听到了什么").json() != once


def test_the_back_office_is_where_everything_runs(front: Front) -> None:
    with front.client() as client:
        assert {client.get(path).status_code for path in ("/desk", "/staff/session")} & {404} == set()
        assert {client.get(path).status_code for path in ("/admin", "/admin/x", "/api/admin/jobs")} == {404}
