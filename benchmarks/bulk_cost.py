"""Articles a day → cores, from measured rates: `python -m benchmarks.bulk_cost --help`.

Rates are of one core, for articles as long as those measured; longer ones take longer in
proportion. `scale` of benchmarks.bulk measures them; until it has been run, `make benchmark` is what
there is, shared out to the cores that it had.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

from benchmarks.results import RESULTS

#: Share of a day that a core reads: the rest goes to starts, uneven parts and other work.
BUSY = 0.7
DAY = 86_400


def words_a_second(results: dict[str, Any], model: str) -> float | None:
    """Words that a core reads in a second; None when the model was not measured."""
    scaled = results.get(f"bulk_scale_{model}")
    if scaled:
        return float(scaled["articles_a_second_1_worker"]) * float(scaled["words_an_article"])
    speed = results.get("speed", {"systems": {}})
    if model not in speed["systems"]:
        return None
    articles = float(speed["systems"][model]["articles_a_second"])
    return articles * float(speed["words_an_article"]) / float(speed["machine"]["cores"])


def cores(articles_a_day: int, words: int, rate: float) -> int:
    """Cores that keep up with so many articles of so many words a day."""
    return max(1, math.ceil(articles_a_day * words / (rate * DAY * BUSY)))


def main() -> None:
    """Print cores for each model that was measured, and what they cost where a price is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles_a_day", type=int, nargs="+")
    parser.add_argument("--words", type=int, default=760, help="words an article")
    parser.add_argument("--price", type=float, help="of a core for an hour")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    results = json.loads(options.results.read_text(encoding="utf-8"))
    measured = {name: words_a_second(results, name) for name in ("small", "base")}
    rates = {name: rate for name, rate in measured.items() if rate}
    print(f"{'articles a day':>16}" + "".join(f"{f'cores ({name})':>16}" for name in rates))
    for articles in options.articles_a_day:
        needed = [cores(articles, options.words, rate) for rate in rates.values()]
        line = f"{articles:>16,}" + "".join(f"{n:>16,}" for n in needed)
        if options.price:
            paid = (
                f"{m} {n * 24 * options.price:,.2f}" for m, n in zip(rates, needed, strict=True)
            )
            line += "   a day: " + ", ".join(paid)
        print(line)


if __name__ == "__main__":
    main()
