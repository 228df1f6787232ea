"""People's judgement through the pages: with their name, and undone again."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.store import Store
from tests.serve.conftest import Browser, signed_on
from tests.serve.test_pages import GIFT, REFUSAL, THREAT, actor, number


@pytest.fixture
def ann(browser: Browser) -> Browser:
    return signed_on(browser, "Ann", "reviewer")


def judged(browser: Browser, statement: int, kind: str, **fields: Any) -> Any:
    return browser.form(f"/statements/{statement}", f"/statements/{statement}/{kind}", **fields)


def test_the_least_certain_come_first(ann: Browser, store: Store) -> None:
    queue = ann.get("/review?format=json").json()["queue"]
    assert queue[0]["id"] == number(store, THREAT)
    assert [one["score"] for one in queue] == sorted(one["score"] for one in queue)
    assert "certain to 30" in ann.get("/review").text


def test_confirming_takes_it_out_of_the_queue(ann: Browser, store: Store) -> None:
    threat = number(store, THREAT)
    answer = judged(ann, threat, "confirm", next="/review")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert threat not in [one["id"] for one in ann.get("/review?format=json").json()["queue"]]
    page = ann.get(f"/statements/{threat}").text
    assert "confirmed" in page
    assert "<b>Ann</b> confirmed it" in page


def test_rejecting_takes_it_out_of_the_record_until_undone(ann: Browser, store: Store) -> None:
    threat = number(store, THREAT)
    judged(ann, threat, "reject")
    assert "sanctions on Varnian banks" not in ann.get("/?q=sanctions").text
    assert 'class="m-cue" id="w3"' not in ann.get("/articles/1").text
    (decision,) = store.decisions(statement=threat)
    ann.form(f"/statements/{threat}", f"/decisions/{decision.id}/undo")
    assert "Varnian banks" in ann.get("/?q=sanctions").text
    assert "undone by Ann" in ann.get(f"/statements/{threat}").text


def test_correcting_the_speaker(ann: Browser, store: Store) -> None:
    refusal = number(store, REFUSAL)
    judged(ann, refusal, "correct", speakers="Ilse Tarrant; Varnia", act="deny")
    said = store.statement(refusal)
    assert {who.name for who in said.speakers} == {"Ilse Tarrant", "Varnia"}
    assert (said.act, said.status) == ("deny", "corrected")
    (decision,) = store.decisions(statement=refusal)
    assert set(decision.payload) == {"speakers", "act"}


def test_correcting_the_words(ann: Browser, store: Store) -> None:
    refusal = number(store, REFUSAL)
    judged(ann, refusal, "correct", content="demands that it\nreopen the  Kessel Strait", cue="")
    said = store.statement(refusal)
    assert [s.text for s in said.content] == ["demands that it", "reopen the Kessel Strait"]
    assert said.cue is None
    page = ann.get("/articles/1").text
    assert ">demands that it</" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "nothing was changed"),
        ({"speakers": "Nobody Knows"}, "nobody on record"),
        ({"content": "words that are not there"}, "does not stand in the article"),
        ({"act": "dance"}, "makes no sense"),
        ({"said_on": "tomorrow"}, "makes no sense"),
    ],
)
def test_corrections_that_make_no_sense(
    ann: Browser, store: Store, fields: dict[str, str], told: str
) -> None:
    refusal = number(store, REFUSAL)
    answer = judged(ann, refusal, "correct?format=json", **fields)
    assert answer.status_code == 422
    assert told in answer.json()["detail"].lower()
    assert store.decisions(statement=refusal) == []


def test_merging_actors(ann: Browser, store: Store) -> None:
    pelk, orlovia = actor(store, "Davor Pelk"), actor(store, "Orlovia")
    answer = ann.form("/review", f"/actors/{pelk}/merge", into="Orlovia")
    assert answer.headers["location"] == f"/actors/{orlovia}"
    assert [w.name for w in store.statement(number(store, THREAT)).speakers] == ["Orlovia"]


def test_only_reviewers_judge(browser: Browser, store: Store) -> None:
    gift = number(store, GIFT)
    token = {"form_token": "0"}
    headers = {"Accept": "application/json"}
    assert browser.post(f"/statements/{gift}/confirm", data=token, headers=headers).status_code in (
        401,
        403,
    )
    signed_on(browser, "Rita", "reader")
    answer = browser.form("/account", f"/statements/{gift}/confirm")
    assert answer.status_code == 403
    assert store.decisions() == []
    assert "Review" not in browser.get(f"/statements/{gift}").text


def test_going_on_leads_nowhere_else(ann: Browser, store: Store) -> None:
    answer = judged(ann, number(store, GIFT), "confirm", next="https://evil.example")
    assert answer.headers["location"] == "/"
