"""How well what-if finds commitments: `python -m evaluation.whatif`.

Asks the questions of `evaluation/whatif.json` of a store that holds our gold articles, and scores
each ranking by nDCG at 10 against the graded answers: 2 for a commitment that says what follows if
just that happens, 1 for one that bears on it. Each answer is named by its article and the number
of its commitment there. The store is filled with the gold annotations, so that retrieval alone is
scored; with `--model`, with what that model reads, so that what the reader misses counts, too.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import Annotated, GoldCommitment, own_gold
from onrecord.ask.naming import keys_of
from onrecord.ask.whatif import Answered, WhatIf, whatif
from onrecord.read.acts import ACTS
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    Article,
    Commitment,
    Mention,
    ReaderInfo,
    Record,
    Span,
    Statement,
)
from onrecord.store import Store, open_store
from onrecord.world import World

QUESTIONS = Path(__file__).with_suffix(".json")
#: Ranks that are scored.
RANKS = 10
#: A day after every gold article.
ON = "2026-11-01"
_READER = ReaderInfo("gold", "gold")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the grade of each commitment that answers it, by article and number."""

    question: str
    grades: dict[tuple[str, int], int]


@dataclass(frozen=True, slots=True)
class Scored:
    """One question's score, what was found with its grade, and what was not."""

    question: Question
    ndcg: float
    found: tuple[tuple[int, Answered], ...]
    missed: tuple[tuple[str, int], ...]


def questions(path: Path = QUESTIONS) -> list[Question]:
    """The questions with their graded answers."""
    return [
        Question(
            raw["question"],
            {(name, number): grade for name, number, grade in raw["answers"]},
        )
        for raw in json.loads(path.read_text(encoding="utf-8"))
    ]


def record_of(annotated: Annotated) -> Record:
    """What a reader would give that finds all that the annotators did."""
    article = annotated.article
    names = _names(annotated)
    sides = {name: _sides(name, article) for name in names}
    names = list(dict.fromkeys([*names, *(side for each in sides.values() for side in each)]))
    ids = {name: f"a{n}" for n, name in enumerate(names, start=1)}

    def of(found: Iterable[str]) -> tuple[str, ...]:
        return tuple(ids[name] for name in found)

    statements = tuple(
        Statement(
            id=f"s{n + 1}",
            kind=annotated.kinds[n],  # type: ignore[arg-type]
            source=_span(article, roles.source),
            cue=_span(article, roles.cue),
            content=tuple(article.span(*span) for span in roles.content),
            speakers=of(annotated.speakers[n]),
            addressees=of(annotated.addressees[n]),
            relayed_by=annotated.relayed_by[n],
            about=of(annotated.about[n]),
            act=Act(annotated.acts[n], *ACTS[annotated.acts[n]], 1.0),
            score=1.0,
        )
        for n, roles in enumerate(annotated.attributions)
    )
    actors = tuple(_actor(ids[name], name, article, of(sides.get(name, ()))) for name in names)
    pledges = tuple(
        Commitment(
            id=f"c{n}",
            statement=None if one.attribution is None else f"s{one.attribution + 1}",
            kind=one.kind,  # type: ignore[arg-type]
            by=of(one.by),
            toward=of(one.toward),
            condition=tuple(article.span(*span) for span in one.condition),
            negated_condition=one.negated_condition,
            consequence=tuple(article.span(*span) for span in one.consequence),
            score=1.0,
        )
        for n, one in enumerate(annotated.commitments, start=1)
    )
    return Record(SCHEMA, _READER, article, actors, statements, pledges)


def _names(annotated: Annotated) -> list[str]:
    groups = [*annotated.speakers, *annotated.addressees, *annotated.about]
    for one in annotated.commitments:
        groups += [one.by, one.toward]
    return list(dict.fromkeys(name for group in groups for name in group))


def _span(article: Article, spans: Sequence[tuple[int, int]]) -> Span | None:
    return article.span(spans[0][0], spans[-1][1]) if spans else None


def _sides(name: str, article: Article) -> list[str]:
    """The states and bodies that somebody acts for, by the knowledge base."""
    world = World.open()
    entities = world.named(name, article.published)
    if not entities or entities[0].kind != "person":
        return []
    keys = keys_of(entities[0], article.published)[1:]
    return [entity.name for key in keys if (entity := world.entity(key))]


