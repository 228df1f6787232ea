"""`onrecord read` on bad input: real files and addresses, a fake reader behind them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import main
from onrecord.cli.reading import Steps
from onrecord.contract import parse_record
from onrecord.ingest import find_inputs, load
from tests.cli.fakes import FakeReader

STORY = "“We will not pay,” the minister said on Friday. She added that talks would go on.\n"
MEGABYTE = 1_000_000


def read(*arguments: object, stdin: bytes = b"") -> Result:
    obj = Steps(find_inputs, load, FakeReader)
    return CliRunner().invoke(main, ["read", *map(str, arguments)], obj=obj, input=stdin)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server of what is in `tmp_path`."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def bad_inputs(folder: Path) -> dict[str, tuple[str, Path]]:
    """Code and path of everything that is not an article, by name."""
    (folder / "folder").mkdir()
    (folder / "folder" / "table.csv").write_text("a,b\n")
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\n")
    (folder / "binary.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 8)
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "menu.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    return {
        "missing": ("R101", folder / "missing.txt"),
        "pattern": ("R101", folder / "*.md"),
        "folder": ("R102", folder / "folder"),
        "empty": ("R103", folder / "empty.txt"),
        "blank": ("R103", folder / "blank.txt"),
        "binary": ("R104", folder / "binary.txt"),
        "format": ("R106", folder / "sheet.xlsx"),
        "page": ("R107", folder / "menu.html"),
    }


@pytest.mark.parametrize(
    "name", ["missing", "pattern", "folder", "empty", "blank", "binary", "format", "page"]
)
def test_a_bad_input_has_a_code_and_stops_nothing(tmp_path: Path, good: Path, name: str) -> None:
    code, path = bad_inputs(tmp_path)[name]
    alone, among = read(path), read(path, good)
    for result in (alone, among):
        assert f"onrecord: {code}: " in result.stderr
        assert str(path) in result.stderr
    assert (alone.exit_code, alone.stdout) == (2, "")
    assert among.exit_code == 1
    assert parse_record(among.stdout).article.text == STORY


def test_invalid_utf_8_is_read_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(STORY.encode() + b"Caf\xe9 \xff\xfe owners disagreed.\n" * 3)
    result = read(path)
    record = parse_record(result.stdout)
    assert result.exit_code == 0
    assert record.notices
    assert record.article.text.startswith(STORY)


def test_another_language_is_read_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "german.txt"
    path.write_text(
        "Die Außenministerin sagte am Freitag, dass die Regierung nicht zahlen werde. "
        "Der Präsident wies die Forderungen zurück und kündigte neue Gespräche an.\n" * 4,
        encoding="utf-8",
    )
    record = parse_record(read(path).stdout)
    assert record.article.language == "de"
    assert record.notices


def test_50_mb_of_text_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(STORY * (50 * MEGABYTE // len(STORY.encode()) + 1), encoding="utf-8")
    result = read(path, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 0
    assert (tmp_path / "out.jsonl").stat().st_size > 50 * MEGABYTE


def test_broken_html_is_read(tmp_path: Path) -> None:
    path = tmp_path / "broken.html"
    path.write_text(
        f"<html><body><article><h1>Talks<p>{STORY * 5}<div></p></b><p", encoding="utf-8"
    )
    result = read(path)
    assert result.exit_code == 0
    assert "the minister said" in parse_record(result.stdout).article.text


def test_standard_input_is_read() -> None:
    assert parse_record(read("-", stdin=STORY.encode()).stdout).article.text == STORY
    assert read(stdin=b"").exit_code == 2


def test_an_address_is_read_and_an_http_error_is_told(server: str, good: Path) -> None:
    page = good.with_name("page.html")
    page.write_text(f"<html><body><article><p>{STORY * 5}</p></article></body></html>")
    result = read(f"{server}/page.html", f"{server}/none.html", good)
    assert result.exit_code == 1
    assert [parse_record(line).article.url for line in result.stdout.splitlines()] == [
        f"{server}/page.html",
        None,
    ]
    assert f"onrecord: R108: {server}/none.html" in result.stderr
    assert "404" in result.stderr


def test_a_server_that_is_not_there_is_told(good: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    result = read(address, good)
    assert result.exit_code == 1
    assert f"onrecord: R108: {address}" in result.stderr


def test_options_override_what_a_page_says() -> None:
    example = Path(__file__).resolve().parents[2] / "examples" / "ferry-inquiry.html"
    article = parse_record(read(example).stdout).article
    assert article.title == "Ferry inquiry hears that warnings were ignored"
    assert article.outlet == "Port Haldane Herald"
    assert article.byline == "Mirela Stanton"
    assert article.published == "2024-10-17"
    assert "cookies" not in article.text
    assert "newsletter" not in article.text
    renamed = parse_record(read(example, "--title", "T", "--outlet", "O").stdout).article
    assert (renamed.title, renamed.outlet, renamed.published) == ("T", "O", "2024-10-17")
