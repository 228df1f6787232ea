"""The act of a statement: what its words do, from cue and content together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.read.attributions import Heads, Run, gelu
from onrecord.read.layers import Layers
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


def act(layers: Layers, cue: Run, content: Sequence[Run], heads: Heads) -> Act:
    """Read the act off a cue and its contents, half-open word runs of the article."""
    inside = np.concatenate([np.arange(a, b) for a, b in content])
    mixed = layers.act_cue[cue[0] : cue[1]].mean(0) + layers.act_content[inside].mean(0)
    scores = gelu(mixed) @ heads.act.T + heads.act_bias
    shares = np.exp(scores - scores.max())
    best = int(scores.argmax())
    label = list(ACTS)[best]
    class_, plover = ACTS[label]
    return Act(label, class_, plover, round(float(shares[best] / shares.sum()), 4))
