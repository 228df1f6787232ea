"""What people decide holds, whatever is read later, and can be undone, whatever the database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.ask.search import Query, search
from onrecord.errors import NotInStore, OptionError
from onrecord.records import Record
from onrecord.store import Store
from tests.store.making import READER, Quote, article, record, with_commitment

TEXT = "Ann Lee told reporters that the bridge is safe. Bo Ek denied that he paid for it."
LEE = Quote("Ann Lee", "told", "that the bridge is safe", "state")
EK = Quote("Bo Ek", "denied", "that he paid for it", "deny")


def told(
    text: str = TEXT, *, version: str = "1.0", quotes: tuple[Quote, ...] = (LEE, EK)
) -> Record:
    source = article(text, "https://a.example/1", outlet="Post", published="2024-03-01")
    return record(source, quotes, reader=replace(READER, version=version))


def found(store: Store, **query: Any) -> list[int]:
    return [one.said.id for one in search(store, Query(**query)).found]


@pytest.fixture
def ids(store: Store) -> tuple[int, ...]:
    """Numbers of the statements of Lee and Ek."""
    return store.add(told()).statements


def test_a_decision_is_a_row_with_author_and_time(store: Store, ids: tuple[int, ...]) -> None:
    made = store.confirm(ids[0], " Eva Ros ")
    (decision,) = store.decisions(statement=ids[0])
    assert (decision.id, decision.author, decision.kind, decision.undone_at) == (
        made,
        "Eva Ros",
        "confirm",
        None,
    )
    assert decision.at > 1_700_000_000
    assert store.statement(ids[0]).status == "confirmed"


def test_a_correction_shows_everywhere_and_undone_nowhere(
    store: Store, ids: tuple[int, ...]
) -> None:
    (ek,) = store.actors("Bo Ek")
    before = store.statement(ids[0])
    made = store.correct(
        ids[0], "Eva", {"act": "promise", "speakers": [ek.id], "said_on": "2024-02-27"}
    )
    said = store.statement(ids[0])
    assert (said.act, said.act_class, said.status, said.day) == (
        "promise",
        "commissive",
        "corrected",
        "2024-02-27",
    )
    assert [who.name for who in said.speakers] == ["Bo Ek"]
    assert (
        found(store, act=("promise",))
        == found(store, speaker=("Bo Ek",), words="bridge")
        == [ids[0]]
    )
    assert found(store, until="2024-02-28") == [ids[0]]
    assert store.record(said.article.id).statements[0].act == told().statements[0].act, (
        "what was read stays"
    )
    store.undo(made, "Ola")
    assert store.statement(ids[0]) == before
    assert found(store, act=("promise",)) == []
    assert store.decisions()[0].undone_by == "Ola"


def test_spans_are_corrected_by_where_they_stand(store: Store, ids: tuple[int, ...]) -> None:
    start = TEXT.index("the bridge")
    store.correct(ids[0], "Eva", {"content": [{"start": start, "end": start + 10}], "cue": None})
    said = store.statement(ids[0])
    assert ([span.text for span in said.content], said.cue) == (["the bridge"], None)
    assert found(store, words="safe") == []


def test_a_rejected_statement_is_found_no_more(store: Store) -> None:
    added = store.add(with_commitment(told(), "s1", "the bridge is safe"))
    made = store.reject(added.statements[0], "Eva")
    assert found(store) == found(store, words="that") == [added.statements[1]]
    assert (store.counts()["statements"], store.counts()["commitments"]) == (1, 0)
    store.undo(made, "Eva")
    assert sorted(found(store)) == sorted(added.statements)
    assert store.counts()["commitments"] == 1


def test_the_last_decision_counts_and_its_undoing_brings_the_one_before(
    store: Store, ids: tuple[int, ...]
) -> None:
    store.correct(ids[0], "Eva", {"act": "promise"})
    store.confirm(ids[0], "Ola")
    last = store.reject(ids[0], "Per")
    assert store.statement(ids[0]).status == "rejected"
    store.undo(last, "Per")
    assert (store.statement(ids[0]).status, store.statement(ids[0]).act) == ("confirmed", "promise")


def test_decisions_hold_for_another_reading(store: Store, ids: tuple[int, ...]) -> None:
    store.correct(ids[0], "Eva", {"act": "promise"})
    store.reject(ids[1], "Eva")
    assert store.add(told(version="2.0")).statements == ids
    assert store.statement(ids[0]).act == "promise"
    assert found(store) == [ids[0]]


def test_corrected_words_are_found_again_in_a_newer_text(
    store: Store, ids: tuple[int, ...]
) -> None:
    start = TEXT.index("the bridge")
    store.correct(ids[0], "Eva", {"content": [{"start": start, "end": start + 18}]})
    newer = told("GLENDALE — " + TEXT)
    assert store.add(newer).statements == ids
    (span,) = store.statement(ids[0]).content
    assert (span.start, span.text) == (start + 11, "the bridge is safe")


def test_a_statement_that_was_decided_on_outlives_its_reading(
    store: Store, ids: tuple[int, ...]
) -> None:
    store.confirm(ids[0], "Eva")
    store.add(told(version="2.0", quotes=(EK,)))
    assert found(store) == [ids[1]]
    assert (store.statement(ids[0]).withdrawn, store.statement(ids[0]).status) == (
        True,
        "confirmed",
    )
    assert store.add(told(version="3.0")).statements == ids
    assert not store.statement(ids[0]).withdrawn
    assert sorted(found(store)) == sorted(ids)


def test_merged_actors_are_one_and_undone_two(store: Store, ids: tuple[int, ...]) -> None:
    (lee,), (ek,) = store.actors("Ann Lee"), store.actors("Bo Ek")
    made = store.merge(ek.id, lee.id, "Eva")
    assert store.actor(ek.id).id == lee.id
    assert store.actor(lee.id).said == 2
    assert (
        sorted(found(store, speaker=("Bo Ek",)))
        == sorted(found(store, speaker=(str(lee.id),)))
        == sorted(ids)
    )
    store.add(told(version="2.0"))
    other = article("Bo Ek denied that it rained on that day in May.", "https://a.example/2")
    store.add(record(other, (Quote("Bo Ek", "denied", "that it rained on that day in May"),)))
    assert store.actor(lee.id).said == 3, "read anew or for the first time, they are one"
    store.undo(made, "Eva")
    assert (store.actor(lee.id).said, store.actor(ek.id).said) == (1, 2)


@pytest.mark.usefixtures("ids")
def test_chains_of_merges_end_in_one_actor(store: Store) -> None:
    third = article("Cy Roe denied that it rained on that day in May.")
    store.add(record(third, (Quote("Cy Roe", "denied", "that it rained on that day in May"),)))
    a, b, c = (store.actors(name)[0].id for name in ("Ann Lee", "Bo Ek", "Cy Roe"))
    store.merge(a, b, "Eva")
    last = store.merge(b, c, "Eva")
    assert [one.actor for one in store.decisions(actor=c)] == [b, a], "what made it what it is"
    assert store.appearances(c, 9)[0].names == ("Cy Roe",), "its own, not those of merged ones"
    assert {store.actor(one).id for one in (a, b, c)} == {c}
    assert store.actor(c).said == 3
    with pytest.raises(OptionError, match="one already"):
        store.merge(c, a, "Eva")
    store.undo(last, "Eva")
    assert {store.actor(one).id for one in (a, b)} == {b}


def test_a_split_actor_is_another_in_its_articles(store: Store, ids: tuple[int, ...]) -> None:
    second = article("Bo Ek denied that the tunnel leaks in winter.", "https://a.example/2")
    added = store.add(
        with_commitment(
            record(second, (Quote("Bo Ek", "denied", "that the tunnel leaks in winter"),)),
            "s1",
            "the tunnel leaks",
        )
    )
    (ek,) = store.actors("Bo Ek")
    earlier, later = store.appearances(ek.id, 9)[::-1]
    assert (later.article, later.title, later.names) == (
        added.article,
        "Bo Ek denied that the tunnel leaks in winter.",
        ("Bo Ek",),
    )
    assert store.appearances(ek.id, 1) == [later]
    assert store.appearances(ek.id, 1, before=later.article) == [earlier]
    made, new = store.split(ek.id, [added.article], "Bo Ek (engineer)", "Eva")
    assert store.appearances(ek.id, 9) == [earlier]
    assert [one.id for one in store.decisions(actor=new)] == [made]
    assert store.decisions(actor=ek.id) == store.decisions(actor=new)
    assert found(store, speaker=(str(ek.id),)) == [ids[1]]
    assert found(store, speaker=("Bo Ek (engineer)",)) == list(added.statements)
    store.add(replace(store.record(added.article), reader=replace(READER, version="2.0")))
    assert [who.id for who in store.statement(added.statements[0]).speakers] == [new], (
        "also when read anew"
    )
    store.undo(made, "Eva")
    assert sorted(found(store, speaker=(str(ek.id),))) == sorted([ids[1], *added.statements])
    assert found(store, speaker=(str(new),)) == []


def test_the_queue_begins_with_what_is_least_certain(store: Store) -> None:
    quotes = (replace(LEE, score=0.8), replace(EK, score=0.3))
    first, second = store.add(told(quotes=quotes)).statements
    assert [said.id for said in store.doubtful(5)] == [second, first]
    (said,) = store.doubtful(1)
    assert [one.id for one in store.doubtful(5, (said.score, said.id))] == [first]
    store.confirm(second, "Eva")
    assert [said.id for said in store.doubtful(5)] == [first]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"act": "sing"},
        {"kind": "loud"},
        {"said_on": "soon"},
        {"colour": "red"},
        {"content": []},
        {"content": [{"start": 5, "end": 5000}]},
        {"content": [{"start": 5, "end": 9, "text": "no such words"}]},
        {"cue": {"begin": 3}},
        {"source": {"start": "'; DROP TABLE statements; --", "end": 4}},
    ],
    ids=str,
)
def test_a_correction_that_makes_no_sense_changes_nothing(
    store: Store, ids: tuple[int, ...], changes: dict[str, Any]
) -> None:
    before = store.statement(ids[0])
    with pytest.raises(OptionError):
        store.correct(ids[0], "Eva", changes)
    assert store.statement(ids[0]) == before
    assert store.decisions() == []


def test_what_is_not_there_cannot_be_decided_on(store: Store, ids: tuple[int, ...]) -> None:
    for decide in (
        lambda: store.confirm(99, "Eva"),
        lambda: store.correct(ids[0], "Eva", {"speakers": [99]}),
        lambda: store.merge(99, 1, "Eva"),
        lambda: store.undo(99, "Eva"),
    ):
        with pytest.raises(NotInStore):
            decide()
    with pytest.raises(OptionError, match="not in article"):
        store.split(store.actors("Bo Ek")[0].id, [99], "Other", "Eva")
    with pytest.raises(OptionError, match="author"):
        store.confirm(ids[0], " \n ")
    made = store.confirm(ids[0], "Eva")
    store.undo(made, "Eva")
    with pytest.raises(OptionError, match="undone before"):
        store.undo(made, "Eva")
