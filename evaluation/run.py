"""Measure a model: `python -m evaluation.run --help`.

Scores our own gold set and, when `--polnear` names its folder, PolNeAR dev as whole articles.
`--floors` compares with `floors.json` and fails when a figure has sunk; `--raise-floors` writes
higher ones, never lower.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from evaluation.gold import Annotated, own_gold, polnear
from evaluation.scorer import Roles, Scores, Tally, stripped
from onrecord.read.reader import Reader
from onrecord.records import Record, Span

FLOORS = Path(__file__).parent / "floors.json"


def roles(record: Record) -> list[Roles]:
    """A record's statements as the scorer wants them, edges free of white space."""
    text = record.article.text

    def spans(found: Iterable[Span | None]) -> tuple[tuple[int, int], ...]:
        return stripped(((s.start, s.end) for s in found if s), text)

    return [Roles(spans([s.source]), spans([s.cue]), spans(s.content)) for s in record.statements]


def measure(reader: Reader, articles: Sequence[Annotated]) -> dict[str, float]:
    """Every figure over the articles, in percent."""
    scores, kinds, speakers, furniture = Scores(), Tally(), Tally(), 0
    records = reader.read_many((a.article, ()) for a in articles)
    for gold, record in zip(articles, records, strict=True):
        ours = roles(record)
        scores.add(ours, gold.attributions)
        names = {a.id: a.name for a in record.actors}
        for mine, statement in zip(ours, record.statements, strict=True):
            furniture += any(a < mine.cue[0][1] and mine.cue[0][0] < b for a, b in gold.furniture)
            match = _same(mine, gold)
            if match is None or not gold.kinds:
                continue
            _mark(kinds, statement.kind == gold.kinds[match])
            said = {_plain(names[i]) for i in statement.speakers}
            _mark(speakers, said == {_plain(n) for n in gold.speakers[match]})
    figures = scores.figures()
    if kinds.predicted:
        figures |= {
            "kind": _percent(kinds),
            "speakers": _percent(speakers),
            "from_furniture": furniture,
        }
    return figures


def _same(mine: Roles, gold: Annotated) -> int | None:
    """Index of the gold attribution that shares this one's cue."""
    for index, other in enumerate(gold.attributions):
        if any(a < d and c < b for a, b in mine.cue for c, d in other.cue):
            return index
    return None


def _mark(tally: Tally, right: bool) -> None:
    tally.right += right
    tally.predicted += 1


def _percent(tally: Tally) -> float:
    return round(100 * tally.precision, 2)


def _plain(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ").casefold()


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One line for each figure under its floor."""
    return [
        f"{name} is {figures[name]}, its floor {floor}"
        for name, floor in floors.items()
        if figures[name] < floor
    ]


def raised(
    figures: dict[str, float], floors: dict[str, float], slack: float = 1.0
) -> dict[str, float]:
    """Floors a little under the figures (rounding differs between processors), never lower than before."""
    return {
        name: max(floors.get(name, 0.0), math.floor((figure - slack) * 10) / 10)
        for name, figure in figures.items()
        if name != "from_furniture"
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as JSON; returns 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="base")
    parser.add_argument("--polnear", type=Path, help="folder of PolNeAR, which holds dev/")
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    options = parser.parse_args(arguments)
    reader = Reader.open(options.model)
    figures = {"gold": measure(reader, list(own_gold()))}
    if options.polnear:
        figures["polnear_dev"] = measure(reader, list(polnear(options.polnear / "dev")))
    print(json.dumps({options.model: figures}, indent=1))
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    pinned = floors.setdefault(options.model, {})
    if options.raise_floors:
        pinned |= {name: raised(found, pinned.get(name, {})) for name, found in figures.items()}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    broken = [line for name in figures for line in below(figures[name], pinned.get(name, {}))]
    for line in broken if options.floors else []:
        print(line, file=sys.stderr)
    return 1 if options.floors and broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
