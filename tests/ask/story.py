"""A small crisis in three articles of our own, with their records put together by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.acts import ACTS
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    Article,
    Commitment,
    CommitmentKind,
    Event,
    Mention,
    ReaderInfo,
    Record,
    Span,
    Statement,
)

READER = ReaderInfo("1", "by hand")
KEYS = {
    "Russia": "state:RUS",
    "Russian": "state:RUS",
    "Estonia": "state:EST",
    "Sweden": "state:SWE",
}


@dataclass(frozen=True)
class Line:
    """One statement by words of the text, and the commitment in it, if any."""

    speaker: str
    cue: str
    content: str
    act: str
    about: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    kind: CommitmentKind | None = None
    condition: str = ""
    consequence: str = ""
    toward: tuple[str, ...] = ()


@dataclass(frozen=True)
class Happened:
    """One event by words of the text."""

    type: str
    trigger: str
    actor: str
    recipient: str


def told(
    text: str, published: str, outlet: str, lines: Sequence[Line], events: Sequence[Happened] = ()
) -> Record:
    """The record of an article of these lines."""
    article = Article.of(text, url=f"https://{outlet}.test/{published}", outlet=outlet,
                         published=published)  # fmt: skip
    names = dict.fromkeys(
        name for line in lines for name in (line.speaker, *line.about, *line.to, *line.toward)
    )
    for event in events:
        names |= dict.fromkeys((event.actor, event.recipient))
    ids = {name: f"a{n}" for n, name in enumerate(names, 1)}

    def span(words: str) -> Span:
        start = text.index(words)
        return article.span(start, start + len(words))

    def of(group: Sequence[str]) -> tuple[str, ...]:
        return tuple(ids[name] for name in group)

    actors = tuple(
        Actor(
            id,
            name,
            "state" if name in KEYS else "person",
            KEYS.get(name),
            mentions=tuple(_mentions(text, name)),
        )
        for name, id in ids.items()
    )
    statements = tuple(
        Statement(
            f"s{n}",
            "indirect",
            span(line.speaker),
            span(line.cue),
            (span(line.content),),
            of([line.speaker]),
            of(line.to),
            (),
            of(line.about),
            Act(line.act, *ACTS[line.act], 0.9),
            None,
            0.9,
        )
        for n, line in enumerate(lines, 1)
    )
    commitments = tuple(
        Commitment(
            f"c{n}",
            f"s{n}",
            line.kind,
            of([line.speaker]),
            of(line.toward),
            (span(line.condition),) if line.condition else (),
            False,
            (span(line.consequence),),
            0.8,
        )
        for n, line in enumerate(lines, 1)
        if line.kind
    )
    happened = tuple(
        Event(f"e{n}", e.type, None, "asserted", span(e.trigger), of([e.actor]), of([e.recipient]))
        for n, e in enumerate(events, 1)
    )
    return Record(SCHEMA, READER, article, actors, statements, commitments, happened)


def _mentions(text: str, name: str) -> list[Mention]:
    found, start = [], text.find(name)
    while start >= 0:
        found.append(Mention(start, start + len(name), name, "name"))
        start = text.find(name, start + len(name))
    return found


WARNING = told(
    "Sweden said that if Russia attacks Estonia it will close its ports. "
    "Estonia demanded that Russia pull its drones back from the border. "
    "Russia promised Estonia to pull its drones back from the border. "
    "Lena Kask predicted that an attack on Estonia by Russia would end in a long winter. "
    "Sweden pledged to support Estonia with medicine.",
    "2021-03-01",
    "harbour",
    [
        Line(
            "Sweden", "said", "that if Russia attacks Estonia it will close its ports", "threaten",
            about=("Russia", "Estonia"), kind="threat", condition="Russia attacks Estonia",
            consequence="it will close its ports", toward=("Russia",),
        ),
        Line(
            "Estonia", "demanded", "that Russia pull its drones back from the border", "demand",
            about=("Russia",),
        ),
        Line(
            "Russia", "promised", "to pull its drones back from the border", "promise",
            to=("Estonia",), kind="promise", consequence="to pull its drones back from the border",
            toward=("Estonia",),
        ),
        Line(
            "Lena Kask", "predicted",
            "that an attack on Estonia by Russia would end in a long winter", "predict",
            about=("Estonia", "Russia"),
        ),
        Line(
            "Sweden", "pledged", "to support Estonia with medicine", "promise", about=("Estonia",),
            kind="promise", consequence="to support Estonia with medicine", toward=("Estonia",),
        ),
    ],
)  # fmt: skip
REFUSAL = told(
    "Russia refused to pull its drones back from the border. "
    "Estonia said that Russian drones crossed the border twice. "
    "Russia denied that drones crossed the border twice.",
    "2021-03-10",
    "courier",
    [
        Line(
            "Russia", "refused", "to pull its drones back from the border", "refuse",
            about=("Estonia",),
        ),
        Line(
            "Estonia", "said", "that Russian drones crossed the border twice", "accuse",
            about=("Russia",),
        ),
        Line("Russia", "denied", "that drones crossed the border twice", "deny"),
    ],
)  # fmt: skip
ATTACK = told(
    "Russia attacked Estonia at dawn. Lena Kask confirmed that Russia attacked Estonia.",
    "2021-04-02",
    "harbour",
    [
        Line(
            "Lena Kask", "confirmed", "that Russia attacked Estonia", "confirm",
            about=("Russia", "Estonia"),
        )
    ],
    [Happened("ASSAULT", "attacked", "Russia", "Estonia")],
)  # fmt: skip
