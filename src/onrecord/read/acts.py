"""The act of a statement: what its words do, from cue and content together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.read.act_signs import signs
from onrecord.read.attributions import Heads, Run, gelu
from onrecord.read.chains import mean_row
from onrecord.read.layers import Layers
from onrecord.read.segment import Word
from onrecord.records import Act, ActClass

#: Labels in the order that the model scores them: class, and PLOVER's type where the label has one
#: whatever its content (annotation guide, section 3).
ACTS: dict[str, tuple[ActClass, str | None]] = {
    "state": ("assertive", None),
    "predict": ("assertive", None),
    "warn": ("assertive", None),
    "accuse": ("assertive", "ACCUSE"),
    "deny": ("assertive", None),
    "confirm": ("assertive", None),
    "demand": ("directive", "REQUEST"),
    "request": ("directive", "REQUEST"),
    "propose": ("directive", None),
    "ask": ("directive", None),
    "promise": ("commissive", None),
    "threaten": ("commissive", "THREATEN"),
    "offer": ("commissive", None),
    "refuse": ("commissive", "REJECT"),
    "agree": ("commissive", "AGREE"),
    "intend": ("commissive", None),
    "praise": ("expressive", "SUPPORT"),
    "regret": ("expressive", None),
    "decree": ("declarative", None),
    "believe": ("attitude", None),
}


def act(
    found: Sequence[Word], layers: Layers, cue: Run, content: Sequence[Run], heads: Heads
) -> Act:
    """Read the act off a cue and its contents, half-open runs of the article's words."""
    inside = [k for a, b in content for k in range(a, b)]
    mixed = mean_row(layers.act_cue[cue[0] : cue[1]]) + mean_row(layers.act_content[inside])
    shown = signs(
        [w.text for w in found[cue[0] : cue[1]]],
        [found[k].text for k in inside],
        quoted=any(found[k].quote for k in inside),
    )
    # A model that was fitted before a sign came has no weight for it.
    weighed = [k for k in shown if k < heads.act_signs.shape[1]]
    scores = gelu(mixed) @ heads.act.T + heads.act_bias + heads.act_signs[:, weighed].sum(1)
    shares = np.exp(scores - scores.max())
    best = int(scores.argmax())
    label = list(ACTS)[best]
    class_, plover = ACTS[label]
    return Act(label, class_, plover, round(float(shares[best] / shares.sum()), 4))
