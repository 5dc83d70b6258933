"""The pages of the staff: nothing secret in them, and nobody else may frame them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sanic import Blueprint, HTTPResponse, NotFound, Request

from channels.files import File

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Files:
    """The files of one folder, kept in memory: a closed list, so that no path of a request ever reaches the disk."""

    pages: dict[str, File]

    @classmethod
    def of(cls, folder: Path) -> Files:
        """Raises OSError."""
        return cls({path.name: File.of(path.read_bytes(), _TYPES[path.suffix]) for path in folder.iterdir()})

    def add_to(self, routes: Blueprint) -> None:
        """Every file by its name; any other is not found."""

        async def file(request: Request, name: str) -> HTTPResponse:
            if name not in self.pages:
                raise NotFound
            return self.response(request, name)

        routes.add_route(file, "/<name:str>", name="file")

    def response(self, request: Request, name: str) -> HTTPResponse:
        """The file, or 304 where the browser has it. Raises KeyError for an unknown name."""
        response = self.pages[name].response(request)
        response.headers["Content-Security-Policy"] = POLICY
        return response
