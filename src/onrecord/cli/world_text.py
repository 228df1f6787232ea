"""What `onrecord world show` finds, and how it reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.world import Answer, Coverage, Entity, Membership, Office, Tenure, World
from onrecord.world.dates import FOREVER
from onrecord.world.knowledge import today

#: Most members that are named one by one.
MOST_MEMBERS = 60


@dataclass(frozen=True, slots=True)
class Card:
    """One entity and what holds of it on the date."""

    entity: Entity
    offices: tuple[tuple[Office, Tenure], ...]
    heads: tuple[tuple[Office, Tenure], ...]
    members: tuple[Membership, ...]
    member_of: tuple[Membership, ...]
    coverage: tuple[Coverage, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer to a question: of an office, or the entities of a name.

    names: by key, of what is spoken of. sources: names of sources by the `source` of a row.
    """

    query: str
    on: str
    answer: Answer | None
    cards: tuple[Card, ...]
    names: dict[str, str]
    sources: dict[str, tuple[str, ...]]


def look_up(query: str, on: str | None, files: Sequence[Path]) -> Shown:
    """What a name, key or description means on a date, today where there is none.

    Raises ValueError for what is no date, WorldError (R501) for a file that does not fit.
    """
    world = World.open(*files)
    day = on or today()
    entity = world.entity(query)
    answer = None if entity else world.described(query, day)
    entities: tuple[Entity, ...] = (entity,) if entity else ()
    if answer and answer.office is None and (candidates := world.named(query, day)):
        answer, entities = None, candidates
    cards = tuple(_card(world, each, day) for each in entities)
    keys = {
        t.person for t in (*(answer.tenures if answer else ()), *(answer.last if answer else ()))
    }
    for card in cards:
        keys |= {tenure.person for _, tenure in card.heads}
        keys |= {m.member for m in card.members} | {m.organisation for m in card.member_of}
        keys |= {card.entity.part_of} if card.entity.part_of else set()
    names = {key: found.name for key in sorted(keys) if (found := world.entity(key))}
    told = {t.source for t in answer.tenures} if answer else set()
    told |= {card.entity.source for card in cards}
    sources = {source: world.sources(source) for source in sorted(told)}
    return Shown(query, day, answer, cards, names, sources)


def _card(world: World, entity: Entity, day: str) -> Card:
    heads = [
        (office, tenure)
        for office in world.offices_at(entity.key)
        if office.rank <= 1
        for tenure in world.holders(office, day)
    ]
    return Card(
        entity,
        world.offices_of(entity.key, day),
        tuple(heads),
        world.members(entity.key, day),
        world.memberships(entity.key, day),
        world.coverage(entity.key),
    )


def text_of(shown: Shown) -> str:
    """The lines for people."""
    lines = list(_answer(shown, shown.answer)) if shown.answer else []
    for card in shown.cards:
        lines += [*([""] if lines else []), *_entity(shown, card)]
    return "\n".join(lines)


def _answer(shown: Shown, answer: Answer) -> Iterator[str]:
    office = answer.office
    if answer.status == "unknown" or office is None:
        yield f"unknown: {answer.reason}"
        for tenure in answer.last:
            yield f"last known: {shown.names[tenure.person]}, {_since(tenure)}"
        return
    if answer.status == "vacant":
        yield f"nobody: {office.name} was vacant on {shown.on}"
    for tenure in answer.tenures:
        yield f"{shown.names[tenure.person]}  {tenure.person}"
        yield f"  {office.name} {_since(tenure)}"
        yield f"  source: {'; '.join(shown.sources[tenure.source])}"
    for coverage in answer.coverage:
        yield f"  known for {_time(coverage)}, {coverage.of}"


def _entity(shown: Shown, card: Card) -> Iterator[str]:
    entity = card.entity
    ids = [entity.key, *([entity.wikidata] if entity.wikidata else [])]
    yield f"{entity.name}  {' '.join(ids)}"
    if entity.aliases:
        yield f"  also {', '.join(entity.aliases)}"
    if entity.part_of:
        yield f"  of {shown.names.get(entity.part_of, entity.part_of)}"
    for office, tenure in card.offices:
        yield f"  {office.name} {_since(tenure)}, source: {tenure.source}"
    for office, tenure in card.heads:
        yield f"  {office.name}: {shown.names[tenure.person]}, {_since(tenure)}"
    if card.members:
        named = [shown.names[m.member] for m in card.members[:MOST_MEMBERS]]
        more = len(card.members) - len(named)
        count = "1 member" if len(card.members) == 1 else f"{len(card.members)} members"
        yield f"  {count} on {shown.on}: {', '.join(named)}" + (
            f" and {more} more" if more > 0 else ""
        )
    for coverage in card.coverage:
        yield f"  members known for {_time(coverage)}"
    if card.member_of:
        yield f"  member of {', '.join(shown.names[m.organisation] for m in card.member_of)}"
    yield f"  source: {'; '.join(shown.sources[entity.source])}"


def _time(coverage: Coverage) -> str:
    return (
        f"{coverage.since} and after"
        if coverage.until >= FOREVER
        else f"{coverage.since} to {coverage.until}"
    )


def _since(tenure: Tenure) -> str:
    return f"from {tenure.since} to {tenure.until}" if tenure.until else f"since {tenure.since}"
