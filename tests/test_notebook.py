import re
from base64 import b64decode
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from onrecord.export.page import page
from onrecord.notebook import load_ipython_extension, unload_ipython_extension, view
from onrecord.records import Record
from tests.export.specimen import specimen


class Formatter(dict[type, Callable[[Any], str]]):
    """What a notebook's shell has for HTML, as far as extensions use it."""

    def for_type(self, kind: type, show: Callable[[Any], str]) -> None:
        self[kind] = show


def shown(html: str) -> str:
    """The page inside the frame."""
    (inside,) = re.findall(r'src="data:text/html;charset=utf-8;base64,([^"]+)"', html)
    return b64decode(inside).decode()


def test_a_record_is_its_page_in_a_frame() -> None:
    html = view(specimen(), height=300)._repr_html_()
    assert shown(html) == page([specimen()])
    assert "height: 300px" in html


def test_several_records_are_one_page() -> None:
    assert shown(view([specimen(), specimen()])._repr_html_()) == page([specimen(), specimen()])


def test_the_extension_shows_every_record_until_it_is_unloaded() -> None:
    formatter = Formatter()
    shell = SimpleNamespace(display_formatter=SimpleNamespace(formatters={"text/html": formatter}))
    load_ipython_extension(shell)
    assert shown(formatter[Record](specimen())) == page([specimen()])
    unload_ipython_extension(shell)
    assert Record not in formatter
    unload_ipython_extension(shell)
