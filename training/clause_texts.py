"""Texts annotated for commitments, read as the product reads them.

Of an article of the corpora only the annotated sentences are read, with a few around them: a
briefing or a long report would take more than all else. Our own gold is read whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.annotated_commitments import Sentence, sentences
from evaluation.gold import GoldCommitment, own_gold
from onrecord.read.commitments import Found, commitments
from onrecord.read.reader import Reader
from onrecord.read.segment import Word, words
from onrecord.records import Actor, Article, Statement
from training.exported import Halves, Watched
from training.statements import SEEN, source_articles

Run = tuple[int, int]
#: Sentences read to either side of an annotated one.
AROUND = 3


@dataclass(frozen=True)
class Passage:
    """A stretch of an article, its annotated sentences in half-open characters, and their commitments.

    own: whether it is an article of our own gold, whose every sentence is annotated.
    """

    name: str
    text: str
    published: str | None
    sentences: tuple[Run, ...]
    commitments: tuple[GoldCommitment, ...]
    own: bool


@dataclass(frozen=True)
class ReadPassage:
    """A passage, what the product says of it, and the vectors of its words.

    runs: annotated sentences as half-open words. ruled: what the rules find. vectors: float16
    [words, 2 * hidden].
    """

    passage: Passage
    words: list[Word]
    runs: tuple[Run, ...]
    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    ruled: list[Found]
    vectors: Halves


def passages(data: Path) -> Iterator[Passage]:
    """Our own gold but for the articles that stay blind, then the annotated passages of the corpora."""
    for article in own_gold():
        if article.acts and article.name[0] in SEEN:
            text, when = article.article.text, article.article.published
            runs = tuple((w[0].start, w[-1].end) for w in _by_sentence(words(text)))
            yield Passage(article.name, text, when, runs, article.commitments, own=True)
    texts = {a.name: a.text for a in source_articles(data)}
    by_article: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences():
        by_article[sentence.article].append(sentence)
    for name, held in by_article.items():
        yield from _cut(name, texts[name], sorted(held, key=lambda s: s.span))


def _by_sentence(found: Sequence[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = []
    for word in found:
        if not parts or parts[-1][-1].sentence != word.sentence:
            parts.append([])
        parts[-1].append(word)
    return parts


def _cut(name: str, text: str, held: Iterable[Sentence]) -> Iterator[Passage]:
    """The annotated sentences of an article with those around them; near ones share a passage."""
    parts = [(p[0].start, p[-1].end) for p in _by_sentence(words(text))]
    groups: list[tuple[int, int, list[Sentence]]] = []
    for sentence in held:
        begin, end = sentence.span
        inside = [k for k, (a, b) in enumerate(parts) if a < end and begin < b]
        lo, hi = max(0, inside[0] - AROUND), min(len(parts), inside[-1] + 1 + AROUND)
        if groups and lo < groups[-1][1]:
            lo, _, together = groups.pop()
            groups.append((lo, hi, [*together, sentence]))
        else:
            groups.append((lo, hi, [sentence]))
    for lo, hi, together in groups:
        begin, end = parts[lo][0], parts[hi - 1][1]
        yield Passage(
            name,
            text[begin:end],
            None,
            tuple((a - begin, b - begin) for a, b in (s.span for s in together)),
            tuple(_moved(c, begin) for s in together for c in s.commitments),
            own=False,
        )


def _moved(one: GoldCommitment, by: int) -> GoldCommitment:
    condition, consequence = (
        tuple((a - by, b - by) for a, b in spans) for spans in (one.condition, one.consequence)
    )
    return replace(one, condition=condition, consequence=consequence)


def read_passages(folder: Path, data: Path) -> list[ReadPassage]:
    """Read every passage with the exported model in a folder."""
    encoder = Watched(folder)
    reader = Reader(encoder)
    return [_read(encoder, reader, passage) for passage in passages(data)]


def _read(encoder: Watched, reader: Reader, passage: Passage) -> ReadPassage:
    record = reader.read(Article.of(passage.text, published=passage.published))
    found = words(passage.text)
    ruled = commitments(passage.text, found, record.statements, record.actors)
    return ReadPassage(
        passage,
        found,
        tuple(snapped(found, run) for run in passage.sentences),
        record.statements,
        record.actors,
        ruled,
        encoder.taken(found),
    )


def snapped(found: Sequence[Word], run: Run) -> Run:
    """The half-open words that a half-open run of characters touches."""
    inside = [k for k, w in enumerate(found) if w.start < run[1] and run[0] < w.end]
    return inside[0], inside[-1] + 1
