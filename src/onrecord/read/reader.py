"""The chain from article to record, readable top to bottom.

text → blocks → words → subwords → windows → encoder → attributions → furniture out
→ quotations joined, kinds → relays → speakers → record
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from onrecord import __version__
from onrecord.read.attributions import Attribution, Run, WindowScores, attributions
from onrecord.read.blocks import Block, blocks
from onrecord.read.encoder import Encoder, default_threads, find_model
from onrecord.read.features import pieces
from onrecord.read.furniture import furniture
from onrecord.read.inner import passed_on
from onrecord.read.quotations import Draft, drafts, unpaired_marks, without_relays
from onrecord.read.relays import find_relay
from onrecord.read.segment import Word, words
from onrecord.read.speakers import Spoken, first_speakers
from onrecord.read.windows import Window, plan
from onrecord.records import SCHEMA, Actor, Article, Notice, ReaderInfo, Record, Span, Statement

Offsets = tuple[int, int]
Submission = tuple[Article, tuple[Notice, ...]]

#: Windows handed to the encoder before the first is waited for: enough to keep every thread
#: busy while one article is put together, few enough to bound memory.
AHEAD = 32


@dataclass(frozen=True, slots=True)
class Job:
    """One block of an article whose windows are with the encoder."""

    block: Block
    words: list[Word]
    windows: list[Window]
    scores: list[Future[WindowScores]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one block says, in offsets into the whole article."""

    statements: list[Statement]
    actors: tuple[Actor, ...]
    notices: list[Notice]


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

    def read_many(self, articles: Iterable[Submission]) -> Iterator[Record]:
        """Read articles lazily, one record each, in their order.

        An article's record is the same alone or among others.
        """
        waiting: deque[tuple[Submission, Job | None]] = deque()
        readings: list[Reading] = []
        try:
            for submission, job in self._ahead(articles, waiting):
                if job is not None:
                    readings.append(self._finish(submission[0], job))
                    continue
                yield self._record(submission, readings)
                readings = []
        finally:
            # Stopped early: what nobody waits for is not run.
            for _, job in waiting:
                for score in job.scores if job else ():
                    score.cancel()

    def _ahead(
        self, articles: Iterable[Submission], waiting: deque[tuple[Submission, Job | None]]
    ) -> Iterator[tuple[Submission, Job | None]]:
        """Blocks in order, handed out once enough windows wait behind them; None ends an article."""
        pending = 0
        for submission in articles:
            for job in self._jobs(submission[0]):
                waiting.append((submission, job))
                pending += len(job.scores)
                while pending > AHEAD and len(waiting) > 1:
                    first = waiting.popleft()
                    pending -= len(first[1].scores) if first[1] else 0
                    yield first
            waiting.append((submission, None))
        while waiting:
            yield waiting.popleft()

    def _jobs(self, article: Article) -> Iterator[Job]:
        for block in blocks(article.text):
            found = words(article.text[block.start : block.end])
            if found:
                cut = pieces(found, self._encoder.tokenizer)
                windows = plan(found, cut)
                scores = [self._encoder.submit(cut, w.begin, w.end) for w in windows]
                yield Job(block, found, windows, scores)

    def _finish(self, article: Article, job: Job) -> Reading:
        text = article.text[job.block.start : job.block.end]
        scores = [future.result() for future in job.scores]
        raw = attributions(job.windows, scores, self._encoder.heads)
        outside = _outside(furniture(text))
        raw = [a for a in raw if outside(_chars(job.words, a.cue)) and _owned(job, a)]
        kept = [
            d for each in drafts(job.words, raw) for d in self._unwrapped(text, job.words, each)
        ]
        relayed = [_relay(text, job.words, d) for d in kept]
        sources = [" ".join(text[a:b] for a, b in _offsets(job.words, d.source)) for d in kept]
        order = without_relays(kept, relayed, sources)
        kept, relayed = [kept[i] for i in order], [relayed[i] for i in order]
        actors, speakers = first_speakers(text, job.words, [_spoken(job.words, d) for d in kept])
        return _reading(article, job, list(zip(kept, relayed, speakers, strict=True)), actors)

    def _unwrapped(self, text: str, found: list[Word], outer: Draft) -> list[Draft]:
        """The statements that an outlet passes on, beside its own attribution of them."""
        inner = passed_on(text, found, outer, self._read_alone)
        return [outer, *drafts(found, inner)] if inner else [outer]

    def _read_alone(self, found: list[Word]) -> list[Attribution]:
        cut = pieces(found, self._encoder.tokenizer)
        windows = plan(found, cut)
        scores = [self._encoder.submit(cut, w.begin, w.end).result() for w in windows]
        return attributions(windows, scores, self._encoder.heads)

    def _record(self, submission: Submission, readings: Sequence[Reading]) -> Record:
        article, notices = submission
        actors, statements = _merged(readings)
        marks = [
            Notice(
                "page-furniture",
                "Not part of the article: nothing here was read as a statement",
                article.span(a, b),
            )
            for a, b in furniture(article.text)
        ]
        own = [notice for reading in readings for notice in reading.notices]
        return Record(
            SCHEMA, self.info, article, actors, statements, notices=(*notices, *marks, *own)
        )


