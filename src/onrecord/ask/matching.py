"""How well what is told fits what is asked: by who, by kind of event, by words."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.ask.happening import HOSTILE, Happening, Party

#: What each agreement counts for; those that a question does not ask for are left out.
PARTIES, KIND, WORDS = 0.4, 0.3, 0.3
#: Of an event that is near to the one that is asked for, or whose kind is left open.
NEAR = 0.6
#: Of somebody who is there, in another part than was asked.
OTHER_PART = 0.25
#: Of somebody whom the words leave out, but their teller speaks for, of or to.
TOLD_OF = 0.5
#: Of a word that stands beside the words themselves.
BESIDE = 0.4
#: Taken away where the deed is told in other words.
SAME_DEED = 0.05
#: Of somebody of the same article, as far as the words name nobody and nothing else.
THERE = 0.3


@dataclass(frozen=True, slots=True)
class Match:
    """How well something fits, 0 to 1, how well its parties do, 1 where none is asked for; and why."""

    score: float
    parties: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What words may mean without naming it.

    near: who speaks, would act, or is aimed at. far: everybody in the article. words: stems of
    what stands beside the words themselves.
    """

    near: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def match(asked: Happening, told: Happening, around: Around = Around()) -> Match | None:
    """Hold what is told against what is asked; None when they do not fit.

    They do not fit when none of the parties asked for can be meant, nor when neither the kind of
    event nor a word agrees.
    """
    why: list[str] = []
    whole = total = 0.0
    share = 1.0
    common = asked.rest & (told.rest | told.deed)
    if asked.parties:
        free = len(common) / len(told.rest) if told.rest else 1.0
        shares = [_party(party, told, around, free) for party in asked.parties]
        share = sum(shares) / len(shares)
        if not share:
            return None
        whole, total = whole + PARTIES, total + PARTIES * share
        why.append(f"parties {share:.2f}")
    kind = _kind(asked, told)
    if asked.types or asked.open:
        whole, total = whole + KIND, total + KIND * kind
        if kind:
            why.append(f"kind of event {kind:.2f}")
    beside = (asked.rest - common) & around.words
    if asked.rest:
        agreed = (len(common) + BESIDE * len(beside)) / len(asked.rest)
        whole, total = whole + WORDS, total + WORDS * agreed
    alike = common | (asked.deed & told.deed)
    if alike:
        why.append(f"words {', '.join(sorted(alike))}")
    if beside:
        why.append(f"beside it {', '.join(sorted(beside))}")
    if not kind and not common and not beside:
        return None
    # Of two that fit alike, the one in the same words goes first.
    score = total / whole - SAME_DEED * (not asked.deed & told.deed) * bool(asked.deed)
    return Match(round(score, 4), share, tuple(why))


def _party(asked: Party, told: Happening, around: Around, free: float) -> float:
    best = 0.0
    for party in told.parties:
        if asked.keys & party.keys:
            unsaid = asked.role is None or party.role is None
            best = max(best, 1.0 if unsaid or asked.role == party.role else OTHER_PART)
    if best:
        return best
    if asked.keys & around.near:
        return TOLD_OF
    return THERE * free if asked.keys & around.far and not told.parties else 0.0


def _kind(asked: Happening, told: Happening) -> float:
    if asked.types & told.types:
        return 1.0
    if asked.deed & told.rest:
        return NEAR  # One word of it, with an object that leaves the kind open.
    hostile = bool(asked.types & HOSTILE) or asked.open
    return NEAR if hostile and (told.open or told.types & HOSTILE) else 0.0
