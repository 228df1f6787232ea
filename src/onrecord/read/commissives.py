"""Words that name what somebody binds himself to, wherever they stand: "vowed to …", "a pledge to …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.read.clauses import AUXILIARIES, PERSONAL, STOPS, Terms, clause_end, trimmed
from onrecord.read.lexicon import words
from onrecord.read.undertakings import spoken
from onrecord.records import CommitmentKind

Run = tuple[int, int]


def _by_form(forms: dict[CommitmentKind, str]) -> dict[str, CommitmentKind]:
    return {form: kind for kind, listed in forms.items() for form in listed.split()}


#: Verbs before an infinitive, by what they make of it.
VERBS = _by_form({
    "promise": "promise promises promised promising pledge pledges pledged pledging vow vows vowed "
    "vowing swore undertakes undertook undertaken guaranteed agreed agrees obliges binds commits",
    "refusal": "refuse refuses refused refusing declines declined declining",
    "threat": "threaten threatens threatened threatening",
    "offer": "offer offers offered offering volunteered",
})  # fmt: skip
#: Nouns before an infinitive, behind a determiner or a possessor.
NOUNS = _by_form({
    "promise": "promise promises pledge pledges vow vows commitment undertaking readiness determination",
    "refusal": "refusal unwillingness",
    "threat": "threat threats",
    "offer": "offer offers willingness",
})  # fmt: skip
#: Verbs whose object alone says what is promised.
GIVING = words("promised pledged offered")
#: Before a verb these make it no deed, or one that may never be.
UNREAL = words(
    "to would could may might should must can if not never will 'll didn't doesn't don't won't or"
)
POSSESSIVE = words("his her its their our my your")
DETERMINED = POSSESSIVE | words("the a an this that these those any no some such")
#: What cannot open what is promised.
EDGES = STOPS | words(
    "by with to in on at from for under and or but as that which who if unless until while so not "
    "because than , . ? ! … himself herself itself themselves"
)
HALTS = STOPS | words("that which who and or but if unless because while , . ? ! …")
#: Heads that are given and bind to nothing.
GIVEN = words(
    "no view details explanation comment glimpse condolences apology apologies praise advice evidence "
    "account insight prayers sympathy congratulations thanks clues few little example hint"
)
RECEIVERS = words("me us them him you")


@dataclass(frozen=True, slots=True)
class Named:
    """A half-open term run that somebody binds himself to, the term that says so, and the kind."""

    run: Run
    at: int
    kind: CommitmentKind


def commissives(found: Terms) -> Iterator[Named]:
    """What every verb or noun of binding oneself names, in text order."""
    k = 0
    while k < len(found):
        one = _named(found, k)
        if one is not None:
            yield one
        k = one.run[1] if one is not None else k + 1


def _named(found: Terms, at: int) -> Named | None:
    word = found[at].lower
    before = found[at - 1].lower if at else ""
    owned = before in POSSESSIVE or before in ("'s", "'", "’")
    noun = word in NOUNS and (owned or before in DETERMINED or word not in VERBS)
    kind = NOUNS[word] if noun else VERBS.get(word)
    if kind is None or before in UNREAL or (noun and kind == "threat" and not owned):
        return None
    to = _infinitive_at(found, at)
    if to is not None:
        run = trimmed(found, to, clause_end(found, to + 1, len(found)))
        idle = kind == "refusal" and spoken(found[to + 1 : run[1]])
        return None if idle or run[1] < to + 2 else Named(run, at, kind)
    ahead = found[at + 1].lower if at + 1 < len(found) else ""
    begin = at + 1 + (ahead in RECEIVERS)
    counted = word != "offered" and (ahead in DETERMINED - {"that", "this"} or ahead[:1] in "$€£")
    if noun or word not in GIVING or not (ahead in RECEIVERS or counted):
        return None
    if any(t.lower == "that" for t in found[begin : begin + 6]):
        return None
    run = trimmed(found, begin, _phrase_end(found, begin))
    return Named(run, at, kind) if run[1] > run[0] else None


def _infinitive_at(found: Terms, at: int) -> int | None:
    """The "to" of an infinitive behind a verb or noun, at most a short object between."""
    for k in range(at + 1, min(at + 6, len(found) - 1)):
        word, ahead = found[k].lower, found[k + 1]
        if word == "to":
            plain = ahead.lower not in DETERMINED | PERSONAL and not ahead.capital
            return k if plain and ahead.lower.isalpha() and not _noun(ahead.lower) else None
        if word in HALTS or word in AUXILIARIES or word in ("for", "of", "with", "not"):
            return None
    return None


def _noun(word: str) -> bool:
    """Whether a word behind "to" looks like a noun: "a commitment to stability"."""
    return word.endswith(("ity", "tion", "ness", "ism", "ment", "acy", "ance", "ence", "ing"))


def _phrase_end(found: Terms, begin: int) -> int:
    """End of an object; the same place where none begins."""
    if begin >= len(found) or found[begin].lower in EDGES | AUXILIARIES | GIVEN:
        return begin
    for k in range(begin, len(found)):
        word = found[k].lower
        if word in HALTS or word in AUXILIARIES:
            return k
    return len(found)
