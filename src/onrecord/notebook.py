"""Records as pages in a Jupyter notebook.

    %load_ext onrecord.notebook      # then every record shows itself as a page

or, for one or several of them, `view(record)`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from onrecord.export.page import page
from onrecord.records import Record

#: Pixels.
HEIGHT = 640


@dataclass(frozen=True, slots=True)
class View:
    """A page in a frame of its own; a notebook shows it in place of the value."""

    html: str
    height: int

    def _repr_html_(self) -> str:
        # As an address of data: the page's own links work, and the frame can touch nothing else.
        address = b64encode(self.html.encode("utf-8", "replace")).decode()
        return (
            f'<iframe src="data:text/html;charset=utf-8;base64,{escape(address)}" '
            f'style="width: 100%; height: {self.height}px; border: 0" '
            'title="What was said"></iframe>'
        )


def view(records: Record | Iterable[Record], *, height: int = HEIGHT) -> View:
    """The page of one record or several, `height` pixels high."""
    return View(page([records] if isinstance(records, Record) else records), height)


def load_ipython_extension(shell: Any) -> None:
    """Let every record that is a cell's value show itself as a page: `%load_ext`."""
    formatter = shell.display_formatter.formatters["text/html"]
    formatter.for_type(Record, lambda record: view(record)._repr_html_())


def unload_ipython_extension(shell: Any) -> None:
    """Let records show themselves as plain text again: `%unload_ext`."""
    shell.display_formatter.formatters["text/html"].pop(Record, None)
