"""The page and the widget, made once, kept in memory, compressed, and revalidated by ETag."""

from __future__ import annotations

from collections.abc import Collection

from sanic import Blueprint, HTTPResponse, Request

from channels.files import FOREVER, File, style_hash, version
from channels.settings import KeepingSettings
from channels.web.bundle import FOLDER, kiosk, page_style, style, widget

FILES = FOLDER / "files"
# Of what has an address that never changes, as that of the widget in other sites: a new one comes within five minutes.
SHORTLY = "public, max-age=300, stale-while-revalidate=86400"
SCRIPT = "text/javascript; charset=utf-8"
HTML = "text/html; charset=utf-8"


def style_hashes() -> str:
    """The style sheets that come in elements, as a Content-Security-Policy names them: the page's own, and the widget's for
    browsers that take it in no other way."""
    return " ".join(map(style_hash, (page_style(), style())))


def policy(framed_by: Collection[str]) -> str:
    """The Content-Security-Policy of whatever has none of its own; ``framed_by``: origins that may frame it."""
    ancestors = " ".join(("'self'", *framed_by))
    return (
        f"default-src 'self'; style-src 'self' {style_hashes()}; base-uri 'none'; form-action 'self';"
        f" frame-ancestors {ancestors}; object-src 'none'"
    )


# The page as a screen in a hall shows it.
KIOSK = "/?kiosk=1"


def files(kept: KeepingSettings) -> dict[str, File]:
    """Every file by its address on the site: a closed list, so that no path of a request ever reaches the disk; ``kept``: how
    long what is kept of people. Raises OSError if one is missing."""
    scripts = {"widget": widget().encode(), "kiosk": kiosk().encode()}
    hashed = {name: f"{name}.{version(script)}.js" for name, script in scripts.items()}
    page = (FILES / "index.html").read_text("utf-8")
    page = page.replace("{{ widget }}", hashed["widget"]).replace("{{ style }}", page_style())
    in_hall = page.replace("</head>", f'  <script src="{hashed["kiosk"]}" defer></script>\n</head>')
    return {
        "/": File.of(page.encode(), HTML),
        KIOSK: File.of(in_hall.encode(), HTML),
        **{f"/{name}.js": File.of(script, SCRIPT, SHORTLY) for name, script in scripts.items()},
        **{f"/{hashed[name]}": File.of(script, SCRIPT, FOREVER) for name, script in scripts.items()},
        "/privacy": File.of(_privacy(kept).encode(), HTML),
        "/privacy.css": File.of((FILES / "privacy.css").read_bytes(), "text/css; charset=utf-8", SHORTLY),
        "/icon.svg": File.of((FILES / "icon.svg").read_bytes(), "image/svg+xml", SHORTLY),
    }


def _privacy(kept: KeepingSettings) -> str:
    """The page that says what is kept, with the days of the settings."""
    page = (FILES / "privacy.html").read_text("utf-8")
    for name in ("transcript_days", "call_back_days", "note_days"):
        page = page.replace(f"{{{{ {name} }}}}", f"{getattr(kept, name):g}")
    return page


def blueprint(kept: KeepingSettings) -> Blueprint:
    """The routes of the files."""
    routes = Blueprint("pages")
    served = files(kept)

    async def send(request: Request) -> HTTPResponse:
        in_hall = request.path == "/" and request.args.get("kiosk") == "1"
        return served[KIOSK if in_hall else request.path].response(request)

    for number, address in enumerate(served.keys() - {KIOSK}):
        routes.add_route(send, address, methods=["GET", "HEAD"], name=f"file_{number}", strict_slashes=True)
    return routes
