"""What adding promises, whatever the database."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread

import pytest

from onrecord.errors import NotInStore
from onrecord.records import Record
from onrecord.store import Store, open_store
from tests.store.making import (
    READER,
    Quote,
    article,
    axis,
    record,
    vectors,
    with_commitment,
    with_event,
)

#: Wire copy of our own making, long enough to be known again.
WIRE = (
    "The river authority of Lower Marle said on Tuesday that the dam at Hollin Bridge would be "
    "closed for repairs until the spring. Edda Morrow, who leads the authority, told farmers that "
    "“nobody will lose a harvest over a cracked wall.” The growers' union of the valley doubts "
    "it. Its chairman, Piet Vanderlaan, warned that the summer crop would fail unless water came "
    "by April. He added that the union had asked the province for money twice, and that it had "
    "not been answered once. The province says that it has answered every letter."
)
MORROW = Quote("Edda Morrow", "told", "nobody will lose a harvest over a cracked wall", "promise")
PIET = Quote(
    "Piet Vanderlaan",
    "warned",
    "that the summer crop would fail unless water came by April",
    "warn",
)


def wire(outlet: str, day: str, text: str = WIRE) -> Record:
    url = f"https://{outlet.lower().replace(' ', '-')}.example/dam"
    return record(article(text, url, outlet=outlet, published=day), (MORROW, PIET))


def test_a_record_comes_back_as_it_was_read(store: Store) -> None:
    told = with_event(
        with_commitment(wire("Marle Post", "2024-02-06"), "s2", "the summer crop would fail"),
        "closed",
    )
    added = store.add(told)
    assert added.change == "new"
    assert store.record(added.article) == told


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    told = wire("Marle Post", "2024-02-06")
    first = store.add(told)
    revision, counts = store.revision(), store.counts()
    again = store.add(told)
    assert (again.change, again.fresh, again.statements) == ("unchanged", (), first.statements)
    assert (store.revision(), store.counts()) == (revision, counts)
    assert store.holds(told.article, told.reader)


def test_another_reader_is_not_held(store: Store) -> None:
    told = wire("Marle Post", "2024-02-06")
    store.add(told)
    assert not store.holds(told.article, replace(READER, version="2.0"))
    assert not store.holds(replace(told.article, outlet="Another"), READER)


def test_a_newer_text_takes_the_place_of_the_older(store: Store) -> None:
    old = wire("Marle Post", "2024-02-06")
    first = store.add(old)
    text = WIRE.replace("He added", "Mr Vanderlaan later added").replace(
        "Edda Morrow, who leads the authority, told", "A clerk told"
    )
    newer = record(
        article(text, old.article.url, outlet="Marle Post", published="2024-02-06"), (PIET,)
    )
    second = store.add(newer)
    assert second.change == "replaced"
    assert second.statements == (first.statements[1],), (
        "a statement that is still there keeps its number"
    )
    assert store.counts()["statements"] == 1
    assert store.record(first.article).article.text == text
    with pytest.raises(NotInStore):
        store.statement(first.statements[0])


def test_another_readers_record_keeps_the_numbers_of_statements_at_the_same_place(
    store: Store,
) -> None:
    first = store.add(wire("Marle Post", "2024-02-06"))
    longer = replace(
        MORROW, content="nobody will lose a harvest over a cracked wall.", act="refuse"
    )
    told = record(
        wire("Marle Post", "2024-02-06").article,
        (PIET, longer),
        reader=replace(READER, version="2.0"),
    )
    second = store.add(told)
    assert second.change == "replaced"
    assert second.statements == first.statements[::-1]
    assert store.statement(first.statements[0]).act == "refuse"


def test_a_statement_in_six_outlets_is_one_with_six_reports(store: Store) -> None:
    outlets = [
        "Marle Post",
        "Valley Echo",
        "North Coast Times",
        "Harbour News",
        "The Plain",
        "Daily Weir",
    ]
    added = [
        store.add(
            wire(
                outlet,
                f"2024-02-{9 - i:02}",
                WIRE + f" {outlet} could not reach the mill." * (i % 3),
            )
        )
        for i, outlet in enumerate(outlets)
    ]
    assert {one.statements for one in added} == {added[0].statements}
    assert store.counts()["statements"] == 2
    said = store.statement(added[0].statements[0])
    assert said.reports == 6
    assert said.article.outlet == "Daily Weir", "the earliest report leads"
    assert [r.article.outlet for r in store.reports(said.id)] == outlets[::-1]


def test_a_report_that_goes_leaves_the_others(store: Store) -> None:
    early, late = wire("Marle Post", "2024-02-06"), wire("Valley Echo", "2024-02-07")
    first = store.add(early)
    store.add(late)
    store.add(record(early.article, (), reader=replace(READER, version="2.0")))
    said = store.statement(first.statements[0])
    assert (said.reports, said.article.outlet, said.day) == (1, "Valley Echo", "2024-02-07")


@pytest.mark.parametrize(
    "other", ["unless water came by May 3", "unless water never came by April"]
)
def test_a_number_or_a_negation_makes_another_statement(store: Store, other: str) -> None:
    first = store.add(wire("Marle Post", "2024-02-06"))
    text = WIRE.replace("unless water came by April", other)
    quote = replace(PIET, content=f"that the summer crop would fail {other}")
    source = article(text, "https://b.example", outlet="Echo", published="2024-02-06")
    second = store.add(record(source, (MORROW, quote)))
    assert second.statements[0] == first.statements[0]
    assert second.fresh == second.statements[1:]


def test_different_texts_are_different_stories(store: Store) -> None:
    store.add(wire("Marle Post", "2024-02-06"))
    words = (
        "The council of Ostrey met behind closed doors and spoke of nothing but its new roof. " * 4
    )
    other = record(
        article(
            f"{words} Ann Lee warned that the summer crop would fail unless water came by April",
            "https://b.example",
            published="2024-02-06",
        ),
        (replace(PIET, speaker="Ann Lee"),),
    )
    assert len(store.add(other).fresh) == 1, "the same words of another speaker"


def test_words_of_one_speaker_are_known_again_in_another_story(store: Store) -> None:
    first = store.add(wire("Marle Post", "2024-02-06"))
    text = "Piet Vanderlaan warned that the summer crop would fail unless water came by April. Nobody listened."
    near = record(article(text, "https://b.example", published="2024-02-09"), (PIET,))
    late = record(article(text + " ", "https://c.example", published="2024-04-01"), (PIET,))
    assert store.add(near).statements == (first.statements[1],)
    assert store.add(late).fresh, "months later it is said again"


def test_actors_are_one_by_key_else_by_name_and_kind(store: Store) -> None:
    texts = ["Edda Morrow told us that it rains.", "E. Morrow told them that it rains a lot."]
    for text, name in zip(texts, ("Edda Morrow", "E. Morrow"), strict=True):
        quote = Quote(name, "told", "that it rains")
        store.add(
            record(
                article(text, f"https://{len(name)}.example"),
                (quote,),
                keys={name: "person:edda-morrow"},
            )
        )
    (actor,) = store.actors("person:edda-morrow")
    assert actor.said == 2
    assert store.actors("E. Morrow") == [actor]
    ship = record(
        article("Edda Morrow told us that it floats."),
        (Quote("Edda Morrow", "told", "that it floats"),),
        kinds={"Edda Morrow": "organisation"},
    )
    store.add(ship)
    assert len(store.actors("edda morrow")) == 2


def test_the_unnamed_of_two_articles_are_two(store: Store) -> None:
    for i in range(2):
        source = article(f"It was told {i} times that it rains.", f"https://{i}.example")
        store.add(record(source, (Quote("a spokesman", "told", "that it rains"),)))
    assert [actor.said for actor in store.actors("a spokesman")] == [1, 1]


def test_commitments_and_events_of_wire_copy_lead_once(store: Store) -> None:
    for outlet, day in (("Valley Echo", "2024-02-07"), ("Marle Post", "2024-02-06")):
        told = with_commitment(wire(outlet, day), "s2", "the summer crop would fail")
        told = with_commitment(told, None, "closed for repairs until the spring")
        store.add(with_event(told, "closed"))
    assert store.counts()["commitments"] == 2


def test_characters_that_no_database_keeps_become_one_each(store: Store) -> None:
    text = "A\0nn Lee told us that it \ud83d rains."
    told = record(
        article(text, published="2024-02-06"), (Quote("nn Lee", "told", "that it \ud83d rains"),)
    )
    added = store.add(told)
    kept = store.record(added.article)
    assert kept.article.text == "A�nn Lee told us that it � rains."
    assert kept.statements[0].content[0].text == "that it � rains"
    assert store.add(told).change == "unchanged"


def test_near_vectors_are_found_and_old_ones_forgotten(store: Store) -> None:
    told = wire("Marle Post", "2024-02-06")
    first = store.add(told, vectors(told, 3, 7))
    assert [hit.statement for hit in store.nearest(axis(7), 5)] == [first.statements[1]]
    newer = replace(told, reader=replace(READER, version="2.0"))
    store.add(newer, vectors(newer, 7, 9))
    assert [hit.statement for hit in store.nearest(axis(7), 5)] == [first.statements[0]]
    assert store.nearest(axis(3), 5) == []
    assert store.nearest(axis(9), 5, [first.statements[0]]) == []


def test_writers_take_turns(where: str) -> None:
    def add(name: str) -> None:
        with open_store(where) as own:
            for i in range(5):
                words = f"{name} {i} told us that number {i} of {name} is well."
                own.add(
                    record(
                        article(words),
                        (Quote(f"{name} {i}", "told", f"that number {i} of {name} is well"),),
                    )
                )

    threads = [Thread(target=add, args=(name,)) for name in ("Ann", "Bo", "Cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(where) as store:
        assert store.counts()["articles"] == store.counts()["statements"] == 15
