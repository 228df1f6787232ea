"""Articles in any number, varied from our own gold texts: `python -m benchmarks.bulk_articles N OUT.jsonl`.

An article takes the paragraphs of one gold text, in their order, some left out and four put in of
another, with numbers changed, so that no two are the same and lengths are like those of news.
The same N gives the same file.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

GOLD = Path(__file__).parent.parent / "evaluation" / "gold"

_NUMBER = re.compile(r"(?<![\w.,-])\d{2,3}(?![\w.,-])")


def articles(count: int, gold: Path = GOLD) -> Iterator[dict[str, str]]:
    """Rows with id, text and publication date, `count` of them."""
    texts = [p.read_text(encoding="utf-8").split("\n\n") for p in sorted(gold.glob("*.txt"))]
    for number in range(count):
        draw = random.Random(number)
        own = [paragraph for paragraph in draw.choice(texts) if draw.random() < 0.9]
        other = draw.choice(texts)
        for paragraph in draw.sample(other, min(4, len(other))):
            own.insert(draw.randint(1, max(1, len(own))), paragraph)
        changed = [_NUMBER.sub(partial(_another, draw), paragraph) for paragraph in own]
        day = f"20{draw.randint(10, 24)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        text = "\n\n".join([*changed, f"Report {number}."])
        yield {"id": f"v{number}", "text": text, "published": day}


def _another(draw: random.Random, number: re.Match[str]) -> str:
    return str(draw.randint(11, 28) if len(number[0]) == 2 else draw.randint(101, 899))


def write(count: int, path: Path) -> None:
    """Write the rows as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for row in articles(count):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
