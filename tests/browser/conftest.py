"""A server of its own and a real Chromium; a page that complains fails its test."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, ViewportSize, expect, sync_playwright

from app.settings import static_dir
from app.web import first
from app.web.static_files import page_files
from app.web.warm import ready
from tests.browser.eye import Wire
from tests.browser.hand import PATIENCE, drawn, patient, watched
from tests.browser.lecturer import Lecturer
from tests.browser.maps import Asked
from tests.browser.proxy import Nearby, stripping
from tests.browser.server import Server
from tests.setup.browser import find_browser
from tests.setup.bundle import bundle

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
LOCALE = {"LC_ALL": "C.UTF-8"}
"""A desktop has a locale of this kind; in another one Chromium saves a file whose name it cannot write as "download"."""
WIDE, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def program() -> str:
    """The path of the browser."""
    path = find_browser()
    assert path, "the browser tests need Chromium or Chrome: run them with make test, which looks for one"
    return path


@pytest.fixture(scope="session")
def browser(chromium: BrowserType, program: str) -> Iterator[Browser]:
    """For visitors who have never been here."""
    made = chromium.launch(executable_path=program, args=FLAGS, env={**os.environ, **LOCALE}, timeout=PATIENCE)
    yield made
    made.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the console said; a test that provokes a complaint empties it."""
    return []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    made = patient(browser.new_context(viewport=WIDE, reduced_motion="reduce"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def known(chromium: BrowserType, program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A visitor's browser that has read and compiled the page's files before: a page then costs half."""
    profile = tmp_path_factory.mktemp("profile")
    made = chromium.launch_persistent_context(
        profile,
        executable_path=program,
        args=FLAGS,
        env={**os.environ, **LOCALE},
        viewport=WIDE,
        reduced_motion="reduce",
        timeout=PATIENCE,
    )
    yield patient(made)
    made.close()


@pytest.fixture(scope="session")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that has been here before."""
    made = patient(browser.new_context(viewport=PHONE, reduced_motion="reduce", has_touch=True, is_mobile=True))
    made.new_page()
    yield made
    made.close()


def visit(context: BrowserContext, server: Server, complaints: list[str]) -> Iterator[Page]:
    """Yield a page that shows nothing yet; afterwards clear what it kept and was allowed, and see that it had nothing to complain of."""
    made = watched(context, complaints)
    yield made
    first, *others = context.pages
    for each in others:  # a browser without any page would end
        each.close()
    context.clear_permissions()
    session = context.new_cdp_session(first)
    session.send("Storage.clearDataForOrigin", {"origin": server.url.rstrip("/"), "storageTypes": "local_storage"})
    session.detach()
    assert complaints == []


@pytest.fixture
def blank(known: BrowserContext, server: Server, complaints: list[str]) -> Iterator[Page]:
    """A page that shows nothing yet."""
    yield from visit(known, server, complaints)


@pytest.fixture
def pocket(phone: BrowserContext, server: Server, complaints: list[str]) -> Iterator[Page]:
    """The same on a phone."""
    yield from visit(phone, server, complaints)


@pytest.fixture
def wire(blank: Page) -> Wire:
    """What the page will ask for: a test names it before `page`."""
    return Wire(blank)


@pytest.fixture
def asked(blank: Page) -> Asked:
    """The maps that the page will ask for: a test names it before it opens one."""
    return Asked(blank)


@pytest.fixture
def page(blank: Page, server: Server) -> Page:
    """The page as it opens."""
    blank.goto(server.url)
    drawn(blank)
    return blank


@pytest.fixture(scope="module")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that has the bundle, as the wheel and the image do, and has drawn every lesson."""
    folder = tmp_path_factory.mktemp("packaged") / "static"
    shutil.copytree(static_dir(), folder, ignore=shutil.ignore_patterns("bundle"))
    bundle(folder)
    with pytest.MonkeyPatch.context() as patch, Nearby(stripping("")) as url:
        patch.setattr(page_files, "folder", folder)
        ready.wait(120)
        first.draw_all()
        yield url
    page_files.look()


@pytest.fixture
def lecturer(server: Server) -> Iterator[Lecturer]:
    """A class of the test's own, run over a socket."""
    made = Lecturer(server.url)
    yield made
    made.close()


@pytest.fixture
def joined(pocket: Page, lecturer: Lecturer) -> Page:
    """A phone that has followed the class's link, with a scene to see."""
    lecturer.show("saddle", 30)
    pocket.goto(lecturer.link)
    expect(pocket.locator(".phone")).to_have_attribute("data-picture", "on")
    return pocket
