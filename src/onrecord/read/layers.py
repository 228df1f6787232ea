"""What the encoder says of a whole article's words, put together from its windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.read.attributions import Floats, Heads, WindowScores
from onrecord.read.entities import Entity, entities
from onrecord.read.segment import Word
from onrecord.read.windows import Window


@dataclass(frozen=True, slots=True)
class Layers:
    """Scores of every word, each from the window that owns it, shapes as in WindowScores; entities."""

    link_query: Floats
    link_key: Floats
    act_cue: Floats
    act_content: Floats
    meaning: Floats
    entities: tuple[Entity, ...] = ()

    @classmethod
    def of(
        cls,
        found: Sequence[Word],
        windows: Sequence[Window],
        scores: Sequence[WindowScores],
        heads: Heads,
    ) -> Layers:
        """Lay the owned parts of all windows one behind the other, and decode the entities.

        found: the article's words.
        """
        link_query, link_key, act_cue, act_content, meaning, entity = (
            np.concatenate(
                [
                    getattr(s, name)[w.core_begin - w.begin : w.core_end - w.begin]
                    for w, s in zip(windows, scores, strict=True)
                ]
            )
            for name in ("link_query", "link_key", "act_cue", "act_content", "meaning", "entity")
        )
        named = entities(entity, heads.entity_moves, [w.sentence for w in found])
        return cls(link_query, link_key, act_cue, act_content, meaning, tuple(named))

    def links(self, anaphor: int, candidates: Sequence[int]) -> Floats:
        """Probability that a word means the same as each of the candidates, float32 [candidates].

        What is left of one is the chance that it means none of them.
        """
        scores = self.link_key[list(candidates)] @ self.link_query[anaphor]
        scaled = np.append(scores / np.float32(self.link_query.shape[1] ** 0.5), np.float32(0))
        raised = np.exp(scaled - scaled.max())
        return np.asarray(raised[:-1] / raised.sum(), np.float32)
