"""How often the knowledge base names the right heads: `python -m evaluation.world --data FOLDER`.

Draws UN members, dates from 1995 to 2025 and roles with a fixed seed, and holds the answer against
other data sets (`evaluation/world_sources.py`). A draw is right when at least one set names the
same person and no more sets name another; an unknown answer is wrong where a set has one; a draw
of which no set says anything is not counted. `--audit` lists every contradiction in all years.
"""

from __future__ import annotations

import argparse
import datetime
import difflib
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.world_sources import Claim, claims
from onrecord.world import Entity, World
from onrecord.world.spelling import folded

SEED = 20220108
DRAWS = 200
FIRST, LAST = datetime.date(1995, 1, 1), datetime.date(2025, 12, 31)
ROLES = ("head-of-state", "head-of-government")
#: Roles that a mere "leader" of another set can mean.
LEADING = (*ROLES, "leader")
#: How alike two spellings of one name are at least.
ALIKE = 0.75
_TITLES = frozenset({
    "president", "prime", "minister", "king", "queen", "sheikh", "sir", "al", "el", "de", "da",
    "dos", "the", "of", "and", "chancellor", "premier", "general", "prince", "emir", "sultan",
    "bin", "ibn",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draw:
    """One question, what the knowledge base says, and which sets agree or contradict."""

    state: str
    role: str
    day: str
    said: tuple[str, ...]
    agree: tuple[Claim, ...]
    against: tuple[Claim, ...]

    @property
    def checked(self) -> bool:
        """Whether any set says something of it."""
        return bool(self.agree or self.against)

    @property
    def right(self) -> bool:
        """Whether the sets agree with the answer."""
        return bool(self.said) and len(self.agree) >= len(self.against)


class Checker:
    """The knowledge base beside the claims of other sets."""

    def __init__(self, data: Path) -> None:
        self._world = World.open()
        keys = [m.member for m in self._world.members("org:UN", LAST)]
        self._states = {key: state for key in keys if (state := self._world.entity(key))}
        names = {
            name.lower(): key.partition(":")[2]
            for key, state in self._states.items()
            for name in (state.name, *state.aliases, *(f"The {n}" for n in state.aliases))
        }
        self._claims: dict[str, list[Claim]] = {}
        for claim in claims(data, names):
            self._claims.setdefault(f"state:{claim.state}", []).append(claim)

    def draws(self, number: int, seed: int) -> Iterator[Draw]:
        """Random questions with their checks."""
        chance = random.Random(seed)
        for _ in range(number):
            day = FIRST + datetime.timedelta(chance.randrange((LAST - FIRST).days + 1))
            # A state that was no member yet is drawn again.
            members = [m.member for m in self._world.members("org:UN", day)]
            yield self.check(chance.choice(members), chance.choice(ROLES), day.isoformat())

    def audit(self) -> Iterator[Draw]:
        """Every contradicted answer, by half-year."""
        for state in self._states:
            for role in ROLES:
                for year in range(FIRST.year, LAST.year + 1):
                    for rest in ("03-10", "09-10"):
                        draw = self.check(state, role, f"{year}-{rest}")
                        if draw.checked and not draw.right:
                            yield draw

    def check(self, state: str, role: str, day: str) -> Draw:
        """One question with its check; a claim of a mere leader counts for the role that fits."""
        said = self._holders(state, role, day)
        others = [
            n for r in LEADING if r != role for n in self._names(self._holders(state, r, day))
        ]
        agree, against = [], []
        for claim in self._claims.get(state, ()):
            if not claim.since <= day < claim.until or claim.role not in (role, "leader"):
                continue
            if any(alike(claim.name, name) for name in self._names(said)):
                agree.append(claim)
            elif claim.role == role or not any(alike(claim.name, name) for name in others):
                against.append(claim)
        names = tuple(entity.name for entity in said)
        return Draw(state, role, day, names, tuple(agree), tuple(against))

    def _holders(self, state: str, role: str, day: str) -> list[Entity]:
        office = self._world.offices.get(f"office:{state.partition(':')[2]}:{role}")
        answer = self._world.answer(office, day) if office else None
        tenures = answer.tenures if answer else ()
        return [person for t in tenures if (person := self._world.entity(t.person))]

    @staticmethod
    def _names(persons: Iterable[Entity]) -> list[str]:
        return [name for person in persons for name in (person.name, *person.aliases)]


def alike(one: str, other: str) -> bool:
    """Whether two names share a word, however transliterated, that is no title or particle."""
    return any(
        difflib.SequenceMatcher(None, a, b).ratio() >= ALIKE
        for a in _words(one)
        for b in _words(other)
    )


def _words(name: str) -> list[str]:
    words = re.findall(r"[a-z']+", folded(name))
    return [w.replace("'", "") for w in words if len(w) > 1 and w not in _TITLES]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the percentage, what is wrong, and how much could be checked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the other data sets")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--audit", action="store_true", help="list every contradiction instead")
    options = parser.parse_args(arguments)
    checker = Checker(options.data)
    drawn = list(checker.audit() if options.audit else checker.draws(options.draws, options.seed))
    checked = [draw for draw in drawn if draw.checked]
    right = sum(draw.right for draw in checked)
    for draw in checked:
        if not draw.right:
            others = ", ".join(f"{c.source}: {c.name} {c.since}" for c in draw.against)
            print(
                f"{draw.state} {draw.role} {draw.day}: {', '.join(draw.said) or 'unknown'}; {others}"
            )
    if not options.audit:
        share = 100 * right / max(len(checked), 1)
        print(f"{share:.1f} % right: {right} of {len(checked)} checked, of {len(drawn)} draws")


if __name__ == "__main__":
    main()
