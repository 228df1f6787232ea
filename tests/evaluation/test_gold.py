"""Every gold article holds together: spans inside the text, labels of the guide, names that say who."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from evaluation.gold import BLIND, Annotated, gold_sets, own_gold
from evaluation.scorer import Span
from onrecord.records import CommitmentKind, EventStatus, QuoteKind, TimeType

ACTS = re.compile(
    "state|predict|warn|accuse|deny|confirm|demand|request|propose|ask|promise|threaten|offer|"
    "refuse|agree|intend|praise|regret|decree|believe"
)
PLOVER = re.compile(
    "AGREE|CONSULT|SUPPORT|COOPERATE|AID|CONCEDE|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|"
    "SANCTION|MOBILIZE|COERCE|ASSAULT"
)
CALENDAR = r"[\dX]{2,4}(-([\dX]{2}(-[\dX]{2})?|W[\dX]{2}(-(\d|X|WE))?|Q[\dX]|H[\dX]|SP|SU|FA|WI))?"
VALUES = {
    "DATE": rf"{CALENDAR}|(PAST|PRESENT|FUTURE)_REF",
    "TIME": rf"{CALENDAR}T(\d\d(:\d\d)?|MO|MI|AF|EV|NI|DT)",
    "DURATION": r"P([\dX]+(Y|M|W|D|WE|DE|CE))+|P(T|.*DT)([\dX]+[HMS])+",
    "SET": rf"P[\dX]+(Y|M|W|D|Q)|PT\d+[HM]|{CALENDAR}(T\w+)?",
}
ARTICLES = (*own_gold(), *own_gold(BLIND))


@pytest.fixture(params=ARTICLES, ids=lambda a: a.name)
def gold(request: pytest.FixtureRequest) -> Annotated:
    article: Annotated = request.param
    return article


def spans(gold: Annotated) -> Iterator[Span]:
    for roles in gold.attributions:
        yield from (*roles.source, *roles.cue, *roles.content)
    for commitment in gold.commitments:
        yield from (*commitment.condition, *commitment.consequence)
    yield from (e.trigger for e in gold.events)
    yield from (t.span for t in gold.times)


def test_spans_are_words_of_the_text(gold: Annotated) -> None:
    text = gold.article.text
    for start, end in (*spans(gold), *gold.furniture):
        assert 0 <= start < end <= len(text)
    for start, end in spans(gold):
        words = text[start:end]
        assert words == words.strip()
        assert not (start and text[start - 1].isalnum() and words[0].isalnum()), words
        assert not (text[end : end + 1].isalnum() and words[-1].isalnum()), words


def test_labels_are_the_guides(gold: Annotated) -> None:
    assert set(gold.kinds) <= set(get_args(QuoteKind))
    assert all(map(ACTS.fullmatch, gold.acts))
    assert {c.kind for c in gold.commitments} <= set(get_args(CommitmentKind))
    assert all(PLOVER.fullmatch(e.type) for e in gold.events)
    assert {e.status for e in gold.events} <= set(get_args(EventStatus))
    assert {t.type for t in gold.times} <= set(get_args(TimeType))


def test_names_say_who(gold: Annotated) -> None:
    groups = [*gold.speakers, *gold.relayed_by, *gold.addressees, *gold.about]
    for commitment in gold.commitments:
        groups += [commitment.by, commitment.toward]
    for event in gold.events:
        groups += [event.actors, event.recipients]
    for group in groups:
        assert len(set(group)) == len(group)
        for name in group:
            assert name
            assert name == name.strip()
            assert not re.match(r"(the|a|an) ", name, re.IGNORECASE), name


def test_layers_run_parallel(gold: Annotated) -> None:
    count = len(gold.attributions)
    assert len(gold.kinds) == len(gold.speakers) == len(gold.relayed_by) == count
    assert len(gold.acts) == len(gold.addressees) == len(gold.about)
    assert len(gold.acts) in (0, count)
    if not gold.acts:
        assert (gold.commitments, gold.events, gold.times) == ((), (), ())
    for layer in (gold.commitments, gold.events):
        for entry in layer:
            assert entry.attribution is None or 0 <= entry.attribution < count


def test_commitments_say_what_follows(gold: Annotated) -> None:
    for commitment in gold.commitments:
        assert commitment.consequence
        assert commitment.condition or commitment.kind != "prediction"
        assert commitment.condition or not commitment.negated_condition
        for start, end in commitment.condition:
            assert all(end <= a or b <= start for a, b in commitment.consequence)


def test_reported_events_lie_in_their_attribution(gold: Annotated) -> None:
    for event in gold.events:
        start, end = event.trigger
        if event.attribution is None:
            assert event.status != "reported"
            continue
        content = gold.attributions[event.attribution].content
        assert any(a <= start and end <= b for a, b in content)
        assert event.status != "asserted"


def test_time_values_are_timex3(gold: Annotated) -> None:
    for time in gold.times:
        assert re.fullmatch(VALUES[time.type], time.value), time
    starts = [t.span[0] for t in gold.times]
    assert starts == sorted(set(starts))


def test_every_article_is_in_one_set() -> None:
    letters = {name: {a.name[0] for a in articles} for name, articles in gold_sets().items()}
    assert letters == {"gold": set("abcd"), "gold_later": {"e"}, "gold_blind": {"f"}}
    names = [a.name for articles in gold_sets().values() for a in articles]
    assert sorted(names) == sorted(a.name for a in ARTICLES)


def test_blind_articles_are_apart() -> None:
    assert not [a.name for a in own_gold() if a.name.startswith("f-")]


def test_a_file_without_the_deeper_layers_loads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He left, she said.", encoding="utf-8")
    entry = {"source": [[9, 12]], "cue": [[13, 17]], "content": [[0, 7]], "kind": "indirect"}
    raw = {
        "published": None,
        "outlet": None,
        "title": None,
        "attributions": [entry | {"speakers": ["she"], "relayed_by": []}],
        "furniture": [],
    }
    (tmp_path / "a.json").write_text(json.dumps(raw), encoding="utf-8")
    (gold,) = own_gold(tmp_path)
    assert gold.speakers == (("she",),)
    assert not gold.acts
    assert not gold.commitments
