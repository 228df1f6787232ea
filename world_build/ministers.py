"""Foreign and defence ministers of 2003 to 2011 from CountryInfo, by month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from world_build.offices import Chain
from world_build.persons import People

SOURCE = "countryinfo"
#: The months in which CountryInfo begins and ends to tell of ministers.
FIRST, LAST = "2003-01", "2011-02"
#: Codes that CountryInfo gives to two countries, or to the wrong one.
MISCODED = frozenset({"MUS", "MOZ", "PNG", "CYP", "YUG"})
_TITLES = {
    "foreign-minister": re.compile(
        r"^(?:federal )?(?:minister (?:of|for) )?(?:foreign (?:and \w+ )?(?:affairs|relations)"
        r"|external (?:affairs|relations)|foreign minister|minister of foreign)",
        re.IGNORECASE,
    ),
    "defence-minister": re.compile(
        r"^(?:federal )?(?:minister (?:of|for) )?(?:national )?defen[cs]e(?:$| and |,)",
        re.IGNORECASE,
    ),
}
_PARTICLES = frozenset({
    "de", "da", "do", "dos", "das", "du", "di", "la", "le", "van", "von", "der", "den", "bin",
    "ibn", "ould", "wa", "y", "e",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """One person's months in one office."""

    office: str
    name: str
    since: str
    until: str


def terms(data: Path, codes: Iterable[str], told: Iterable[Chain]) -> list[Term]:
    """Terms of states by ISO code, of offices that the hand-kept chains do not tell of by then."""
    known = frozenset(codes) - MISCODED
    ours = {chain.office for chain in told if chain.steps[0][0] <= LAST}
    found = []
    for code, country in _countries(data):
        government = re.search(r"<Government>(.*?)</Government>", country, re.DOTALL)
        if government and code in known:
            lines = government[1].splitlines()
            found += [term for line in lines for term in _terms(code, line)]
    return list(_apart([t for t in sorted(set(found), key=_order) if t.office not in ours]))


def changes(data: Path) -> frozenset[tuple[str, str]]:
    """Key of the state and day of every change of its heads that CountryInfo tells of."""
    return frozenset(
        (f"state:{code}", f"{day[:4]}-{day[4:6]}-{day[6:]}")
        for code, country in _countries(data)
        for leaders in re.findall(r"<Leaders>(.*?)</Leaders>", country, re.DOTALL)
        for day in re.findall(r"\[>?(\d{8})", leaders)
    )


def _countries(data: Path) -> Iterator[tuple[str, str]]:
    text = (data / "countryinfo/CountryInfo.120116.txt").read_text("utf-8", errors="replace")
    for country in text.replace("\0", "").split("<Country>")[1:]:
        if code := re.search(r"<ISO3166-alpha3>(\w+)", country):
            yield code[1], country


def tenures(found: Iterable[Term], people: People) -> Iterator[tuple[str, ...]]:
    """Rows of tenures."""
    for term in found:
        body = f"state:{term.office.split(':')[1]}"
        key = people.add(term.name, body, SOURCE, gender="")
        yield term.office, term.since, term.until, key, SOURCE


def chains(found: Iterable[Term]) -> list[Chain]:
    """A chain without steps for each office, so that it gets its row."""
    offices = {term.office: f"state:{term.office.split(':')[1]}" for term in found}
    return [Chain(key, body, key.rpartition(":")[2], ()) for key, body in offices.items()]


def coverage(found: Iterable[Term]) -> Iterator[tuple[str, ...]]:
    """Rows of coverage: the stretches without a month that nobody is named for."""
    for office, group in groupby(found, key=lambda term: term.office):
        spans = [(term.since, term.until) for term in group]
        since, until = spans[0]
        for begins, ends in spans[1:]:
            if _months(begins) > _months(until) + 1:
                yield office, f"{since}-01", f"{until}-28", SOURCE
                since = begins
            until = max(until, ends)
        yield office, f"{since}-01", f"{until}-28", SOURCE


def _apart(found: list[Term]) -> Iterator[Term]:
    """The terms of an office without those that share more than a month with a longer one."""
    for term in found:
        rivals = (other for other in found if other is not term and other.office == term.office)
        shared = [o for o in rivals if o.since < term.until and term.since < o.until]
        if all(_length(term) > _length(other) for other in shared):
            yield term


def _length(term: Term) -> int:
    return _months(term.until) - _months(term.since)


def _months(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])


def _order(term: Term) -> tuple[str, str, str]:
    return term.office, term.since, term.name


def _terms(code: str, line: str) -> Iterator[Term]:
    """Terms of one line: `NAME_ [RUSGOVMIL 20040401 - 20050931] # Minister of Defense`."""
    plain, _, title = line.partition("#")
    name = re.match(r"\s*\{?([A-Z][A-Z_'.\-]+?)_?\s*[\}\[]", plain)
    spans = re.findall(r"\[(\w+) (?:(<)|(>))?(\d{8})(?: ?- ?(\d{8}))?\]", plain)
    parts = [part.strip() for part in title.split("&")]
    if not name or not spans or len(parts) not in (1, len(spans)):
        return
    for i, (kind, before, after, first, last) in enumerate(spans):
        called = parts[min(i, len(parts) - 1)]
        for office, pattern in _TITLES.items():
            if not pattern.search(called) or (office == "defence-minister") != kind.endswith("MIL"):
                continue
            since = FIRST if before else f"{first[:4]}-{first[4:6]}"
            until = f"{first[:4]}-{first[4:6]}" if before else f"{last[:4]}-{last[4:6]}"
            yield Term(
                f"office:{code}:{office}", _spelled(name[1]), since, LAST if after else until
            )


def _spelled(name: str) -> str:
    """`DOMINIQUE_DE_VILLEPIN` as news writes it."""
    words = [word for word in name.split("_") if word]
    return " ".join(_word(word.lower(), i) for i, word in enumerate(words))


def _word(word: str, place: int) -> str:
    if place and word in _PARTICLES:
        return word
    if word.startswith("al-"):
        return "al-" + word[3:].capitalize()
    word = re.sub(r"(?:^|[-'])[a-z]", lambda start: start[0].upper(), word)
    return re.sub(r"^Mc([a-z])", lambda start: "Mc" + start[1].upper(), word)
