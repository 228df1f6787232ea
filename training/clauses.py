"""Fit what finds commitments on a shipped encoder that stays as it is: `python -m training.clauses --help`.

Every annotated passage is read once. A tagger drafts conditions and consequences; what it drafts of
articles that it has not seen, beside what the rules find, teaches which drafts stand and of what kind
they are. What is printed is cross-validated by article, but for the rules, which were written with
our own gold in sight.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

from evaluation.scorer import Tally
from onrecord.read.attributions import OF_CLAUSES, ClauseHeads
from onrecord.read.clause_signs import PLACE, VERDICTS
from onrecord.records import Commitment
from training.clause_layer import ClauseTagger, Reduction, chains, fitted
from training.clause_texts import ReadPassage, read_passages
from training.clause_verdicts import Drafted, drafted, fit_verdicts, right, standing
from training.word_layer import lay, lead

#: Parts that articles are cut into to draft each after training on the others.
FOLDS = 3
#: What may be added to the score of none.
SHYNESS = tuple(np.arange(-1.6, 1.01, 0.1).round(1).tolist())

Says = Callable[[Drafted], Sequence[Commitment]]


def fold(article: str) -> int:
    """The part that an article belongs to."""
    return hashlib.blake2b(article.encode(), digest_size=2).digest()[1] % FOLDS


def fit_clauses(folder: Path, data: Path) -> None:
    """Fit commitments of the exported model in a folder, and write them into its files."""
    tagger, heads = fitted_on(read_passages(folder, data))
    write_clauses(tagger, heads, folder)


def fitted_on(read: Sequence[ReadPassage]) -> tuple[ClauseTagger, ClauseHeads]:
    """Fit a tagger and what judges its drafts on passages, and print how they do."""
    hidden = read[0].vectors.shape[1] // 2
    reduction = Reduction.of(read)
    sentences = [list(chains(passage, reduction)) for passage in read]

    def tagger_without(part: int) -> ClauseTagger:
        kept = (s for p, s in zip(read, sentences, strict=True) if fold(p.passage.name) != part)
        return fitted(list(chain(*kept)), hidden, reduction)

    parts: list[list[Drafted]] = []
    for k in range(FOLDS):
        tagger = tagger_without(k)
        held = (p for p in read if fold(p.passage.name) == k)
        parts.append([one for p in held for one in drafted(p, tagger)])
    shy = _measured(parts)
    weight, bias = fit_verdicts(list(chain(*parts)))
    bias[0] += shy
    tagger = tagger_without(FOLDS)
    return tagger, tagger.heads(weight, bias)


def _measured(parts: Sequence[Sequence[Drafted]]) -> float:
    """Print figures of each way, and say how shy of none to be for the best F1 with the kind."""
    judges = []
    for k in range(len(parts)):
        others = [one for j, part in enumerate(parts) if j != k for one in part]
        weight, bias = fit_verdicts(others)
        nothing = np.zeros(0, np.float32)
        judges.append(ClauseHeads(nothing, nothing, nothing, weight, bias))
    judged = [(one, judges[k]) for k, part in enumerate(parts) for one in part]
    best = max(
        SHYNESS,
        key=lambda shy: _tallied([(d, standing(d, heads, shy)) for d, heads in judged])[0].f1,
    )
    for name, own in (("news", False), ("own gold", True)):
        here = [(d, heads) for d, heads in judged if d.own == own]
        ways: dict[str, list[tuple[Drafted, Sequence[Commitment]]]] = {
            "rules": [(d, _ruled(d)) for d, _ in here],
            "tagger": [(d, _plain(d)) for d, _ in here],
            "judged": [(d, standing(d, heads, best)) for d, heads in here],
        }
        for way, found in ways.items():
            kind, spans = _tallied(found)
            figures = [
                round(100 * x, 1) for t in (kind, spans) for x in (t.precision, t.recall, t.f1)
            ]
            print(json.dumps({"set": name, "way": way, "kind": figures[:3], "spans": figures[3:]}))
    print(json.dumps({"shy": best}), flush=True)
    return best


def _tallied(found: Sequence[tuple[Drafted, Sequence[Commitment]]]) -> tuple[Tally, Tally]:
    kind, spans = Tally(), Tally()
    for one, made in found:
        for tally, count in zip((kind, spans), right(made, one.gold), strict=True):
            tally.right += count
            tally.right_gold += count
            tally.predicted += len(made)
            tally.gold += len(one.gold)
    return kind, spans


def _ruled(one: Drafted) -> list[Commitment]:
    """What the rules alone find."""
    return _kinded(one, "ruled", "ruled ")


def _plain(one: Drafted) -> list[Commitment]:
    """What the tagger alone finds."""
    return _kinded(one, "plain", "reads ")


def _kinded(one: Drafted, sign: str, prefix: str) -> list[Commitment]:
    kinds = [PLACE[f"{prefix}{kind}"] for kind in VERDICTS]
    return [
        Commitment("", None, VERDICTS[int(row[kinds].argmax())], (), (), made.condition, False,
                   made.consequence, 1.0)
        for made, row in zip(one.made, one.signs, strict=True)
        if row[PLACE[sign]]
    ]  # fmt: skip


def write_clauses(tagger: ClauseTagger, heads: ClauseHeads, folder: Path) -> None:
    """Put a fitted tagger and its small weights into an exported model."""
    model = onnx.load(folder / "encoder.onnx")
    lead(model, "clause", lay(model, tagger.layer.unfolded(), "clauses"))
    if not any(output.name == "clause" for output in model.graph.output):
        model.graph.output.append(
            helper.make_tensor_value_info("clause", TensorProto.FLOAT, ["words", None])
        )
    onnx.save(model, folder / "encoder.onnx")
    with np.load(folder / "heads.npz") as weights:
        kept = {name: w for name, w in weights.items() if not name.startswith(OF_CLAUSES)}
    own = {f"{OF_CLAUSES}{name}": getattr(heads, name) for name in heads.__slots__}
    np.savez(folder / "heads.npz", **kept, **own)


def main() -> None:
    """Read the options and fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an exported model, written again")
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    options = parser.parse_args()
    fit_clauses(options.folder, options.data)


if __name__ == "__main__":
    main()
