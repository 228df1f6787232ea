"""Measure acts over our own gold: `python -m evaluation.acts --help`.

Accuracy and macro-F1 over the attributions whose cue is found, and how far the score of an act can
be taken at its word: statements are put into ten bins by score, and the calibration error is the
mean distance of a bin's score from its share of right acts, weighed by its size (Naeini et al.
2015). The shipped heads have seen a-… to e-…, never f-….
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.gold import BLIND, Annotated, own_gold
from evaluation.run import LEAST, label_f1, roles, same_cue
from onrecord.read.reader import Reader

BINS = 10


@dataclass(frozen=True)
class Judged:
    """The label and score that a statement got, and the label that it has."""

    label: str
    score: float
    wanted: str

    @property
    def right(self) -> bool:
        """Whether the label is the one wanted."""
        return self.label == self.wanted


def judged(reader: Reader, articles: Sequence[Annotated]) -> list[Judged]:
    """Every statement whose cue a gold attribution shares."""
    found = []
    records = reader.read_many((a.article, ()) for a in articles)
    for gold, record in zip(articles, records, strict=True):
        for mine, statement in zip(roles(record), record.statements, strict=True):
            match = same_cue(mine, gold)
            if match is not None and gold.acts and statement.act:
                act = statement.act
                found.append(Judged(act.label, act.score, gold.acts[match]))
    return found


def calibration(found: Sequence[Judged]) -> tuple[float, list[dict[str, float]]]:
    """The calibration error, and each bin that is not empty: its size, mean score and share right."""
    bins: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in found:
        bins[min(BINS - 1, int(one.score * BINS))].append(one)
    error, table = 0.0, []
    for each in filter(None, bins):
        score = sum(one.score for one in each) / len(each)
        right = sum(one.right for one in each) / len(each)
        error += abs(score - right) * len(each) / len(found)
        table.append({"size": len(each), "score": round(score, 3), "right": round(right, 3)})
    return error, table


def figures(found: Sequence[Judged]) -> dict[str, object]:
    """Accuracy, macro-F1 and calibration error in percent, the bins, and F1 by label."""
    pairs = [(one.label, one.wanted) for one in found]
    count = Counter(wanted for _, wanted in pairs)
    by_label = {label: round(100 * label_f1(pairs, label), 1) for label in sorted(count)}
    frequent = [by_label[label] for label, n in count.items() if n >= LEAST]
    error, table = calibration(found)
    return {
        "statements": len(found),
        "act": round(100 * sum(one.right for one in found) / max(1, len(found)), 2),
        "act_macro": round(sum(frequent) / max(1, len(frequent)), 2),
        "calibration_error": round(100 * error, 2),
        "bins": table,
        "f1_by_label": by_label,
        "gold_by_label": dict(sorted(count.items())),
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="base")
    parser.add_argument("--articles", default="f", help="first letters of the articles' names")
    options = parser.parse_args()
    articles = [a for a in (*own_gold(), *own_gold(BLIND)) if a.name[0] in options.articles]
    print(json.dumps(figures(judged(Reader.open(options.model), articles)), indent=1))


if __name__ == "__main__":
    main()
