"""What the knowledge base says of an article's names and offices, at the article's date."""

from __future__ import annotations

from functools import cache

from onrecord.read.lexicon import PARTICLES
from onrecord.world.entities import Entity
from onrecord.world.knowledge import World

#: States where the family name comes first, so that the first word tells of no gender.
FAMILY_FIRST = frozenset(
    ["state:CHN", "state:TWN", "state:KOR", "state:PRK", "state:VNM", "state:KHM"]
)


class Known:
    """Look-ups in the knowledge base for one article; nothing is read before it is asked."""

    def __init__(self, published: str | None) -> None:
        self.published = published
        self.world = World.open()

    def seat(self, name: str) -> Entity | None:
        """The state or body that a capital or a building of that name stands for."""
        found = self.world.named(name) if self.world.is_metonym(name) else ()
        return found[0] if len(found) == 1 else None

    def named(self, name: str) -> Entity | None:
        """The one entity that a name can mean; None when it can mean none or several."""
        found = self.world.named(name, self.published)
        return found[0] if len(found) == 1 else None

    def surnamed(self, name: str) -> Entity | None:
        """The person in office about the article's date who goes by a bare surname."""
        if self.published is None:
            return None
        found = [e for e in self.world.named(name, self.published) if e.kind == "person"]
        return found[0] if found and found[0].name.lower().endswith(name.lower()) else None

    def holder(self, phrase: str) -> Entity | None:
        """The person who held the office that a phrase describes at the article's date."""
        if self.published is None:
            return None
        answer = self.world.described(phrase, self.published)
        people = {t.person for t in answer.tenures} if answer.status == "known" else set()
        return self.world.entity(people.pop()) if len(people) == 1 else None

    def offices(self, name: str) -> list[frozenset[str]]:
        """Descriptions of a person by the offices held at the article's date, as `canonical` words."""
        entity = self.named(name) if self.published else None
        if entity is None or entity.kind != "person" or self.published is None:
            return []
        found: list[frozenset[str]] = []
        for office, _ in self.world.offices_of(entity.key, self.published):
            body = self.world.entity(office.body)
            words = (
                []
                if body is None
                else [f"@{body.name}"]
                if body.kind == "state"
                else body.name.lower().split()
            )
            found += [frozenset([*noun.split(), *words]) for noun in office.nouns]
        return found

    def family(self, word: str) -> bool:
        """Whether a lower-case word is a family name that comes first in known persons' names."""
        return word in _family_names(self.world)

    def gender(self, name: str) -> str | None:
        """The gender of a person: one known by that name, else of all known with that first name."""
        entity = self.named(name)
        if entity is not None and entity.gender:
            return entity.gender
        first = name.lower().split()[0]
        return (
            None
            if first.endswith(".") or self.family(first)
            else _first_names(self.world).get(first)
        )


def first_name(word: str) -> bool:
    """Whether a lower-case word is the first name of several known persons of one gender."""
    return word not in PARTICLES and word in _first_names(World.open())


def fill() -> None:
    """Build the tables that every article is looked up in, which otherwise its first one does."""
    world = World.open()
    world.named("-")
    world.office("the president")
    first_name("-")
    _family_names(world)


@cache
def _family_names(world: World) -> frozenset[str]:
    """Lower-case first words of the names of persons from states where the family name leads."""
    people = world.actors.persons()
    return frozenset(name.lower().split()[0] for name, _, state in people if state in FAMILY_FIRST)


@cache
def _first_names(world: World) -> dict[str, str]:
    """Genders of first names that known persons of one gender alone have."""
    found: dict[str, list[str]] = {}
    for name, gender, state in world.actors.persons():
        if gender and state not in FAMILY_FIRST:
            found.setdefault(name.lower().split()[0], []).append(gender)
    # One bearer proves nothing: the best known Vivian is a man.
    return {
        name: genders[0]
        for name, genders in found.items()
        if len(genders) > 1 and len(set(genders)) == 1
    }
