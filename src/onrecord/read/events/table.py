"""The lexicon by the forms of its first words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.read.events.forms import PARTICIPLE, PAST, noun_forms, verb_forms
from onrecord.read.events.lexicon import NOUNS, VERBS, Sense
from onrecord.read.events.objects import BY_OBJECT, OBJECTS, OF_OBJECT

NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Entry:
    """One form of the lexicon behind its first word; `senses` by object, else `sense`."""

    rest: tuple[str, ...]
    base: str
    form: str
    sense: Sense | None
    senses: Mapping[str, Sense] | None = None


def _table() -> dict[str, list[Entry]]:
    table: dict[str, list[Entry]] = defaultdict(list)

    def verbs(listed: str, sense: Sense | None, senses: Mapping[str, Sense] | None) -> None:
        for item in listed.split():
            first, *rest = item.split("_")
            for form, kind in verb_forms(first):
                table[form].append(Entry(tuple(rest), item, kind, sense, senses))

    for listed, senses in BY_OBJECT:
        verbs(listed, None, senses)
    for sense, listed in VERBS.items():
        verbs(listed, sense, None)
    for sense, listed in NOUNS.items():
        for item in listed.split():
            *lead, last = item.split("_")
            for form in (last,) if last == "talks" else noun_forms(last):
                first, *rest = [*lead, form]
                table[first].append(Entry(tuple(rest), item, NOUN, sense))
    by_verb = {verb: senses for listed, senses in BY_OBJECT for verb in listed.split()[:1]}
    for listed, verb in OF_OBJECT:
        for item in listed.split():
            for form in noun_forms(item):
                table[form].insert(0, Entry((), item, NOUN, None, by_verb[verb]))
    for entries in table.values():
        entries.sort(key=lambda e: (-len(e.rest), not (e.form == NOUN and e.base.endswith("ing"))))
    return dict(table)


def _objects() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = defaultdict(set)
    for name, listed in OBJECTS.items():
        for noun in listed.split():
            for form in noun_forms(noun):
                classes[form].add(name)
    return {word: frozenset(names) for word, names in classes.items()}


TABLE = _table()
CLASSES = _objects()
#: Forms that may be the participle of their verb.
PARTICIPLES = frozenset(
    word for word, entries in TABLE.items() if any(e.form == PARTICIPLE for e in entries)
)
#: Forms that may be the past of their verb: where no passive shows, its past entry decides.
PASTS = frozenset(word for word, entries in TABLE.items() if any(e.form == PAST for e in entries))
