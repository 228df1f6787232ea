"""The chain from a block's scores to what it says, and on to the record, readable top to bottom.

scores → attributions → furniture out → quotations joined, kinds → relays → acts → actors → times
→ commitments → events → record
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.read.acts import act
from onrecord.read.assembly import (
    Offsets,
    Reading,
    Told,
    all_notices,
    chars,
    mark_notices,
    merged,
    moved,
    offsets,
    sentence,
    statements,
)
from onrecord.read.attributions import Attribution, attributions
from onrecord.read.commitments import commitments
from onrecord.read.encoder import Encoder
from onrecord.read.events.acts import typed
from onrecord.read.events.record import events
from onrecord.read.furniture import furniture
from onrecord.read.inner import passed_on
from onrecord.read.jobs import Job, scored
from onrecord.read.layers import Layers
from onrecord.read.meaning import meanings
from onrecord.read.quotations import Draft, drafts, without_relays
from onrecord.read.relays import find_relay
from onrecord.read.segment import Word
from onrecord.read.speakers import Spoken, resolve
from onrecord.read.times import said_on, times
from onrecord.records import (
    SCHEMA,
    Article,
    Notice,
    ReaderInfo,
    Record,
    SaidOn,
    Span,
    TimeExpression,
)


def reading(article: Article, job: Job, encoder: Encoder) -> Reading:
    """What one block of an article says; waits for its scores once what needs none is done."""
    text, heads = job.text, encoder.heads
    outside = _outside(furniture(text))
    found, unsure = times(text, job.words, article.published)
    unpaired = mark_notices(text, job.words)
    scores = [future.result() for future in job.scores]
    raw = [
        a
        for a in attributions(job.windows, scores, heads)
        if outside(chars(job.words, a.cue)) and _in_core(job, job.words[a.cue[0]].start)
    ]
    kept = [d for each in drafts(job.words, raw) for d in _unwrapped(job, each, encoder)]
    relayed = [_relay(text, job.words, d) for d in kept]
    sources = [" ".join(text[a:b] for a, b in offsets(job.words, d.source)) for d in kept]
    order = without_relays(kept, relayed, sources)
    kept, relayed = [kept[i] for i in order], [relayed[i] for i in order]
    layers = Layers.of(job.words, job.windows, scores, heads)
    spoken = [_spoken(job.words, d) for d in kept]
    does = [act(job.words, layers, d.cue, d.content, heads) for d in kept]
    acts = [typed(a, job.words, d.content) for a, d in zip(does, kept, strict=True)]
    resolved = resolve(
        text, job.words, spoken, layers, article.published, acts=[a.label for a in acts]
    )
    told = [
        Told(d, relay, a, _said_on(job.words, found, s))
        for d, relay, a, s in zip(kept, relayed, acts, spoken, strict=True)
    ]

    def here(span: Span) -> bool:
        return _in_core(job, span.start) and outside((span.start, span.end))

    said = statements(text, job.words, told, resolved)
    pledged = commitments(
        text, job.words, said, resolved.actors, clause=layers.clause, heads=heads.clauses
    )
    happened = events(text, job.words, resolved, said, found)
    return moved(
        Reading(
            said,
            resolved.actors,
            tuple((k, c) for k, c in pledged if k is not None or here(c.consequence[0])),
            tuple(t for t in found if here(t.span)),
            tuple(n for n in (*unpaired, *unsure) if n.span is None or here(n.span)),
            meanings(layers, [d.content for d in kept]),
            tuple((k, e) for k, e in happened if k is not None or here(e.trigger)),
        ),
        job.block.start,
    )


def record(
    reader: ReaderInfo, article: Article, notices: Sequence[Notice], readings: Sequence[Reading]
) -> Record:
    """The record of an article, given what its blocks say and what its ingest noticed."""
    whole = merged(readings)
    return Record(
        SCHEMA,
        reader,
        article,
        whole.actors,
        whole.statements,
        whole.commitments,
        whole.events,
        times=tuple(t for each in readings for t in each.times),
        notices=(*notices, *all_notices(article, furniture(article.text), readings)),
    )


def _unwrapped(job: Job, outer: Draft, encoder: Encoder) -> list[Draft]:
    """The statements that an outlet passes on, beside its own attribution of them."""

    def alone(found: list[Word]) -> list[Attribution]:
        return attributions(*scored(found, encoder), encoder.heads)

    inner = passed_on(job.text, job.words, outer, alone)
    return [outer, *drafts(job.words, inner)] if inner else [outer]


def _in_core(job: Job, at: int) -> bool:
    return job.block.core_start <= job.block.start + at < job.block.core_end


def _said_on(
    found: Sequence[Word], known: Sequence[TimeExpression], spoken: Spoken
) -> SaidOn | None:
    time = said_on(found, known, spoken.source, spoken.cue, spoken.content)
    return SaidOn(time.value, time.span) if time else None


def _relay(text: str, found: Sequence[Word], d: Draft) -> tuple[str, ...]:
    cue = chars(found, d.cue)
    return find_relay(
        text, sentence(found, d.cue), offsets(found, [*d.source, d.cue, *d.content]), cue=cue
    )


def _spoken(found: Sequence[Word], d: Draft) -> Spoken:
    source = next(iter(offsets(found, d.source)), None)
    return Spoken(source, chars(found, d.cue), tuple(offsets(found, d.content)))


def _outside(spans: Sequence[Offsets]) -> Callable[[Offsets], bool]:
    return lambda at: not any(a < at[1] and at[0] < b for a, b in spans)
