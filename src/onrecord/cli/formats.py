"""Records → the text of a format, piece by piece, so that no result is held in memory whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from onrecord.records import Record

Format = Literal["text", "html", "jsonl"]

#: Width of text that goes to a file.
FILE_WIDTH = 100


def pieces(records: Iterable[Record], form: Format, target: Path | None) -> Iterator[str]:
    """Write records out lazily: a line of JSON or a block of text each, or the parts of one page.

    target: where the pieces go; text for standard output takes its width and colours from it.
    """
    if form == "jsonl":
        return (json.dumps(record.to_dict(), ensure_ascii=False) + "\n" for record in records)
    if form == "html":
        from onrecord.export.page import pages  # noqa: PLC0415, no other format needs templates

        return pages(records)
    return _texts(records, target)


def _texts(records: Iterable[Record], target: Path | None) -> Iterator[str]:
    # rich takes longer to import than a short article takes to read.
    from rich.console import Console  # noqa: PLC0415

    from onrecord.cli.text import render  # noqa: PLC0415, imports rich

    console = Console() if target is None else Console(width=FILE_WIDTH, no_color=True)
    for record in records:
        with console.capture() as captured:
            render(record, console)
        yield captured.get()
