"""Dates, addresses and numbers as pages write them."""

from __future__ import annotations

import pytest

from onrecord.serve import wording


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-01-07", "7 January 2022"),
        ("2022-01", "January 2022"),
        ("2022", "2022"),
        ("2022-01-07T10:00", "7 January 2022"),
        ("2022-W03", "2022-W03"),
        ("2022-13-01", "1 13 2022"),
        (None, "no date"),
    ],
)
def test_days(value: str | None, words: str) -> None:
    assert wording.day(value) == words


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/b", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" javascript:alert(1)", False),
        ("//a.example", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, kept: bool) -> None:
    assert wording.web_address(address) == (address if kept else None)


def test_queries_drop_what_is_empty() -> None:
    assert wording.query({"q": "a&b", "outlet": ["x", "y"], "act": None, "page": ""}) == (
        "?q=a%26b&outlet=x&outlet=y"
    )
    assert wording.segment("state:RUS/../x?") == "state:RUS%2F..%2Fx%3F"


def test_numbers_and_shares() -> None:
    assert wording.number(1_234_567) == "1\u202f234\u202f567"
    assert wording.counted(1, "article") == "1 article"
    assert [wording.counted(n, "actor") for n in (0, 2_000)] == ["0 actors", "2\u202f000 actors"]
    assert wording.percent(0.864) == "86\u202f%"
    assert wording.writable("a\x00b\ud800") == "a\ufffdb\ufffd"