def _reading(
    article: Article,
    job: Job,
    found: list[tuple[Draft, tuple[str, ...], tuple[str, ...]]],
    actors: tuple[Actor, ...],
) -> Reading:
    base = job.block.start

    def spans(runs: Sequence[Run]) -> tuple[Span, ...]:
        return tuple(article.span(base + a, base + b) for a, b in _offsets(job.words, runs))

    statements = [
        Statement(
            id="",
            kind=d.kind,
            source=next(iter(spans(d.source)), None),
            cue=spans([d.cue])[0],
            content=spans(d.content),
            speakers=who,
            relayed_by=relay,
            score=round(d.score, 4),
        )
        for d, relay, who in found
    ]
    moved = tuple(
        replace(
            a,
            mentions=tuple(replace(m, start=m.start + base, end=m.end + base) for m in a.mentions),
        )
        for a in actors
    )
    notices = [
        Notice(
            "unpaired-quotation-mark",
            "This quotation mark has no partner: the quotation's end is uncertain",
            article.span(base + job.words[i].start, base + job.words[i].end),
        )
        for i in unpaired_marks(job.words)
        if job.block.core_start <= base + job.words[i].start < job.block.core_end
    ]
    return Reading(statements, moved, notices)


def _merged(readings: Sequence[Reading]) -> tuple[tuple[Actor, ...], tuple[Statement, ...]]:
    """One list of actors and statements; actors of one name and kind in several blocks are one."""
    actors: dict[tuple[str, str], Actor] = {}
    statements: list[Statement] = []
    for reading in readings:
        ids: dict[str, str] = {}
        for actor in reading.actors:
            key = (actor.name, actor.kind)
            known = actors.get(key) or replace(actor, id=f"a{len(actors) + 1}", mentions=())
            mentions = sorted({*known.mentions, *actor.mentions}, key=lambda m: (m.start, m.end))
            actors[key] = replace(known, mentions=tuple(mentions))
            ids[actor.id] = known.id
        for statement in reading.statements:
            named = tuple(ids[i] for i in statement.speakers)
            statements.append(replace(statement, id=f"s{len(statements) + 1}", speakers=named))
    return tuple(actors.values()), tuple(statements)


def _owned(job: Job, a: Attribution) -> bool:
    return job.block.core_start <= job.block.start + job.words[a.cue[0]].start < job.block.core_end


def _chars(found: Sequence[Word], run: Run) -> Offsets:
    return found[run[0]].start, found[run[1] - 1].end


def _offsets(found: Sequence[Word], runs: Sequence[Run]) -> list[Offsets]:
    return [_chars(found, run) for run in runs]


def _roles(found: Sequence[Word], d: Draft) -> list[Offsets]:
    return _offsets(found, [*d.source, d.cue, *d.content])


def _relay(text: str, found: Sequence[Word], d: Draft) -> tuple[str, ...]:
    cue = _chars(found, d.cue)
    return find_relay(text, _sentence(found, d.cue), _roles(found, d), cue=cue)


def _spoken(found: Sequence[Word], d: Draft) -> Spoken:
    source = next(iter(_offsets(found, d.source)), None)
    return Spoken(source, _chars(found, d.cue), tuple(_offsets(found, d.content)))


def _sentence(found: Sequence[Word], cue: Run) -> Offsets:
    """The sentence that holds a cue, as half-open characters."""
    number = found[cue[0]].sentence
    begin, end = cue
    while begin > 0 and found[begin - 1].sentence == number:
        begin -= 1
    while end < len(found) and found[end].sentence == number:
        end += 1
    return found[begin].start, found[end - 1].end


def _outside(spans: Sequence[Offsets]):  # type: ignore[no-untyped-def]
    return lambda at: not any(a < at[1] and at[0] < b for a, b in spans)
