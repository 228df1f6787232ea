"""The record: its JSON comes back as it went out, meets its schema, and its ids are stable."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from onrecord.contract import parse_record, record_schema
from onrecord.read.reader import Reader
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    Article,
    Commitment,
    Event,
    Mention,
    Notice,
    ReaderInfo,
    Record,
    SaidOn,
    Statement,
    TimeExpression,
    stable_id,
)

TEXT = "Russian demands that it leave were “rejected” on Friday, AP News reported. 😀"
VALIDATOR = Draft202012Validator(record_schema())


def example() -> Record:
    """A record in which no field is empty."""
    article = Article.of(
        TEXT, url="https://example.org/1", title="T", byline="B", outlet="O", published="2022-01-08"
    )
    span = article.span
    return Record(
        SCHEMA,
        ReaderInfo("0.1.0", "base"),
        article,
        actors=(
            Actor(
                "a1",
                "Russia",
                "state",
                "state/ru",
                "Q159",
                ("a1",),
                ("member",),
                (Mention(0, 7, "Russian", "nominal"),),
            ),
        ),
        statements=(
            Statement(
                "s1",
                "mixed",
                span(0, 7),
                span(8, 15),
                (span(16, 29), span(30, 34)),
                ("a1",),
                ("a1",),
                ("AP News",),
                ("a1",),
                Act("demand", "directive", "REQUEST", 0.9),
                SaidOn("2022-01-07", span(49, 55)),
                0.8,
            ),
        ),
        commitments=(
            Commitment(
                "c1", "s1", "threat", ("a1",), ("a1",), (span(16, 29),), True, (span(0, 7),), 0.5
            ),
        ),
        events=(
            Event(
                "e1",
                "REJECT",
                "x",
                "reported",
                span(36, 44),
                ("a1",),
                ("a1",),
                "2022",
                "Kyiv",
                "s1",
            ),
        ),
        times=(TimeExpression(span(49, 55), "DATE", "2022-01-07", "published"),),
        notices=(Notice("unpaired-quotation-mark", "…", span(35, 36)), Notice("a", "b")),
    )


def lines(record: Record) -> str:
    return json.dumps(record.to_dict(), ensure_ascii=False)


def test_the_full_example_comes_back_and_meets_the_schema() -> None:
    record = example()
    assert parse_record(lines(record)) == record
    assert parse_record(lines(record).encode()) == record
    VALIDATOR.validate(json.loads(lines(record)))


EXAMPLES = sorted((Path(__file__).resolve().parents[1] / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_the_reader_writes_comes_back_and_meets_the_schema(path: Path, tiny: Reader) -> None:
    record = tiny.read(Article.of(path.read_text(encoding="utf-8"), title=path.stem))
    assert record.statements
    assert parse_record(lines(record)) == record
    VALIDATOR.validate(json.loads(lines(record)))
    assert record == tiny.read(record.article)


def test_fields_are_written_in_the_order_and_names_of_the_contract() -> None:
    plain = example().to_dict()
    assert list(plain) == [
        "schema", "reader", "article", "actors", "statements", "commitments", "events", "times",
        "notices",
    ]  # fmt: skip
    assert list(plain["statements"][0]) == [
        "id", "kind", "source", "cue", "content", "speakers", "addressees", "relayed_by", "about",
        "act", "said_on", "score",
    ]  # fmt: skip
    assert list(plain["statements"][0]["act"]) == ["label", "class", "plover", "score"]


# Any text that UTF-8 can carry, marks and astral characters included.
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
ids = st.lists(words, max_size=2).map(tuple)
scores = st.floats(0, 1)
maybe_words = st.none() | words


@st.composite
def records(draw: st.DrawFn) -> Record:
    article = Article.of(draw(words), url=draw(maybe_words), title=draw(maybe_words), language=None)
    ends = st.integers(1, len(article.text)).map(lambda end: article.span(0, end))
    statement = st.builds(
        Statement,
        source=st.none() | ends,
        cue=st.none() | ends,
        content=st.lists(ends, max_size=3).map(tuple),
        speakers=ids,
        addressees=ids,
        relayed_by=ids,
        about=ids,
        act=st.none() | st.builds(Act, plover=maybe_words, score=scores),
        said_on=st.none() | st.builds(SaidOn, value=words, span=st.none() | ends),
        score=scores,
    )
    notice = st.builds(Notice, code=words, message=words, span=st.none() | ends)
    event = st.builds(Event, trigger=ends, actors=ids, recipients=ids)
    return Record(
        SCHEMA,
        ReaderInfo(draw(words), draw(words)),
        article,
        statements=tuple(draw(st.lists(statement, max_size=3))),
        events=tuple(draw(st.lists(event, max_size=2))),
        notices=tuple(draw(st.lists(notice, max_size=2))),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_any_record_comes_back_and_meets_the_schema(record: Record) -> None:
    line = lines(record)
    assert "\n" not in line
    assert parse_record(line) == record
    VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("statements", 0, "kind"), "shouted"),
        (("statements", 0, "act", "class"), "rude"),
        (("statements", 0, "cue", "start"), "here"),
        (("article", "text"), None),
        (("notices",), None),
    ],
)
def test_a_value_that_is_no_record_s_is_told_by_its_place(
    path: tuple[str | int, ...], value: Any
) -> None:
    plain = example().to_dict()
    place: Any = plain
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError) as error:
        parse_record(json.dumps(plain))
    told = [str(step).rstrip("_") for step in error.value.errors()[0]["loc"]]
    assert [str(step) for step in path] == told[: len(path)]
    assert not VALIDATOR.is_valid(plain)


def test_a_missing_field_is_told() -> None:
    plain = example().to_dict()
    del plain["article"]["text"]
    with pytest.raises(ValidationError, match="article"):
        parse_record(json.dumps(plain))


def test_a_field_that_the_contract_does_not_know_is_refused() -> None:
    plain = example().to_dict()
    plain["statements"][0]["mood"] = "angry"
    with pytest.raises(ValidationError, match="mood"):
        parse_record(json.dumps(plain))


def test_ids_are_the_same_tomorrow() -> None:
    assert Article.of("words").id == "3701f23de0177c36"
    assert Article.of("words", url="https://example.org/1").id == "5b9935441ff77d77"
    assert stable_id("a", "b") == "ceacbc0c42a9"
    assert stable_id("ab", "") != stable_id("a", "b")
    assert Article.of("words", title="other").id == Article.of("words").id
    assert len(stable_id("x", [1, 2], length=16)) == 16


@pytest.mark.parametrize("ends", [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_a_span_lies_inside_the_text(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not inside a text of 5 characters"):
        Article.of("words").span(*ends)
