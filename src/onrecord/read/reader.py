"""The chain from article to record, readable top to bottom.

text → blocks → words → subwords → windows → encoder → attributions → furniture out
→ quotations joined, kinds → relays → acts → actors → times → commitments → events → record
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

import numpy as np

from onrecord import __version__
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
from onrecord.read.attributions import Attribution, Floats, WindowScores, attributions
from onrecord.read.blocks import Block, blocks
from onrecord.read.commitments import commitments
from onrecord.read.encoder import Encoder, default_threads, find_model
from onrecord.read.events.acts import typed
from onrecord.read.events.record import events
from onrecord.read.features import pieces
from onrecord.read.furniture import furniture
from onrecord.read.inner import passed_on
from onrecord.read.layers import Layers
from onrecord.read.meaning import WIDTH, meanings
from onrecord.read.quotations import Draft, drafts, without_relays
from onrecord.read.relays import find_relay
from onrecord.read.segment import Word, words
from onrecord.read.speakers import Spoken, resolve
from onrecord.read.times import said_on, times
from onrecord.read.windows import Window, plan
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

Submission = tuple[Article, tuple[Notice, ...]]

#: Windows handed to the encoder before the first is waited for: enough to keep every thread
#: busy while one article is put together, few enough to bound memory.
AHEAD = 32


@dataclass(frozen=True, slots=True)
class Job:
    """One block of an article whose windows are with the encoder."""

    block: Block
    words: list[Word]
    furniture: list[Offsets]
    windows: list[Window]
    scores: list[Future[WindowScores]]


#: A block of an article or, behind its last one, the page furniture of the whole.
Ahead = tuple[Submission, Job | list[Offsets]]


class Reader:
    """Reads articles into records; open one with `Reader.open()` and keep it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.info = ReaderInfo(version=__version__, model=encoder.name)

    @classmethod
    def open(cls, model: str = "base", *, threads: int | None = None) -> Reader:
        """Load a model: `base`, or the folder of another.

        threads: windows run side by side; as many as this process has processors unless told.
        Raises ModelError (R401) when there is no such model.
        """
        return cls(Encoder(find_model(model), threads or default_threads()))

    def read(self, article: Article, notices: tuple[Notice, ...] = ()) -> Record:
        """Read one article; `notices` from its ingest come first in the record's own."""
        return next(self.read_many([(article, notices)]))

    def vector(self, text: str) -> Floats:
        """The unit vector of what a text means, to hold against those of statements: float32 [128].

        Of a text without a word it is all zero.
        """
        found = words(text)
        if not found:
            return np.zeros(WIDTH, np.float32)
        windows, scores = self._scored(found)
        vector: Floats = meanings(
            Layers.of(found, windows, scores, self._encoder.heads), [[(0, len(found))]]
        )[0]
        return vector

    def read_many(self, articles: Iterable[Article | Submission]) -> Iterator[Record]:
        """Read articles lazily, one record each, in their order.

        Each is an article, or one with the notices of its ingest beside it. An article's record
        is the same alone or among others.
        """
        return (record for record, _ in self.read_many_with_vectors(articles))

    def read_many_with_vectors(
        self, articles: Iterable[Article | Submission]
    ) -> Iterator[tuple[Record, Floats]]:
        """Read articles as `read_many` does, each with its statements' vectors of meaning.

        These are unit vectors, float32 [statements, 128].
        """
        waiting: deque[Ahead] = deque()
        readings: list[Reading] = []
        try:
            for submission, job in self._ahead(map(_submitted, articles), waiting):
                if isinstance(job, Job):
                    readings.append(self._finish(submission[0], job))
                    continue
                vectors = [np.zeros((0, WIDTH), np.float32), *(r.meanings for r in readings)]
                yield self._record(submission, readings, job), np.concatenate(vectors)
                readings = []
        finally:
            # Stopped early: what nobody waits for is not run.
            for _, job in waiting:
                for score in job.scores if isinstance(job, Job) else ():
                    score.cancel()

    def _ahead(self, articles: Iterable[Submission], waiting: deque[Ahead]) -> Iterator[Ahead]:
        """Blocks in order, handed out once enough windows wait behind them."""
        pending = 0
        for submission in articles:
            marks = furniture(submission[0].text)
            for job in self._jobs(submission[0], marks):
                waiting.append((submission, job))
                pending += len(job.scores)
                while pending > AHEAD and len(waiting) > 1:
                    first = waiting.popleft()
                    pending -= len(first[1].scores) if isinstance(first[1], Job) else 0
                    yield first
            waiting.append((submission, marks))
        while waiting:
            yield waiting.popleft()

    def _jobs(self, article: Article, marks: list[Offsets]) -> Iterator[Job]:
        for block in blocks(article.text):
            text = article.text[block.start : block.end]
            found = words(text)
            if found:
                cut = pieces(found, self._encoder.tokenizer)
                windows = plan(found, cut)
                scores = [self._encoder.submit(cut, w.begin, w.end) for w in windows]
                whole = len(text) == len(article.text)
                yield Job(block, found, marks if whole else furniture(text), windows, scores)

    def _finish(self, article: Article, job: Job) -> Reading:
        text = article.text[job.block.start : job.block.end]
        scores = [future.result() for future in job.scores]
        raw = attributions(job.windows, scores, self._encoder.heads)
        outside = _outside(job.furniture)
        raw = [
            a
            for a in raw
            if outside(chars(job.words, a.cue)) and _in_core(job, job.words[a.cue[0]].start)
        ]
        kept = [
            d for each in drafts(job.words, raw) for d in self._unwrapped(text, job.words, each)
        ]
        relayed = [_relay(text, job.words, d) for d in kept]
        sources = [" ".join(text[a:b] for a, b in offsets(job.words, d.source)) for d in kept]
        order = without_relays(kept, relayed, sources)
        kept, relayed = [kept[i] for i in order], [relayed[i] for i in order]
        layers = Layers.of(job.words, job.windows, scores, self._encoder.heads)
        spoken = [_spoken(job.words, d) for d in kept]
        does = [act(job.words, layers, d.cue, d.content, self._encoder.heads) for d in kept]
        acts = [typed(a, job.words, d.content) for a, d in zip(does, kept, strict=True)]
        resolved = resolve(
            text, job.words, spoken, layers, article.published, acts=[a.label for a in acts]
        )
        found, unsure = times(text, job.words, article.published)
        told = [
            Told(d, relay, a, _said_on(job.words, found, s))
            for d, relay, a, s in zip(kept, relayed, acts, spoken, strict=True)
        ]

        def here(span: Span) -> bool:
            return _in_core(job, span.start) and outside((span.start, span.end))

        inside = [t for t in found if here(t.span)]
        notices = [
            n for n in (*mark_notices(text, job.words), *unsure) if n.span is None or here(n.span)
        ]
        said = statements(text, job.words, told, resolved)
        pledged = commitments(
            text, job.words, said, resolved.actors, layers.clause, self._encoder.heads.clauses
        )
        promised = [(k, c) for k, c in pledged if k is not None or here(c.consequence[0])]
        happened = [
            (index, e)
            for index, e in events(text, job.words, resolved, said, found)
            if index is not None or here(e.trigger)
        ]
        reading = Reading(
            said,
            resolved.actors,
            tuple(promised),
            tuple(inside),
            tuple(notices),
            meanings(layers, [d.content for d in kept]),
            tuple(happened),
        )
        return moved(reading, job.block.start)

    def _unwrapped(self, text: str, found: list[Word], outer: Draft) -> list[Draft]:
        """The statements that an outlet passes on, beside its own attribution of them."""
        inner = passed_on(text, found, outer, self._read_alone)
        return [outer, *drafts(found, inner)] if inner else [outer]

    def _read_alone(self, found: list[Word]) -> list[Attribution]:
        windows, scores = self._scored(found)
        return attributions(windows, scores, self._encoder.heads)

    def _scored(self, found: list[Word]) -> tuple[list[Window], list[WindowScores]]:
        """Windows over some words, and what the encoder says of each, waited for."""
        cut = pieces(found, self._encoder.tokenizer)
        windows = plan(found, cut)
        return windows, [self._encoder.submit(cut, w.begin, w.end).result() for w in windows]

    def _record(
        self, submission: Submission, readings: Sequence[Reading], found: Sequence[Offsets]
    ) -> Record:
        article, notices = submission
        whole = merged(readings)
        return Record(
            SCHEMA,
            self.info,
            article,
            whole.actors,
            whole.statements,
            whole.commitments,
            whole.events,
            times=tuple(t for reading in readings for t in reading.times),
            notices=(*notices, *all_notices(article, found, readings)),
        )


def _submitted(article: Article | Submission) -> Submission:
    return (article, ()) if isinstance(article, Article) else article


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


def _outside(spans: Sequence[Offsets]):  # type: ignore[no-untyped-def]
    return lambda at: not any(a < at[1] and at[0] < b for a, b in spans)
