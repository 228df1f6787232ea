"""Which inputs of a matrix product can go, and what the rest has to weigh then.

Optimal Brain Surgeon (Hassibi and Stork 1993) over groups of inputs, as ZipLM (Kurtic et al. 2023)
has it: what is left is fitted to the outputs by least squares, so all that is needed are sums of
products over text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]

#: Part of the inputs' mean square that is added to each, against singular fits.
RIDGE = 1e-3
#: Single inputs taken out at once.
AT_ONCE = 32


@dataclass
class Moments:
    """Sums of products of inputs, a one behind them, and of these with what they should add up to."""

    inputs: Doubles = field(default_factory=lambda: np.zeros((1, 1)))
    wanted: Doubles = field(default_factory=lambda: np.zeros((1, 1)))

    def add(self, inputs: Floats, wanted: Floats) -> None:
        """Take in rows of text: float32 [rows, width] and [rows, outputs]."""
        x = np.concatenate([inputs, np.ones((len(inputs), 1), np.float32)], 1)
        self.inputs = self.inputs + x.T @ x
        self.wanted = self.wanted + x.T @ wanted

    @property
    def width(self) -> int:
        """Inputs, without the one."""
        return len(self.inputs) - 1

    def damped(self) -> Doubles:
        """The inputs' products with the ridge on the diagonal."""
        at = np.arange(self.width)
        damped = self.inputs.copy()
        damped[at, at] += RIDGE * np.diag(damped)[: self.width].mean()
        return damped

    def fit(self, kept: Places) -> tuple[Floats, Floats]:
        """Weights and bias of the inputs that stay: float32 [kept, outputs] and [outputs]."""
        at = np.append(kept, self.width)
        damped = self.damped()
        fitted = np.linalg.solve(damped[np.ix_(at, at)], self.wanted[at])
        return fitted[:-1].astype(np.float32), fitted[-1].astype(np.float32)


class Surgeon:
    """A product's groups of inputs, those taken out first that are missed least.

    gain: how much each output counts, float32 [outputs]. groups: the inputs fall into so many runs
    of one length.
    """

    def __init__(self, seen: Moments, gain: Floats, groups: int) -> None:
        self._inverse = np.linalg.inv(seen.damped())
        self._weights = (self._inverse @ seen.wanted) * gain
        self._size = seen.width // groups
        self.live = np.arange(groups)

    def losses(self) -> Doubles:
        """What each live group's going adds to the squared error, the rest fitted anew."""
        if self._size == 1:
            own = (self._weights[self.live] ** 2).sum(1)
            losses: Doubles = own / np.diag(self._inverse)[self.live]
            return losses
        return np.array([self._loss(self.places(np.array([g]))) for g in self.live])

    def _loss(self, at: Places) -> float:
        own = self._weights[at]
        return float((own * np.linalg.solve(self._inverse[np.ix_(at, at)], own)).sum())

    def places(self, groups: Places) -> Places:
        """The inputs of some groups."""
        spread: Places = (groups[:, None] * self._size + np.arange(self._size)).ravel()
        return spread

    def take_out(self, groups: Places) -> None:
        """Let groups go, and the rest make up for them."""
        at = self.places(groups)
        column = self._inverse[:, at]
        part = np.linalg.solve(self._inverse[np.ix_(at, at)], self._inverse[at])
        self._weights -= part.T @ self._weights[at]
        self._inverse -= column @ part
        self.live = np.setdiff1d(self.live, groups)

    def left(self, keep: int) -> Places:
        """Take groups out until `keep` are left; returns these."""
        while len(self.live) > keep:
            step = min(AT_ONCE if self._size == 1 else 1, len(self.live) - keep)
            self.take_out(self.live[np.argsort(self.losses())[:step]])
        return self.live
