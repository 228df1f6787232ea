"""What all pages share: the store, the accounts and the settings of one running service."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import HTTPConnection

from onrecord.serve.access.accounts import Accounts
from onrecord.serve.access.rates import RateLimiter
from onrecord.serve.access.sessions import ApiTokens, Sessions
from onrecord.serve.memory import Memory
from onrecord.serve.readings import Readings
from onrecord.serve.settings import Settings

if TYPE_CHECKING:
    from onrecord.read.reader import Reader
    from onrecord.store import Store
    from onrecord.store.listing import ActorRow
    from onrecord.store.packing import Floats

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Service:
    """One running service. session_cookie, visit_cookie: the names of its cookies."""

    settings: Settings
    store: Store
    accounts: Accounts
    sessions: Sessions
    tokens: ApiTokens
    rates: RateLimiter
    readings: Readings
    open_reader: Callable[[], Reader]
    memory: Memory = field(default_factory=Memory)

    def close(self) -> None:
        """Finish what is being read; the store is its opener's to close."""
        self.readings.close()

    def recall(self, key: Hashable, find: Callable[[], T]) -> T:
        """What `find` finds out from the store, or found before at the same revision of it."""
        return self.memory.recall(self.store.revision(), key, find)

    def actor(self, id: int) -> ActorRow:
        """An actor with its counts, or the one that it was merged into; raises NotInStore (R807)."""
        return self.recall(("actor", id), lambda: self.store.actor(id))

    def vector(self, text: str) -> Floats:
        """What a text means, as the reader's model sees it: float32 [128]."""
        return self.open_reader().vector(text)

    @property
    def session_cookie(self) -> str:
        """The cookie of those who have signed on.

        The prefix has browsers refuse one that another host or plain http set.
        """
        return "__Host-onrecord" if self.settings.secure else "onrecord"

    @property
    def visit_cookie(self) -> str:
        """The cookie of those who have not, where a page holds a form."""
        return f"{self.session_cookie}-visit"


def service_of(connection: HTTPConnection) -> Service:
    """The service that a request came to."""
    service: Service = connection.app.state.service
    return service
