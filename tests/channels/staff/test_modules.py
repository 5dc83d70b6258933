"""The names of modules that stand in the pages of the staff."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from channels.admin.routes import WEB_FOLDER as ADMIN
from channels.desk.routes import WEB_FOLDER as DESK
from channels.staff.files import Files
from channels.staff.modules import imported, imported_later

SOURCES = {
    "/a/first.js": "import { x } from './near.js';\nimport { $ } from '/staff/dom.js';\n",
    "/a/near.js": "import { y } from './far.js';\n// import './not.js';\nconst w = () => import('./later/later.js');\n",
    "/a/far.js": "import { x } from './near.js';\n",
    "/a/later/later.js": "import { x } from '../near.js';\nimport { v } from './own.js';\n",
    "/a/later/own.js": "",
    "/staff/dom.js": "",
}


def test_near_and_far_once() -> None:
    assert imported("/a/first.js", SOURCES) == ("/a/near.js", "/staff/dom.js", "/a/far.js")


def test_what_is_imported_later_comes_with_what_only_it_needs() -> None:
    assert imported_later("/a/first.js", SOURCES) == {"/a/later/later.js": ("/a/later/later.js", "/a/later/own.js")}


@pytest.mark.parametrize(("folder", "page"), [(ADMIN, "admin.html"), (DESK, "desk.html")])
def test_a_page_names_every_module_of_its_folder(folder: Path, page: str) -> None:
    """At once or, in a list for its script, later: a section that is added cannot be forgotten."""
    files = Files.of(f"/{folder.parent.name}", folder, page)
    html = files.page.body.decode()
    named = set(re.findall(r'(?:href|src)="([^"]+\.js)"', html))
    if later := re.search(r'id="later">(.*?)</script>', html):
        named |= {name for names in json.loads(later[1]).values() for name in names}
    assert {address for address in files.files if address.endswith(".js")} <= named and "{{" not in html
