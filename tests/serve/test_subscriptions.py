"""The pages of subscriptions: the whole road with a real mail server, and who may not go it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from onrecord.alert.rounds import run_round
from onrecord.alert.tables import addresses, consents, mails, requests, subscriptions
from onrecord.store import Store
from tests.alert.conftest import text_of
from tests.alert.post import Post
from tests.serve.conftest import Browser
from tests.serve.newsroom import XSS, records

ME = "reader@example.org"
PUBLIC = "https://record.example.org"
FORM = {"address": ME, "frequency": "at_once", "terms": "2026-11", "agreed": "true"}


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server on this machine."""
    with Post() as server:
        yield server


@pytest.fixture
def newsroom(
    made_once: dict[str, Path], tmp_path: Path
) -> Iterator[Callable[[Post], tuple[Browser, Any]]]:
    """Pages over an empty store that mail through a server, and their alerts."""
    import shutil

    from onrecord.serve.app import create_app
    from onrecord.serve.settings import Settings
    from onrecord.store import open_store

    shutil.copy(made_once["empty"], tmp_path / "fresh.db")
    with open_store(tmp_path / "fresh.db") as store:

        def start(post: Post, **given: Any) -> tuple[Browser, Any]:
            alerts = {"smtp": post.settings, "background": False, "sender": "a@record.example.org"}
            settings = Settings(
                public_url=PUBLIC,
                alerts={**alerts, **given},  # type: ignore[arg-type]
            )
            app = create_app(settings, store)
            browser = Browser(app, base_url=PUBLIC)
            return browser, app.state.mailing.alerts

        yield start


def ask(browser: Browser, **fields: str) -> Any:
    """Send the form of the search that `search` names."""
    given = {**FORM, **fields}
    return browser.form(f"/subscriptions?{given.get('search', '')}", "/subscriptions", **given)


def link_in(mail: EmailMessage, what: str) -> str:
    """The path of a link in a mail's text."""
    found = re.search(rf"{PUBLIC}(/subscriptions/{what}/\S+)", text_of(mail))
    assert found, text_of(mail)
    return found[1]


def add_all(store: Store) -> None:
    for record in records():
        store.add(record, np.eye(128, dtype=np.float32)[: len(record.statements)])


def test_the_whole_road(newsroom: Any, post: Post) -> None:
    browser, alerts = newsroom(post)
    answer = ask(browser, search="q=gift")
    assert (answer.status_code, answer.headers["location"]) == (303, "/subscriptions/asked")
    run_round(alerts)
    (mail,) = post.mails
    confirm = link_in(mail, "confirm")
    # A program that follows the link starts nothing.
    assert "Yes, mail them to me" in browser.get(confirm).text
    add_all(alerts.store)
    run_round(alerts)
    assert len(post.mails) == 1
    assert "You are subscribed" in browser.post(confirm).text
    # What came in before is not news; the same article again is none.
    add_all(alerts.store)
    run_round(alerts)
    assert len(post.mails) == 1


def subscribed(browser: Browser, alerts: Any, post: Post, **fields: str) -> None:
    """Sign up and confirm."""
    assert ask(browser, **fields).status_code == 303
    run_round(alerts)
    assert browser.post(link_in(post.mails[-1], "confirm")).status_code == 200


def test_a_digest_leads_to_its_evidence_and_out_by_one_click(newsroom: Any, post: Post) -> None:
    browser, alerts = newsroom(post)
    subscribed(browser, alerts, post, search="q=gift")
    add_all(alerts.store)
    run_round(alerts)
    _, digest = post.mails
    text = text_of(digest)
    assert "is not a *gift*" in text
    evidence = re.search(rf"{PUBLIC}(/statements/\d+)", text)
    assert evidence
    assert "not a gift" in browser.get(evidence[1]).text
    out = digest["List-Unsubscribe"].strip("<>").removeprefix(PUBLIC)
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # A GET, as scanners make, ends nothing; a POST without cookie, token or redirection does.
    browser.cookies.clear()
    assert "<button" in browser.get(out).text
    left = browser.post(out, data={"List-Unsubscribe": "One-Click"}, follow_redirects=False)
    assert left.status_code == 200
    assert "You are unsubscribed" in left.text
    assert browser.post(out).status_code == 200
    with alerts.store.reading() as connection:
        states = connection.execute(select(subscriptions.c.state)).scalars().all()
        events = connection.execute(select(consents.c.event)).scalars().all()
    assert states == ["ended"]
    assert events == ["sign-up", "confirmation", "unsubscription"]


def test_what_is_kept_can_be_changed_exported_and_erased(newsroom: Any, post: Post) -> None:
    browser, alerts = newsroom(post)
    subscribed(browser, alerts, post, search="q=gift", frequency="weekly")
    assert browser.form("/subscriptions", "/subscriptions/link", address=ME).status_code == 303
    run_round(alerts)
    own = link_in(post.mails[-1], "manage")
    page = browser.get(own)
    assert ME in page.text
    assert page.headers["cache-control"] == "no-store"
    browser.post(f"{own}/1", data={"frequency": "daily"})
    kept = browser.get(f"{own}/export")
    assert "attachment" in kept.headers["content-disposition"]
    told = kept.json()
    assert told["address"] == ME
    assert [(one["event"], one["frequency"]) for one in told["consents"]] == [
        ("sign-up", "weekly"),
        ("confirmation", "weekly"),
        ("change", "daily"),
    ]
    assert all(one["origin"] == "testclient" for one in told["consents"])
    assert all(one["terms"] == "2026-11" for one in told["consents"])
    assert told["terms"]["2026-11"].startswith("What you agree to")
    assert "Nothing is kept" in browser.post(f"{own}/erase").text
    assert browser.get(own).status_code == 410
    with alerts.store.reading() as connection:
        for table in (addresses, subscriptions, consents, mails, requests):
            assert connection.execute(select(table)).all() == [], table.name


