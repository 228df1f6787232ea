"""Every page over the newsroom's record: what it says, in both forms, and that words stay words."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from onrecord.store import Store
from tests.serve.conftest import Browser, signed_on
from tests.serve.newsroom import XSS

THREAT, GIFT, REFUSAL, HOSTILE = "sanctions", "not a gift", "demands", "image"


def number(store: Store, words: str) -> int:
    """The number of the statement with these words."""
    for id in range(1, 10):
        for found in store.statements([id]):
            if any(words in span.text for span in found.content):
                return id
    raise AssertionError(words)


def actor(store: Store, name: str) -> int:
    """The number of an actor of the newsroom."""
    return store.actors(name)[0].id


def every_page(store: Store) -> list[str]:
    """The addresses of all pages that anybody may read."""
    statements = [number(store, words) for words in (THREAT, GIFT, REFUSAL, HOSTILE)]
    return [
        "/",
        "/?q=strait",
        "/?speaker=Ilse+Tarrant&order=oldest",
        f"/?q={XSS}&outlet={XSS}",
        "/articles",
        *(f"/articles/{n}" for n in (1, 2, 3)),
        *(f"/statements/{n}" for n in statements),
        "/actors",
        "/actors?q=tarrant&kind=person",
        *(f"/actors/{actor(store, name)}" for name in ("Varnia", f"Mallory {XSS}", f"Group {XSS}")),
        f"/actors/{actor(store, 'Varnia')}?topic=strait",
        f"/pairs/{actor(store, f'Mallory {XSS}')}/{actor(store, f'Group {XSS}')}",
        "/topics",
        "/topics?q=strait",
        f"/topics?q={XSS}",
        "/map",
        "/commitments",
        "/commitments?kind=threat&by=Orlovia&conditional=true",
        "/contradictions",
        f"/contradictions?topic={XSS}",
        "/what-if",
        "/what-if?q=the+strait+is+open&on=2031-06-01",
        f"/what-if?q={XSS}",
        "/sign-on",
        "/api",
        "/nothing",
    ]


def test_every_page_has_its_twin_and_its_words_stay_words(browser: Browser, store: Store) -> None:
    for address in every_page(store):
        page = browser.get(address)
        assert page.status_code == (404 if address == "/nothing" else 200), address
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert XSS not in page.text, address
        assert not re.search(r"<(img src=x|script>alert)", page.text), address
        assert 'href="javascript:' not in page.text, address
        assert " 49" not in page.text, address
        twin = browser.get(address, headers={"Accept": "application/json"})
        assert twin.status_code == page.status_code
        assert isinstance(twin.json(), dict), address


def test_the_latest_come_first(browser: Browser) -> None:
    found = browser.get("/?format=json").json()
    assert [one["said"]["day"] for one in found["found"]] == sorted(
        (one["said"]["day"] for one in found["found"]), reverse=True
    )
    page = browser.get("/").text
    assert "4 statements by" in page
    assert "Davor Pelk" in page


def test_a_search_is_an_address(browser: Browser, store: Store) -> None:
    page = browser.get("/?q=gift&kind=direct").text
    assert "<mark>gift</mark>" in page
    assert f'href="/statements/{number(store, GIFT)}"' in page
    assert f'href="/statements/{number(store, THREAT)}"' not in page
    # Taking the kind away leaves the words.
    assert 'href="/?q=gift"' in page


def test_facets_lead_to_searches(browser: Browser, store: Store) -> None:
    page = browser.get("/").text
    pelk = actor(store, "Davor Pelk")
    assert f'href="/?speaker={pelk}"' in page
    narrowed = browser.get(f"/?speaker={pelk}")
    assert "sanctions on Varnian banks" in narrowed.text
    assert "not a gift" not in narrowed.text
    assert "said by Davor Pelk" in narrowed.text


def test_a_search_counts_when_it_is_asked_to(browser: Browser) -> None:
    plain = browser.get("/?q=strait").text
    assert 'hx-get="/?q=strait&amp;facets=true"' in plain
    counted = browser.get("/?q=strait&facets=true").text
    assert "hx-get" not in counted
    assert "Harbour Wire</span>" in counted
    assert browser.get("/?q=strait&format=json").json()["facets"] is None
    assert browser.get("/?q=strait&facets=true&format=json").json()["facets"]["whole"] is True
    assert "What they do" in browser.get("/topics?q=strait&facets=true").text


def test_pages_follow_each_other(browser: Browser) -> None:
    seen: list[int] = []
    address: str | None = "/?most=3&format=json"
    while address:
        page = browser.get(address).json()
        seen += [one["said"]["id"] for one in page["found"]]
        after = page["following"]
        address = f"/?most=3&format=json&after={after}" if after else None
    assert len(seen) == len(set(seen)) == 4


@pytest.mark.parametrize(
    "query",
    [
        "q=%22unbalanced&since=2031-99-99",
        "order=sideways",
        "act=dance",
        "after=nonsense",
        "most=0",
        "speaker=Nobody+Of+This+Name",
        "since=2032-01-01&until=2031-01-01",
    ],
)
def test_searches_that_make_no_sense_are_told(browser: Browser, query: str) -> None:
    answer = browser.get(f"/?{query}&format=json")
    assert answer.status_code in (404, 422)
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    "words", ["'; DROP TABLE statements; --", "NEAR(a b", 'a" OR 1=1', "*", "-", "((", "a" * 10_000]
)
def test_no_words_break_a_search(browser: Browser, words: str) -> None:
    assert browser.get("/", params={"q": words, "format": "json"}).status_code in (200, 422)


def test_an_article_is_marked(browser: Browser, store: Store) -> None:
    page = browser.get("/articles/1").text
    assert re.search(r'<a class="m-cue" id="w1" href="#s1" data-s="s1">rejected</a>', page)
    assert 'class="m-condition"' in page
    assert "The month has no year" in page
    assert f'href="/statements/{number(store, THREAT)}"' in page
    assert "Noor Whitcombe" in page
    twin = browser.get("/articles/1?format=json").json()
    assert twin["record"]["article"]["text"].startswith("Varnia rejects")
    assert [entry["number"] for entry in twin["statements"]] == [1, 2, 3]


def test_a_statement_shows_who_reported_it(browser: Browser, store: Store) -> None:
    gift = number(store, GIFT)
    twin = browser.get(f"/statements/{gift}?format=json").json()
    assert [r["article"]["outlet"] for r in twin["reports"]] == ["Harbour Wire", "The Strait Times"]
    assert "".join(s["words"] for s in twin["evidence"] if s["role"] == "content") == (
        '"The strait is not a gift,"'
    )
    page = browser.get(f"/statements/{gift}").text
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert data
    graph = json.loads(data[1])["@graph"]
    (quotation,) = [node for node in graph if node["@type"] == "Quotation"]
    assert "not a gift" in quotation["text"]


@pytest.mark.parametrize(
    ("form", "media", "words"),
    [
        ("bibtex", "application/x-bibtex", "@article{harbourwire2031"),
        ("csv", "text/csv", "Ilse Tarrant"),
        ("jsonld", "application/ld+json", '"@context": "https://schema.org"'),
        ("text", "text/plain", "On record at http://127.0.0.1:8765/statements/"),
    ],
)
def test_citing(browser: Browser, store: Store, form: str, media: str, words: str) -> None:
    answer = browser.get(f"/statements/{number(store, GIFT)}/cite?as={form}")
    assert answer.headers["content-type"].startswith(media)
    assert words in answer.text


@pytest.mark.parametrize("address", ["/statements/999", "/articles/999", "/statements/999/cite"])
def test_what_is_not_there(browser: Browser, address: str) -> None:
    answer = browser.get(f"{address}?format=json")
    assert (answer.status_code, answer.json()["code"]) == (404, "R807")


@pytest.mark.parametrize("address", ["/statements/x", "/articles/1e9", "/articles?before=-1"])
def test_addresses_that_are_none(browser: Browser, address: str) -> None:
    assert browser.get(address).status_code == 422


def test_an_actor_is_found_by_key_and_name(browser: Browser, store: Store) -> None:
    tarrant = actor(store, "Ilse Tarrant")
    led = browser.get("/actors/Ilse%20Tarrant", follow_redirects=False)
    assert led.headers["location"] == f"/actors/{tarrant}"
    page = browser.get(f"/actors/{tarrant}").text
    assert "not a gift" in page
    assert f'src="/actors/{tarrant}/chart?theme=light"' in page
    positions = browser.get(f"/actors/{tarrant}?topic=strait&format=json").json()["positions"]
    assert [p["said"]["id"] for p in positions["positions"]] == [number(store, GIFT)]


def test_counts_of_the_newest_statements_alone_say_so(
    serve: Any, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    varnia = actor(store, "Varnia")
    assert "in the newest" not in serve().get(f"/actors/{varnia}").text
    monkeypatch.setattr("onrecord.ask.actor.RECENT", 1)
    page = serve().get(f"/actors/{varnia}").text
    assert "2 statements" in page
    assert "What it does <small>in the newest 1</small>" in page


def test_charts_are_images(browser: Browser, store: Store) -> None:
    one, other = actor(store, "Varnia"), actor(store, "Orlovia")
    for address in (
        f"/actors/{one}/chart",
        f"/pairs/{one}/{other}/chart?theme=dark",
        "/topics/chart?q=strait",
        "/map/chart",
    ):
        answer = browser.get(address)
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.text.startswith("<svg")
    assert browser.get("/map/chart?theme=neon").status_code == 422


def test_the_ledger(browser: Browser) -> None:
    twin = browser.get("/commitments?kind=threat&by=Orlovia&format=json").json()
    (entry,) = twin["entries"]
    assert entry["pledge"]["condition"][0]["text"] == "the strait was open by June"
    page = browser.get("/commitments?toward=Varnia").text
    assert "<b>unless</b>the strait was open by June" in page
    assert "toward Varnia" in page
    assert browser.get("/commitments?kind=wish&format=json").status_code == 422


def test_the_map_and_what_two_say(browser: Browser, store: Store) -> None:
    varnia, orlovia = actor(store, "Varnia"), actor(store, "Orlovia")
    arrows = browser.get("/map?format=json").json()["arrows"]
    assert {"source": str(varnia), "target": str(orlovia), "count": 1} in arrows
    pair = browser.get(f"/pairs/{varnia}/{orlovia}?format=json").json()
    assert [said["id"] for said in pair["said"]] == [number(store, REFUSAL)]


def test_what_if_tells_treaties_from_words(browser: Browser) -> None:
    page = browser.get("/what-if?q=Russia+invades+Ukraine&on=2022-01-08").text
    assert "North Atlantic Treaty, Article 5" in page
    assert "Budapest Memorandum" in page
    twin = browser.get("/what-if?q=Russia+invades+Ukraine&on=2022-01-08&format=json").json()
    assert twin["answer"]["bound"][0]["standing"]["state"] == "state:UKR"
    assert browser.get("/what-if?q=x&on=someday&format=json").status_code == 422


def test_a_hostile_cell_is_no_formula(store: Store, browser: Browser) -> None:
    hostile = number(store, HOSTILE)
    text = browser.get(f"/statements/{hostile}/cite?as=csv").text
    assert all(not cell.startswith(("=", "+", "@")) for cell in text.split(","))


def test_adding_a_text(browser: Browser, tiny: Any) -> None:
    signed_on(browser, "Ann", "reviewer")
    service: Any = browser.app.state.service  # type: ignore[attr-defined]
    service.readings._open_reader = lambda: tiny
    answer = browser.form(
        "/add",
        "/add",
        text="“We will not pay,” Ilse Tarrant said on Friday.",
        title="No payment",
        outlet="Valmont Post",
        published="2031-05-01",
    )
    watched = answer.headers["location"]
    for _ in range(600):
        reading = browser.get(f"{watched}?format=json").json()["reading"]
        if reading["step"] in ("done", "failed"):
            break
    assert reading["step"] == "done", reading
    assert "Open the article" in browser.get(watched).text
    page = browser.get(f"/articles/{reading['article']}").text
    assert "No payment" in page
    assert "Valmont Post" in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "holds no article"),
        ({"address": "file:///etc/passwd"}, "is no web address"),
        ({"address": "https://a.example", "text": "both"}, "more than one article"),
        ({"text": "words", "published": "tomorrow"}, "is not a date"),
    ],
)
def test_forms_without_one_article_are_told(
    browser: Browser, fields: dict[str, str], told: str
) -> None:
    signed_on(browser, "Ann", "reviewer")
    answer = browser.form("/add", "/add?format=json", **fields)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


def test_bodies_that_are_too_long_are_refused(serve: Any) -> None:
    browser = signed_on(serve(largest_upload=2_000), "Ann", "reviewer")
    assert browser.form("/add", "/add", text="a" * 3_000).status_code == 413

    def chunks() -> Any:
        for _ in range(30):
            yield b"a" * 1_000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert browser.post("/add", content=chunks(), headers=headers).status_code == 413
