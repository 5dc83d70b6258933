"""Making a backup, going back to one, and moving from files to a server."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from assistant.alone import only_one
from assistant.backup.archive import DATA, FORMAT, PARTS, STORES, Manifest, pack, settings_without_secrets, unpack
from assistant.backup.copying import NotEmpty, Row, Tell, copy_stores
from assistant.backup.stores import Places, Store
from assistant.settings import Settings
from assistant.who import by
from knowledge.errors import ReadableError
from knowledge.records.audit import Verb, deed
from knowledge.records.database import open_database, readable_errors

BACKUP, DATABASE = "backup", "database"
# Who was logged in or locked out when the backup was made is of no use later.
_MOMENTARY = ("staff_session", "login_failure")


class NothingToMove(ReadableError):
    """There is no database here, or no server to move it to."""


@dataclass
class WithoutSecrets:
    """Leaves out what opens anything: sessions, and the keys of second factors; ``had_codes`` are the accounts with one."""

    had_codes: list[str] = field(default_factory=list)

    def __call__(self, table: str, row: Row) -> Row | None:
        if table in _MOMENTARY:
            return None
        if table == "staff_account" and row["code_secret"]:
            self.had_codes.append(row["name"])
            return row | {"code_secret": "", "code_step": 0}
        return row


def back_up(settings: Settings, file: Path, tell: Tell | None = None) -> Mapping[str, int]:
    """Write all that is kept into one file, while the assistant runs or not; how many rows of each table.

    Raises NotEmpty for a file that is there, DatabaseError, OSError.
    """
    if file.exists():
        raise NotEmpty(f"{file} 已经有了，为免盖掉它，什么都没有做；请换一个名字")
    _note(settings, Verb.EXPORT, BACKUP, file.name)
    change = WithoutSecrets()
    with tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-") as name:
        folder = Path(name)
        (folder / STORES).mkdir()
        rows = copy_stores(Places.used(settings), Places.files(folder / STORES), change, tell)
        for part in PARTS:
            _copy(settings.data_dir / part, folder / DATA / part)
        pack(folder, _manifest(rows, change), file)
    return rows


def restore(settings: Settings, file: Path, tell: Tell | None = None) -> Manifest:
    """Put what a backup has where the settings say, in which there must be nothing yet; what it says of itself.

    Raises BadArchive, NotEmpty, StartError while the assistant runs, DatabaseError, OSError.
    """
    with only_one(settings.data_dir), tempfile.TemporaryDirectory(dir=settings.data_dir, prefix=".restore-") as name:
        folder = Path(name)
        manifest = unpack(file, folder)
        for part in PARTS:
            if (settings.data_dir / part).exists():
                raise NotEmpty(
                    f"{settings.data_dir / part} 已经有了，为免盖掉它，什么都没有做；请用 DATA_DIR 另选一个空目录"
                )
        _copy_all(Places.files(folder / STORES), settings, tell)
        for part in PARTS:
            _copy(folder / DATA / part, settings.data_dir / part)
    _note(settings, Verb.BRING_BACK, BACKUP, file.name)
    return manifest


def move(settings: Settings, tell: Tell | None = None) -> Mapping[str, int]:
    """Copy what is in the files of the data folder to the server that the settings name; the files stay. How many rows of
    each table. Raises NothingToMove, NotEmpty, StartError while the assistant runs, DatabaseError."""
    files = settings.model_copy(update={"database_url": None, "lines_url": None})
    if not settings.server:
        raise NothingToMove("要搬到哪里？请先设 DATABASE_URL=postgresql://用户:口令@主机/库名 再运行")
    if not (settings.data_dir / Store.RECORDS).exists():
        raise NothingToMove(f"{settings.data_dir} 里没有数据库文件，没有什么可搬的；请用 DATA_DIR 指明在哪个目录")
    with only_one(settings.data_dir):
        rows = _copy_all(Places.used(files), settings, tell)
    _note(settings, Verb.TAKE_OVER, DATABASE, "")
    return rows


def _copy_all(source: Places, settings: Settings, tell: Tell | None) -> Mapping[str, int]:
    open_database(source.records).dispose()  # an older program may have made it
    return copy_stores(source, Places.used(settings), tell=tell)


def _manifest(rows: Mapping[str, int], change: WithoutSecrets) -> Manifest:
    return Manifest(
        format=FORMAT,
        program=version("nuanyi"),
        made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        settings=settings_without_secrets(os.environ),
        had_codes=tuple(sorted(set(change.had_codes))),
        rows=rows,
    )


def _copy(source: Path, target: Path) -> None:
    """A file or a folder, if it is there."""
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def _note(settings: Settings, verb: Verb, kind: str, subject: str) -> None:
    database = open_database(settings.database)
    with readable_errors(), database.begin() as connection, deed(connection, by(), verb, kind, subject):
        pass
    database.dispose()
