"""The pages of the staff: nothing secret in them, and nobody else may frame them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sanic import Blueprint, HTTPResponse, Request

from channels.files import File, style_hash

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
_SHEET = Path(__file__).parent / "web" / "staff.css"
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
    def of(cls, folder: Path, page: str, *sheets: str, also: str = "") -> Files:
        """``page`` gets the style sheet of all pages of the staff and its own ``sheets`` into itself: so it is painted as
        soon as it has come; and where it says so, what else is to stand there (``also``). Raises OSError."""
        paths = (path for path in folder.rglob("*") if path.is_file())
        bodies = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        style = "".join(sheet.read_text("utf-8") for sheet in (_SHEET, *(folder / name for name in sheets)))
        bodies[page] = bodies[page].replace(b"{{ style }}", style.encode()).replace(b"{{ also }}", also.encode())
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
