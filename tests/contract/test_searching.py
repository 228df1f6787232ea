"""What a search finds, in which order, and what it makes of odd input, whatever the database."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from typing import Any

import pytest

from onrecord.ask.search import Page, Query, search
from onrecord.errors import NotInStore, OptionError
from onrecord.store import Store
from tests.store.making import Quote, article, axis, record, vectors

#: Who says what to whom about whom, when and where.
SAID = [
    ("Ann Lee", "that the bridge was closed", "refuse", "Bo Ek", "the city", "Post", "2024-03-01"),
    ("Bo Ek", "that bridges are never safe", "warn", "Ann Lee", None, "Echo", "2024-03-02"),
    ("Bo Ek", "“the city will not pay”", "refuse", None, "the city", "Echo", "2024-03-03"),
    ("Cy Roe", "that the rivér rose", "state", "Bo Ek", "the city", None, "2024-03-03"),
    (None, "that it may rain on the bridge and on the road", "predict", None, None, "Post", None),
]


@pytest.fixture
def ids(store: Store) -> list[int]:
    """Numbers of the statements, in the order of SAID; each has a vector along its own axis."""
    found: list[int] = []
    for number, (speaker, content, act, addressee, about, outlet, day) in enumerate(SAID):
        text = f"Number {number}. {speaker or 'It'} said to {addressee or 'all'}, of {about or 'much'}, {content}, once."
        source = article(text, f"https://a.example/{number}", outlet=outlet, published=day)
        told = record(source, (Quote(speaker, "said", content, act, addressee, about),))
        found += store.add(told, vectors(told, number)).statements
    return found


def numbers(page: Page, ids: list[int]) -> list[int]:
    return [ids.index(one.said.id) for one in page.found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), [3, 2, 1, 0, 4]),
        (Query(order="oldest"), [4, 0, 1, 2, 3]),
        (Query("bridge"), [1, 0, 4]),
        (Query("BRIDGES safe"), [1]),
        (Query("river"), [3]),
        (Query("riv*"), [3]),
        (Query('"the bridge"'), [0, 4]),
        (Query("“the bridge”"), [0, 4]),
        (Query("bridge -closed"), [1, 4]),
        (Query("-bridge"), [3, 2]),
        (Query("not"), [2]),
        (Query("Ann"), [0]),
        (Query(speaker=("Bo Ek",)), [2, 1]),
        (Query(speaker=("Bo Ek", "Ann Lee")), [2, 1, 0]),
        (Query(addressee=("Bo Ek",)), [3, 0]),
        (Query(about=("the city",)), [3, 2, 0]),
        (Query(act=("refuse",)), [2, 0]),
        (Query(act_class=("assertive",)), [3, 1, 4]),
        (Query(kind=("direct",)), [2]),
        (Query(outlet=("Echo",)), [2, 1]),
        (Query(since="2024-03-02"), [3, 2, 1]),
        (Query(until="2024-03-02"), [1, 0]),
        (Query(since="2024-03-02", until="2024-03-02"), [1]),
        (Query("bridge", speaker=("Bo Ek",), act=("warn", "refuse"), outlet=("Echo",)), [1]),
        (Query("city", about=("the city",), since="2024-03-01"), [2]),
        (Query("bridge", order="best"), [0, 1, 4]),
    ],
    ids=str,
)
def test_finds(store: Store, ids: list[int], query: Query, expected: list[int]) -> None:
    found = numbers(search(store, query), ids)
    # How short texts rank is the database's business.
    assert (sorted(found) if query.order == "best" else found) == expected


def test_what_means_the_like_comes_first(store: Store, ids: list[int]) -> None:
    def vector(_text: str) -> Any:
        return axis(2) * 0.9 + axis(1) * 0.4 + axis(0) * 0.1

    page = search(store, Query(meaning="who pays"), vector=vector)
    assert numbers(page, ids) == [2, 1, 0]
    assert [one.score for one in page.found] == [0.9, 0.4, 0.1]
    page = search(store, Query("bridge", meaning="who pays", speaker=("Bo Ek",)), vector=vector)
    assert numbers(page, ids) == [1]
    store.reject(ids[2], "Eva")
    assert numbers(search(store, Query(meaning="who pays"), vector=vector), ids) == [1, 0]
    with pytest.raises(OptionError, match="no reader"):
        search(store, Query(meaning="who pays"))


@pytest.mark.parametrize(
    "query", [Query(), Query(order="oldest"), Query("said", order="best"), Query("said")], ids=str
)
def test_pages_neither_repeat_nor_miss_while_statements_come_in(
    store: Store, ids: list[int], query: Query
) -> None:
    whole = [one.said.id for one in search(store, query).found]
    assert len(whole) == len(ids)
    seen: list[int] = []
    after = None
    for turn in range(10):
        page = search(store, query, most=2, after=after)
        seen += [one.said.id for one in page.found]
        after = page.following
        if after is None:
            break
        day = "2024-05-01" if query.order != "oldest" else None
        text = f"Turn {turn}: he muttered that number {turn} came in late."
        store.add(
            record(
                article(text, published=day),
                (Quote(None, "muttered", f"that number {turn} came in late"),),
            )
        )
    assert seen == whole


@pytest.mark.usefixtures("ids")
def test_facets_count_all_matches(store: Store) -> None:
    facets = search(store, Query("bridge"), most=1, facets=True).facets
    assert facets is not None
    assert (facets.of, facets.whole) == (3, True)
    assert {(v.value, v.count) for v in facets.speaker} == {("Ann Lee", 1), ("Bo Ek", 1)}
    assert {(v.value, v.count) for v in facets.outlet} == {("Post", 2), ("Echo", 1)}
    assert {(v.value, v.count) for v in facets.act} == {("refuse", 1), ("warn", 1), ("predict", 1)}
    assert [(v.value, v.count) for v in facets.year] == [("2024", 2)]


@pytest.mark.usefixtures("ids")
def test_snippets_have_the_words_around_and_mark_what_was_searched(store: Store) -> None:
    (one,) = search(store, Query('"may rain" bridge')).found
    text = store.record(one.said.article.id).article.text
    marked = [text[a:b] for a, b in one.snippet.marked]
    assert marked == ["may", "rain", "bridge"]
    assert one.snippet.before + one.snippet.words + one.snippet.after == text
    assert text[one.snippet.start :].startswith(one.snippet.words)


def test_merged_outlets_find_a_statement_by_each_of_its_reports(store: Store) -> None:
    text = "Ann Lee said that the old bridge will be closed by the end of May."
    quote = Quote("Ann Lee", "said", "that the old bridge will be closed by the end of May")
    for outlet in ("Post", "Echo"):
        store.add(
            record(
                article(text, f"https://{outlet}.example", outlet=outlet, published="2024-03-01"),
                (quote,),
            )
        )
    (post,), (echo,) = (search(store, Query(outlet=(name,))).found for name in ("Post", "Echo"))
    assert post.said == echo.said
    facets = search(store, Query(), facets=True).facets
    assert facets is not None
    assert {(v.value, v.count) for v in facets.outlet} == {("Post", 1), ("Echo", 1)}


ODD = [
    "' OR 1=1; DROP TABLE statements; --",
    '"); DELETE FROM articles; --',
    'NEAR("a" "b", 5)',
    "marks: s1",
    "words : * OR ^bridge AND NOT (",
    '"""',
    "a\0b",
    "\ud800x",
    "'=s1' | x:*A & !",
    ":term0 %s {} [x]",
    "\u202e𝔷quux\u0301 🌉",
    "x" * 10_000,
    "(" * 5_000,
]


