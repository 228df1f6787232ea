"""Pairs of statements that cannot both stand, or that answer each other with no; with a reason.

A pair is held against words alone: it is shown to be judged, not judged.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from typing import Literal

from onrecord.ask.asserting import asserts
from onrecord.ask.happening import happening
from onrecord.ask.search import MOST, Query, search
from onrecord.ask.stance import polarity
from onrecord.ask.stems import stems
from onrecord.errors import OptionError
from onrecord.store import Store
from onrecord.store.said import Said, Who

Reason = Literal["demand refused", "claim denied", "yes and later no"]

#: The newest statements that pass the filters among which pairs are looked for.
MOST_READ = 1_000
#: Words in more of them than this share are too common to make a pair.
COMMON = 0.2
#: A word that more statements have than this brings no two together by itself.
RARE = 60
#: From which likeness of words on two statements are of one thing.
ALIKE = 0.22
#: From which likeness on a refusal is of the demand itself, whoever put it to whom.
VERY_ALIKE = 0.6
#: Fewest words that they share.
SHARED = 2
_ASKS = {
    "demand": "demanded", "request": "asked for", "propose": "proposed", "offer": "offered",
}  # fmt: skip
#: Days within which a no answers what it does not repeat.
ONE_TIME = 14
#: Characters of an article between a claim and the no that is told right behind it.
AT_ONCE = 120
_DEMAND = re.compile(
    r"\b(?:demands?|requests?|proposals?|calls?|offers?|appeals?|ultimatum)\b", re.I
)
_CLAIMS = frozenset(["state", "accuse", "confirm", "warn"])
#: Acts in which a statement can take part.
_ACTS = tuple(
    sorted({*_ASKS, *_CLAIMS, "refuse", "deny", "agree", "promise", "praise", "intend", "threaten"})
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements, the earlier one first.

    reason: what sets them against each other; why: that in words, with those who say it.
    score: by how alike their words are, how sure the acts are, whether they name each other
    and whether one is told right behind the other.
    words: stems that they share, the rarest first.
    """

    first: Said
    second: Said
    reason: Reason
    why: str
    score: float
    words: tuple[str, ...]


def contradictions(
    store: Store,
    who: str | None = None,
    *,
    topic: str = "",
    since: str | None = None,
    until: str | None = None,
    most: int = 20,
) -> list[Contradiction]:
    """Contradictions, the clearest first.

    who: an actor that says one of the two, or for whom it is said. topic: words as in a search.
    since, until: ISO days. most: 1 to 200. Raises OptionError (R201), NotInStore (R807).
    """
    if not 1 <= most <= MOST:
        raise OptionError(f"there are 1 to {MOST} pairs, not {most}", "Give another number")
    query = Query(words=topic, act=_ACTS, since=since, until=until, order="newest")
    told = _told(store, query)
    own = None
    if who is not None:
        own = {one.id for one in _told(store, replace(query, speaker=(who,), acting=True))}
    found = [
        pair
        for pair in _pairs(told)
        if own is None or pair.first.id in own or pair.second.id in own
    ]
    return sorted(found, key=lambda pair: (-pair.score, -pair.second.place))[:most]


def _told(store: Store, query: Query) -> list[Said]:
    found: list[Said] = []
    after = None
    while len(found) < MOST_READ:
        page = search(store, query, most=MOST, after=after)
        found += [one.said for one in page.found]
        after = page.following
        if after is None:
            break
    return found


def _pairs(told: Sequence[Said]) -> Iterator[Contradiction]:
    """Every pair of one thing that is at odds."""
    words = {one.id: stems(_content(one)) for one in told}
    counts = Counter(stem for own in words.values() for stem in own)
    limit = max(3, COMMON * len(told))
    weights = {
        stem: math.log(1 + len(told) / count) for stem, count in counts.items() if count <= limit
    }
    rare = {id: own & weights.keys() for id, own in words.items()}
    sums = {id: sum(weights[stem] for stem in own) for id, own in rare.items()}
    for one, other in _candidates(told, rare):
        shared = rare[one.id] & rare[other.id]
        both = sum(weights[stem] for stem in shared)
        alike = both / ((sums[one.id] + sums[other.id] - both) or 1.0)
        if len(shared) < SHARED or alike < ALIKE:
            if not _linked(one, other):
                continue
            alike = max(alike, ALIKE)
        if pair := _odds(one, other, alike):
            reason, why, bonus = pair
            sure = math.sqrt((one.act_score or 0.5) * (other.act_score or 0.5))
            ranked = tuple(sorted(shared, key=lambda stem: (-weights[stem], stem)))
            yield Contradiction(one, other, reason, why, round(alike * sure * bonus, 4), ranked)


