"""Measure commitments over our own gold: `python -m evaluation.commitments --help`.

A commitment is found when its kind is right, and its consequence and its conditions, each as the
union of its characters, share half of their union with the gold ones; an empty condition matches
an empty one. Reported too: the same whatever the kind, and conditions alone. The rules were
developed on the articles a-… and b-…; errors on c-… to e-… have been read since, on f-… never.
What judges drafts in a model that was fitted to commitments has learned from a-… to e-… too: of these
`python -m training.clauses` prints figures that are cross-validated by article.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from evaluation.gold import BLIND, Annotated, GoldCommitment, own_gold
from evaluation.scorer import Span, Tally
from onrecord.read.acts import ACTS
from onrecord.read.commitments import commitments
from onrecord.read.reader import Reader
from onrecord.read.segment import words
from onrecord.read.speakers import Spoken, resolve
from onrecord.records import Act, Actor, Article, Commitment, Statement
from onrecord.records import Span as Words

SPECIMEN = Path(__file__).parent / "specimen.json"
HALF = 0.5
Told = tuple[Sequence[Commitment], Sequence[Actor]]
Same = Callable[[Commitment, GoldCommitment], bool]


@dataclass
class Figures:
    """Tallies of the three measures, and the share of those found whose `by` is right."""

    kind: Tally = field(default_factory=Tally)
    spans: Tally = field(default_factory=Tally)
    condition: Tally = field(default_factory=Tally)
    by: Tally = field(default_factory=Tally)

    def add(self, ours: Sequence[Commitment], article: Annotated, actors: Sequence[Actor]) -> None:
        """Count one article."""
        gold = article.commitments
        names = {a.id: a.name for a in actors}
        whole = matches(ours, gold, lambda a, b: a.kind == b.kind and spans_fit(a, b))
        count(self.kind, len(whole), ours, gold)
        count(self.spans, len(matches(ours, gold, spans_fit)), ours, gold)
        limited = [c for c in ours if c.condition], [c for c in gold if c.condition]
        count(self.condition, len(matches(*limited, _condition_fits)), *limited)
        for mine, theirs in whole:
            self.by.right += {names[i] for i in mine.by} == set(theirs.by)
            self.by.predicted += 1


def matches(
    ours: Sequence[Commitment], gold: Sequence[GoldCommitment], same: Same
) -> list[tuple[Commitment, GoldCommitment]]:
    """Pairs that are the same, each commitment used once."""
    left = list(gold)
    pairs = []
    for mine in ours:
        match = next((theirs for theirs in left if same(mine, theirs)), None)
        if match is not None:
            left.remove(match)
            pairs.append((mine, match))
    return pairs


def spans_fit(mine: Commitment, gold: GoldCommitment) -> bool:
    """Whether conditions and consequences each share half of what either covers."""
    return _condition_fits(mine, gold) and _shared(mine.consequence, gold.consequence)


def _condition_fits(mine: Commitment, gold: GoldCommitment) -> bool:
    return _shared(mine.condition, gold.condition)


def _shared(ours: Sequence[Words], gold: Sequence[Span]) -> bool:
    a = {k for s in ours for k in range(s.start, s.end)}
    b = {k for start, end in gold for k in range(start, end)}
    return a == b or len(a & b) >= HALF * len(a | b)


def count(tally: Tally, right: int, ours: Sequence[object], gold: Sequence[object]) -> None:
    """Count one text's, of which `right` are."""
    tally.right += right
    tally.right_gold += right
    tally.predicted += len(ours)
    tally.gold += len(gold)


def given(article: Annotated) -> Told:
    """What the rules alone find in gold attributions, with our own actors and the gold acts."""
    text = article.article.text
    spoken = [Spoken(next(iter(r.source), None), r.cue[0], r.content) for r in article.attributions]
    resolved = resolve(text, words(text), spoken, None, article.article.published)
    told = []
    for index, (roles, parties) in enumerate(
        zip(article.attributions, resolved.parties, strict=True)
    ):
        source, cue, content = (
            tuple(Words(a, b, text[a:b]) for a, b in each)
            for each in (roles.source, roles.cue, roles.content)
        )
        told.append(
            Statement(
                f"s{index + 1}",
                "indirect",
                next(iter(source), None),
                cue[0],
                content,
                parties.speakers,
                parties.addressees,
                (),
                parties.about,
                _act(article.acts[index]),
                score=1.0,
            )
        )
    return _by_rule(text, told, resolved.actors), resolved.actors


