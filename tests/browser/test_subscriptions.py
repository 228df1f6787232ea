"""Subscribe in a real browser, confirm, get a mail from a real mail server, unsubscribe by a click."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.serve.app import create_app
from onrecord.serve.settings import Settings
from onrecord.store import open_store
from tests.alert.conftest import text_of
from tests.alert.post import Post
from tests.browser.conftest import Served
from tests.serve.newsroom import records

if TYPE_CHECKING:
    from playwright.sync_api import Page

ME = "reader@example.org"


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server on this machine."""
    with Post() as server:
        yield server


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory, post: Post) -> Iterator[Served]:
    """Pages over an empty record that mail by themselves."""
    with (
        open_store(tmp_path_factory.mktemp("mail") / "record.db") as store,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        alerts: Any = {"smtp": post.settings, "every": 1, "sender": "alerts@record.example.org"}
        app = create_app(Settings(port=listener.getsockname()[1], alerts=alerts), store)
        with Served(app, listener) as running:
            yield running


def next_mail(post: Post, number: int) -> EmailMessage:
    """The mail of that number, once it is there."""
    until = time.monotonic() + 60
    while len(post.mails) < number:
        assert time.monotonic() < until, f"no mail {number} within 60 s"
        time.sleep(0.05)
    return post.mails[number - 1]


def link_in(mail: EmailMessage, what: str) -> str:
    """A link in a mail's text."""
    found = re.search(rf"http://\S+/subscriptions/{what}/\S+", text_of(mail))
    assert found, text_of(mail)
    return found[0]


def test_the_road_of_a_subscriber(
    page: Page, served: Served, post: Post, grave: Callable[[Page], list[str]]
) -> None:
    page.goto(f"{served.address}/?q=gift")
    page.get_by_role("link", name="Have new ones mailed to you").click()
    form = page.locator("form", has=page.get_by_role("button", name="Subscribe", exact=True))
    form.get_by_label("Your mail address").fill(ME)
    form.get_by_label("at once").check()
    # Without consent the form does not go out.
    assert not form.get_by_label("I agree").is_checked()
    page.get_by_role("button", name="Subscribe", exact=True).click()
    assert "/asked" not in page.url
    form.get_by_label("I agree").check()
    faults = grave(page)
    page.get_by_role("button", name="Subscribe", exact=True).click()
    page.wait_for_url("**/subscriptions/asked")
    faults += grave(page)
    page.goto(link_in(next_mail(post, 1), "confirm"))
    faults += grave(page)
    page.get_by_role("button", name="Yes, mail them to me").click()
    page.get_by_role("heading", name="You are subscribed").wait_for()
    for record in records():
        served.app.state.service.store.add(record)
    digest = next_mail(post, 2)
    assert digest["To"] == ME
    assert "not a *gift*" in text_of(digest)
    evidence = re.search(r"http://\S+/statements/\d+", text_of(digest))
    assert evidence
    page.goto(evidence[0])
    assert "not a gift" in page.locator("blockquote").first.inner_text()
    page.goto(link_in(digest, "unsubscribe"))
    faults += grave(page)
    page.get_by_role("button", name="Unsubscribe").click()
    page.get_by_role("heading", name="You are unsubscribed").wait_for()
    # What is kept can be seen and erased.
    page.goto(f"{served.address}/subscriptions")
    page.locator("#known").fill(ME)
    page.get_by_role("button", name="Mail me the link").click()
    page.wait_for_url("**/subscriptions/asked")
    page.goto(link_in(next_mail(post, 3), "manage"))
    faults += grave(page)
    page.get_by_text("Erase it").click()
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("heading", name="Nothing is kept about you any more").wait_for()
    assert faults == []
