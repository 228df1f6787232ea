"""Records as six typed tables: articles, statements, actors, commitments, events, times.

The column reference is docs/tables.md. An id is unique within its article: `(article, id)` is
the key of a row. Spans are half-open offsets in characters (code points) of `articles.text`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, get_args

import pyarrow as pa

from onrecord.records import SCHEMA, Article, Mention, Notice, Record, Span

Table = Literal["articles", "statements", "actors", "commitments", "events", "times"]
Row = dict[str, Any]

TABLES: tuple[Table, ...] = get_args(Table)

#: Half a surrogate pair, which a web page can hold, has no UTF-8: one character for another
#: keeps every offset true.
_UNWRITABLE = dict.fromkeys(range(55296, 57344), "�")


def _always(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


_TEXT = pa.string()
_IDS = pa.list_(_always("element", _TEXT))
_BOUNDS = [_always("start", pa.int32()), _always("end", pa.int32()), _always("text", _TEXT)]
SPAN = pa.struct(_BOUNDS)
_SPANS = pa.list_(_always("element", SPAN))
_MENTIONS = pa.list_(_always("element", pa.struct([*_BOUNDS, _always("form", _TEXT)])))
_NOTICES = pa.list_(
    _always(
        "element",
        pa.struct([_always("code", _TEXT), _always("message", _TEXT), pa.field("span", SPAN)]),
    )
)


def _schema(*fields: pa.Field) -> pa.Schema:
    return pa.schema(fields, metadata={"onrecord": SCHEMA})


#: Columns and types of every table.
SCHEMAS: Mapping[Table, pa.Schema] = {
    "articles": _schema(
        _always("id", _TEXT),
        pa.field("url", _TEXT),
        pa.field("outlet", _TEXT),
        pa.field("title", _TEXT),
        pa.field("byline", _TEXT),
        pa.field("published", _TEXT),
        pa.field("language", _TEXT),
        _always("text", _TEXT),
        _always("reader_version", _TEXT),
        _always("reader_model", _TEXT),
        _always("notices", _NOTICES),
    ),
    "statements": _schema(
        _always("article", _TEXT),
        _always("id", _TEXT),
        _always("kind", _TEXT),
        pa.field("source", SPAN),
        pa.field("cue", SPAN),
        _always("content", _SPANS),
        _always("speakers", _IDS),
        _always("addressees", _IDS),
        _always("relayed_by", _IDS),
        _always("about", _IDS),
        pa.field("act", _TEXT),
        pa.field("act_class", _TEXT),
        pa.field("act_plover", _TEXT),
        pa.field("act_score", pa.float64()),
        pa.field("said_on", _TEXT),
        pa.field("said_on_span", SPAN),
        _always("score", pa.float64()),
    ),
    "actors": _schema(
        _always("article", _TEXT),
        _always("id", _TEXT),
        _always("name", _TEXT),
        _always("kind", _TEXT),
        pa.field("key", _TEXT),
        pa.field("wikidata", _TEXT),
        _always("acts_for", _IDS),
        _always("offices", _IDS),
        _always("mentions", _MENTIONS),
    ),
    "commitments": _schema(
        _always("article", _TEXT),
        _always("id", _TEXT),
        pa.field("statement", _TEXT),
        _always("kind", _TEXT),
        _always("by", _IDS),
        _always("toward", _IDS),
        _always("condition", _SPANS),
        _always("negated_condition", pa.bool_()),
        _always("consequence", _SPANS),
        _always("score", pa.float64()),
    ),
    "events": _schema(
        _always("article", _TEXT),
        _always("id", _TEXT),
        _always("type", _TEXT),
        pa.field("mode", _TEXT),
        _always("status", _TEXT),
        _always("trigger", SPAN),
        _always("actors", _IDS),
        _always("recipients", _IDS),
        pa.field("date", _TEXT),
        pa.field("place", _TEXT),
        pa.field("statement", _TEXT),
    ),
    "times": _schema(
        _always("article", _TEXT),
        _always("span", SPAN),
        _always("type", _TEXT),
        _always("value", _TEXT),
        pa.field("anchor", _TEXT),
    ),
}


def rows(record: Record) -> dict[Table, list[Row]]:
    """One record's rows in every table, in the record's order, as plain dicts and lists.

    A character without UTF-8 becomes U+FFFD, so that offsets stay true.
    """
    found: dict[Table, list[Row]] = {
        "articles": [_article(record)],
        "statements": _statements(record),
        "actors": _of(record.article, record.actors, mentions=_mentions),
        "commitments": _of(
            record.article, record.commitments, condition=_spans, consequence=_spans
        ),
        "events": _of(record.article, record.events, trigger=_span),
        "times": _of(record.article, record.times, span=_span),
    }
    # Every span is cut from the article's text, and every name but the knowledge base's.
    return found if _is_writable(record.article) else _writable(found)


def tables(records: Iterable[Record]) -> dict[Table, pa.Table]:
    """All records in one table a kind; holds them in memory."""
    gathered: dict[Table, list[Row]] = {name: [] for name in TABLES}
    for record in records:
        for name, found in rows(record).items():
            gathered[name] += found
    return {name: pa.Table.from_pylist(gathered[name], SCHEMAS[name]) for name in TABLES}


def _article(record: Record) -> Row:
    article = record.article
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "reader_version": record.reader.version,
        "reader_model": record.reader.model,
        "notices": [_notice(notice) for notice in record.notices],
    }


def _statements(record: Record) -> list[Row]:
    return [
        {
            "article": record.article.id,
            "id": s.id,
            "kind": s.kind,
            "source": _span(s.source),
            "cue": _span(s.cue),
            "content": _spans(s.content),
            "speakers": list(s.speakers),
            "addressees": list(s.addressees),
            "relayed_by": list(s.relayed_by),
            "about": list(s.about),
            "act": s.act.label if s.act else None,
            "act_class": s.act.class_ if s.act else None,
            "act_plover": s.act.plover if s.act else None,
            "act_score": s.act.score if s.act else None,
            "said_on": s.said_on.value if s.said_on else None,
            "said_on_span": _span(s.said_on.span) if s.said_on else None,
            "score": s.score,
        }
        for s in record.statements
    ]


def _of(article: Article, entries: Iterable[Any], **special: Callable[[Any], Any]) -> list[Row]:
    """Entries whose fields are their columns; `special` columns hold spans."""
    return [
        {
            "article": article.id,
            **{name: special.get(name, _plain)(getattr(entry, name)) for name in entry.__slots__},
        }
        for entry in entries
    ]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _span(span: Span | None) -> Row | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None


def _spans(spans: Iterable[Span]) -> list[Row | None]:
    return [_span(span) for span in spans]


def _mentions(mentions: Iterable[Mention]) -> list[Row]:
    return [{"start": m.start, "end": m.end, "text": m.text, "form": m.form} for m in mentions]


def _notice(notice: Notice) -> Row:
    return {"code": notice.code, "message": notice.message, "span": _span(notice.span)}


def _is_writable(article: Article) -> bool:
    given = (article.url, article.outlet, article.title, article.byline, article.text)
    try:
        "".join(words for words in given if words).encode()
    except UnicodeEncodeError:
        return False
    return True


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_UNWRITABLE)
    if isinstance(value, list):
        return [_writable(item) for item in value]
    if isinstance(value, dict):
        return {name: _writable(item) for name, item in value.items()}
    return value
