"""Texts with attributions marked in them: ⟦source⟧, ⟨cue⟩ and ⟪content⟫, one or more each.

A number after a bracket ("⟨2said⟩") tells the attributions of a text apart; without one it is 1.
"""

from __future__ import annotations

import re

from onrecord.read.segment import words
from onrecord.read.speakers import Resolution, Spoken, resolve
from onrecord.records import Actor

MARK = re.compile(r"([⟦⟨⟪])(\d?)|[⟧⟩⟫]")


def read(marked: str) -> tuple[str, list[Spoken]]:
    """A marked text as plain text and its attributions, in order of their numbers."""
    plain, last = "", 0
    found: dict[int, dict[str, list[tuple[int, int]]]] = {}
    opened: list[tuple[str, int, int]] = []
    for mark in MARK.finditer(marked):
        plain += marked[last : mark.start()]
        last = mark.end()
        if mark[1]:
            opened.append((mark[1], int(mark[2] or 1), len(plain)))
        else:
            role, number, start = opened.pop()
            roles = found.setdefault(number, {})
            roles.setdefault(role, []).append((start, len(plain)))
    plain += marked[last:]
    return plain, [
        Spoken(roles["⟦"][0] if "⟦" in roles else None, roles["⟨"][0], tuple(roles.get("⟪", ())))
        for _, roles in sorted(found.items())
    ]


def resolved(marked: str, published: str | None = None) -> Resolution:
    """What the rules alone make of a marked text."""
    text, spoken = read(marked)
    return resolve(text, words(text), spoken, None, published)


def actors(marked: str, published: str | None = None) -> dict[str, Actor]:
    """The actors of a marked text by name."""
    return {actor.name: actor for actor in resolved(marked, published).actors}
