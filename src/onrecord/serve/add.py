"""Add an article by address, by its text, or as a file; then watch it being read."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Response, UploadFile

from onrecord.errors import EmptyInput, OptionError
from onrecord.ingest import Overrides
from onrecord.serve.access.gate import FORM, reviewer
from onrecord.serve.presenting import PAGE, Present
from onrecord.serve.problems import NotFound
from onrecord.serve.readings import Reading, Source, file_name

router = APIRouter(tags=["add"], dependencies=[Depends(reviewer)])

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class AddPage:
    """The form."""

    largest_upload: int


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """How far an article is."""

    reading: Reading


@router.get("/add", response_model=AddPage, responses=PAGE)
def form(present: Present) -> Response:
    """Show the form."""
    return present("add.html.jinja", AddPage(present.service.settings.largest_upload))


@router.post("/add", response_model=ReadingPage, responses=PAGE, dependencies=FORM)
def add(
    present: Present,
    *,
    address: Annotated[str, Form(max_length=4_000, description="An http(s) address")] = "",
    text: Annotated[str, Form(description="Or the article's text")] = "",
    file: Annotated[UploadFile | None, File(description="Or a .txt, .md or .html file")] = None,
    title: Annotated[str, Form(max_length=1_000)] = "",
    outlet: Annotated[str, Form(max_length=300)] = "",
    published: Annotated[str, Form(max_length=10, description="As 2022-01-08")] = "",
) -> Response:
    """Put an article in the line of those to be read; the answer says where to watch."""
    overrides = Overrides(
        published=published.strip() or None,
        outlet=outlet.strip() or None,
        title=title.strip() or None,
    )
    source = _source(address.strip(), text, file, overrides)
    present.service.rates.count("adding", present.who.signed_on.name)
    reading = present.service.readings.add(source)
    return present.go(f"/readings/{reading.id}", ReadingPage(reading), HTTPStatus.ACCEPTED)


@router.get("/readings/{reading}", response_model=ReadingPage, responses=PAGE)
def reading(reading: str, present: Present) -> Response:
    """Show how far an article is."""
    found = present.service.readings.get(reading)
    if found is None:
        raise NotFound("A reading of this number, or it was long ago,")
    return present("reading.html.jinja", ReadingPage(found))


def _source(address: str, text: str, file: UploadFile | None, overrides: Overrides) -> Source:
    """The one source that the form holds; raises OptionError or EmptyInput."""
    raw = file.file.read() if file else b""
    given = [what for what in (address, text.strip(), raw) if what]
    if len(given) > 1:
        raise OptionError(
            "the form holds more than one article", "Give an address, a text or a file"
        )
    if address:
        if not address.lower().startswith(_WEB):
            raise OptionError(
                f"{address[:100]} is no web address", "Write it as https://example.org/story"
            )
        return Source(address, address, b"", overrides)
    if text.strip():
        return Source(overrides.title or "the text", None, text.encode(), overrides)
    if raw:
        return Source(file_name(file.filename if file else None), None, raw, overrides)
    raise EmptyInput("the form holds no article", "Give an address, a text or a file")
