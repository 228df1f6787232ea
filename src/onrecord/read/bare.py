"""Whom a bare noun means among several: "the minister", "the firm", "the 61-year-old"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.called_so import COUNTRIES
from onrecord.read.characters import Character, clash
from onrecord.read.context import NEAR, Context, Said, within
from onrecord.read.introductions import gender_of
from onrecord.read.links import Links
from onrecord.read.nominals import ANYBODY, Nominals
from onrecord.read.phrases import Phrase

#: Probability of the encoder's link from which a definite phrase means somebody.
LIKELY = 0.6
AGED = ("-year-old", "-years-old")


class Bare:
    """Settles definite phrases that say too little of whom they mean."""

    def __init__(self, nominals: Nominals, links: Links, context: Context) -> None:
        self.nominals = nominals
        self.links = links
        self.context = context
        self.cast = context.cast

    def meant(self, phrase: Phrase, said: Said) -> Character | None:
        """Whom the encoder links the phrase to, who spoke last, or who alone fits nearby."""
        fits = self.nominals.fits(phrase)
        if self.links:
            # One capital that the encoder takes for no name may only open its sentence.
            fits = [m for m in fits if m.sure or len(m.words) > 1]
        described = bool(fits) and bool(self.nominals.described(phrase))
        at = phrase.core[-1].start
        state = phrase.head in COUNTRIES
        anybody = phrase.head in ANYBODY or phrase.head.endswith(AGED)
        # Who has a name is called by it: "the woman" is the cashier who has none.
        chosen = self._unnamed(phrase, said) if anybody and not described else None
        chosen = chosen or self.links.likeliest(at, fits, LIKELY)
        if chosen is None and len(fits) > 1 and described:
            last = [s for s in self.context.order if s.cue[1] <= at and s.speakers][-1:]
            spoke = [m for s in last if s is not said for m in s.speakers if m in fits]
            chosen = spoke[0] if len(spoke) == 1 else None
        if chosen is None and (described or anybody or phrase.kind == "body" or state):
            chosen = self._nearest(fits, phrase, said)
        if chosen is None and phrase.kind == "body":
            chosen = self._spoke_last(fits, phrase)
        if chosen is None and not described and phrase.kind == "person" and not phrase.core[1:]:
            chosen = self._unnamed(phrase, said)
        if chosen is not None:
            chosen.add(phrase.span, "nominal")
        return chosen

    def _spoke_last(self, fits: Sequence[Character], phrase: Phrase) -> Character | None:
        """The body among them that spoke last, if that is near."""
        t = phrase.core[0]
        before = self.context.sentences_before(t, 2 * NEAR)
        begin = before[-1][0] if before else t.start
        spoke = [m for s in self.context.between(begin, t.start) for m in s.speakers if m in fits]
        return spoke[-1] if spoke else None

    def _unnamed(self, phrase: Phrase, said: Said) -> Character | None:
        """Who spoke last without a name, if that is near: "the official" who was "a diplomat"."""
        t = phrase.core[-1]
        before = self.context.sentences_before(t, NEAR)
        begin = before[-1][0] if before else self.context.sentence_start(t)
        spoke = [s for s in self.context.between(begin, t.start) if s is not said and s.speakers]
        last = spoke[-1].speakers if spoke else ()
        fits = len(last) == 1 and last[0].kind == "person" and not last[0].named
        return last[0] if fits and not clash(last[0].gender, gender_of((phrase.head,))) else None

    def _nearest(self, fits: Sequence[Character], phrase: Phrase, said: Said) -> Character | None:
        """The one that fits in the nearest sentence that has any; of several, its only speaker."""
        t = phrase.core[0]
        here = (self.context.sentence_start(t), t.start)
        before = self.context.sentences_before(t, NEAR)
        for start, end in [here, *((a, b) for a, b, _ in before)]:
            near = self.cast.mentions.before(end, end - start)
            found = dict.fromkeys(
                m for s, _, m in near if m in fits and not within(s, said.content)
            )
            if len(found) > 1:
                speaking = self.context.speakers_between(start, end, said)
                found = dict.fromkeys(m for m in speaking if m in found)
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None
