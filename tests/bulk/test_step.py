"""The step that engines run: a part in, files out, and nothing but the part decides their bytes."""

from __future__ import annotations

import io
import json

import pyarrow.parquet as pq
import pytest

from onrecord.bulk.job import Form
from onrecord.bulk.parts import Part
from onrecord.bulk.step import Outcome, Reject, read_part
from onrecord.contract import parse_record
from onrecord.export.tables import SCHEMAS, TABLES
from onrecord.ingest.raw import Raw
from onrecord.read.reader import Reader
from onrecord.records import Article, Notice, Record
from tests.bulk.archives import raws

BOTH: tuple[Form, ...] = ("parquet", "jsonl")


class Clumsy:
    """Fails at one article in a way that nobody foresaw."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def read(self, article: Article, notices: tuple[Notice, ...] = ()) -> Record:
        if "Report 2." in article.text:
            raise IndexError("span out of range")
        return self._reader.read(article, notices)


def read(tiny: Reader, *found: Raw, lost: frozenset[int] = frozenset()) -> Outcome:
    return read_part(Part("p1", found, lost), tiny, BOTH)


def test_every_table_has_its_rows_and_types(tiny: Reader) -> None:
    outcome = read(tiny, *raws(range(6)))
    assert set(outcome.files) == {"records/p1.jsonl", *(f"{t}/p1.parquet" for t in TABLES)}
    for name in TABLES:
        table = pq.read_table(io.BytesIO(outcome.files[f"{name}/p1.parquet"]))
        assert table.schema.equals(SCHEMAS[name], check_metadata=True)
        assert table.num_rows == outcome.counts[name]
    assert outcome.counts["articles"] == 6
    assert outcome.counts["statements"] > 6


def test_lines_are_whole_records_in_order(tiny: Reader) -> None:
    found = raws(range(4))
    outcome = read(tiny, *found)
    records = [parse_record(x) for x in outcome.files["records/p1.jsonl"].splitlines()]
    assert [record.article.text for record in records] == [raw.content for raw in found]
    assert tuple(record.article.id for record in records) == outcome.entries
    assert records[0] == tiny.read(records[0].article)


def test_the_same_part_gives_the_same_bytes(tiny: Reader) -> None:
    assert read(tiny, *raws(range(6))) == read(tiny, *raws(range(6)))


def test_only_the_forms_that_are_asked_for(tiny: Reader) -> None:
    outcome = read_part(Part("p1", tuple(raws([1]))), tiny, ("jsonl",))
    assert list(outcome.files) == ["records/p1.jsonl"]


def test_a_bad_article_costs_itself(tiny: Reader) -> None:
    bad = [Raw(" \n "), Raw(b"\0\1\2\0"), Raw(b"<html><body><nav>Home</nav>", is_page=True)]
    outcome = read(tiny, *raws([1]), *bad, *raws([2]))
    codes = [e.code if isinstance(e, Reject) else "" for e in outcome.entries]
    assert codes == ["", "R103", "R104", "R107", ""]
    assert outcome.counts["articles"] == 2


def test_a_fault_of_the_reader_costs_the_article(tiny: Reader) -> None:
    outcome = read_part(Part("p1", tuple(raws(range(4)))), Clumsy(tiny), BOTH)
    assert outcome.counts["articles"] == 3
    reject = outcome.entries[2]
    assert isinstance(reject, Reject)
    assert "IndexError: span out of range" in reject.reason


def test_an_article_that_comes_twice_by_different_ways_is_read_once(tiny: Reader) -> None:
    text = str(raws([1])[0].content)
    outcome = read(tiny, Raw(text), Raw(text.encode()), Raw(text, url="https://example.org/"))
    codes = [e.code if isinstance(e, Reject) else "" for e in outcome.entries]
    assert codes == ["", "R111", ""]


def test_articles_that_end_their_reader_are_told(tiny: Reader) -> None:
    outcome = read(tiny, *raws(range(3)), lost=frozenset([1]))
    codes = [e.code if isinstance(e, Reject) else "" for e in outcome.entries]
    assert codes == ["", "R112", ""]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-02-03", "2024-02-03"),
        ("2024-02-03T10:11:12Z", "2024-02-03"),
        ("2024-02-03 23:59", "2024-02-03"),
        ("2024-02-31", None),
        ("03/02/2024", None),
    ],
)
def test_dates_are_taken_or_left_never_guessed(
    tiny: Reader, written: str, published: str | None
) -> None:
    outcome = read(tiny, Raw("The minister said no.", published=written))
    record = json.loads(outcome.files["records/p1.jsonl"])
    assert record["article"]["published"] == published
    assert ("unread-date" in outcome.notices) is (published is None)


def test_halves_of_characters_do_not_reach_the_files(tiny: Reader) -> None:
    outcome = read(tiny, Raw("“No \ud83d,” the minister said."))
    record = json.loads(outcome.files["records/p1.jsonl"])
    assert "\ufffd" in record["article"]["text"]
    assert outcome.notices["invalid-utf8"] == 1


def test_a_summary_says_what_is_there(tiny: Reader) -> None:
    outcome = read(tiny, *raws(range(2)), Raw(""))
    told = json.loads(outcome.summary())
    assert told["files"] == {path: len(raw) for path, raw in outcome.files.items()}
    assert told["counts"]["articles"] == 2
    assert told["entries"][2]["code"] == "R103"
