"""Measure who is told, who is spoken of, and who is who: `python -m evaluation.actors --help`.

Addressees and subjects are found twice: for the gold's own attributions, and as read, where only
attributions count whose cue overlaps a gold cue. `actors.json` says of actors, real and invented,
their key and the keys of those that they act for; null where there is none, or nothing to judge.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evaluation.gold import GOLD, Annotated, own_gold
from evaluation.mentions import scored
from evaluation.run import plain_name, roles, same_cue
from evaluation.scorer import Tally
from onrecord.read.encoder import Encoder, default_threads, find_model
from onrecord.read.reader import Reader
from onrecord.read.speakers import Resolution, Spoken, resolve
from onrecord.records import Actor

#: Who is who in the gold articles; not an article itself.
ACTORS = GOLD.parent / "actors.json"

Names = tuple[str, ...]


@dataclass
class Layer:
    """One field of statements: whole sets right, and names found."""

    exact: Tally = field(default_factory=Tally)
    names: Tally = field(default_factory=Tally)

    def add(self, ours: Iterable[str], gold: Iterable[str]) -> None:
        """Count one statement's names."""
        mine, theirs = {plain_name(n) for n in ours}, {plain_name(n) for n in gold}
        self.exact.right += mine == theirs
        self.exact.predicted += 1
        self.names.right += len(mine & theirs)
        self.names.right_gold += len(mine & theirs)
        self.names.predicted += len(mine)
        self.names.gold += len(theirs)

    def figures(self, name: str) -> dict[str, float]:
        """Percentages by name of the measure."""
        found = {
            "exact": self.exact.precision,
            "precision": self.names.precision,
            "recall": self.names.recall,
            "f1": self.names.f1,
        }
        return {f"{name}_{measure}": round(100 * share, 2) for measure, share in found.items()}


def given(encoder: Encoder, gold: Annotated) -> Resolution:
    """What is resolved for the gold's own attributions."""
    text = gold.article.text
    found, layers = scored(encoder, text)
    spoken = [Spoken(next(iter(r.source), None), r.cue[0], r.content) for r in gold.attributions]
    return resolve(text, found, spoken, layers, gold.article.published)


def score_given(encoder: Encoder, articles: Sequence[Annotated]) -> dict[str, float]:
    """Addressees and subjects where the attributions are the gold's."""
    layers = {"addressees": Layer(), "about": Layer()}
    for gold in articles:
        found = given(encoder, gold)
        called = {a.id: a.name for a in found.actors}
        for n, parties in enumerate(found.parties):
            for name, layer in layers.items():
                layer.add((called[i] for i in getattr(parties, name)), getattr(gold, name)[n])
    return {k: v for name, layer in layers.items() for k, v in layer.figures(name).items()}


def score_read(reader: Reader, articles: Sequence[Annotated]) -> dict[str, float]:
    """Addressees and subjects of the attributions that the reader finds itself."""
    layers = {"addressees": Layer(), "about": Layer()}
    records = reader.read_many((a.article, ()) for a in articles)
    for gold, record in zip(articles, records, strict=True):
        called = {a.id: a.name for a in record.actors}
        for mine, statement in zip(roles(record), record.statements, strict=True):
            match = same_cue(mine, gold)
            for name, layer in layers.items() if match is not None else ():
                ids = getattr(statement, name)
                layer.add((called[i] for i in ids), getattr(gold, name)[match])
    return {k: v for name, layer in layers.items() for k, v in layer.figures(name).items()}


def score_keys(reader: Reader, articles: Sequence[Annotated]) -> dict[str, float]:
    """Keys and sides of the listed actors, as read; wrong keys are counted beside missing ones.

    An actor that was not found counts against recall alone.
    """
    listed = json.loads(ACTORS.read_text(encoding="utf-8"))
    keys, sides = Tally(), Tally()
    for gold in articles:
        record = reader.read(gold.article)
        by_id = {a.id: a for a in record.actors}
        for name, right in listed.get(gold.name, {}).items():
            actor = next((a for a in record.actors if plain_name(a.name) == plain_name(name)), None)
            _count(keys, {actor.key} - {None} if actor else (), {right["key"]} - {None})
            if right["acts_for"] is not None:
                _count(sides, _sides(actor, by_id) if actor else (), right["acts_for"])
    return {
        f"{name}_{measure}": round(100 * getattr(tally, measure), 2)
        for name, tally in (("keys", keys), ("acts_for", sides))
        for measure in ("precision", "recall")
    }


def _sides(actor: Actor, by_id: dict[str, Actor]) -> list[str]:
    """Keys, or names for want of one, of those that an actor acts for."""
    return [by_id[i].key or plain_name(by_id[i].name) for i in actor.acts_for]


def _count(tally: Tally, ours: Iterable[str | None], gold: Iterable[str | None]) -> None:
    mine, theirs = set(ours), set(gold)
    tally.right += len(mine & theirs)
    tally.right_gold += len(mine & theirs)
    tally.predicted += len(mine)
    tally.gold += len(theirs)


def main() -> None:
    """Print the figures as JSON, in percent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="base")
    parser.add_argument("--articles", default="", help="only those whose names begin with it")
    parser.add_argument("--threads", type=int, default=default_threads())
    options = parser.parse_args()
    everything = [a for a in own_gold() if a.name.startswith(options.articles)]
    deep = [a for a in everything if a.about]
    reader = Reader.open(options.model, threads=options.threads)
    figures = {
        "given": score_given(Encoder(find_model(options.model), options.threads), deep),
        "read": score_read(reader, deep),
        "known": score_keys(reader, everything),
    }
    print(json.dumps({options.model: figures}, indent=1))


if __name__ == "__main__":
    main()
