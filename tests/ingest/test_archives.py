"""Articles in files of many rows: what is found, and what is told of damage."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.errors import InputError, OptionError
from onrecord.ingest.archives import bytes_in, find_articles
from onrecord.ingest.columns import Columns
from onrecord.ingest.raw import LONGEST, Found, Raw, load_raw
from onrecord.ingest.warc import read_warc

ROWS: list[dict[str, Any]] = [
    {
        "id": f"x{n}",
        "text": f"The minister said no for the {n}th time.",
        "date": f"2024-01-{n + 1:02}",
    }
    for n in range(20)
]
TEXTS = [row["text"] for row in ROWS]


def find(path: Path, **named: str) -> list[Found]:
    return list(find_articles([str(path)], Columns(named)))


def texts(found: list[Found]) -> list[str | bytes]:
    return [one.raw.content for one in found if isinstance(one.raw, Raw)]


def problems(found: list[Found]) -> list[tuple[int | None, str]]:
    return [(one.row, one.raw.code) for one in found if isinstance(one.raw, InputError)]


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def cells(rows: list[dict[str, Any]], mark: str = ",") -> bytes:
    head = mark.join(rows[0])
    return "\n".join([head, *(mark.join(row.values()) for row in rows)]).encode()


@pytest.fixture
def archives(tmp_path: Path) -> dict[str, Path]:
    """The same rows in every format."""
    made = {
        "a.jsonl": lines(ROWS),
        "b.ndjson": b"\xef\xbb\xbf" + lines(ROWS).replace(b"\n", b"\r\n\r\n"),
        "c.jsonl.gz": gzip.compress(lines(ROWS)),
        "d.csv": b"\xef\xbb\xbf" + cells(ROWS),
        "e.csv": cells(ROWS, ";"),
        "f.tsv": cells(ROWS, "\t"),
        "g.csv.gz": gzip.compress(cells(ROWS)),
    }
    for name, raw in made.items():
        (tmp_path / name).write_bytes(raw)
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "h.parquet", row_group_size=7)
    return {path.name: path for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    "name",
    ["a.jsonl", "b.ndjson", "c.jsonl.gz", "d.csv", "e.csv", "f.tsv", "g.csv.gz", "h.parquet"],
)
def test_every_format_gives_the_same_articles(archives: dict[str, Path], name: str) -> None:
    found = find(archives[name])
    assert texts(found) == TEXTS
    assert problems(found) == []
    assert [one.given for one in found] == [row["id"] for row in ROWS]
    assert [one.raw.published for one in found if isinstance(one.raw, Raw)] == [
        row["date"] for row in ROWS
    ]
    passed = sum(one.size for one in found)
    assert passed == pytest.approx(archives[name].stat().st_size, abs=20)


def test_rows_are_numbered_as_they_lie(archives: dict[str, Path]) -> None:
    assert [one.row for one in find(archives["a.jsonl"])] == list(range(1, 21))
    assert [one.row for one in find(archives["b.ndjson"])] == list(range(1, 41, 2))
    assert [one.row for one in find(archives["h.parquet"])] == list(range(1, 21))


@pytest.mark.usefixtures("archives")
def test_a_folder_holds_texts_pages_and_archives(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.txt").write_text("No, he said.")
    (tmp_path / "sub" / "two.html").write_text("<html><p>No, he said.</p>")
    (tmp_path / "sub" / "three.pdf").write_bytes(b"%PDF")
    found = find(tmp_path)
    assert len(texts(found)) == 8 * 20 + 2
    whole = [one.raw for one in found if one.row is None]
    assert [raw.is_page for raw in whole if isinstance(raw, Raw)] == [False, True]
    assert bytes_in([str(tmp_path)]) == sum(
        p.stat().st_size for p in tmp_path.rglob("*") if p.is_file() and p.suffix != ".pdf"
    )


def test_bad_lines_are_told_and_stop_nothing(tmp_path: Path) -> None:
    bad = [b"{oops\n", b"[1, 2]\n", b'{"id": 7}\n', b'{"text": "  "}\n', b"[" * 9999 + b"\n"]
    (tmp_path / "a.jsonl").write_bytes(lines(ROWS[:1]) + b"".join(bad) + lines(ROWS[1:2]))
    found = find(tmp_path / "a.jsonl")
    assert texts(found) == TEXTS[:2]
    assert problems(found) == [(2, "R109"), (3, "R109"), (4, "R103"), (5, "R103"), (6, "R109")]


def test_a_line_of_100_mb_is_told_and_never_held(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(lines(ROWS[:1]) + b'{"text": "')
        for _ in range(100):
            file.write(b"x" * 2**20)
        file.write(b'"}\n' + lines(ROWS[1:2]))
    tracemalloc.start()
    found = find(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert texts(found) == TEXTS[:2]
    assert problems(found) == [(2, "R110")]
    assert most < 4 * LONGEST


@pytest.mark.parametrize("name", ["c.jsonl.gz", "g.csv.gz"])
def test_a_packed_file_that_is_cut_off_gives_what_is_whole(
    archives: dict[str, Path], name: str
) -> None:
    raw = archives[name].read_bytes()
    archives[name].write_bytes(raw[: len(raw) // 2])
    found = find(archives[name])
    got = texts(found)
    assert got == TEXTS[: len(got)]
    assert problems(found)[-1][1] == "R109"


def test_a_parquet_file_that_is_cut_off_is_told(archives: dict[str, Path]) -> None:
    path = archives["h.parquet"]
    path.write_bytes(path.read_bytes()[:-100])
    assert problems(find(path)) == [(None, "R109")]


def test_a_damaged_group_of_parquet_rows_costs_that_group(archives: dict[str, Path]) -> None:
    path = archives["h.parquet"]
    start = pq.ParquetFile(path).metadata.row_group(1).column(0).dictionary_page_offset
    raw = bytearray(path.read_bytes())
    raw[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(raw))
    found = find(path)
    assert texts(found) == TEXTS[:7] + TEXTS[14:]
    assert problems(found) == [(8, "R109")]


def test_tables_without_text_name_their_columns_and_the_option(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1], "b": ["x"]}), tmp_path / "a.parquet")
    (tmp_path / "b.csv").write_text("a,b\n1,x\n")
    for name in ("a.parquet", "b.csv"):
        [found] = find(tmp_path / name)
        assert isinstance(found.raw, InputError)
        assert "columns: a, b" in str(found.raw)
        assert "--column text=NAME" in str(found.raw)
        assert texts(find(tmp_path / name, text="b")) == ["x"]


def test_csv_rows_that_are_no_rows_are_told(tmp_path: Path) -> None:
    rows = ["text,date", "one,2024-01-01", "two,2024-01-02,more", '"three, and four",', ",", "five"]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    found = find(tmp_path / "a.csv")
    assert texts(found) == ["one", "three, and four", "five"]
    assert problems(found) == [(2, "R109")]


def test_bytes_that_are_not_utf8_are_replaced_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("text\nSaid the café owner.\n".encode("cp1252"))
    (tmp_path / "a.jsonl").write_bytes('{"text": "Said the café owner."}'.encode("cp1252"))
    for found in find(tmp_path):
        assert isinstance(found.raw, Raw)
        loaded = load_raw(found.raw)
        assert loaded.article.text == "Said the caf\ufffd owner."
        assert [notice.code for notice in loaded.notices] == ["invalid-utf8"]


def test_typed_columns_are_read(tmp_path: Path) -> None:
    from datetime import datetime

    row = {
        "Body": "No, he said.",
        "published_at": datetime(2024, 2, 3, 4, 5),
        "authors": ["A. Writer", "B. Writer"],
        "id": 17,
        "source": "The Post",
    }
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "a.parquet")
    [found] = find(tmp_path / "a.parquet")
    assert isinstance(found.raw, Raw)
    article = load_raw(found.raw).article
    assert (article.published, article.byline, article.outlet, found.given) == (
        "2024-02-03",
        "A. Writer, B. Writer",
        "The Post",
        "17",
    )


def test_an_unknown_thing_to_name_a_column_for_is_refused() -> None:
    with pytest.raises(OptionError, match="no column can hold 'words'"):
        Columns({"words": "body"})


def test_pages_in_rows_are_read_as_pages(tmp_path: Path) -> None:
    page = "<html><body><p>The minister said on Monday that he would not pay.</p></body></html>"
    row = {"html": page, "url": "https://example.org/1"}
    (tmp_path / "a.jsonl").write_bytes(lines([row]))
    [found] = find(tmp_path / "a.jsonl")
    assert isinstance(found.raw, Raw)
    article = load_raw(found.raw).article
    assert article.text == "The minister said on Monday that he would not pay."
    assert article.url == "https://example.org/1"


def test_addresses_are_not_fetched() -> None:
    [found] = find_articles(["https://example.org/"], Columns())
    assert isinstance(found.raw, InputError)
    assert found.raw.code == "R106"


def warc(pages: int, *, packed: bool) -> bytes:
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=packed)

    def add(number: int, status: str, kind: str, body: bytes) -> None:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        address = f"http://example.org/{number}"
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=headers
            )
        )

    for number in range(pages):
        body = f"<html><p>Page {number}: the minister said no.</p></html>".encode()
        add(number, "200 OK", "text/html; charset=utf-8", body)
        add(number, "404 Not Found", "text/html", b"gone")
        add(number, "200 OK", "image/png", b"\x89PNG")
    return sink.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_warc_gives_its_pages_with_address_and_charset(packed: bool) -> None:
    found = list(read_warc(io.BytesIO(warc(3, packed=packed)), "a.warc"))
    assert [one.row for one in found] == [1, 4, 7]
    raw = found[1].raw
    assert isinstance(raw, Raw)
    assert (raw.url, raw.charset, raw.is_page) == ("http://example.org/1", "utf-8", True)
    assert b"Page 1" in bytes(raw.content)  # type: ignore[arg-type]


@pytest.mark.parametrize("packed", [True, False])
def test_warc_cut_off_anywhere_is_told_unless_the_cut_is_between_records(packed: bool) -> None:
    whole = warc(3, packed=packed)
    pages = [one.raw for one in read_warc(io.BytesIO(whole), "a.warc")]
    silent = 0
    for end in range(1, len(whole)):
        found = list(read_warc(io.BytesIO(whole[:end]), "a.warc"))
        got = [one.raw for one in found if isinstance(one.raw, Raw)]
        assert got == pages[: len(got)]
        silent += len(got) == len(found)
    # Between nine records there are eight places; plain ones end in two empty lines.
    assert silent == (8 if packed else 9 * 5 - 1)


@pytest.mark.parametrize("raw", [b"", b"hello\n" * 50])
def test_what_is_no_warc_is_told(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(raw)
    assert {code for _, code in problems(find(tmp_path / "a.warc"))} == {"R109"}


def test_a_huge_text_file_is_told_and_not_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LONGEST + 1)
    assert problems(find(tmp_path / "a.txt")) == [(None, "R110")]
