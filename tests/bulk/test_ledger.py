"""The book-keeping of a run when the disk that it is kept on is full."""

from __future__ import annotations

import sqlite3

import pytest

from onrecord.bulk.ledger import Ledger
from onrecord.errors import OutputError
from onrecord.ingest.raw import Found, Raw


def fill(ledger: Ledger) -> None:
    """Take down more than the ledger's disk has room for."""
    with ledger:
        ledger._base.execute("PRAGMA max_page_count = 40")
        for row in range(10_000):
            ledger.enter(Found("a.jsonl", row, Raw(f"The minister resigned. {row}")))


def test_a_full_temporary_disk_says_what_to_do() -> None:
    with pytest.raises(OutputError, match="SQLITE_TMPDIR") as caught:
        fill(Ledger())
    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
    assert caught.value.code == "R301"


def test_other_faults_stay_what_they_are() -> None:
    with pytest.raises(KeyError), Ledger():
        raise KeyError
