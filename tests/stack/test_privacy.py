"""Nothing of what people say leaves the machine, and what they want forgotten is."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest

from tests.stack.conftest import Assistant, copy_prepared, started
from tests.waiting import wait_until

EVERY_SECONDS = 0.1


def sockets(pid: int) -> set[str]:
    """The inodes of a process's sockets."""
    try:
        links = [link.readlink().name for link in Path(f"/proc/{pid}/fd").iterdir()]
    except OSError:  # it has ended, or a file of it has been closed
        return set()
    return {name.removeprefix("socket:[").removesuffix("]") for name in links if name.startswith("socket:[")}


def remote_ends() -> Iterator[tuple[str, str]]:
    """The inode and the far end of every socket of this network namespace that is, or was to be, connected."""
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, _, far, *rest = row.split()
            # Each group of four bytes stands in the machine's order (proc(5)).
            digits = far.partition(":")[0]
            groups = [bytes.fromhex(digits[place : place + 8])[::-1] for place in range(0, len(digits), 8)]
            yield rest[6], str(ip_address(b"".join(groups)))


def is_outside(address: str) -> bool:
    end = ip_address(address)
    end = getattr(end, "ipv4_mapped", None) or end
    return not (end.is_loopback or end.is_unspecified)


@contextmanager
def watched(assistant: Assistant) -> Iterator[dict[str, set[str]]]:
    """The far ends outside of this machine that the assistant's processes reach for meanwhile, by process."""
    seen: dict[str, set[str]] = {}
    done = threading.Event()

    def watch() -> None:
        while not done.wait(EVERY_SECONDS):
            owners = {inode: name for name, process in assistant.children().items() for inode in sockets(process.pid)}
            owners |= dict.fromkeys(sockets(assistant.process.pid), "assistant")
            for inode, address in remote_ends():
                if inode in owners:
                    seen.setdefault(owners[inode], set()).add(address)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def test_no_process_reaches_outside_of_the_machine(prepared_data: Path, tmp_path: Path) -> None:
    """From the start on, as telemetry would, and while somebody talks, which takes all parts."""
    with started(copy_prepared(prepared_data, tmp_path)) as assistant, watched(assistant) as seen:
        assistant.wait_until_ready()
        chat = assistant.chat("兰溪市")
        for said in ("你好", "失业金怎么领", "离我最近的驿站", "转人工"):
            chat.say(said)
        assert httpx.get(f"{assistant.url}/privacy", trust_env=False).status_code == 200
        for child in assistant.children().values():
            told = child.environment
            assert (told["HF_HUB_OFFLINE"], told["DO_NOT_TRACK"], told["RASA_TELEMETRY_ENABLED"]) == ("1", "1", "false")
    assert seen, "what is watched is seen"
    assert {name: outside for name, far in seen.items() if (outside := set(filter(is_outside, far)))} == {}


def test_what_is_forgotten_leaves_the_engine(assistant: Assistant) -> None:
    sender = "web-" + "ab" * 16

    def say(number: int, message: str) -> httpx.Response:
        body = {"sender": sender, "say": {"id": f"message-{number}", "message": message}}
        return httpx.post(f"{assistant.url}/api/line", json=body, timeout=30, trust_env=False)

    def kept() -> int:
        with closing(
            sqlite3.connect(f"file:{assistant.data_dir}/engine/conversations.db?mode=ro", uri=True)
        ) as database:
            return int(database.execute("SELECT count(*) FROM events WHERE sender_id = ?", (sender,)).fetchone()[0])

    assert say(1, "在舟山，最低工资多少").status_code == 200 and kept() > 0
    assert httpx.post(f"{assistant.url}/api/line/forget", json={"sender": sender}, trust_env=False).status_code == 204
    wait_until(lambda: kept() == 0, "the engine has forgotten it")
    engine = assistant.children()["assistant.engine.serve"]
    channel = f"http://127.0.0.1:{engine.environment['ENGINE_PORT']}/webhooks/gateway"
    for path, body in (("expire", {"before": 1e12}), ("webhook", {"sender": sender, "message": "你好"})):
        refused = httpx.post(f"{channel}/{path}", json=body, headers={"Authorization": "Bearer x"}, trust_env=False)
        assert refused.status_code == 401, "without the token nobody speaks or removes anything"


@pytest.mark.parametrize(
    ("address", "outside"), [("::1", False), ("0.0.0.0", False), ("8.8.8.8", True), ("10.0.0.1", True)]
)
def test_what_is_outside(address: str, outside: bool) -> None:
    assert is_outside(address) is outside
