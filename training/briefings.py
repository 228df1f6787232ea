"""White House briefings as running text: each question and its answer a text of its own."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from training.polnear import GoldArticle

#: Where they lie in the folder of the corpora.
BRIEFINGS = Path("text", "us-press-briefings", "briefings.jsonl.gz")
#: Where a question begins, at the start of a line.
QUESTION = re.compile(r"^Q\b(?=[ :])", re.MULTILINE)


def read_briefings(file: Path) -> list[GoldArticle]:
    """Read every briefing, cut before each question; a text is named for its briefing and number.

    file: gzipped JSON lines with `id` (a file name) and `text`. Nothing is annotated.
    """
    found = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            name, text = row["id"].partition(".")[0], row["text"]
            starts = [m.start() for m in QUESTION.finditer(text) if m.start()]
            cuts = zip([0, *starts], [*starts, len(text)], strict=True)
            found += [
                GoldArticle(f"briefing-{name}-{number}", text[a:b])
                for number, (a, b) in enumerate(cuts)
            ]
    return found
