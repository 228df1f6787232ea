"""Three articles of ours, as a reader might have read them: every id and span is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.read.acts import ACTS
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    Article,
    Commitment,
    Mention,
    Notice,
    ReaderInfo,
    Record,
    Span,
    Statement,
)

STRAIT = """Varnia rejects demand to open the Kessel Strait

HELMSUND, 12 March. Varnia on Tuesday rejected Orlovian demands that it reopen the Kessel Strait. "The strait is not a gift," Foreign Minister Ilse Tarrant told reporters.

Davor Pelk, the president of Orlovia, said his country would impose sanctions on Varnian banks unless the strait was open by June."""
#: The same copy under another headline: a further report of what both have.
WIRE = STRAIT.replace("Varnia rejects demand to open the Kessel Strait", "The strait stays closed")
HOSTILE = """<script>alert(1)</script> & "co"

Mallory said: <img src=x onerror=alert(2)> is an "image", {{ 7 * 7 }}."""

XSS = "<script>alert('name')</script>"


class Desk:
    """Cuts spans out of an article by their words."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def span(self, words: str, nth: int = 0) -> Span:
        """The nth place of the words in the text."""
        start = -1
        for _ in range(nth + 1):
            start = self.article.text.index(words, start + 1)
        return self.article.span(start, start + len(words))

    def mention(self, words: str) -> Mention:
        """The first place of the words, as a name."""
        span = self.span(words)
        return Mention(span.start, span.end, span.text, "name")

    def record(self, **parts: Any) -> Record:
        """A record of the article."""
        return Record(SCHEMA, ReaderInfo("0.1.0", "by-hand"), self.article, **parts)


def act(label: str, score: float = 0.9) -> Act:
    """An act with its class and PLOVER type."""
    class_, plover = ACTS[label]
    return Act(label, class_, plover, score)


def strait() -> Record:
    """Three statements, one of them a threat on a condition."""
    desk = Desk(
        Article.of(
            STRAIT,
            url="https://wire.example/strait",
            outlet="Harbour Wire",
            title="Varnia rejects demand to open the Kessel Strait",
            byline="Noor Whitcombe",
            published="2031-03-12",
        )
    )
    actors = (
        Actor("a1", "Varnia", "state", mentions=(desk.mention("Varnia"),)),
        Actor("a2", "Orlovia", "state", mentions=(desk.mention("Orlovia"),)),
        Actor("a3", "Ilse Tarrant", "person", acts_for=("a1",), offices=("Foreign Minister",)),
        Actor("a4", "Davor Pelk", "person", acts_for=("a2",), offices=("president of Orlovia",)),
        Actor("a5", "reporters", "group"),
    )
    statements = (
        Statement(
            "s1",
            "indirect",
            desk.span("Varnia", 1),
            desk.span("rejected"),
            (desk.span("Orlovian demands that it reopen the Kessel Strait"),),
            speakers=("a1",),
            addressees=("a2",),
            about=("a2",),
            act=act("refuse"),
            score=0.9,
        ),
        Statement(
            "s2",
            "direct",
            desk.span("Foreign Minister Ilse Tarrant"),
            desk.span("told"),
            (desk.span('"The strait is not a gift,"'),),
            speakers=("a3",),
            addressees=("a5",),
            act=act("state"),
            score=0.8,
        ),
        Statement(
            "s3",
            "indirect",
            desk.span("Davor Pelk, the president of Orlovia"),
            desk.span("said"),
            (
                desk.span(
                    "his country would impose sanctions on Varnian banks unless the strait was "
                    "open by June"
                ),
            ),
            speakers=("a4",),
            about=("a1",),
            act=act("threaten", 0.4),
            score=0.3,
        ),
    )
    pledge = Commitment(
        "c1",
        "s3",
        "threat",
        ("a2",),
        ("a1",),
        (desk.span("the strait was open by June"),),
        True,
        (desk.span("his country would impose sanctions on Varnian banks"),),
        0.7,
    )
    notice = Notice("month-without-year", "The month has no year", desk.span("June"))
    return desk.record(
        actors=actors, statements=statements, commitments=(pledge,), notices=(notice,)
    )


def wire() -> Record:
    """Another outlet's report of the minister's words."""
    desk = Desk(
        Article.of(
            WIRE,
            url="https://times.example/closed",
            outlet="The Strait Times",
            title="The strait stays closed",
            published="2031-03-13",
        )
    )
    said = Statement(
        "s1",
        "direct",
        desk.span("Foreign Minister Ilse Tarrant"),
        desk.span("told"),
        (desk.span('"The strait is not a gift,"'),),
        speakers=("a1",),
        addressees=("a2",),
        relayed_by=("the agency",),
        act=act("state"),
        score=0.95,
    )
    actors = (Actor("a1", "Ilse Tarrant", "person"), Actor("a2", "reporters", "group"))
    return desk.record(actors=actors, statements=(said,))


def hostile() -> Record:
    """Somebody's attempt at every page that shows words."""
    desk = Desk(
        Article.of(
            HOSTILE,
            url="javascript:alert(3)",
            outlet=f"Out{XSS}let",
            title=f"Title {XSS}",
            byline=f"By {XSS}",
            published="2031-04-01",
        )
    )
    said = Statement(
        "s1",
        "indirect",
        desk.span("Mallory"),
        desk.span("said"),
        (desk.span('<img src=x onerror=alert(2)> is an "image", {{ 7 * 7 }}'),),
        speakers=("a1",),
        about=("a2",),
        relayed_by=(XSS,),
        act=act("accuse"),
        score=0.5,
    )
    actors = (
        Actor("a1", f"Mallory {XSS}", "person", offices=(XSS,)),
        Actor("a2", f"Group {XSS}", "group"),
    )
    pledge = Commitment(
        "c1",
        "s1",
        "threat",
        ("a1",),
        ("a2",),
        (desk.span("<img src=x"),),
        False,
        (desk.span("onerror=alert(2)>"),),
        0.5,
    )
    notice = Notice("odd", f"Look at {XSS}", desk.span("Mallory"))
    return desk.record(actors=actors, statements=(said,), commitments=(pledge,), notices=(notice,))


def records() -> Iterator[Record]:
    """All of them."""
    yield strait()
    yield wire()
    yield hostile()
