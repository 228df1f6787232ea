"""A spaCy component that sets what a document says: `pip install 'onrecord[spacy]'`.

    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config={"model": "base"})
    doc = nlp("“We will not pay,” the minister said.")
    doc._.statements, doc.spans["onrecord-content"]

It needs nothing of the rest of a pipeline, and changes none of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from json import dumps
from typing import Literal

from onrecord.contract import parse_record
from onrecord.errors import MissingExtra
from onrecord.read.reader import Reader
from onrecord.records import Article, Commitment, Record, Span, Statement

try:
    from spacy.language import Language
    from spacy.tokens import Doc
except ImportError as error:
    raise MissingExtra(
        f"spaCy is not installed ({error})", "Install it with: pip install 'onrecord[spacy]'"
    ) from error

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
#: What a document may be given before it is read: `doc._.published = "2022-01-08"`.
GIVEN = ("published", "outlet", "title", "url")

_KEY = "onrecord"
#: Records kept parsed, for loops over a document's statements.
_PARSED = 64


class StatementReader:
    """Reads each document; sets `doc._.record`, `doc._.statements` and `doc._.commitments`.

    `doc.spans` gets the groups `onrecord-source`, `onrecord-cue` and `onrecord-content`: tokens
    that the words touch, with the statement's id as the span's id and its act as the label.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        return _set(doc, self._reader.read(_article(doc)))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """Read documents lazily, in their order; the reader itself decides how far it reads ahead."""
        del batch_size
        waiting: deque[Doc] = deque()

        def articles() -> Iterator[Article]:
            for doc in stream:
                waiting.append(doc)
                yield _article(doc)

        for record in self._reader.read_many(articles()):
            yield _set(waiting.popleft(), record)


@Language.factory(
    "onrecord",
    default_config={"model": "base", "threads": None},
    assigns=["doc._.record", "doc._.statements", "doc._.commitments", "doc.spans"],
)
def make(nlp: Language, name: str, model: str, threads: int | None) -> StatementReader:
    """The component; `model` and `threads` are those of `Reader.open`, which says what they raise."""
    del nlp, name
    return StatementReader(Reader.open(model, threads=threads))


def _article(doc: Doc) -> Article:
    given = {name: doc._.get(name) for name in GIVEN}
    return Article.of(doc.text, **given)


def _set(doc: Doc, record: Record) -> Doc:
    # As text, so that documents can be saved and sent to other processes.
    doc.user_data[_KEY] = dumps(record.to_dict())
    for role in ROLES:
        spans = (
            doc.char_span(
                span.start,
                span.end,
                label=statement.act.label if statement.act else statement.kind,
                span_id=statement.id,
                alignment_mode="expand",
            )
            for statement in record.statements
            for span in _spans(statement, role)
        )
        doc.spans[f"onrecord-{role}"] = [span for span in spans if span is not None]
    return doc


def _spans(statement: Statement, role: Role) -> Iterable[Span]:
    if role == "content":
        return statement.content
    span = statement.source if role == "source" else statement.cue
    return [span] if span else []


def _record(doc: Doc) -> Record | None:
    raw = doc.user_data.get(_KEY)
    return _parsed(raw) if raw else None


def _statements(doc: Doc) -> tuple[Statement, ...]:
    record = _record(doc)
    return record.statements if record else ()


def _commitments(doc: Doc) -> tuple[Commitment, ...]:
    record = _record(doc)
    return record.commitments if record else ()


@lru_cache(_PARSED)
def _parsed(raw: str) -> Record:
    return parse_record(raw)


for _name in GIVEN:
    # Somebody else's `doc._.title` is as good.
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
for _name, _getter in (
    ("record", _record),
    ("statements", _statements),
    ("commitments", _commitments),
):
    Doc.set_extension(_name, getter=_getter, force=True)
