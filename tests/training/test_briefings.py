"""Briefings cut before each question, in files of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from training.briefings import read_briefings


def read(folder: Path, *texts: str) -> list[tuple[str, str]]:
    file = folder / "briefings.jsonl.gz"
    rows = [{"id": f"{n}.html", "title": "A day", "text": text} for n, text in enumerate(texts)]
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return [(article.name, article.text) for article in read_briefings(file)]


def test_each_question_begins_a_text(tmp_path: Path) -> None:
    text = (
        "MS. HALE: Good day.\n\nQ Will he go?\n\nMS. HALE: He will.\n\nQ: When?\n\nMS. HALE: Soon."
    )
    found = read(tmp_path, text)
    assert [name for name, _ in found] == ["briefing-0-0", "briefing-0-1", "briefing-0-2"]
    assert found[1][1] == "Q Will he go?\n\nMS. HALE: He will.\n\n"
    assert "".join(piece for _, piece in found) == text


def test_a_question_at_the_very_start_leaves_no_empty_text(tmp_path: Path) -> None:
    assert read(tmp_path, "Q Why?\n\nMS. HALE: No.") == [
        ("briefing-0-0", "Q Why?\n\nMS. HALE: No.")
    ]


def test_words_that_begin_with_that_letter_are_no_question(tmp_path: Path) -> None:
    assert len(read(tmp_path, "MS. HALE: Yes.\n\nQuiet days.\n\nIs it Q 3?", "")) == 2
