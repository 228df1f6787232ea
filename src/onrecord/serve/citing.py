"""One statement to be taken along: as a line of text, JSON-LD, BibTeX or a row of CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, get_args

from sqlalchemy import select

from onrecord.export.bibtex import bibtex
from onrecord.export.jsonld import jsonld
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    ActorKind,
    Article,
    ReaderInfo,
    Record,
    SaidOn,
    Span,
    Statement,
)
from onrecord.serve.wording import day, one_line
from onrecord.store import Store
from onrecord.store.said import Said, Who
from onrecord.store.tables import articles

#: A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "statement",
    "day",
    "speakers",
    "act",
    "addressees",
    "about",
    "words",
    "kind",
    "status",
    "outlet",
    "title",
    "published",
    "url",
    "address",
)


def article_of(store: Store, id: int) -> Record:
    """The record of an article without what was found in it: enough to cite from."""
    wanted = select(articles).where(articles.c.id == id)
    with store.reading() as connection:
        row = connection.execute(wanted).one()
    article = Article(
        row.key,
        row.url,
        row.outlet,
        row.title,
        row.byline,
        row.published,
        row.language,
        row.text,
    )
    return Record(SCHEMA, ReaderInfo(row.reader_version, row.reader_model), article)


def alone(record: Record, said: Said) -> Record:
    """The article with this one statement, as it stands, and the actors that it has."""
    everyone = dict.fromkeys([*said.speakers, *said.addressees, *said.about, *said.behalf])
    actors = tuple(_actor(who, said) for who in everyone)
    return replace(record, actors=actors, statements=(standing(said),))


def standing(said: Said) -> Statement:
    """A statement of the store as one of a record, its actors called `a` and their number."""
    act = None
    if said.act and said.act_class:
        class_: Any = said.act_class
        act = Act(said.act, class_, said.plover, said.act_score or 0.0)
    kind: Any = said.kind
    return Statement(
        said.local,
        kind,
        said.source,
        said.cue,
        said.content,
        speakers=_ids(said.speakers),
        addressees=_ids(said.addressees),
        relayed_by=said.relayed_by,
        about=_ids(said.about),
        act=act,
        said_on=SaidOn(said.said_on, None) if said.said_on else None,
        score=said.score,
    )


def as_jsonld(record: Record, said: Said) -> dict[str, Any]:
    """The statement as a schema.org Quotation or Claim, with its article and actors."""
    return jsonld(alone(record, said))


def dumped(jsonld: dict[str, Any]) -> str:
    """JSON-LD as text."""
    return json.dumps(jsonld, ensure_ascii=False, indent=2)


def as_bibtex(record: Record, said: Said, address: str) -> str:
    """The article's BibTeX entry with the statement's address as a note."""
    entry = bibtex(record).rstrip()
    head, _, _ = entry.rpartition("}")
    return f"{head}  note = {{Statement {said.id}: \\url{{{address}}}}},\n}}\n"


def as_csv(several: Iterable[Said], base_url: str) -> str:
    """Statements as rows of CSV (RFC 4180) under a head, safe to open as a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for said in several:
        row = (
            said.id,
            said.day,
            _names(said.speakers),
            said.act,
            _names(said.addressees),
            _names(said.about),
            _words(said.content),
            said.kind,
            said.status,
            said.article.outlet,
            said.article.title,
            said.article.published,
            said.article.url,
            f"{base_url}/statements/{said.id}",
        )
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def as_text(said: Said, address: str) -> str:
    """The statement as a footnote has it: who, words, outlet, headline, day, address."""
    who = _names(said.speakers) or (one_line(said.source.text) if said.source else "")
    article = said.article
    where = [
        f"“{one_line(article.title)}”" if article.title else "",
        article.outlet or "",
        day(article.published) if article.published else "",
        article.url or "",
    ]
    told = f"{who}: {_words(said.content)}" if who else _words(said.content)
    cited = ", ".join(part for part in where if part)
    return f"{told.rstrip('.')}. {cited}{'. ' if cited else ''}On record at {address}"


def _actor(who: Who, said: Said) -> Actor:
    kind: Any = who.kind if who.kind in get_args(ActorKind) else "group"
    speaks = who in said.speakers
    return Actor(
        f"a{who.id}",
        who.name,
        kind,
        who.key,
        acts_for=_ids(w for w in said.behalf if w != who) if speaks else (),
    )


def _ids(several: Iterable[Who]) -> tuple[str, ...]:
    return tuple(f"a{who.id}" for who in several)


def _names(several: Iterable[Who]) -> str:
    return "; ".join(one_line(who.name) for who in several)


def _words(content: Iterable[Span]) -> str:
    return " … ".join(one_line(span.text) for span in content)


def _cell(value: object) -> str:
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(_FORMULA) else written
