"""Documents as sources: who speaks in "a UNICEF report" or "a poll by the Daily Star"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.phrases import Phrase, parse
from onrecord.read.tokens import Token

AUTHORS = frozenset(["by", "from", "of"])
WROTE = frozenset(
    [
        "published",
        "written",
        "released",
        "issued",
        "produced",
        "prepared",
        "compiled",
        "drafted",
        "signed",
    ]
)
DEFINITE = frozenset({"the", "this", "that"})


class Documents:
    """The authors of an article's documents, so far as it names them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.authors: dict[str, list[Character]] = {}

    def speaker(self, phrase: Phrase) -> Character | None:
        """Who speaks in a document; "the poll" is by whom the one poll before it was."""
        author = self._author(phrase)
        known = self.authors.setdefault(phrase.head, [])
        if author is None and phrase.determiner in DEFINITE and len(known) == 1:
            author = known[0]
        if author is not None and author not in known:
            known.append(author)
        return author

    def _author(self, phrase: Phrase) -> Character | None:
        """The named body or person behind a document."""
        inside = self._members(phrase.core)
        if inside:
            return inside[0] if len(inside) == 1 else None
        for k, t in enumerate(phrase.after):
            if t.lower in AUTHORS and (k == 0 or any(x.lower in WROTE for x in phrase.after[:k])):
                rest = phrase.after[k + 1 :]
                near = self.cast.names_in(rest[0].start, rest[-1].end) if rest else []
                inner = parse(rest, near)
                if inner and inner.kind == "name" and inner.name:
                    member = self.cast.of.get((inner.name.start, inner.name.end))
                    return (
                        member
                        if member
                        and not member.place
                        and (t.lower != "of" or member.kind == "person")
                        else None
                    )
        return None

    def _members(self, within: Sequence[Token]) -> list[Character]:
        if not within:
            return []
        found = self.cast.spoken_of(within[0].start, within[-1].end)
        return list(dict.fromkeys(m for _, m in found if m.kind != "state" or within[0].possessive))
