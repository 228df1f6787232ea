"""Articles made from real readings: the same words, varied and multiplied.

Statements of articles that were really read (source, cue, content, act, vector) are put into new
articles, with some words exchanged for others of the same articles, drawn by their frequency, and
with speakers, outlets and days drawn at random: few speak often, most seldom (Zipf).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import numpy as np

from onrecord.ingest import Input, find_inputs, load
from onrecord.read.reader import Reader
from onrecord.records import (
    SCHEMA,
    Actor,
    Article,
    Mention,
    ReaderInfo,
    Record,
    Span,
    Statement,
)
from onrecord.store.laying import joined
from onrecord.store.packing import Floats

#: Actors and outlets of the made articles, and statements of one of them.
ACTORS = 20_000
OUTLETS = 400
PER_ARTICLE = 20
#: The part of a content's words that is exchanged.
EXCHANGED = 0.35

_WORD = re.compile(r"[A-Za-z]+")
_FIRST = date(2015, 1, 1)


@dataclass(frozen=True)
class Real:
    """Statements that were really read, each with its vector, and how often their words occur."""

    statements: tuple[Statement, ...]
    vectors: Floats
    words: tuple[str, ...]
    frequencies: tuple[int, ...]

    @classmethod
    def read(cls, folders: Sequence[str], model: str) -> Real:
        """Read all articles of some folders."""
        reader = Reader.open(model, threads=1)
        sources = [found for found in find_inputs(folders) if isinstance(found, Input)]
        loaded = [load(source) for source in sources]
        read = list(reader.read_many_with_vectors((one.article, one.notices) for one in loaded))
        kept = [
            (statement, vector)
            for record, vectors in read
            for statement, vector in zip(record.statements, vectors, strict=True)
            if statement.cue and statement.content
        ]
        counts = Counter(
            word for statement, _ in kept for word in _WORD.findall(joined(statement.content))
        )
        # Words that no reading had: the long tail of a large archive.
        counts.update({_invented(i): 1 for i in range(20_000)})
        words = tuple(counts)
        return cls(
            tuple(statement for statement, _ in kept),
            np.stack([vector for _, vector in kept]),
            words,
            tuple(accumulate(counts[word] for word in words)),
        )


def _invented(number: int) -> str:
    letters = number * 7_919_000_021 % 26**6
    return "".join(chr(ord("a") + letters // 26**place % 26) for place in range(6))


class Maker:
    """Makes articles at random, the same for the same seed."""

    def __init__(self, real: Real, seed: int = 1) -> None:
        self._real = real
        self._random = random.Random(seed)
        self._noise = np.random.default_rng(seed)
        self._rank = tuple(accumulate(1 / rank for rank in range(1, ACTORS + 1)))
        self._outlet_rank = tuple(accumulate(1 / rank for rank in range(1, OUTLETS + 1)))

    def articles(self, count: int) -> Iterator[tuple[Record, Floats]]:
        """Records with their vectors, as a reader gives them."""
        for number in range(count):
            yield self._article(number)

    def _article(self, number: int) -> tuple[Record, Floats]:
        picked = [self._random.randrange(len(self._real.statements)) for _ in range(PER_ARTICLE)]
        pieces: list[str] = []
        statements: list[Statement] = []
        at = 0
        cast: dict[int, Actor] = {}
        for place, pick in enumerate(picked, 1):
            speaker, other, third = (self._actor(cast) for _ in range(3))
            source, cue = speaker.name, self._real.statements[pick].cue
            assert cue is not None
            content = self._varied(joined(self._real.statements[pick].content))
            sentence = f"{source} {cue.text} {content}.\n"
            pieces.append(sentence)
            ends = (at + len(source), at + len(source) + 1 + len(cue.text))
            statements.append(
                replace(
                    self._real.statements[pick],
                    id=f"s{place}",
                    source=Span(at, ends[0], source),
                    cue=Span(ends[0] + 1, ends[1], cue.text),
                    content=(Span(ends[1] + 1, ends[1] + 1 + len(content), content),),
                    speakers=(speaker.id,),
                    addressees=(other.id,) if place % 3 == 0 else (),
                    about=(third.id,) if place % 2 == 0 else (),
                    said_on=None,
                )
            )
            at += len(sentence)
        outlet = self._random.choices(range(OUTLETS), cum_weights=self._outlet_rank)[0]
        day = _FIRST + timedelta(self._random.randrange(3_600))
        source_ = Article.of(
            "".join(pieces),
            url=f"https://outlet{outlet}.example/{number}",
            outlet=f"Outlet {outlet}",
            title=f"Article {number}",
            published=day.isoformat(),
        )
        info = ReaderInfo("made", "made")
        record = Record(SCHEMA, info, source_, tuple(cast.values()), tuple(statements))
        near = self._real.vectors[picked]
        near = near + self._noise.normal(0, 0.05, near.shape).astype(np.float32)
        return record, near / np.linalg.norm(near, axis=1, keepdims=True)

    def _actor(self, cast: dict[int, Actor]) -> Actor:
        rank = self._random.choices(range(ACTORS), cum_weights=self._rank)[0]
        if rank not in cast:
            name = f"Speaker Number{rank}"
            mention = Mention(0, 1, name, "name")
            cast[rank] = Actor(f"a{rank + 1}", name, "person", mentions=(mention,))
        return cast[rank]

    def _varied(self, content: str) -> str:
        def other(found: re.Match[str]) -> str:
            if self._random.random() > EXCHANGED:
                return found[0]
            words, weights = self._real.words, self._real.frequencies
            return self._random.choices(words, cum_weights=weights)[0]

        return _WORD.sub(other, content)


def folders() -> list[str]:
    """Articles of our own that lie in the project."""
    here = Path(__file__).parent.parent
    return [str(here / "examples"), str(here / "evaluation" / "gold")]
