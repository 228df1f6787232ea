"""The page of `onrecord read --format html`, from a file as a reader opens it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.export.page import page as html
from onrecord.notebook import view
from tests.export.specimen import specimen

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def address(tmp_path: Path) -> str:
    file = tmp_path / "page.html"
    file.write_text(html([specimen()]), encoding="utf-8")
    return file.as_uri()


def picked(page: Page) -> str | None:
    chosen: str | None = page.evaluate("document.querySelector('.entry.on')?.id")
    return chosen


def test_words_lead_to_their_commitment_and_then_to_the_statement_around(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.click("#k1")
    assert picked(page) == "c1"
    assert page.locator(".text .on").all_inner_texts()[0].startswith("sanctions on")
    page.click("#k1")
    assert picked(page) == "s1"


def test_a_date_leads_to_its_words_and_a_commitment_to_its_statement(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.click("#d1 a >> nth=0")
    assert page.url.endswith("#t1")
    page.click("#c2 .details a")
    assert page.url.endswith("#s3")
    assert picked(page) == "s3"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_everybody_can_read_it(
    page: Page, address: str, grave: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert grave(page) == []


def test_a_notebooks_frame_works_by_itself(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "cell.html"
    file.write_text(view(specimen())._repr_html_(), encoding="utf-8")
    page.goto(file.as_uri())
    frame = page.frames[1]
    frame.click("#k1")
    assert frame.evaluate("document.querySelector('.entry.on').id") == "c1"
    frame.click("#s2 .jump")
    assert frame.evaluate("document.querySelector('.entry.on').id") == "s2"
