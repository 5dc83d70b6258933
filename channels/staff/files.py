"""The pages of the staff: nothing secret in them, and nobody else may frame them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sanic import Blueprint, HTTPResponse, Request

from channels.files import File, style_hash
from channels.staff.modules import imported, imported_later

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
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
    """The files of a folder and of those in it, by their paths in it, kept in memory: a closed list, so that no path of a
    request ever reaches the disk."""

    pages: dict[str, File]
    policy: str

    @classmethod
    def of(cls, prefix: str, folder: Path, page: str, *sheets: str, also: str = "") -> Files:
        """The files of a folder, at addresses below ``prefix``. ``page`` gets the style sheet of all pages of the staff and
        its own ``sheets`` into itself, so that it is painted as soon as it has come, and the names of all modules that its
        own imports; and where it says so, what else is to stand there (``also``). Raises OSError."""
        bodies = _bodies(folder)
        style = "".join(sheet.read_text("utf-8") for sheet in (_SHEET, *(folder / name for name in sheets)))
        modules = _modules(_SHARED_PREFIX, _bodies(_SHARED)) | _modules(prefix, bodies)
        filled = _filled(bodies[page].decode(), style, prefix, modules).replace("{{ also }}", also)
        bodies[page] = filled.encode()
        files = {name: File.of(body, _TYPES[PurePosixPath(name).suffix]) for name, body in bodies.items()}
        return cls(files, _POLICY.format(style=style_hash(style)))

    def add_to(self, routes: Blueprint) -> None:
        """Every file by its path."""

        async def file(request: Request) -> HTTPResponse:
            return self.response(request, request.path.removeprefix(f"{routes.url_prefix}/"))

        for number, name in enumerate(self.pages):
            routes.add_route(file, f"/{name}", name=f"file_{number}")

    def response(self, request: Request, name: str) -> HTTPResponse:
        """The file, or 304 where the browser has it. Raises KeyError for an unknown name."""
        response = self.pages[name].response(request)
        response.headers["Content-Security-Policy"] = self.policy
        return response


def _bodies(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _modules(prefix: str, bodies: dict[str, bytes]) -> dict[str, str]:
    return {f"{prefix}/{name}": body.decode() for name, body in bodies.items() if name.endswith(".js")}


def _filled(page: str, style: str, prefix: str, modules: dict[str, str]) -> str:
    """A page with its style sheet and the names of its modules: those that its own imports, and, for its script, those that
    it imports only when they are wanted."""
    (entry,) = _ENTRY.findall(page)
    links = "".join(
        f'<link rel="modulepreload" href="{address}" fetchpriority="low">' for address in imported(entry, modules)
    )
    later = {root: names for root, names in imported_later(entry, modules).items() if root.startswith(f"{prefix}/")}
    told = json.dumps(later, separators=(",", ":"))
    return page.replace("{{ style }}", style).replace("{{ modules }}", links).replace("{{ later }}", told)