def _by_rule(
    text: str, statements: Sequence[Statement], actors: Sequence[Actor]
) -> list[Commitment]:
    return [c for _, c in commitments(text, words(text), statements, actors)]


def read(reader: Reader, article: Annotated, gold_acts: bool) -> Told:
    """What the reader says; with the gold acts of the attributions that it finds, what the rules say."""
    record = reader.read(article.article)
    if not gold_acts:
        return record.commitments, record.actors
    told = []
    for statement in record.statements:
        cue = statement.cue
        for roles, act in zip(article.attributions, article.acts, strict=True):
            if cue and any(a < cue.end and cue.start < b for a, b in roles.cue):
                statement = replace(statement, act=_act(act))  # noqa: PLW2901
                break
        told.append(statement)
    return _by_rule(article.article.text, told, record.actors), record.actors


def _act(label: str) -> Act:
    return Act(label, *ACTS[label], 1.0)


def measure(articles: Sequence[Annotated], told: Callable[[Annotated], Told]) -> Figures:
    """Figures over the articles; `told` says what is found in each."""
    figures = Figures()
    for article in articles:
        found, actors = told(article)
        figures.add(found, article, actors)
    return figures


def specimen(text: Path) -> Annotated:
    """The specimen article, whose text is the file, with its gold commitments."""
    raw = json.loads(SPECIMEN.read_text(encoding="utf-8"))
    article = Article.of(text.read_text(encoding="utf-8"), published=raw["published"])

    def spans(found: list[list[int]]) -> tuple[Span, ...]:
        return tuple((a, b) for a, b in found)

    gold = (
        GoldCommitment(
            c["kind"],
            tuple(c["by"]),
            tuple(c["toward"]),
            spans(c["condition"]),
            c["negated_condition"],
            spans(c["consequence"]),
            c["attribution"],
        )
        for c in raw["commitments"]
    )
    return Annotated("specimen", article, (), commitments=tuple(gold))


def line(name: str, tallies: Mapping[str, Tally]) -> str:
    """Precision, recall and F1 of each measure, in percent."""
    parts = [
        f"{label} {100 * t.precision:5.1f} {100 * t.recall:5.1f} {100 * t.f1:5.1f}"
        for label, t in tallies.items()
    ]
    return f"{name:12} {' | '.join(parts)}"


def _line(name: str, figures: Figures) -> str:
    tallies = {"kind": figures.kind, "spans": figures.spans, "condition": figures.condition}
    by = figures.by
    return f"{line(name, tallies)} | by {by.right:.0f} of {by.predicted}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print precision, recall and F1 in percent, a line a set of articles."""
    parser = argparse.ArgumentParser(description="Score commitments on our own gold.")
    parser.add_argument("--model", default="base")
    parser.add_argument("--acts", choices=["model", "gold"], default="model")
    parser.add_argument("--given", action="store_true", help="take the gold attributions")
    parser.add_argument("--specimen", type=Path, help="text of the specimen article")
    options = parser.parse_args(arguments)
    told: Callable[[Annotated], Told] = given
    if not options.given:
        reader = Reader.open(options.model, threads=1)
        told = lambda article: read(reader, article, options.acts == "gold")  # noqa: E731
    articles = [a for a in own_gold() if a.acts]
    print("percent: precision, recall, F1 of each measure")
    for name, prefixes in (("development", "ab"), ("read since", "cd"), ("later", "e")):
        print(_line(name, measure([a for a in articles if a.name[0] in prefixes], told)))
    print(_line("blind", measure(list(own_gold(BLIND)), told)))
    if options.specimen and not options.given:
        print(_line("specimen", measure([specimen(options.specimen)], told)))


if __name__ == "__main__":
    main()
