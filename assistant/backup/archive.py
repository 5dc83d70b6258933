"""One file with all of it: the stores as files of SQLite, what was trained and sent in, which settings were set, and the
checksum of each part."""

from __future__ import annotations

import hashlib
import os
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from assistant.settings import Settings
from channels.settings import GatewaySettings
from knowledge.errors import ReadableError

FORMAT = 1
STORES, DATA = "stores", "data"
# Of the data folder, beside the stores; what is left out can be made anew.
PARTS = ("versions", "columns.json", "jobs/files")
_MANIFEST = "manifest.json"


class BadArchive(ReadableError):
    """A file that is no backup, or not the whole of one."""


class Manifest(BaseModel):
    """What a backup says of itself. ``settings``: environment variables that were set, but for secrets; ``had_codes``: the
    accounts whose second factor was left out; ``rows``: of each table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    program: str
    made_at: str
    settings: Mapping[str, str]
    had_codes: tuple[str, ...]
    rows: Mapping[str, int]
    sha256: Mapping[str, str] = {}


def settings_without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The settings that stand in an environment and may be told."""
    fields = GatewaySettings.model_fields | Settings.model_fields
    told = {name.upper() for name, field in fields.items() if field.repr and SecretStr not in _types(field.annotation)}
    return {name: value for name, value in sorted(environment.items()) if name in told}


def pack(folder: Path, manifest: Manifest, file: Path) -> None:
    """Write a folder with its manifest into a file that only its owner may read. Raises OSError."""
    sums = {path.relative_to(folder).as_posix(): _checksum(path) for path in _files(folder)}
    (folder / _MANIFEST).write_text(manifest.model_copy(update={"sha256": sums}).model_dump_json(indent=1), "utf-8")
    part = file.with_name(f".{file.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        with tarfile.open(fileobj=out, mode="w:gz") as archive:
            archive.add(folder, arcname="")
        out.flush()
        os.fsync(out.fileno())
    part.rename(file)


def unpack(file: Path, folder: Path) -> Manifest:
    """Read a backup into an empty folder. Raises BadArchive, OSError."""
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
        manifest = Manifest.model_validate_json((folder / _MANIFEST).read_bytes())
    except (tarfile.TarError, EOFError, ValidationError, FileNotFoundError) as error:
        if not file.exists():
            raise BadArchive(f"没有 {file} 这个文件") from error
        raise BadArchive(f"{file} 不是暖驿的备份，或者没有拷全") from error
    if manifest.format != FORMAT:
        raise BadArchive("备份是更新的版本做的，请改用那个版本的程序")
    sums = {path.relative_to(folder).as_posix(): _checksum(path) for path in _files(folder)}
    if sums != manifest.sha256:
        raise BadArchive(f"{file} 损坏了：内容和它自己记的校验对不上，请换一份备份")
    return manifest


def _types(annotation: object) -> tuple[object, ...]:
    return (annotation, *getattr(annotation, "__args__", ()))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / _MANIFEST)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
