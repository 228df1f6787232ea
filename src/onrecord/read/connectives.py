"""Connectives that open a condition, and words that look like them and open none."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.read.clauses import OPENERS, PERSONAL, STOPS, Terms, binds, finite
from onrecord.read.lexicon import words

Run = tuple[int, int]

#: Connectives before a clause; those of NOMINAL's last words stand before a noun phrase.
AFFIRMING = (
    "if", "only if", "but only if", "if and when", "if ever", "provided", "provided that",
    "providing that", "as long as", "so long as", "for as long as", "for so long as",
    "on condition that", "on the condition that", "on the understanding that",
    "in the event that", "in the event of", "in case of", "in case", "in the case of", "assuming",
    "assuming that", "as soon as", "once", "before", "the moment", "only when", "whenever",
    "in return for", "in exchange for", "subject to", "conditional on", "contingent on",
)  # fmt: skip
DENYING = ("unless", "unless and until", "except if", "until", "till", "without")
Shape = tuple[tuple[str, ...], bool]


def _by_first() -> dict[str, list[Shape]]:
    """Connectives with whether they negate, by their first word, the longest first."""
    shapes = [(tuple(c.split()), c in DENYING) for c in (*AFFIRMING, *DENYING)]
    found: dict[str, list[Shape]] = {}
    for shape in sorted(shapes, key=lambda pair: -len(pair[0])):
        found.setdefault(shape[0][0], []).append(shape)
    return found


CONNECTIVES = _by_first()
#: Connectives before a noun phrase.
NOMINAL = frozenset({"of", "without", "for", "to", "on"})
NEGATIVE = words("not no never won't wouldn't cannot nothing nobody neither nor")
#: Words before "if" that make it a question or a comparison, and words after it that fix it.
ASKING = words(
    "ask asks asked asking wonder wonders wondered wondering know knows knew known see unclear "
    "unsure sure question doubt doubts doubted determine decide check as even say tell told "
    "what matter clear find learn verify asking"
)
#: Verbs that open a condition ahead of their subject, and what stands before one that is free to.
INVERTED = words("should were had")
FREEING = STOPS | {",", "and", "but", "that"}
FIXED = words("any anything ever possible necessary so needed not anyone required")
#: Connectives of what mostly will happen; they limit what somebody binds himself to, no forecast.
TEMPORAL = words("once as the before")


@dataclass(frozen=True, slots=True)
class Conditional:
    """Half-open term runs of one sentence: joined conditions, and what follows from them.

    verb: the term that binds or foresees, where the consequence has one.
    """

    conditions: tuple[Run, ...]
    negated: bool
    consequence: tuple[Run, ...]
    verb: int | None
    temporal: bool = False


#: First words of what may open a condition.
FIRST_WORDS = frozenset([*CONNECTIVES, *INVERTED])


def opened(found: Terms, at: int) -> tuple[int, bool] | None:
    """Terms that a connective at `at` takes, and whether it negates."""
    word = found[at].lower
    for shape, negates in CONNECTIVES.get(word, ()):
        if tuple(t.lower for t in found[at : at + len(shape)]) == shape:
            return (len(shape), negates) if _conditional(found, at, len(shape)) else None
    ahead = found[at + 1] if word in INVERTED and at + 1 < len(found) else None
    if ahead is None or not (ahead.lower in OPENERS or ahead.capital or at == 0):
        return None
    if (
        word == "should"
        and found[-1].lower != "?"
        and (at == 0 or found[at - 1].lower not in PERSONAL)
    ):
        return 1, False
    free = at == 0 or found[at - 1].lower in FREEING
    if word == "were" and free and any(t.lower == "to" for t in found[at + 2 : at + 9]):
        return 1, False
    if word == "had" and free and _would(found[at:]):
        return 1, False
    return None


def _would(found: Terms) -> bool:
    return any(t.lower in ("would", "'d", "wouldn't", "could", "might") for t in found)


def _conditional(found: Terms, at: int, length: int) -> bool:
    """Whether a connective opens a condition here, not a question, a date or a set phrase."""
    word, begin = found[at].lower, at + length
    before = found[at - 1].lower if at else ""
    ahead = found[begin].lower if begin < len(found) else ""
    clause = finite(found[begin : begin + 14])
    match word:
        case "if":
            fits = before not in ASKING and ahead not in FIXED
        case "before":
            fits = clause and _promised(found[:at])
        case "once" | "assuming":
            fits = clause
        case "until" | "till":
            fits = clause or (_denied(found[:at]) and ahead in ("a", "an", "all", "every"))
        case "provided" if length == 1:
            opens = ahead in OPENERS or (begin < len(found) and found[begin].capital)
            fits = opens and (before in ("", ",", "only") or _binding(found[: at - 1]))
        case "without" if at == 0:
            fits = any(t.lower == "," or t.piece for t in found)
        case "without":
            near = found[max(0, at - 12) : at]
            fits = _denied(near) and _binding(found[:at]) and not ahead.endswith("ing")
        case _:
            fits = True
    return bool(ahead) and fits


def _denied(found: Terms) -> bool:
    return any(t.lower in NEGATIVE for t in found)


def _binding(found: Terms) -> bool:
    return any(binds(found, k) for k in range(len(found)))


def _promised(found: Terms) -> bool:
    """Whether the speaker says "I will" or "we won't" just before."""
    return any(
        t.lower in ("i", "we") and found[k + 1].lower in ("will", "'ll", "won't", "shall")
        for k, t in enumerate(found[:-1])
    )
