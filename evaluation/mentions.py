"""Entities and pronouns against public sets: `python -m evaluation.mentions --data FOLDER`.

Entities: exact spans with their type on the fifth of the worldwide newswire that training never
sees. Pronouns: GAP's test part, the two names given (Webster et al. 2018).
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from pathlib import Path

from evaluation.scorer import Tally
from onrecord.read.encoder import Encoder, default_threads, find_model
from onrecord.read.entities import TYPES, head_word
from onrecord.read.features import pieces
from onrecord.read.layers import Layers
from onrecord.read.segment import Word, words
from onrecord.read.windows import plan
from training.coreference import read_gap
from training.newswire import held_out, read_newswire
from training.polnear import GoldArticle, Span


def scored(encoder: Encoder, text: str) -> tuple[list[Word], Layers]:
    """The words of a text and what the encoder says of them."""
    found = words(text)
    cut = pieces(found, encoder.tokenizer)
    windows = plan(found, cut)
    waiting = [encoder.submit(cut, w.begin, w.end) for w in windows]
    return found, Layers.of(found, windows, [future.result() for future in waiting], encoder.heads)


def entity_scores(encoder: Encoder, articles: Iterable[GoldArticle]) -> dict[str, Tally]:
    """Exact matches by type, and over `all` of them."""
    tallies = {name: Tally() for name in (*TYPES, "all")}
    for article in articles:
        found, layers = scored(encoder, article.text)
        ours = {(found[e.run[0]].start, found[e.run[1] - 1].end, e.type) for e in layers.entities}
        gold = {e for e in article.entities or () if e[2] in TYPES}
        for name, tally in tallies.items():
            of_type = (name, *TYPES) if name == "all" else (name,)
            mine, theirs = ({e for e in side if e[2] in of_type} for side in (ours, gold))
            tally.right += len(mine & theirs)
            tally.right_gold += len(mine & theirs)
            tally.predicted += len(mine)
            tally.gold += len(theirs)
    return tallies


def pronoun_scores(encoder: Encoder, snippets: Iterable[GoldArticle]) -> Tally:
    """Of the two names of each snippet, those that the pronoun is said to mean."""
    tally = Tally()
    for snippet in snippets:
        found, layers = scored(encoder, snippet.text)
        pronoun, *names = [_head(found, span) for span in snippet.rivals]
        shares = layers.links(pronoun, names)
        best = int(shares.argmax())
        chosen = names[best] if shares[best] > 1 - shares.sum() else None
        right = {_head(found, span) for span in (snippet.clusters or ((),))[0][1:]}
        tally.right += chosen in right
        tally.right_gold += chosen in right
        tally.predicted += chosen is not None
        tally.gold += len(right)
    return tally


def _head(found: list[Word], span: Span) -> int:
    first = bisect_right(found, span[0], key=lambda w: w.end)
    last = bisect_left(found, span[1], key=lambda w: w.start)
    return first + head_word([w.text for w in found[first:last]])


def main() -> None:
    """Print the figures as JSON, in percent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", default="base")
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    options = parser.parse_args()
    encoder = Encoder(find_model(options.model), default_threads())
    articles = read_newswire(options.data / "en-worldwide-newswire")
    tallies = entity_scores(encoder, (a for a in articles if held_out(a.name)))
    gap = pronoun_scores(encoder, read_gap(options.data / "gap" / "gap-test.tsv"))
    figures = {f"entity_{k}".lower(): round(100 * t.f1, 2) for k, t in tallies.items()}
    print(json.dumps({options.model: figures | {"gap_test": round(100 * gap.f1, 2)}}, indent=1))


if __name__ == "__main__":
    main()
