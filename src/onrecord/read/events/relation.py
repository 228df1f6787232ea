"""PLOVER's type of what one actor does to another in a sentence, by a linear model over words of ours.

What is looked at: the deeds that the lexicon finds, where they stand to the two actors and what
governs them, and stems of the words with the actors masked. Features are hashed into a table of
`BUCKETS` rows; `training/plover.py` fits it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.read.clauses import Terms
from onrecord.read.events.signs import MAY, NEGATIONS, PLANNED, REFUSED, WILL, WISHED, WOULD
from onrecord.read.events.triggers import Trigger, triggers
from onrecord.read.lexicon import words

Floats = npt.NDArray[np.float32]

#: Types in the order of the model's scores; YIELD stands for CONCEDE and RETREAT.
TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
BUCKETS = 1 << 15
TABLE = "relation.npz"
#: Probability from which the model's type goes before the lexicon's.
SURE = 0.9
#: Types that the lexicon alone tells.
HEARD = frozenset(["CONCEDE", "RETREAT", "AGREE"])
#: Types that help the recipient: what is refused, asked for or promised.
WELCOME = frozenset(["CONSULT", "AID", "COOPERATE", "RETREAT", "SUPPORT", "CONCEDE", "AGREE"])
HARMFUL = frozenset(["COERCE", "PROTEST", "SANCTION", "ASSAULT", "MOBILIZE"])
#: What governs a deed: its name, the words, and how many terms back they may stand.
OPERATORS = (
    ("neg", NEGATIONS, 3),
    ("will", WILL | WOULD, 3),
    ("may", MAY, 3),
    ("bound", PLANNED | frozenset(["willing", "ready", "offered", "approved"]), 5),
    ("fail", REFUSED, 5),
    ("ask", WISHED | frozenset(["must"]), 12),
    ("threat", words("threatened threatens threaten warned warns warn ultimatum"), 12),
)
ENDINGS = ("ing", "ed", "es", "s", "e")


@dataclass(frozen=True, slots=True)
class Place:
    """The terms of the two actors, and the half-open stretch from one to the other."""

    source: frozenset[int]
    target: frozenset[int]
    begin: int
    end: int


def scores(cut: Terms, source: frozenset[int], target: frozenset[int]) -> Floats:
    """Probabilities of TYPES for what the source's terms do to the target's: float32 [15].

    cut: a sentence. source, target: indices of the actors' terms; empty where nobody is named.
    """
    weights, scale, bias = _model()
    rows = buckets(cut, source, target)
    length = np.sqrt(np.float32(len(rows) + 1))
    raw = weights[rows].sum(0, dtype=np.float32) * scale / length + bias
    raised = np.exp(raw - raw.max())
    return np.asarray(raised / raised.sum(), np.float32)


def retyped(cut: Terms, source: frozenset[int], target: frozenset[int], kind: str) -> str:
    """The type of a deed that is done, where the model is surer of another than the lexicon can be."""
    shares = scores(cut, source, target)
    best = int(shares.argmax())
    named = TYPES[best]
    if shares[best] < SURE or named in ("YIELD", "AGREE", "THREATEN", "REQUEST") or kind in HEARD:
        return kind
    return named


@cache
def _model() -> tuple[npt.NDArray[np.int8], Floats, Floats]:
    path = files("onrecord.read.events").joinpath(TABLE)
    with path.open("rb") as handle, np.load(handle) as stored:
        return stored["weights"], stored["scale"], stored["bias"]


def buckets(cut: Terms, source: frozenset[int], target: frozenset[int]) -> list[int]:
    """The rows of the table that a sentence with its two actors lights, each once."""
    first = max(source, default=-1)
    last = min(target, default=len(cut))
    place = Place(source, target, min(first, last), max(first, last))
    named = {*_deeds(cut, place), *_words(cut, place), f"order {first < last}"}
    return sorted({zlib.crc32(name.encode()) % BUCKETS for name in named})


def _deeds(cut: Terms, place: Place) -> Iterator[str]:
    """Deeds with where they stand and what governs them."""
    earlier = ""
    leading = True
    for one in triggers(cut):
        where = _where(one, place)
        kind = one.sense[0]
        form = "n" if one.noun else "p" if one.passive else "v"
        yield f"type {kind}"
        yield f"type {kind} {where}"
        yield f"type {kind} {form} {where}"
        yield f"base {one.base} {one.noun}"
        yield f"base {one.base} {where}"
        yield f"sense {one.sense}"
        if earlier:
            yield f"pair {earlier} {kind}"
        earlier = kind
        governed = _operators(cut, one.begin)
        for name in governed or ["as is"]:
            yield f"op {name} {kind} {where}"
        means = meant(kind, governed)
        yield f"means {means} {where}"
        if leading and where == "in":
            leading = False
            yield f"first {kind}"
            yield f"first {one.base}"
            yield f"first means {means}"
            yield f"first means {means} {form}"


def _where(one: Trigger, place: Place) -> str:
    if one.begin in place.source:
        return "source"
    if one.begin in place.target:
        return "target"
    if place.begin <= one.begin <= place.end:
        return "in"
    return "before" if one.begin < place.begin else "after"


def _operators(cut: Terms, at: int) -> list[str]:
    return [
        name
        for name, listed, reach in OPERATORS
        if any(t.lower in listed for t in cut[max(0, at - reach) : at])
    ]


def meant(kind: str, governed: Sequence[str]) -> str:
    """What a deed amounts to under what governs it: a refused meeting is a rejection."""
    welcome = kind in WELCOME
    if "threat" in governed:
        return "THREATEN"
    if "neg" in governed or "fail" in governed:
        return "REJECT" if welcome else "nothing"
    if "ask" in governed:
        return "REQUEST" if welcome else "wished harm"
    if "will" in governed or "bound" in governed:
        return "AGREE" if welcome else "THREATEN" if kind in HARMFUL else kind
    return kind


def _words(cut: Terms, place: Place) -> Iterator[str]:
    """Stems, pairs of neighbours and what stands between the actors, these masked."""
    masked: list[str] = []
    for k, t in enumerate(cut):
        if k in place.source or k in place.target:
            mark = "S" if k in place.source else "T"
            if masked[-1:] != [mark]:
                masked.append(mark)
        else:
            masked.append(_stem(t.lower))
    yield from (f"word {w}" for w in masked)
    yield from (f"words {a} {b}" for a, b in pairwise(masked))
    first = masked.index("S") if "S" in masked else 0
    last = masked.index("T") if "T" in masked else len(masked)
    between = masked[min(first, last) + 1 : max(first, last)]
    yield from (f"between {first < last} {w}" for w in between)
    yield from (
        f"has {name}" for name, listed, _ in OPERATORS if any(t.lower in listed for t in cut)
    )


def _stem(word: str) -> str:
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) > 2), "")
    return word[: len(word) - len(ending)]
