"""``assistant backup`` and ``assistant restore``: there and back, whichever database there is, and with no secret."""

from __future__ import annotations

import io
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.alone import only_one
from assistant.backup.archive import settings_without_secrets
from assistant.backup.keeping import back_up, restore
from assistant.backup.stores import Places
from assistant.settings import Settings
from channels.staff.login import log_in
from knowledge.encoder import Encoder
from knowledge.live.faqs import LiveFaqs, encode_faqs
from knowledge.records.audit import deeds, verify
from knowledge.records.database import open_database
from knowledge.records.revisions import current_revision
from knowledge.retrieval.searcher import Searcher
from tests.assistant.backup.conftest import ADMIN, PASSWORD, counted, in_folder, work
from tests.assistant.conftest import Run
from tests.databases import Files, Place, Server

FILE = "nuanyi.tar.gz"


@pytest.fixture
def office(tmp_path: Path, quick_hashing: None) -> Settings:
    settings = in_folder(tmp_path / "data")
    work(settings)
    return settings


def there_and_back(source: Settings, target: Settings, file: Path) -> None:
    before = counted(Places.used(source))
    back_up(source, file)
    manifest = restore(target, file)
    expected = before | {"staff_session": 0, "deed": before["deed"] + 2}
    assert counted(Places.used(target)) == expected, "all of it, and two deeds more"
    assert manifest.rows == expected | {"deed": before["deed"] + 1}
    database = open_database(target.database)
    assert verify(database).faults == ()
    assert [(one.what, one.kind) for one in deeds(database, limit=2)] == [
        ("bring_back", "backup"),
        ("export", "backup"),
    ]
    assert log_in(database, ADMIN, PASSWORD), "its second factor is to be set anew"
    for path in ("versions/v1/manifest.json", "versions/current", "columns.json", "jobs/files/abc/问答.csv"):
        assert (target.data_dir / path).read_text("utf-8") == path


def test_to_either_kind(office: Settings, place: Place, tmp_path: Path) -> None:
    there_and_back(
        office, in_folder(tmp_path / "new", None if isinstance(place, Files) else place.empty()), tmp_path / FILE
    )


def test_from_a_server_to_files(postgresql: Server, tmp_path: Path, quick_hashing: None) -> None:
    with postgresql.own() as own:
        office = in_folder(tmp_path / "data", own.empty())
        work(office)
        there_and_back(office, in_folder(tmp_path / "new"), tmp_path / FILE)


@pytest.fixture
def made(tmp_path: Path, quick_hashing: None, run: Run) -> Iterator[tuple[Path, str]]:
    """A backup made in the terminal, and the secret of a second factor that is not in it."""
    secret = work(in_folder(tmp_path / "data"))
    (tmp_path / "new").mkdir()
    given = {"PORT": "8123", "WECHAT_SECRET": "geheim", "WECHAT_TOKEN": "geheim", "WECHAT_APP_ID": "app"}
    done = run("backup", tmp_path / FILE, **given, WECHAT_AES_KEY="g" * 43)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.startswith("备份好了：")
    return tmp_path / FILE, secret


def test_in_the_terminal(run: Run, made: tuple[Path, str], tmp_path: Path) -> None:
    done = run("restore", made[0], DATA_DIR=str(tmp_path / "new"))
    assert (done.returncode, done.stderr) == (0, "")
    first, settings, code = done.stdout.splitlines()
    assert first.startswith("恢复好了：20") and first.endswith("逐行核对一致")
    assert "PORT=8123" in settings and "geheim" not in done.stdout
    assert code == "主任 的动态码要重新设：assistant staff totp --name 主任"
    again = run("restore", made[0], DATA_DIR=str(tmp_path / "new"))
    assert again.returncode == 1 and "已经有了，为免盖掉它" in again.stderr


