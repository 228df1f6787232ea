from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.export.decided import REJECTED, decided_records
from onrecord.records import SCHEMA, Actor, Article, ReaderInfo, Record
from onrecord.store import Store, open_store
from tests.export.specimen import TEXT, specimen, words

AUTHOR = "Ann Lee"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "record.db") as opened:
        opened.add(specimen())
        yield opened


def number(store: Store, local: str) -> int:
    """The store's number of a statement of the specimen."""
    return next(n for n in (1, 2, 3) if store.statement(n).local == local)


def test_without_decisions_a_record_is_as_it_was_read(store: Store) -> None:
    assert list(decided_records(store)) == [specimen()]


def test_what_was_rejected_is_gone_with_all_that_hangs_on_it_and_leaves_a_notice(
    store: Store,
) -> None:
    store.reject(number(store, "s1"), AUTHOR)
    (record,) = decided_records(store)
    assert [s.id for s in record.statements] == ["s2", "s3"]
    assert [c.id for c in record.commitments] == ["c2", "c3"]
    assert [e.id for e in record.events] == ["e2"]
    assert [(n.code, n.span) for n in record.notices[-1:]] == [(REJECTED, words("told"))]


def test_what_was_corrected_is_as_people_say(store: Store) -> None:
    start = TEXT.index("“No talks,”")
    changes = {
        "act": "demand",
        "said_on": "2022-01-06",
        "content": [{"start": start, "end": start + 11, "text": "“No talks,”"}],
    }
    store.correct(number(store, "s3"), AUTHOR, changes)
    (record,) = decided_records(store)
    said = record.statements[2]
    assert said.act
    assert (said.act.label, said.act.class_, said.act.plover) == ("demand", "directive", "REQUEST")
    assert said.said_on
    assert said.said_on.value == "2022-01-06"
    assert [span.text for span in said.content] == ["“No talks,”"]
    assert record.statements[:2] == specimen().statements[:2]


def test_actors_that_people_name_are_those_of_the_article_or_added_to_it(store: Store) -> None:
    elsewhere = Actor("a1", "NATO", "organisation", "org:NATO", "Q7184")
    store.add(Record(SCHEMA, ReaderInfo("1", "m"), Article.of("NATO met."), (elsewhere,)))
    (nato,), (varnia,) = store.actors("NATO"), store.actors("Varnia")
    changes = {"speakers": [nato.id], "addressees": [varnia.id]}
    store.correct(number(store, "s2"), AUTHOR, changes)
    first, second = decided_records(store)
    said = first.statements[1]
    assert said.addressees == ("a3",)
    assert said.speakers == ("a7",)
    assert first.actors[-1] == Actor("a7", "NATO", "organisation", "org:NATO", "Q7184")
    assert second.actors == (elsewhere,)


def test_a_decision_taken_back_changes_nothing(store: Store) -> None:
    decision = store.reject(number(store, "s2"), AUTHOR)
    store.undo(decision, AUTHOR)
    assert list(decided_records(store)) == [specimen()]


def test_a_confirmed_statement_stays_as_it_is(store: Store) -> None:
    store.confirm(number(store, "s2"), AUTHOR)
    assert list(decided_records(store)) == [specimen()]
