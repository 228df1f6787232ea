"""Where a run of capitalised words that may be a name starts and ends.

A run may hold particles ("Ursula von der Leyen") and, in names of bodies, "of", "for", "and",
"the" ("Organization for Security and Co-operation in Europe").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from onrecord.read import lexicon as lex
from onrecord.read.tokens import Token
from onrecord.world.knowledge import World
from onrecord.world.states import is_demonym, state_named

PAIR = 2
#: Words of a state's name at most.
STATE = 4
LEADING = lex.TITLES | lex.BODIES
#: Nouns that a sentence may open with, with a capital, and that are no names alone.
COMMON = lex.DOCUMENTS | lex.PEOPLE | lex.PERSONS | lex.THINGS
LINKING = lex.PARTICLES | {"the"}
#: Titles that are no part of a body's name.
APART = lex.TITLES - {"defence", "defense", "prevention"}


def opens(cut: Sequence[Token], i: int, first: bool, common: set[str], inner: set[str]) -> bool:
    """Whether a name starts at token `i`; a sentence's first capital needs a reason of its own."""
    t = cut[i]
    tabled = state_named(t.text) or t.lower in lex.ACRONYMS
    starter = t.lower in lex.STARTERS and not (t.text.isupper() and len(t.text) > 1 and tabled)
    if starter or not t.capital or (t.lower in lex.CALENDAR and t.text != "May"):
        return False
    follows = extend(cut, i) > i + 1
    pair = f"{t.lower} {cut[i + 1].lower}" if follows else t.lower
    if not first or known(t.text) or known(pair):
        return True
    if t.lower in LEADING or t.text in inner:
        return t.text in inner or follows
    plural = t.lower[:-1] if t.lower.endswith("s") else ""
    if not follows and (t.lower in COMMON or plural in lex.BODIES):
        return False
    says = i + 1 < len(cut) and cut[i + 1].lower in ("said", "says", "told")
    plain = t.lower in common or t.lower.endswith(("ly", "ing"))
    return (says or not plain) and (follows or not t.lower.endswith(("ed", *lex.AGENT_ENDINGS)))


@lru_cache(65536)
def known(words: str) -> bool:
    """Whether words are the name, an adjective or a seat of a state or body."""
    return bool(state_named(words) or is_demonym(words) or World.open().is_metonym(words))


def extend(cut: Sequence[Token], i: int) -> int:
    """Index after the last token of the run that starts at `i`."""
    j = i + 1
    while j < len(cut):
        if step := _owned(cut, j):
            j += step
            continue
        if not _adjacent(cut[j - 1], cut[j]):
            break
        t = cut[j]
        if (
            t.capital
            and (t.lower not in lex.CALENDAR or _surname(cut, j))
            and t.text not in ("I", "The")
        ):
            j += 1
            continue
        step = _link(cut, i, j)
        if not step:
            break
        j += step
    return j


def _adjacent(left: Token, right: Token) -> bool:
    return left.sentence == right.sentence and right.start - left.end <= 1 and not left.possessive


def _owned(cut: Sequence[Token], j: int) -> int:
    """How many tokens at `j` go on with a body's name behind a possessive: "Transport Workers' Union"."""
    owner = cut[j - 1]
    mark = cut[j].text in ("'", "’")
    ahead = cut[j + mark : j + mark + 2]
    many = owner.lower.endswith("s") or owner.lower in ("women", "men", "people", "children")
    # "The Prime Minister's Office"
    many = many or owner.lower in lex.TITLES | {"ombudsman"}
    if not (owner.possessive and owner.capital and many and ahead) or known(owner.text):
        return 0
    close = ahead[0].sentence == owner.sentence and ahead[0].start - owner.end <= len("'s ")
    body = any(t.capital and t.lower in lex.BODIES for t in ahead)
    return 1 + mark if close and body and ahead[0].capital else 0


def _surname(cut: Sequence[Token], j: int) -> bool:
    """Whether a month's name goes on a person's: "Theresa May", not "Washington May 5"."""
    dated = j + 1 < len(cut) and cut[j + 1].text[0].isdigit()
    return cut[j].text in ("May", "August", "June", "April") and not dated


def _link(cut: Sequence[Token], i: int, j: int) -> int:
    """How many lower-case words at `j` join the run to the capital after them."""
    step = 1
    while j + step < len(cut) and step < 3 and cut[j + step].lower in LINKING:
        step += 1
    ahead = j + step
    if ahead >= len(cut) or not cut[ahead].capital or cut[ahead].lower in lex.CALENDAR:
        return 0
    if not all(_adjacent(cut[k], cut[k + 1]) for k in range(j - 1, ahead)):
        return 0
    word, run = cut[j].lower, {t.lower for t in cut[i:j]}
    last = cut[j - 1].lower
    body = bool(run & lex.BODIES)
    joins = {
        "of": (body and last not in lex.TITLES)
        or (last in lex.TITLES and cut[ahead].lower in lex.PORTFOLIOS)
        or (last in lex.TITLES and _before_name(cut, ahead)),
        "for": last in lex.BODIES,
        "on": last in lex.BODIES,
        "against": last in lex.BODIES,
        "in": body and bool(run & {"for", "of"}) and cut[ahead].lower in lex.REGIONS,
        "and": _joins_body(cut, i, j, ahead),
        "&": _joins_body(cut, i, j, ahead),
    }
    # A body before a title is the title's: "European Commission President Ursula von der Leyen".
    titled = max((k for k in range(i, j) if cut[k].lower in lex.TITLES), default=i - 1)
    named = {t.lower for t in cut[titled + 1 : j]}
    return step if joins.get(word, word in lex.PARTICLES and not named & lex.BODIES) else 0


def _before_name(cut: Sequence[Token], at: int) -> bool:
    """Whether a state at token `at` stands right before a name: "President of Ghana Ann Lee"."""
    size = state_size([t.text for t in cut[at : at + STATE]])
    behind = at + size
    if not size or behind >= len(cut) or not _adjacent(cut[behind - 1], cut[behind]):
        return False
    t = cut[behind]
    other = t.lower in LEADING or t.lower in lex.CALENDAR or t.lower in lex.STARTERS
    return t.capital and not other


def state_size(words: Sequence[str]) -> int:
    """How many of the first words are the name of a state; 0 when none are."""
    sizes = range(min(STATE, len(words)), 0, -1)
    return next((k for k in sizes if state_named(" ".join(words[:k]))), 0)


def _joins_body(cut: Sequence[Token], i: int, j: int, ahead: int) -> bool:
    """Whether "and" stands inside one body's name rather than between two names."""
    run = [t.lower for t in cut[i:j]]
    if ahead > j + 1 or state_named(cut[ahead].text) or cut[ahead].lower in APART:
        return False
    if {"of", "for"} & set(run) and set(run) & lex.BODIES and not cut[ahead].text.isupper():
        return not state_named(run[-1])
    last = ahead
    while last + 1 < len(cut) and cut[last + 1].capital and _adjacent(cut[last], cut[last + 1]):
        last += 1
    if (
        len(run) == PAIR
        and run[-1] in lex.BODIES
        and last > ahead
        and cut[last].lower in lex.BODIES
    ):
        # "the Defence Ministry and Coast Guard" are two.
        return False
    tabled = known(run[0]) or cut[i].text.isupper()
    # "The Independent Electoral and Boundaries Commission": no two persons follow "the".
    one = len(run) == 1 or (len(run) == PAIR and i > 0 and cut[i - 1].lower == "the")
    return one and not tabled and last > ahead and cut[last].lower in lex.BODIES
