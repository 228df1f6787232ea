"""People's judgement through the pages: with their name, and undone again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.records import Article
from onrecord.store import Store
from tests.serve.conftest import Browser, signed_on
from tests.serve.newsroom import STRAIT, strait
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


def test_undoing_a_merge_where_it_shows(ann: Browser, store: Store) -> None:
    pelk, orlovia = actor(store, "Davor Pelk"), actor(store, "Orlovia")
    ann.form("/review", f"/actors/{pelk}/merge", into="Orlovia")
    (decision,) = store.decisions()
    page = ann.get(f"/actors/{orlovia}").text
    assert f'merged <a href="/actors/{pelk}">Davor Pelk</a> into' in page
    answer = ann.form(
        f"/actors/{orlovia}", f"/decisions/{decision.id}/undo", next=f"/actors/{pelk}"
    )
    assert answer.headers["location"] == f"/actors/{pelk}"
    assert "Davor Pelk</h1>" in ann.get(f"/actors/{pelk}").text
    assert [w.name for w in store.statement(number(store, THREAT)).speakers] == ["Davor Pelk"]


def test_splitting_an_actor(ann: Browser, store: Store) -> None:
    article = Article.of(STRAIT, url="https://gazette.example/strait", outlet="Gazette")
    store.add(replace(strait(), article=article))
    varnia = actor(store, "Varnia")
    assert f'href="/actors/{varnia}/split"' in ann.get(f"/actors/{varnia}").text
    assert "Harbour Wire · 12 March 2031 · as Varnia" in ann.get(f"/actors/{varnia}/split").text
    listed = ann.get(f"/actors/{varnia}/split?format=json").json()["appearances"]
    assert [(one["article"], one["outlet"]) for one in listed] == [
        (4, "Gazette"),
        (1, "Harbour Wire"),
    ]
    answer = ann.form(
        f"/actors/{varnia}/split", f"/actors/{varnia}/split", article=[1], name="Old Varnia"
    )
    (decision,) = store.decisions(actor=varnia)
    other = decision.payload["into"]
    assert answer.headers["location"] == f"/actors/{other}"
    refusal = number(store, REFUSAL)
    assert [who.name for who in store.statement(refusal).speakers] == ["Old Varnia"]
    assert [one.article for one in store.appearances(varnia, 9)] == [4]
    for one in (varnia, other):
        shown = ann.get(f"/actors/{one}").text
        assert f'split <a href="/actors/{other}">Old Varnia</a> off' in shown
    ann.form(f"/actors/{other}", f"/decisions/{decision.id}/undo")
    assert [who.id for who in store.statement(refusal).speakers] == [varnia]


def test_the_articles_of_a_split_are_paged(
    ann: Browser, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article.of(STRAIT, url="https://gazette.example/strait", outlet="Gazette")
    store.add(replace(strait(), article=article))
    monkeypatch.setattr("onrecord.serve.split._SHOWN", 1)
    varnia = actor(store, "Varnia")
    first = ann.get(f"/actors/{varnia}/split?format=json").json()
    assert ([one["article"] for one in first["appearances"]], first["before"]) == ([4], 4)
    assert f'href="/actors/{varnia}/split?before=4"' in ann.get(f"/actors/{varnia}/split").text
    then = ann.get(f"/actors/{varnia}/split?before=4&format=json").json()
    assert ([one["article"] for one in then["appearances"]], then["before"]) == ([1], None)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "Somebody"}, "is not in article"),
        ({"name": "Somebody", "article": [3]}, "is not in article 3"),
        ({"name": " ", "article": [1]}, "has no name"),
        ({"name": "Somebody", "article": [10**30]}, "article"),
        ({"name": "Somebody", "article": [1] * 200}, "article"),
        ({"article": [1]}, "name"),
    ],
)
def test_splits_that_make_no_sense(
    ann: Browser, store: Store, fields: dict[str, Any], told: str
) -> None:
    tarrant = actor(store, "Ilse Tarrant")
    answer = ann.form("/review", f"/actors/{tarrant}/split?format=json", **fields)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert store.decisions() == []


def test_only_reviewers_split(browser: Browser, store: Store) -> None:
    tarrant = actor(store, "Ilse Tarrant")
    signed_on(browser, "Rita", "reader")
    assert browser.get(f"/actors/{tarrant}/split").status_code == 403
    answer = browser.form("/account", f"/actors/{tarrant}/split", article=[1], name="Somebody")
    assert answer.status_code == 403
    assert "/split" not in browser.get(f"/actors/{tarrant}").text
    assert store.decisions() == []


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
