"""Addresses, against a real server on loopback."""

from __future__ import annotations

import socket
import time

import pytest

from onrecord import __version__
from onrecord.errors import FetchError
from onrecord.ingest import Input, load
from onrecord.ingest.fetching import Limits, fetch
from tests.ingest.conftest import Site

SMALL = Limits(size=100_000)
SILENCE = Limits(read=0.3)
DRIP = Limits(whole=0.4)


def refusal(address: str, limits: Limits = SMALL) -> FetchError:
    with pytest.raises(FetchError) as raised:
        fetch(address, limits)
    assert address in raised.value.problem
    return raised.value


def test_a_page(site: str) -> None:
    loaded = load(Input(f"{site}/story", "address"))
    assert loaded.article.url == f"{site}/story"
    assert loaded.article.title == "Valmont rejects border demands"
    assert "pistol on the table,” Foreign" in loaded.article.text
    assert loaded.notices == ()
    assert Site.agents[-1] == f"onrecord/{__version__}"


def test_the_url_is_where_redirects_end_without_fragment_or_password(site: str) -> None:
    address = site.replace("http://", "http://ann:secret@")
    assert fetch(f"{address}/moved#top").url == f"{site}/story"
    assert fetch(f"{address}/story#top").url == f"{site}/story"


def test_a_latin_1_page(site: str) -> None:
    article = load(Input(f"{site}/latin", "address")).article
    assert article.text.startswith("Die Minister in Zürich erklärten früh, daß sie müde")
    assert article.language == "de"


def test_plain_text(site: str) -> None:
    article = load(Input(f"{site}/plain", "address")).article
    assert (article.text, article.url) == ("The café\r\nis closed.", f"{site}/plain")


def test_an_answer_without_a_type_is_what_it_looks_like(site: str) -> None:
    assert fetch(f"{site}/untyped").kind is None
    assert load(Input(f"{site}/untyped", "address")).article.outlet == "Harbour Wire"


@pytest.mark.parametrize(
    ("path", "problem", "remedy"),
    [
        ("nothing", "answers 404 Not Found", "Check the address"),
        ("broken", "answers 500 Internal Server Error", "try again later"),
        ("forbidden", "answers 403 Forbidden", "Save the page in a browser"),
        ("busy", "answers 503", "try again later"),
        ("pdf", "answers with application/pdf", "save its text as a .txt file"),
        ("loop", "redirects more than 3 times", "Save the page in a browser"),
        ("to-file", "is not a web address", "https://example.org/story"),
        ("huge", "sends more than 0.1 MB", "check the address"),
        ("cut", "cannot be fetched", "Check your connection"),
    ],
)
def test_refusals(site: str, path: str, problem: str, remedy: str) -> None:
    error = refusal(f"{site}/{path}")
    assert problem in error.problem
    assert remedy in error.remedy


@pytest.mark.parametrize(
    ("path", "limits", "seconds"), [("silent", SILENCE, "0.3"), ("drip", DRIP, "0.4")]
)
def test_time_outs(site: str, path: str, limits: Limits, seconds: str) -> None:
    start = time.perf_counter()
    error = refusal(f"{site}/{path}", limits)
    assert f"took longer than {seconds} s" in error.problem
    assert "Try again later" in error.remedy
    assert time.perf_counter() - start < 10.0  # and not the 20 s or 120 s of everyday


def test_an_empty_answer(site: str) -> None:
    with pytest.raises(FetchError, match="answers with nothing"):
        load(Input(f"{site}/empty", "address"))


def test_nobody_answers() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be fetched" in refusal(f"http://127.0.0.1:{port}/").problem


def test_a_server_without_encryption_behind_https(site: str) -> None:
    error = refusal(site.replace("http:", "https:") + "/story")
    assert "cannot be trusted" in error.problem


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "names a site that is not found" in refusal("http://nowhere.example/").problem


@pytest.mark.parametrize("address", ["http://", "http://[::1/x", "https:///x", "http://a:b/"])
def test_what_is_not_an_address(address: str) -> None:
    assert "is not a web address" in refusal(address).problem.replace("is, or leads to, what ", "")
