"""Articles in any number, varied from our own gold texts: `python -m benchmarks.bulk_articles N OUT.jsonl`.

An article takes the paragraphs of one gold text, in their order, some left out and four put in of
another, with numbers changed, so that no two are the same and lengths are like those of news.
A brief one, like those of an agency, takes the first of these paragraphs, until it has some 120 to
200 words. The same N gives the same file.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from functools import partial
from itertools import accumulate, takewhile
from pathlib import Path

GOLD = Path(__file__).parent.parent / "evaluation" / "gold"

_NUMBER = re.compile(r"(?<![\w.,-])\d{2,3}(?![\w.,-])")


#: Words that the paragraphs of a brief article reach, and then it ends.
BRIEF = range(90, 170)


def articles(count: int, *, brief: bool = False, gold: Path = GOLD) -> Iterator[dict[str, str]]:
    """Rows with id, text and publication date, `count` of them."""
    texts = [p.read_text(encoding="utf-8").split("\n\n") for p in sorted(gold.glob("*.txt"))]
    for number in range(count):
        draw = random.Random(number)
        own = [paragraph for paragraph in draw.choice(texts) if draw.random() < 0.9]
        other = draw.choice(texts)
        for paragraph in draw.sample(other, min(4, len(other))):
            own.insert(draw.randint(1, max(1, len(own))), paragraph)
        if brief:
            own = _until(draw.choice(BRIEF), own)
        changed = [_NUMBER.sub(partial(_another, draw), paragraph) for paragraph in own]
        day = f"20{draw.randint(10, 24)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        text = "\n\n".join([*changed, f"Report {number}."])
        yield {"id": f"v{number}", "text": text, "published": day}


def _until(words: int, paragraphs: list[str]) -> list[str]:
    """The first paragraphs that have so many words together."""
    reached = accumulate(len(paragraph.split()) for paragraph in paragraphs)
    return paragraphs[: 1 + sum(1 for _ in takewhile(lambda so_far: so_far < words, reached))]


def _another(draw: random.Random, number: re.Match[str]) -> str:
    return str(draw.randint(11, 28) if len(number[0]) == 2 else draw.randint(101, 899))


def write(count: int, path: Path, *, brief: bool = False) -> int:
    """Write the rows as JSON lines; give the words of an article, on average."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for row in articles(count, brief=brief):
            words += len(row["text"].split())
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return round(words / count)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
