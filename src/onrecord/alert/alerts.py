"""What everything here works with: a store, the settings, and where the pages are."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from onrecord.alert.links import Signer, make_signer, signer_of
from onrecord.alert.settings import AlertSettings
from onrecord.store import Store
from onrecord.store.packing import Floats


@dataclass(frozen=True)
class Alerts:
    """The alerts of one store.

    base_url: the address of the pages, without a slash at its end. name: what they are called.
    vector: what a text means, for searches by meaning. clock: seconds since 1970.
    """

    store: Store
    settings: AlertSettings
    base_url: str
    name: str = "onrecord"
    vector: Callable[[str], Floats] | None = None
    clock: Callable[[], float] = time.time

    @property
    def now(self) -> int:
        """Whole seconds since 1970."""
        return int(self.clock())

    @cached_property
    def signer(self) -> Signer:
        """What signs the links in mails."""
        with self.store.reading() as connection:
            found = signer_of(connection)
        if found is None:
            with self.store.writing() as connection:
                found = make_signer(connection)
        return found