def _actor(id: str, name: str, article: Article, sides: tuple[str, ...]) -> Actor:
    """An actor by its name alone: pronouns are not annotated."""
    entities = World.open().named(name, article.published)
    entity = entities[0] if entities else None
    called = sorted({name, *(entity.aliases if entity else ())}, key=len, reverse=True)
    # "North America" is not the United States.
    pattern = rf"(?<!North )\b(?:{'|'.join(map(re.escape, called))})\b"
    mentions = [
        Mention(hit.start(), hit.end(), hit[0], "name" if hit[0][:1].isupper() else "nominal")
        for hit in re.finditer(pattern, article.text)
    ]
    kind = entity.kind if entity else "group"
    return Actor(id, name, kind, entity.key if entity else None, None, sides, (), tuple(mentions))


def score(store: Store, gold: dict[str, Annotated], question: Question) -> Scored:
    """Ask one question and score its ranking."""
    keys = {annotated.article.id: name for name, annotated in gold.items()}
    ranked = list(_ranked(whatif(store, question.question, ON, most=RANKS)))[:RANKS]
    found: list[tuple[int, Answered]] = []
    seen: set[tuple[str, int]] = set()
    for one in ranked:
        answer = _answer(one, keys[one.pledge.article.key], gold)
        grade = question.grades.get(answer, 0) if answer and answer not in seen else 0
        if answer:
            seen.add(answer)
        found.append((grade, one))
    ideal = _gain(sorted(question.grades.values(), reverse=True)[:RANKS])
    missed = tuple(sorted(set(question.grades) - seen))
    return Scored(question, _gain(grade for grade, _ in found) / ideal, tuple(found), missed)


def _ranked(answer: WhatIf) -> Iterator[Answered]:
    every = (*answer.conditional, *answer.predicted, *answer.related)
    told = [one for one in every if one.follows is None]
    yield from sorted(told, key=lambda one: -one.score)
    yield from answer.standing


def _answer(one: Answered, name: str, gold: dict[str, Annotated]) -> tuple[str, int] | None:
    """The gold commitment whose words these are, by article and number."""
    spans = [(s.start, s.end) for s in (*one.pledge.condition, *one.pledge.consequence)]
    shared = [
        (_shared(spans, [*each.condition, *each.consequence]), -number)
        for number, each in enumerate(gold[name].commitments)
    ]
    most, number = max(shared, default=(0, 0))
    return (name, -number) if most else None


def _shared(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _gain(grades: Iterable[int]) -> float:
    ranked = enumerate(grades, start=1)
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in ranked)


def fill(store: Store, gold: Iterable[Annotated], model: str | None) -> None:
    """Put the gold articles into a store: as annotated, or as a model reads them."""
    if model is None:
        for annotated in gold:
            store.add(record_of(annotated))
        return
    from onrecord.read.reader import Reader  # noqa: PLC0415, the annotations need no reader

    reader = Reader.open(model, threads=1)
    read = reader.read_many_with_vectors([annotated.article for annotated in gold])
    for record, vectors in read:
        store.add(record, vectors)


def annotated() -> dict[str, Annotated]:
    """The gold articles whose every layer is annotated, by name."""
    return {each.name: each for each in own_gold() if each.acts}


def told(one: GoldCommitment | Answered, text: str = "") -> str:
    """A commitment in a line."""
    if isinstance(one, Answered):
        pieces = [
            " … ".join(s.text for s in p) for p in (one.pledge.condition, one.pledge.consequence)
        ]
    else:
        pieces = [" … ".join(text[a:b] for a, b in p) for p in (one.condition, one.consequence)]
    return " → ".join(" ".join(piece.split()) for piece in pieces)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print each question's score, what came before its answers, and what was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", help="fill the store with what this model reads")
    parser.add_argument("--show", action="store_true", help="show every ranking")
    options = parser.parse_args(arguments)
    gold = annotated()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "gold.db") as store,
    ):
        fill(store, gold.values(), options.model)
        every = [score(store, gold, question) for question in questions()]
    for one in every:
        print(f"{one.ndcg:.3f} {one.question.question}")
        if options.show:
            for grade, answer in one.found:
                print(f"      {grade} {answer.score:.2f} {told(answer)} {answer.why}")
            for name, number in one.missed:
                lost = gold[name].commitments[number]
                print(f"      missed {name} {told(lost, gold[name].article.text)}")
    print(f"nDCG@{RANKS} {sum(one.ndcg for one in every) / len(every):.3f}, {len(every)} questions")


if __name__ == "__main__":
    main()