@pytest.mark.parametrize(
    "name", [f.name for f in fields(Query) if f.name not in ("acting", "order")]
)
def test_odd_input_finds_nothing_or_is_refused_and_does_no_harm(
    store: Store, ids: list[int], name: str
) -> None:
    plain = Query.__dataclass_fields__[name].default in ("", None)
    for odd in ODD:
        query = Query(**{name: odd if plain else (odd,)})  # type: ignore[arg-type]
        with suppress(OptionError, NotInStore):
            page = search(store, query, facets=True, vector=lambda _: axis(127))
            assert numbers(page, ids) == [], odd
    assert store.counts()["statements"] == len(ids)


def test_operators_are_words(store: Store) -> None:
    text = "Ann Lee said that neither this OR that will do, AND NOT the other near it."
    quote = Quote("Ann Lee", "said", "that neither this OR that will do, AND NOT the other near it")
    (id,) = store.add(record(article(text), (quote,))).statements
    for words in ("this OR that", "and not", "NEAR it", "other near"):
        assert [one.said.id for one in search(store, Query(words)).found] == [id], words
    assert search(store, Query("this OR elsewhere")).found == ()


@pytest.mark.usefixtures("ids")
@pytest.mark.parametrize(
    ("query", "given"),
    [
        (Query("?!"), {}),
        (Query(" ".join(f"w{i}" for i in range(100))), {}),
        (Query("x" * 10_001), {}),
        (Query(since="2024-03-02", until="2024-03-01"), {}),
        (Query(since="soon"), {}),
        (Query(act=("sing",)), {}),
        (Query(act_class=("loud",)), {}),
        (Query(kind=("loud",)), {}),
        (Query(order="random"), {}),  # type: ignore[arg-type]
        (Query(), {"most": 0}),
        (Query(), {"most": 201}),
        (Query(), {"after": "newest:1; DROP TABLE statements"}),
        (Query(), {"after": "oldest:1"}),
        (Query(), {"after": "newest:" + "9" * 30}),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_makes_no_sense_is_refused(store: Store, query: Query, given: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        search(store, query, **given)


@pytest.mark.usefixtures("ids")
def test_an_unknown_actor_is_told(store: Store) -> None:
    with pytest.raises(NotInStore, match="nobody in the store is called"):
        search(store, Query(speaker=("Zed Quux",)))
