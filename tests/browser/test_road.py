"""The whole road in a real browser: sign on, add, see the marks, correct, search, ask what if."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.serve.access.accounts import Accounts
from onrecord.serve.app import create_app
from onrecord.serve.settings import Settings
from onrecord.store import open_store
from tests.browser.conftest import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "four plain words here"
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Pages over an empty record, with an account for Ann."""
    with (
        open_store(tmp_path_factory.mktemp("road") / "record.db") as store,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        Accounts(store.engine).add("Ann", PASSWORD, "admin")
        app = create_app(Settings(port=listener.getsockname()[1]), store)
        with Served(app, listener) as running:
            yield running
        app.state.service.close()


@pytest.fixture(scope="module")
def road(chromium: Browser, served: Served) -> Iterator[Page]:
    """One window for the whole road, signed on as Ann; its faults fail the last step."""
    context = chromium.new_context(base_url=served.address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto("/sign-on?next=/add")
    page.get_by_label("Name").fill("Ann")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign on").click()
    page.wait_for_url("**/add")
    yield page
    context.close()


def test_1_add_an_article_and_watch_it_being_read(road: Page) -> None:
    road.goto("/add")
    road.get_by_label("or its text").fill((EXAMPLES / "strait-talks.txt").read_text("utf-8"))
    road.get_by_label("Headline").fill("Varnia rejects demand to open the Kessel Strait")
    road.get_by_label("Outlet").fill("Harbour Wire")
    road.get_by_label("Published").fill("2031-03-12")
    road.get_by_role("button", name="Read it").click()
    road.wait_for_url(re.compile("/readings/"))
    # The page goes on by itself; nobody reloads it.
    road.get_by_role("link", name="Open the article").click()
    road.wait_for_url(re.compile(r"/articles/\d+"))
    assert road.locator("h1").inner_text() == "Varnia rejects demand to open the Kessel Strait"


def test_2_a_click_on_a_mark_shows_its_record(road: Page) -> None:
    mark = road.locator(".text .m-cue", has_text="rejected").first
    mark.click()
    entry = road.locator(".entry.on")
    assert entry.count() == 1
    assert "Varnia" in entry.inner_text()
    lit = road.locator(".text .on")
    assert {"m-cue", "m-content"} <= set(
        " ".join(e.get_attribute("class") or "" for e in lit.all()).split()
    )
    assert road.locator(".text .m-condition").count() >= 1


def test_3_the_record_has_a_page_of_its_own(road: Page) -> None:
    road.locator(".entry.on").get_by_role("link", name=re.compile("Its record")).click()
    road.wait_for_url(re.compile(r"/statements/\d+"))
    assert "Orlovian demands" in road.locator("blockquote").inner_text()
    assert road.locator(".context .m-cue").inner_text() == "rejected"
    assert (
        "Harbour Wire" in road.get_by_role("region", name=re.compile("Who reported")).inner_text()
    )


def test_4_correct_the_speaker(road: Page) -> None:
    road.get_by_text("Correct it", exact=True).first.click()
    road.get_by_label("Speakers").fill("Ilse Tarrant")
    road.get_by_role("button", name="Correct it").click()
    road.wait_for_load_state()
    assert "Ilse Tarrant" in road.locator("h1").inner_text()
    decided = road.get_by_role("region", name="What people decided").inner_text()
    assert "Ann corrected speakers" in decided
    road.get_by_role("button", name=re.compile("Undo")).click()
    road.wait_for_load_state()
    assert "Varnia" in road.locator("h1").inner_text()


def test_5_search_and_narrow_down(road: Page) -> None:
    road.get_by_role("searchbox", name="Search what was said").fill("sanctions")
    road.get_by_role("button", name="Search").first.click()
    road.wait_for_url(re.compile(r"q=sanctions"))
    assert road.locator("mark").first.inner_text().lower() == "sanctions"
    pelk = road.locator(".facets").get_by_role("link", name=re.compile("Davor Pelk"))
    pelk.click()
    road.wait_for_url(re.compile(r"speaker=\d+"))
    assert road.locator(".statement").count() >= 1
    assert "said by Davor Pelk" in road.locator(".chips").inner_text()


def test_6_what_if(road: Page) -> None:
    road.get_by_role("link", name="What if").click()
    road.get_by_label("What happens").fill("Orlovia withdraws its patrol boats")
    # The example is of a year to come, and nothing said after the day is used.
    road.get_by_label("As known on").fill("2031-04-01")
    road.get_by_role("button", name="Ask").click()
    road.wait_for_url(re.compile("what-if"))
    said = road.get_by_role("region", name="Who has said what they would do").inner_text()
    assert "we can sit down tomorrow" in said


def test_7_the_keyboard_is_enough(road: Page) -> None:
    road.goto("/")
    road.keyboard.press("Tab")
    assert road.evaluate("document.activeElement.textContent") == "Skip to the content"
    road.keyboard.press("Enter")
    assert road.evaluate("document.activeElement.id") == "main"
    road.keyboard.press("Tab")
    assert road.evaluate("document.activeElement.closest('main') !== null")


def test_8_nothing_needs_a_script(chromium: Browser, served: Served) -> None:
    context = chromium.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/articles/1#s1")
    assert page.locator(".entry:target").count() == 1
    page.goto("/?q=strait")
    assert page.locator(".statement").count() >= 1
    context.close()


def test_9_wherever_a_name_stands_it_is_only_words(
    page: Page, served: Served, grave: Callable[[Any], list[str]]
) -> None:
    page.goto(f"{served.address}/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    assert page.locator("main img[src=x]").count() == 0
    assert grave(page) == []