@pytest.mark.usefixtures("lengthy")
def test_nothing_in_it_opens_anything(made: tuple[Path, str]) -> None:
    file, secret = made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as archive:
        parts = [archive.extractfile(member).read() for member in archive.getmembers() if member.isfile()]  # type: ignore[union-attr]
    assert not any(word.encode() in part for part in parts for word in (secret, "geheim", "g" * 43, PASSWORD))
    assert list(file.parent.glob(".*")) == [], "nothing is left beside it"


def test_settings_that_hold_secrets_are_left_out() -> None:
    secrets = ("DATABASE_URL", "LINES_URL", "WECHAT_SECRET", "WECHAT_TOKEN", "WECHAT_AES_KEY", "ENGINE_TOKEN")
    environment = dict.fromkeys((*secrets, "PGPASSWORD", "HOME"), "geheim") | {
        "ADMINS_NEED_CODE": "True",
        "HOST": "0.0.0.0",
    }
    assert settings_without_secrets(environment) == {"ADMINS_NEED_CODE": "True", "HOST": "0.0.0.0"}


def test_nothing_is_overwritten(run: Run, made: tuple[Path, str], tmp_path: Path) -> None:
    assert "已经有了" in run("backup", made[0]).stderr
    (tmp_path / "new").rmdir()
    occupied = in_folder(tmp_path / "new")
    open_database(occupied.database).dispose()
    done = run("restore", made[0], DATA_DIR=str(tmp_path / "new"))
    assert done.returncode == 1 and "目标数据库不是空的" in done.stderr
    assert not (tmp_path / "new" / "versions").exists() and list((tmp_path / "new").glob(".*")) == []


def test_not_while_the_assistant_runs(run: Run, made: tuple[Path, str], tmp_path: Path) -> None:
    with only_one(tmp_path / "new"):
        assert "正被另一个暖驿使用" in run("restore", made[0], DATA_DIR=str(tmp_path / "new")).stderr


def test_what_is_no_whole_backup(run: Run, made: tuple[Path, str], tmp_path: Path) -> None:
    whole = made[0].read_bytes()
    for content, said in (
        (whole[: len(whole) // 2], "没有拷全"),
        (b"not a backup", "不是暖驿的备份"),
        (tampered(whole), "损坏了"),
    ):
        (tmp_path / "bad").write_bytes(content)
        done = run("restore", tmp_path / "bad", DATA_DIR=str(tmp_path / "new"))
        assert done.returncode == 1 and said in done.stderr and len(done.stderr.splitlines()) == 1
        assert [path.name for path in (tmp_path / "new").iterdir()] == ["lock"]
    assert "没有" in run("restore", tmp_path / "nix", DATA_DIR=str(tmp_path / "new")).stderr


def tampered(whole: bytes) -> bytes:
    """The same with one more file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(whole)) as old, tarfile.open(fileobj=out, mode="w:gz") as new:
        for member in old.getmembers():
            new.addfile(member, old.extractfile(member) if member.isfile() else None)
        new.addfile(tarfile.TarInfo("data/versions/current.extra"), io.BytesIO())
    return out.getvalue()


def test_after_a_restore_the_question_is_answered(
    office: Settings, searcher: Searcher, encoder: Encoder, tmp_path: Path
) -> None:
    """``bed`` is an FAQ that the office wrote: its text and its vectors came through the backup."""
    database = open_database(office.database)
    encode_faqs(database, encoder, searcher.regions)
    back_up(office, tmp_path / FILE)
    new = in_folder(tmp_path / "new")
    restore(new, tmp_path / FILE)
    restored = open_database(new.database)
    assert encode_faqs(restored, encoder, searcher.regions) == 0, "the vectors came with it"
    live = LiveFaqs.of(searcher).refreshed(restored, current_revision(restored, "faqs"))
    searching, question = live.searcher, "青年公寓能住几天？"
    found = searching.search(searching.reading(question), searching.regions.get("兰溪市"))
    assert found.hits[0].passage.id == "bed"
