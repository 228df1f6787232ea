"""Ten questions over the specimen and our own articles, read by the shipped model: exact answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from evaluation.gold import own_gold
from onrecord.ask.actor import portrait
from onrecord.ask.commitments import Filters, ledger
from onrecord.ask.contradictions import contradictions
from onrecord.ask.pledges import Pledge
from onrecord.ask.positions import positions
from onrecord.ask.search import Query, search
from onrecord.ask.timeline import timeline
from onrecord.ask.whatif import whatif
from onrecord.read.reader import Reader
from onrecord.records import Article
from onrecord.store import Store, open_store

#: Our own articles that are read beside the specimen.
OWN = ("a-gulf-inspections", "b-trieste-compact", "c-niamey-appeal", "d-kashmir-drones")


@pytest.fixture(scope="module")
def store(base: Reader, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The specimen and some of our own articles, as the shipped model reads them."""
    text = (shared / "specimen/nato-2022.txt").read_text(encoding="utf-8")
    articles = [Article.of(text, published="2022-01-08")]
    articles += [each.article for each in own_gold() if each.name in OWN]
    with open_store(tmp_path_factory.mktemp("read") / "read.db") as made:
        for record, vectors in base.read_many_with_vectors(articles):
            made.add(record, vectors)
        yield made


def condition(pledge: Pledge) -> str:
    return " … ".join(span.text for span in pledge.condition)


def consequences(pledges: Sequence[Pledge]) -> str:
    return " | ".join(span.text for pledge in pledges for span in pledge.consequence)


def test_1_who_has_said_what_they_would_do_if_russia_invades_ukraine(store: Store) -> None:
    answer = whatif(store, "Russia invades Ukraine", "2022-01-08")
    found = [one.pledge for one in answer.conditional]
    by_condition = {condition(pledge): pledge for pledge in found}
    forceful = by_condition["Russia advances its troops on Ukraine"]
    assert consequences([forceful]) == "the organization is prepared to respond “forcefully”"
    biden = next(p for c, p in by_condition.items() if "he invades Ukraine" in c)
    assert biden.said is not None
    assert [who.name for who in biden.said.speakers] == ["Joe Biden"]
    assert "he will have severe sanctions" in consequences(found)
    told = by_condition["any action by Moscow against Ukraine"]
    assert [who.name for who in told.by] == ["United States"]
    # Nothing else fits, and every answer is of that article.
    assert all("Ukraine" in each for each in by_condition)
    assert {pledge.article.published for pledge in found} == {"2022-01-08"}


def test_2_nobody_covered_is_bound_to_defend_ukraine_and_stoltenberg_said_so(
    store: Store,
) -> None:
    (bound,) = whatif(store, "Russia invades Ukraine", "2022-01-08").bound
    assert bound.standing.defenders() == ()
    nato = bound.standing.not_covered[0]
    assert (nato.treaty.key, nato.clause.article) == ("nato", "5")
    said = bound.said[0]
    assert said.excludes
    assert said.quote == (
        "But Ukraine is not covered by NATO’s collective defense clause because Ukraine is not a "
        "NATO member."
    )
    assert said.treaty is not None
    assert (said.treaty.key, said.article) == ("nato", "5")
    assert [who.name for who in said.said.speakers] == ["Jens Stoltenberg"]
    assert not any(one.excludes for one in bound.said[1:])


def test_3_what_else_was_predicted(store: Store) -> None:
    answer = whatif(store, "Russia invades Ukraine", "2022-01-08")
    mistake = next(one for one in answer.predicted if "colossal" in consequences([one.pledge]))
    assert condition(mistake.pledge) == "new sanctions against Moscow"
    assert mistake.follows is not None
    assert mistake.pledge.said is not None
    assert [who.name for who in mistake.pledge.said.speakers] == ["Vladimir Putin"]


def test_4_who_rejected_whose_demands(store: Store) -> None:
    found = contradictions(store, "NATO")
    pair = next(one for one in found if one.reason == "demand refused")
    assert [who.name for who in pair.first.speakers] == [
        "United States",
        "North Atlantic Treaty Organization",
    ]
    assert pair.first.words.endswith("prevent new members from joining")
    assert "Vladimir Putin" in [who.name for who in pair.second.speakers]


def test_5_what_france_would_answer(store: Store) -> None:
    (entry,) = ledger(store, Filters(by=("France",), conditional=True)).entries
    assert condition(entry.pledge) == "any attack on French citizens"
    assert entry.open


def test_6_what_mali_and_burkina_faso_call_a_declaration_of_war(store: Store) -> None:
    answer = whatif(store, "ECOWAS intervenes militarily in Niger", "2023-08-04")
    found = [*answer.conditional, *answer.predicted]
    assert [condition(one.pledge) for one in found] == ["any military intervention against Niger"]
    assert found[0].pledge.said is not None
    assert [w.name for w in found[0].pledge.said.speakers] == ["Mali", "Burkina Faso"]


def test_7_who_denied_what_the_indian_army_said(store: Store) -> None:
    pair = next(one for one in contradictions(store, "Pakistan") if one.reason == "claim denied")
    assert pair.second.words == "Islamabad denied that it had struck anything on Indian soil"
    assert [who.key for who in pair.second.speakers] == ["state:PAK"]


def test_8_what_putin_demanded_of_nato(store: Store) -> None:
    found = positions(store, "Putin", "NATO").positions
    assert [one.said.act for one in found] == ["demand"]
    assert "not open new military bases" in found[0].said.words


def test_9_what_the_compact_does_about_an_attack(store: Store) -> None:
    found = ledger(store, Filters(condition="attack infrastructure")).entries
    assert [condition(one.pledge) for one in found] == [
        "an attack on the critical infrastructure of one member"
    ]


def test_10_everything_on_stoltenberg(store: Store) -> None:
    found = portrait(store, "Stoltenberg", on="2022-01-08")
    assert found.actor.key == "person:jens-stoltenberg"
    assert found.known is not None
    assert [office.name for office, _ in found.known.offices] == ["Secretary-General of NATO"]
    assert found.spoken >= 4
    words = {one.said.words for one in search(store, Query(speaker=("Stoltenberg",))).found}
    assert any("We will not compromise on core principles" in each for each in words)
    moments = timeline(store, "Stoltenberg").moments
    assert all(moment.said or moment.event for moment in moments)


def test_every_answer_is_the_very_words_of_its_article(store: Store) -> None:
    texts = {record.article.id: record.article.text for record in store.records()}
    entries = ledger(store, Filters(), most=200).entries
    assert len(entries) > 20
    for entry in entries:
        text = texts[entry.pledge.article.key]
        for span in (*entry.pledge.condition, *entry.pledge.consequence):
            assert text[span.start : span.end] == span.text
