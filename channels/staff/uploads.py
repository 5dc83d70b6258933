"""Files that staff send as the body of a request: written to disk piece by piece, so that no file is held in memory."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path
from typing import Any, BinaryIO, cast

from sanic import Request

from channels.errors import ErrorCode, GatewayError

LARGEST_TABLE = 50 * 1024 * 1024  # bytes of a file with rows
_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 200  # bytes; a disk takes 255


def name_of(sent: str) -> str:
    """The name of a file without the folders that a browser or a script may send along, as a disk can have it; of one that is
    too long, the end. Raises GatewayError where none is left."""
    name = "".join(filter(str.isprintable, Path(sent.replace("\\", "/")).name))
    if not name.strip("."):
        raise GatewayError(ErrorCode.BAD_BODY)
    return name.encode()[-_LONGEST_NAME:].decode(errors="ignore")


async def receive(request: Request, folder: Path, name: str, largest: int) -> Path:
    """The body of a request as a file of that name in ``folder``, which is made, safe on the disk; of a file that is larger
    than that (bytes), or that did not come to its end, nothing is left. Raises GatewayError, OSError."""
    folder.mkdir(parents=True)
    path = folder / name
    try:
        with path.open("wb") as file:
            if await _written(request, file, largest) > largest:
                raise GatewayError(ErrorCode.TOO_LARGE, 413, _too_large(name, largest))
            await asyncio.to_thread(_settle, file)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return path


async def _written(request: Request, file: BinaryIO, largest: int) -> int:
    """How many bytes came; whoever sends too much hears of it only once all was taken."""
    size, stream = 0, cast(Any, request.stream)  # Sanic types it as what has no body
    while (piece := await stream.read()) is not None:
        size += len(piece)
        if size <= largest:
            file.write(piece)
    return size


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _too_large(name: str, largest: int) -> str:
    return f"{name} 超过 {largest // _MEGABYTE} MB，请分成几份，或者只留要用的部分"
