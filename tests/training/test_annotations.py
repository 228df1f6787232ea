"""Our annotations of acts are well formed: known labels, balanced marks, spans in order."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from onrecord.read.acts import ACTS

FOLDER = Path(__file__).parents[2] / "training" / "annotations"
SPANS = re.compile(r"\d+-\d+( \d+-\d+)*")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_written_statement_has_a_known_label_one_cue_and_a_content() -> None:
    for row in rows("written.tsv"):
        text = row["text"]
        assert row["label"] in ACTS, text
        assert text.count("<<") == text.count(">>") == 1, text
        assert 1 <= text.count("{") == text.count("}"), text
        assert text.count("[") == text.count("]"), text
        spoken = re.findall(r"<<(.+?)>>|\{(.+?)\}", text)
        assert len(spoken) == 1 + text.count("{"), text


def test_no_statement_was_written_twice() -> None:
    texts = [row["text"] for row in rows("written.tsv")]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("column", ["cue", "content"])
def test_spans_of_real_statements_run_forward(column: str) -> None:
    for row in rows("acts.tsv"):
        assert SPANS.fullmatch(row[column]), row
        assert all(int(a) < int(b) for a, b in (p.split("-") for p in row[column].split(" ")))


def test_real_statements_have_labels_of_the_guide_or_attribute_nothing() -> None:
    for row in rows("acts.tsv"):
        assert {row["first"], row["second"]} <= {*ACTS, "bad"}
