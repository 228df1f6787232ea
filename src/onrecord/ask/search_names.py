"""A name, key or number that a person gives → the actors of the store that it can mean."""

from __future__ import annotations

from onrecord.errors import NotInStore
from onrecord.store import Store
from onrecord.store.listing import ActorRow
from onrecord.world import World


def actors_of(store: Store, given: str, on: str | None = None) -> list[ActorRow]:
    """The actors that a name can mean, those with most statements first.

    given: a number of the store (12), a key (person:vladimir-putin), a name (Putin), or a
    description that the knowledge base resolves on a date (the Russian president).
    Raises NotInStore (R807) when the store has none, ValueError when `on` is no date.
    """
    plain = given.strip()
    if _is_number(plain):
        return [store.actor(int(plain))]
    found = store.actors(plain)
    if not found:
        found = [actor for key in _keys(plain, on) for actor in store.actors(key)]
    if not found:
        raise _nobody(plain)
    return found


def numbers_of(store: Store, given: str, on: str | None = None) -> list[int]:
    """The numbers under which the index knows these actors, merged ones too; raises as above."""
    plain = given.strip()
    if _is_number(plain):
        actor = store.actor(int(plain))
        return [actor.id, *actor.absorbed]
    found = store.actor_numbers(plain)
    if not found:
        found = [number for key in _keys(plain, on) for number in store.actor_numbers(key)]
    if not found:
        raise _nobody(plain)
    return found


def _is_number(given: str) -> bool:
    return given.isascii() and given.isdigit() and len(given) < 19


def _nobody(given: str) -> NotInStore:
    return NotInStore(
        f"nobody in the store is called {given[:80]!r}",
        "Check the spelling, or search for the name as words",
    )


def _keys(name: str, on: str | None) -> list[str]:
    world = World.open()
    keys = [entity.key for entity in world.named(name, on)]
    if not keys and on:
        keys = [tenure.person for tenure in world.described(name, on).tenures]
    return keys
