"""One statement: its words in their place, who reported it, what was decided, how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Response

from onrecord.serve import citing
from onrecord.serve.access.gate import reader
from onrecord.serve.evidence import Stretch, evidence
from onrecord.serve.presenting import PAGE, Number, Present
from onrecord.serve.wording import ACT_CLASSES
from onrecord.store.listing import Decision
from onrecord.store.said import Report, Said

router = APIRouter(tags=["statements"], dependencies=[Depends(reader)])

Cited = Literal["jsonld", "bibtex", "csv", "text"]

_MEDIA: dict[Cited, str] = {
    "jsonld": "application/ld+json",
    "bibtex": "application/x-bibtex",
    "csv": "text/csv; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
_SUFFIXES: dict[Cited, str] = {"jsonld": "jsonld", "bibtex": "bib", "csv": "csv", "text": "txt"}


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement with its evidence; `jsonld` is a schema.org Quotation or Claim."""

    statement: Said
    address: str
    evidence: list[Stretch]
    reports: list[Report]
    decisions: list[Decision]
    citation: str
    bibtex: str
    jsonld: dict[str, Any]

    @property
    def acts(self) -> dict[str, tuple[str, ...]]:
        """The acts that a reviewer may choose from, by class."""
        return ACT_CLASSES

    @property
    def settled(self) -> list[Decision]:
        """Decisions that hold."""
        return [decision for decision in self.decisions if decision.undone_at is None]


@router.get("/statements/{statement}", response_model=StatementPage, responses=PAGE)
def statement(statement: Number, present: Present) -> Response:
    """Show a statement at its permanent address."""
    return present("statement.html.jinja", page_of(present, statement))


@router.get(
    "/statements/{statement}/cite",
    responses={200: {"content": {media.partition(";")[0]: {} for media in _MEDIA.values()}}},
    response_class=Response,
)
def cite(
    statement: Number,
    present: Present,
    as_: Annotated[Cited, Query(alias="as", description="The form of the citation")] = "bibtex",
) -> Response:
    """Take a statement along as JSON-LD, BibTeX, a row of CSV or a line of text."""
    page = page_of(present, statement)
    body = {
        "jsonld": lambda: citing.dumped(page.jsonld),
        "bibtex": lambda: page.bibtex,
        "csv": lambda: citing.as_csv([page.statement], present.service.settings.base_url),
        "text": lambda: page.citation + "\n",
    }[as_]()
    name = f"statement-{page.statement.id}.{_SUFFIXES[as_]}"
    return Response(
        body.encode("utf-8", "replace"),
        HTTPStatus.OK,
        {"Content-Disposition": f'inline; filename="{name}"'},
        _MEDIA[as_],
    )


def page_of(present: Present, id: int) -> StatementPage:
    """All that a statement's page shows; raises NotInStore (R807)."""
    store = present.service.store
    said = store.statement(id)
    record = citing.article_of(store, said.article.id)
    address = f"{present.service.settings.base_url}/statements/{said.id}"
    return StatementPage(
        said,
        address,
        evidence(said, record.article.text),
        store.reports(id),
        store.decisions(statement=id),
        citing.as_text(said, address),
        citing.as_bibtex(record, said, address),
        citing.as_jsonld(record, said),
    )
