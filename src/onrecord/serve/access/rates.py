"""How often somebody may ask, counted in this process by the `limits` library."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from onrecord.errors import OptionError
from onrecord.serve.settings import Rates


class TooMany(Exception):
    """Somebody asked more often than the settings allow; `wait` is in whole seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(f"wait {wait} s")
        self.wait = wait


class RateLimiter:
    """Counts what each address or account does; raises OptionError (R201) for a rate it cannot read."""

    def __init__(self, rates: Rates) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._items = {name: _parsed(name, rate) for name, rate in rates.model_dump().items()}

    def count(self, what: str, who: str) -> None:
        """Count one doing of `what`, a name of `Rates`; raises TooMany when it is one too many."""
        item = self._items[what]
        if not self._limiter.hit(item, what, who):
            reset = self._limiter.get_window_stats(item, what, who).reset_time
            raise TooMany(max(1, math.ceil(reset - time.time())))


def _parsed(name: str, rate: str) -> RateLimitItem:
    try:
        return parse(rate)
    except ValueError as error:
        raise OptionError(
            f"serve.rates.{name}: {rate!r} is no rate", "Write it as 60/minute"
        ) from error