def _candidates(
    told: Sequence[Said], words: Mapping[int, frozenset[str]]
) -> Iterator[tuple[Said, Said]]:
    """Pairs that share a word that is not common, or of which one says no to the other's side."""
    holders: dict[str, list[Said]] = defaultdict(list)
    for one in told:
        for stem in words[one.id]:
            holders[stem].append(one)
    groups: list[Iterable[tuple[Said, Said]]] = [
        combinations(g, 2) for g in holders.values() if len(g) <= RARE
    ]
    groups += [product(told, [no]) for no in told if no.act in ("refuse", "deny")]
    sides = {one.id: _sides(one) for one in told}
    seen: set[tuple[int, int]] = set()
    for group in groups:
        for one, other in group:
            if one.act == other.act or one.id == other.id:
                continue
            if not _opposite(one, other) and not sides[one.id] & sides[other.id]:
                continue
            first, second = (one, other) if one.place < other.place else (other, one)
            if (first.id, second.id) not in seen:
                seen.add((first.id, second.id))
                yield first, second


def _opposite(one: Said, other: Said) -> bool:
    """Whether one act can be a no to the other, whoever says them."""
    if "refuse" in (one.act, other.act):
        return one.act in _ASKS or other.act in _ASKS
    return "deny" in (one.act, other.act) and (one.act in _CLAIMS or other.act in _CLAIMS)


def _linked(one: Said, other: Said) -> bool:
    """Whether one says no to the other by what it is, in whatever words, at about one time.

    A refusal that names a demand, and whose it is; a denial, by whom it is said of, of a deed of
    the same kind.
    """
    if not one.day or not other.day or _days(one.day, other.day) > ONE_TIME:
        return False
    for asked, no in ((one, other), (other, one)):
        if asked.act in _ASKS and no.act == "refuse" and _names_demand(no, asked):
            return True
        if asked.act in _CLAIMS and no.act == "deny" and _sides(no) & _ids(asked.about):
            kinds = [happening([(_content(each), ())]).types for each in (asked, no)]
            if kinds[0] & kinds[1] and (asked.act == "accuse" or asserts(asked)):
                return True
    return False


def _names_demand(no: Said, asked: Said) -> bool:
    """Whether a refusal speaks of a demand of those who put this one."""
    return bool(_DEMAND.search(_content(no)) and _sides(asked) & _ids(no.about))


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _content(one: Said) -> str:
    return " ".join(span.text for span in one.content)


def _odds(one: Said, other: Said, alike: float) -> tuple[Reason, str, float] | None:
    """Why two statements of one thing are at odds, in words, and what that adds; None if not."""
    same = bool(_sides(one) & _sides(other))
    for asked, no in ((one, other), (other, one)):
        if asked.act in _ASKS and no.act == "refuse" and not same and _answers(asked, no, alike):
            why = f"{_names(no)} refused what {_names(asked)} {_ASKS[asked.act]}"
            return "demand refused", why, _bonus(asked, no)
        if asked.act in _CLAIMS and no.act == "deny" and not (same and polarity(asked) < 0):
            why = f"{_names(no)} denied what {_names(asked)} said"
            return "claim denied", why, _bonus(asked, no)
    if same and polarity(one) * polarity(other) < 0 and one.act != other.act:
        if one.article.id == other.article.id and _overlap(one, other):
            return None
        first, second = ("yes", "no") if polarity(one) > 0 else ("no", "yes")
        why = (
            f"{_names(one)} said {first} ({one.act}, {one.day or 'no date'}) "
            f"and {second} ({other.act}, {other.day or 'no date'})"
        )
        return "yes and later no", why, 1.0
    return None


def _answers(asked: Said, no: Said, alike: float) -> bool:
    """Whether a refusal is of this demand: in its very words, or by whom it was put to."""
    put_to = _ids((*asked.addressees, *asked.about))
    if alike >= VERY_ALIKE or _sides(no) & put_to:
        return True
    named = bool(_sides(asked) & _ids(no.about))
    return _names_demand(no, asked) or (named and not put_to)


def _overlap(one: Said, other: Said) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.content for b in other.content)


def _bonus(asked: Said, no: Said) -> float:
    return (1.25 if _named(asked, no) else 1.0) * (1.1 if _at_once(asked, no) else 1.0)


def _at_once(asked: Said, no: Said) -> bool:
    """Whether an article tells a no right behind what it answers."""
    if asked.article.id != no.article.id or not asked.content or not no.content:
        return False
    return 0 <= no.content[0].start - asked.content[-1].end <= AT_ONCE


def _named(one: Said, other: Said) -> bool:
    """Whether either is said to or about whoever says the other."""
    return bool(
        (_sides(one) & _ids((*other.about, *other.addressees)))
        | (_sides(other) & _ids((*one.about, *one.addressees)))
    )


def _sides(one: Said) -> frozenset[int]:
    return _ids((*one.speakers, *one.behalf))


def _ids(who: Sequence[Who]) -> frozenset[int]:
    return frozenset(each.id for each in who)


def _names(one: Said) -> str:
    return " and ".join(who.name for who in one.speakers) or "somebody"
