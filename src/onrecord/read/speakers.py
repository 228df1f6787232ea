"""Who speaks: each attribution's source to actors of the article, by rules, or to nobody.

A source that the rules cannot settle stays without speakers: no guess is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.about import concerned
from onrecord.read.addressees import addressed
from onrecord.read.characters import Character
from onrecord.read.context import Said
from onrecord.read.events.find import deeds
from onrecord.read.events.parties import Done, Finder
from onrecord.read.layers import Layers
from onrecord.read.linking import Linked, Linking
from onrecord.read.references import References
from onrecord.read.resolver import Resolver
from onrecord.read.segment import Word
from onrecord.read.tagged import tags
from onrecord.records import Actor, Mention

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One attribution as half-open character offsets; `content` has one entry a contiguous piece."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Parties:
    """Ids of the actors of one statement, in text order; empty when unsettled."""

    speakers: tuple[str, ...]
    addressees: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actors of an article, a1, a2, … in order of first mention, each statement's, and deeds'."""

    actors: tuple[Actor, ...]
    parties: tuple[Parties, ...]
    deeds: tuple[Done, ...] = ()


def resolve(
    text: str,
    found: Sequence[Word],
    spoken: Sequence[Spoken],
    layers: Layers | None = None,
    published: str | None = None,
    *,
    acts: Sequence[str] | None = None,
) -> Resolution:
    """Find the actors of an article, who speaks in each of its attributions, and who did what.

    found: the words of `text`. layers: what the encoder says of them; without it, rules alone
    decide. published: the date at which offices are looked up. acts: the label of each
    attribution's act; without them no deeds are looked for.
    """
    resolver = Resolver(text, found, layers, published)
    said = [Said(s.source, s.cue, s.content) for s in spoken]
    resolver.resolve(said)
    references = References(resolver, tags(found, layers) if layers else None)
    linking = Linking(resolver.cast, published)

    def sides(member: Character) -> Sequence[Character]:
        return linking.linked(member).acts_for

    about = concerned(references, said, sides)
    told = addressed(references, said)
    roles = [(s.speakers, to, of) for s, to, of in zip(said, told, about, strict=True)]
    happened = deeds(found, said, acts) if acts is not None else []
    finder = Finder(references, resolver.subjects, said, sides)
    taking = [finder.of(deed) for deed in happened]
    everyone = [*(c for r in roles for each in r for c in each)]
    everyone += [c for s in taking for each in (s.actors, s.recipients) for c in each]
    linked = linking.all(everyone)
    ids = {id(one.member): f"a{k}" for k, one in enumerate(linked, 1)}
    actors = tuple(_actor(ids, one, text) for one in linked)

    def named(members: Sequence[Character]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[id(linking.same(c))] for c in members))

    done = [
        Done(deed, named(s.actors), named(s.recipients), s.place)
        for deed, s in zip(happened, taking, strict=True)
    ]
    return Resolution(actors, tuple(Parties(*map(named, r)) for r in roles), tuple(done))


def _actor(ids: dict[int, str], linked: Linked, text: str) -> Actor:
    member, entity = linked.member, linked.entity
    mentions = tuple(
        Mention(start, end, text[start:end], form)
        for (start, end), form in sorted(member.mentions.items())
    )
    return Actor(
        ids[id(member)],
        member.name,
        entity.kind if entity else member.kind,
        entity.key if entity else None,
        entity.wikidata if entity else None,
        tuple(ids[id(body)] for body in linked.acts_for),
        tuple(linked.offices),
        mentions,
    )
