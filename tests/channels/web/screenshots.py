"""Pictures for the docs: ``python -m tests.channels.web.screenshots URL [NAME PASSWORD]`` of a running assistant.

They are of the widget and, with the name and the password of an admin, of the pages of the staff, some of which are empty
without a month of work (``sample_month.py``). They go to docs/screenshots/; look at them before they are committed.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from knowledge.settings import ROOT
from tests.channels.conftest import BROWSER_ARGUMENTS
from tests.channels.web.talking import say

FOLDER = ROOT / "docs" / "screenshots"
PHONE: ViewportSize = {"width": 390, "height": 780}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
HERE = {"latitude": 29.2089, "longitude": 119.4672}


@dataclass(frozen=True)
class Picture:
    """What is said before it is taken. ``pressed``: buttons pressed before that; ``until``: a text to wait for."""

    name: str
    said: tuple[str, ...] = ()
    desktop: bool = False
    dark: bool = False
    pressed: tuple[str, ...] = ()
    until: str = "暖驿"


PICTURES = (
    Picture("phone", ("失业金怎么领",)),
    Picture("first"),
    Picture("danger", ("工友从架子上摔下来动不了",)),
    Picture("jobs", ("帮我找活", "保洁"), dark=True),
    Picture("elder", ("失业金怎么领",), pressed=("长辈版",)),
    Picture("elder-dark", ("我是1970年5月生的男职工，哪年退休",), pressed=("长辈版",), dark=True),
    Picture("traditional", ("失業金怎麼領",), pressed=("更多", "繁體顯示"), until="失業金要自己申領"),
    Picture("location", pressed=("发送我的位置",)),
    Picture("desktop", ("工伤", "1975年3月出生的男职工哪年退休"), desktop=True),
)


@dataclass(frozen=True)
class StaffPicture:
    """A place of a page of the staff. ``written``: texts by the labels of fields, ``pressed``: buttons pressed after that;
    ``until``: a selector of what is waited for; ``phone``: as on one."""

    name: str
    address: str
    until: str
    written: tuple[tuple[str, str], ...] = ()
    pressed: tuple[str, ...] = ()
    phone: bool = False


_ASKED = (("来电问什么", "失业金怎么领"),)
_STORY = (("来电讲的经过", "我1970年5月出生，男，在厂里干了八年，什么时候能退休"),)
STAFF_PICTURES = (
    StaffPicture("desk", "/desk", "#hits li", _ASKED),
    StaffPicture("desk-services", "/desk", "#services .by-engine", _STORY, ("听出要点", "算和找")),
    StaffPicture("desk-phone", "/desk", "#hits li", _ASKED, phone=True),
    StaffPicture("status", "/status", "h2"),
    StaffPicture("admin-faqs", "/admin#/faqs?region=兰溪市", "tbody tr"),
    StaffPicture(
        "admin-faq", "/admin#/faqs/lanxi-lodging-free", ".notes .serious", (("答案", "“虹”爱之家免费住70天。"),)
    ),
    StaffPicture("admin-try", "/admin#/try", ".candidates li", (("问题", "失业金每月领多少"),), ("试一试",)),
    StaffPicture("admin-transfer", "/admin#/transfer", "h3"),
    StaffPicture("admin-figures", "/admin#/figures?region=兰溪市", "tbody tr"),
    StaffPicture("admin-hours", "/admin#/hours", "h3"),
    StaffPicture("admin-papers", "/admin#/papers", "tbody tr"),
    StaffPicture("admin-asked", "/admin#/asked", ".section h3"),
    StaffPicture("admin-statistics", "/admin#/statistics", "svg"),
    StaffPicture("admin-batch", "/admin#/batch", "tbody tr"),
    StaffPicture("admin-jobs", "/admin#/jobs", "tbody tr"),
    StaffPicture("admin-log", "/admin#/log", ".seal", pressed=("核对有没有被改过",)),
)


def take(browser: Browser, url: str, picture: Picture, folder: Path) -> None:
    """One picture."""
    context = browser.new_context(
        viewport=DESKTOP if picture.desktop else PHONE,
        color_scheme="dark" if picture.dark else "light",
        geolocation=HERE,
        permissions=["geolocation"],
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    page = context.new_page()
    page.goto(url)
    prepare(page, picture)
    page.screenshot(path=folder / f"{picture.name}.png")
    context.close()


def prepare(page: Page, picture: Picture) -> None:
    page.locator(".city option", has_text="兰溪市").wait_for(state="attached")
    page.get_by_label("您所在的城市").select_option("兰溪市")
    for title in picture.pressed:
        page.get_by_role("button", name=title).click()
    for message in picture.said:
        say(page, message)
    page.locator("nuanyi-chat", has_text=picture.until).wait_for()


def take_staff(page: Page, url: str, picture: StaffPicture, folder: Path) -> None:
    """One picture of somebody who is logged in."""
    page.set_viewport_size(PHONE if picture.phone else DESKTOP)
    page.goto("about:blank")
    page.goto(f"{url}{picture.address}")
    if picture.address.startswith("/admin"):
        page.locator("#main h2").wait_for()
    for label, text in picture.written:
        page.get_by_label(label, exact=True).first.fill(text)
    for title in picture.pressed:
        page.get_by_role("button", name=title).click()
    page.locator(picture.until).first.scroll_into_view_if_needed()
    page.screenshot(path=folder / f"{picture.name}.png")


def log_in(browser: Browser, url: str, name: str, password: str) -> Page:
    page = browser.new_context(viewport=DESKTOP, locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
    page.goto(f"{url}/staff/login?to=admin")
    page.get_by_label("账号").fill(name)
    page.get_by_label("密码").fill(password)
    page.keyboard.press("Enter")
    page.locator("#sections a").first.wait_for()
    return page


def main(url: str, name: str = "", password: str = "") -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER_ARGUMENTS)
        for picture in PICTURES:
            take(browser, url, picture, FOLDER)
        if name:
            page = log_in(browser, url, name, password)
            for place in STAFF_PICTURES:
                take_staff(page, url, place, FOLDER)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
