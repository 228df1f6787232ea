"""Plain text stays as it is; what cannot stay is said."""

from __future__ import annotations

import io
import time
import tracemalloc
from pathlib import Path

import pytest

from onrecord.errors import (
    BinaryInput,
    EmptyInput,
    InputError,
    MissingInput,
    OptionError,
    UnreadableInput,
)
from onrecord.ingest import Input, Loaded, Overrides, find_inputs, load

ENGLISH = "The minister said on Monday that she would not accept the demands of the other side."


def load_bytes(tmp_path: Path, raw: bytes, name: str = "a.txt", **overrides: str) -> Loaded:
    (tmp_path / name).write_bytes(raw)
    (source,) = find_inputs([str(tmp_path / name)])
    assert isinstance(source, Input)
    return load(source, Overrides(**overrides))


def codes(loaded: Loaded) -> list[str]:
    return [notice.code for notice in loaded.notices]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        f"\r\n{ENGLISH}\r\n\r\n\tAgain.\r \n",
        f"---\ntitle: Not parsed\n---\n{ENGLISH}\n",
        f"{ENGLISH}\N{LINE SEPARATOR}\N{ZERO WIDTH NO-BREAK SPACE}e\N{COMBINING ACUTE ACCENT}\f",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT"])
def test_text_is_unchanged(tmp_path: Path, text: str, name: str) -> None:
    loaded = load_bytes(tmp_path, text.encode(), name)
    article = loaded.article
    assert article.text == text
    assert (article.title, article.published, article.outlet, article.url) == (None,) * 4
    assert loaded.notices == ()
    assert article.language == "en"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_dropped_and_said(tmp_path: Path, encoding: str) -> None:
    loaded = load_bytes(tmp_path, f"{ENGLISH}\r\nÉté.".encode(encoding))
    assert loaded.article.text == f"{ENGLISH}\r\nÉté."
    assert codes(loaded) == ["byte-order-mark"]


def test_big_endian_utf_16(tmp_path: Path) -> None:
    loaded = load_bytes(tmp_path, b"\xfe\xff" + ENGLISH.encode("utf-16-be"))
    assert loaded.article.text == ENGLISH


def test_invalid_utf_8_is_replaced_counted_and_located(tmp_path: Path) -> None:
    raw = "Während ".encode() + b"caf\xe9 and \xe2\x80 done. " + ENGLISH.encode()
    loaded = load_bytes(tmp_path, raw)
    text = loaded.article.text
    assert text == raw.decode(errors="replace")
    (notice,) = loaded.notices
    assert notice.code == "invalid-utf8"
    assert "3 bytes" in notice.message
    assert notice.span is not None
    assert notice.span == loaded.article.span(text.index("\ufffd"), text.index("\ufffd") + 1)


def test_one_invalid_byte_reads_well(tmp_path: Path) -> None:
    (notice,) = load_bytes(tmp_path, ENGLISH.encode() + b"\xff").notices
    assert notice.message.startswith("1 byte that is not UTF-8 became")


def test_utf_16_that_is_cut_off(tmp_path: Path) -> None:
    loaded = load_bytes(tmp_path, ENGLISH.encode("utf-16")[:-1])
    assert codes(loaded) == ["byte-order-mark", "invalid-encoding"]


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        ENGLISH.encode("utf-16-le"),  # without its mark nothing tells it from binary
        bytes(range(1, 9)) * 20,
        "Президент заявил в понедельник".encode("koi8-r"),
    ],
)
def test_what_is_not_text(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(BinaryInput, match="save it as plain text in UTF-8"):
        load_bytes(tmp_path, raw)


@pytest.mark.parametrize("raw", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_nothing_to_read(tmp_path: Path, raw: bytes, name: str) -> None:
    with pytest.raises(EmptyInput, match=name):
        load_bytes(tmp_path, raw, name)


def test_overrides(tmp_path: Path) -> None:
    loaded = load_bytes(
        tmp_path, ENGLISH.encode(), published="2022-01-08", outlet="AP", title="Talks"
    )
    article = loaded.article
    assert (article.published, article.outlet, article.title) == ("2022-01-08", "AP", "Talks")


@pytest.mark.parametrize(
    "written",
    ["2022-1-8", "20220108", "2022-02-30", "8 January 2022", "2022-01-08T10:00", "٢٠٢٢-٠١-٠٨"],
)
def test_a_date_that_is_none(written: str) -> None:
    with pytest.raises(OptionError, match="2022-01-08"):
        Overrides(published=written)


def test_a_page_that_calls_itself_text_stays_as_it_is(tmp_path: Path) -> None:
    page = f"<!DOCTYPE html>\n<html><body><p>{ENGLISH}</p></body></html>"
    loaded = load_bytes(tmp_path, page.encode())
    assert loaded.article.text == page
    assert "html-in-text" in codes(loaded)


def from_stdin(raw: bytes) -> Loaded:
    (source,) = find_inputs(["-"])
    assert isinstance(source, Input)
    return load(source, stdin=io.BytesIO(raw))


def test_standard_input_is_text_or_a_page() -> None:
    assert from_stdin(f"{ENGLISH}\r\n".encode()).article.text == f"{ENGLISH}\r\n"
    quoted = f"He wrote <html> on the wall. {ENGLISH}"
    assert from_stdin(quoted.encode()).article.text == quoted
    page = f"<!-- saved -->\n<!doctype html><html><title>Talks</title><body><p>{ENGLISH}</p>"
    for raw in (page.encode(), page.encode("utf-16"), page.encode("utf-8-sig")):
        article = from_stdin(raw).article
        assert (article.text, article.title) == (ENGLISH, "Talks")


def test_a_file_without_a_suffix_is_text_or_a_page(tmp_path: Path) -> None:
    assert load_bytes(tmp_path, ENGLISH.encode(), "story").article.text == ENGLISH
    page = f"<html><body><p>{ENGLISH}</p></body></html>"
    assert load_bytes(tmp_path, page.encode(), "page").article.text == ENGLISH


def test_empty_standard_input_names_itself() -> None:
    with pytest.raises(EmptyInput, match="standard input"):
        from_stdin(b"")


def test_no_standard_input_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UnreadableInput):
        load(Input("standard input", "stdin"))


def test_files_that_change_after_they_were_found(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        load(Input("a.txt", "file", tmp_path / "a.txt"))
    with pytest.raises(UnreadableInput):
        load(Input("a.txt", "file", tmp_path))
    with pytest.raises(InputError):
        load(Input("a.txt"))


def test_the_same_text_has_the_same_id(tmp_path: Path) -> None:
    first = load_bytes(tmp_path, ENGLISH.encode(), "a.txt").article
    second = load_bytes(tmp_path, ENGLISH.encode(), "b.txt", title="Talks").article
    assert first.id == second.id


@pytest.mark.parametrize("damaged", [False, True])
def test_a_large_text_loads_in_line(tmp_path: Path, damaged: bool) -> None:
    raw = (ENGLISH + ("\xe9 " if damaged else " ")).encode("latin-1") * 60_000
    assert len(raw) > 5_000_000
    tracemalloc.start()
    start = time.process_time()
    loaded = load_bytes(tmp_path, raw)
    seconds = time.process_time() - start
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(loaded.article.text) == len(raw)
    assert seconds < 5.0
    assert peak < 12 * len(raw)  # damaged text is two bytes a character, and held twice
