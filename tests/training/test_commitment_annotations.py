"""Our annotations of commitments are well formed: known kinds, spans in order, each sentence one thing."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

from evaluation.annotated_commitments import ANNOTATIONS, sentences
from onrecord.read.clause_signs import VERDICTS

SPANS = re.compile(r"\d+-\d+( \d+-\d+)*")


def rows() -> list[dict[str, str]]:
    with ANNOTATIONS.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


def test_kinds_are_those_of_the_guide_or_none() -> None:
    assert {row["kind"] for row in rows()} == {"none", *VERDICTS}


def test_spans_run_forward_and_only_a_near_miss_has_none() -> None:
    for row in rows():
        assert bool(row["consequence"]) == (row["kind"] != "none"), row
        assert not row["condition"] or row["consequence"], row
        for column in ("sentence", "condition", "consequence"):
            if row[column]:
                assert SPANS.fullmatch(row[column]), row
                parts = [p.split("-") for p in row[column].split(" ")]
                assert all(int(a) < int(b) for a, b in parts), row


def test_a_sentence_is_a_near_miss_or_has_commitments() -> None:
    kinds = defaultdict(list)
    for row in rows():
        kinds[row["article"], row["sentence"]].append(row["kind"])
    assert all(found == ["none"] or "none" not in found for found in kinds.values())


def test_every_consequence_starts_in_its_sentence() -> None:
    for sentence in sentences():
        begin, end = sentence.span
        assert all(begin <= c.consequence[0][0] < end for c in sentence.commitments), sentence