def test_nobody_manages_what_belongs_to_another(newsroom: Any, post: Post) -> None:
    browser, alerts = newsroom(post)
    subscribed(browser, alerts, post)
    subscribed(browser, alerts, post, address="other@example.org")
    browser.form("/subscriptions", "/subscriptions/link", address=ME)
    run_round(alerts)
    own = link_in(post.mails[-1], "manage")
    assert browser.post(f"{own}/2", data={"frequency": "never"}).status_code == 410
    assert "other@example.org" not in browser.get(f"{own}/export").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"agreed": "false"}, "not ticked"),
        ({"terms": "1999"}, "terms have changed"),
        ({"address": "nobody"}, "no mail address"),
        ({"address": "a@example.org\r\nBcc: b@example.org"}, "no mail address"),
        ({"address": "a@example.org, b@example.org"}, "no mail address"),
        ({"search": "act=dance"}, "there is no"),
        ({"search": "speaker=Nobody+At+All"}, "nobody in the store"),
    ],
)
def test_what_makes_no_sense_is_told_and_mails_nobody(
    newsroom: Any, post: Post, fields: dict[str, str], told: str
) -> None:
    browser, alerts = newsroom(post)
    answer = ask(browser, **fields)
    assert answer.status_code in (404, 422)
    assert told in answer.text.lower()
    run_round(alerts)
    assert post.mails == []


def test_the_box_is_not_ticked_beforehand(browser: Browser) -> None:
    box = re.search(
        r'<input type="checkbox" name="agreed"[^>]*>', browser.get("/subscriptions").text
    )
    assert box
    assert "checked" not in box[0]


def test_a_form_from_another_site_signs_nobody_up(newsroom: Any, post: Post) -> None:
    browser, alerts = newsroom(post)
    assert browser.post("/subscriptions", data=FORM).status_code == 403
    assert browser.post("/subscriptions/link", data={"address": ME}).status_code == 403
    run_round(alerts)
    assert post.mails == []


def test_the_answer_does_not_tell_who_has_subscribed(newsroom: Any, post: Post) -> None:
    browser, alerts = newsroom(post)
    subscribed(browser, alerts, post)
    known = browser.form("/subscriptions", "/subscriptions/link", address=ME)
    unknown = browser.form("/subscriptions", "/subscriptions/link", address="no@example.org")
    again, fresh = ask(browser), ask(browser, address="no@example.org")
    for one in (known, unknown, again, fresh):
        assert (one.status_code, one.headers["location"]) == (303, "/subscriptions/asked")
    run_round(alerts)
    assert [mail["To"] for mail in post.mails[1:]] == [ME, ME, "no@example.org"]


def test_a_mailbox_cannot_be_flooded(newsroom: Any, post: Post) -> None:
    browser, alerts = newsroom(post, limits={"to_one_address_a_day": 2})
    for _ in range(4):
        assert ask(browser).headers["location"] == "/subscriptions/asked"
    assert ask(browser, address=ME.upper()).status_code == 303
    assert browser.form("/subscriptions", "/subscriptions/link", address=ME).status_code == 303
    run_round(alerts)
    assert len(post.mails) == 2


def test_nobody_signs_the_world_up(newsroom: Any, post: Post) -> None:
    browser, _ = newsroom(post, limits={"from_one_place_an_hour": 3})
    answers = [ask(browser, address=f"a{n}@example.org") for n in range(5)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429, 429]
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize("what", ["confirm", "unsubscribe", "manage"])
def test_links_cannot_be_made_up_or_used_for_another_thing(
    newsroom: Any, post: Post, what: str
) -> None:
    browser, alerts = newsroom(post)
    subscribed(browser, alerts, post)
    now = alerts.now
    for other in {"confirm", "unsubscribe", "manage"} - {what}:
        token = alerts.signer.token(other, 1, now)
        assert browser.get(f"/subscriptions/{what}/{token}").status_code == 410
    for token in ("x", "WzEsMV0.AAAA", "%00", "é"):
        assert browser.get(f"/subscriptions/{what}/{token}").status_code == 410


def test_hostile_searches_stay_words(browser: Browser) -> None:
    page = browser.get("/subscriptions", params={"q": XSS, "outlet": XSS})
    assert page.status_code == 200
    assert XSS not in page.text
    twin = browser.get("/subscriptions", params={"q": XSS, "format": "json"}).json()
    assert XSS in twin["described"]


def test_a_closed_record_signs_nobody_up_but_lets_everybody_out(
    serve: Callable[..., Browser],
) -> None:
    browser = serve(reading="closed")
    app: Any = browser.app
    token = app.state.mailing.alerts.signer.token("unsubscribe", 1, 0)
    answer = browser.get("/subscriptions", follow_redirects=False)
    assert answer.headers["location"].startswith("/sign-on")
    assert browser.post(f"/subscriptions/unsubscribe/{token}").status_code == 200


def test_pages_in_the_background_mail_by_themselves(
    serve: Callable[..., Browser], tmp_path: Path
) -> None:
    import time

    folder = tmp_path / "outbox"
    browser = serve(alerts={"outbox": folder})
    with browser:
        assert ask(browser, search="q=gift").status_code == 303
        until = time.monotonic() + 20
        while not list(folder.glob("*.eml")):
            assert time.monotonic() < until, "no mail within 20 s"
            time.sleep(0.02)
