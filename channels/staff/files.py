"""The pages of the staff: nothing secret in them, and nobody else may frame them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sanic import Blueprint, HTTPResponse, Request

from channels.files import FOREVER, File, style_hash, version
from channels.staff.modules import imported, imported_later

_HTML = "text/html; charset=utf-8"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_SHARED = Path(__file__).parent / "web"
_SHARED_PREFIX = "/staff"
_SHEET = _SHARED / "staff.css"
_ENTRY = re.compile(r'<script src="([^"]+)" type="module"')
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' {style}; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Files:
    """A page and the files of its folder, by their addresses, kept in memory: a closed list, so that no path of a request
    ever reaches the disk. What all the files contain is part of their addresses, so that browsers keep them."""

    page: File
    files: dict[str, File]
    policy: str

    @classmethod
    def of(cls, prefix: str, folder: Path, page: str, *sheets: str, also: str = "") -> Files:
        """The files of a folder, at addresses below ``prefix``. ``page`` gets the style sheet of all pages of the staff and
        its own ``sheets`` into itself, so that it is painted as soon as it has come, and the names of all modules that its
        own imports; and where it says so, what else is to stand there (``also``). Raises OSError."""
        shared, shared_bodies = _addressed(_SHARED_PREFIX, _bodies(_SHARED))
        own, bodies = _addressed(prefix, _bodies(folder, shared))
        style = "".join(sheet.read_text("utf-8") for sheet in (_SHEET, *(folder / name for name in sheets)))
        html = (folder / page).read_text("utf-8").replace("{{ style }}", style).replace("{{ also }}", also)
        filled = _filled(html.replace("{{ files }}", own), own, _modules(shared_bodies | bodies))
        files = {
            address: File.of(body, _TYPES[PurePosixPath(address).suffix], FOREVER) for address, body in bodies.items()
        }
        return cls(File.of(filled.encode(), _HTML), files, _POLICY.format(style=style_hash(style)))

    def add_to(self, routes: Blueprint) -> None:
        """Every file by its address."""

        async def send(request: Request) -> HTTPResponse:
            return self._response(request, self.files[request.path])

        for number, address in enumerate(self.files):
            routes.add_route(send, address.removeprefix(routes.url_prefix or ""), name=f"file_{number}")

    def send_page(self, request: Request) -> HTTPResponse:
        """The page, or 304 where the browser has it."""
        return self._response(request, self.page)

    def _response(self, request: Request, file: File) -> HTTPResponse:
        response = file.response(request)
        response.headers["Content-Security-Policy"] = self.policy
        return response


def _bodies(folder: Path, shared: str = "") -> dict[str, bytes]:
    """All but the page, by their paths; what they import from ``/staff`` has its address there (``shared``)."""
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in _TYPES)
    bodies = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: body.replace(b"from '/staff/", f"from '{shared}/".encode()) for name, body in bodies.items()}


def _addressed(prefix: str, bodies: dict[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """Where these files are, and each by its address."""
    told = json.dumps([(name, body.decode()) for name, body in bodies.items()])
    folder = f"{prefix}/{version(told.encode())}"
    return folder, {f"{folder}/{name}": body for name, body in bodies.items()}


def _modules(bodies: dict[str, bytes]) -> dict[str, str]:
    return {address: body.decode() for address, body in bodies.items() if address.endswith(".js")}


def _filled(page: str, folder: str, modules: dict[str, str]) -> str:
    """A page with the names of its modules: those that its own imports, and, for its script, those that it imports only when
    they are wanted."""
    (entry,) = _ENTRY.findall(page)
    links = "".join(
        f'<link rel="modulepreload" href="{address}" fetchpriority="low">' for address in imported(entry, modules)
    )
    later = {root: names for root, names in imported_later(entry, modules).items() if root.startswith(f"{folder}/")}
    told = json.dumps(later, separators=(",", ":"))
    return page.replace("{{ modules }}", links).replace("{{ later }}", told)
