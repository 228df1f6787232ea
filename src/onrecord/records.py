"""The record: what one article says, as plain frozen data. Imports nothing of ours.

Offsets are half-open `[start, end)` character offsets into `Article.text`. What the text does
not say is `None` or empty. The JSON form of every class is its fields by name, in order, except
that `Act.class_` is written `class`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal

SCHEMA = "onrecord/1"

QuoteKind = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["state", "organisation", "person", "office", "group"]
MentionForm = Literal["name", "nominal", "pronoun"]
ActClass = Literal["assertive", "directive", "commissive", "expressive", "declarative", "attitude"]
CommitmentKind = Literal["threat", "promise", "offer", "refusal", "prediction"]
EventStatus = Literal["asserted", "reported", "denied", "hypothetical", "planned"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the article: `text` is `article.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the reader should know; nothing is dropped or guessed without one."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One text that came in. `published` is an ISO date; `id` is a digest of text and address."""

    id: str
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    published: str | None
    language: str | None
    text: str

    @classmethod
    def of(
        cls,
        text: str,
        *,
        url: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        byline: str | None = None,
        published: str | None = None,
        language: str | None = "en",
    ) -> Article:
        """Make an article, with the id that its text and address give it."""
        key = stable_id(url or "", text, length=16)
        return cls(key, url, outlet, title, byline, published, language, text)

    def opening(self, most: int) -> tuple[str, bool]:
        """First words of the text's first line, `most` at the most, and whether the line goes on."""
        words = self.text.lstrip()[:500].partition("\n")[0].split()
        return " ".join(words[:most]), len(words) > most

    def span(self, start: int, end: int) -> Span:
        """Cut the words at `[start, end)`; raises ValueError when they are not inside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(
                f"[{start}, {end}) is not inside a text of {len(self.text)} characters"
            )
        return Span(start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to an actor."""

    start: int
    end: int
    text: str
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who speaks, is spoken to or is spoken about; `key` is the knowledge base's."""

    id: str
    name: str
    kind: ActorKind
    key: str | None = None
    wikidata: str | None = None
    acts_for: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """What the words do, with its class, PLOVER type and calibrated score."""

    label: str
    class_: ActClass
    plover: str | None
    score: float


@dataclass(frozen=True, slots=True)
class SaidOn:
    """When it was said: a TIMEX3 value and the words that say so."""

    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution, resolved. `speakers`, `addressees` and `about` hold actor ids."""

    id: str
    kind: QuoteKind
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    act: Act | None = None
    said_on: SaidOn | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an actor will or would do, or what would follow, with its condition."""

    id: str
    statement: str | None
    kind: CommitmentKind
    by: tuple[str, ...]
    toward: tuple[str, ...]
    condition: tuple[Span, ...]
    negated_condition: bool
    consequence: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER event that the article mentions, with its status."""

    id: str
    type: str
    mode: str | None
    status: EventStatus
    trigger: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 expression, its value and what it was resolved against."""

    span: Span
    type: TimeType
    value: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """Which version and model read the article."""

    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that one article says."""

    schema: str
    reader: ReaderInfo
    article: Article
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    notices: tuple[Notice, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready dicts and lists, fields in the contract's order."""
        plain: dict[str, Any] = _plain(self)
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name.rstrip("_"): _plain(getattr(value, f.name)) for f in fields(value)}
    return value


def stable_id(*parts: str | Iterable[int], length: int = 12) -> str:
    """A short hexadecimal digest (BLAKE2b) that the same parts always give."""
    digest = hashlib.blake2b(digest_size=length // 2)
    for part in parts:
        raw = part if isinstance(part, str) else ",".join(map(str, part))
        digest.update(raw.encode("utf-8", "surrogatepass") + b"\x1f")
    return digest.hexdigest()
