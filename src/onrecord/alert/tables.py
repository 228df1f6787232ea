"""Tables of subscriptions, consents and the outbox; the store's migrations create them.

Times are whole seconds since 1970, UTC. All that belongs to a mail address goes with its row.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

from onrecord.store.tables import Id

metadata = MetaData()


def _of(name: str, target: str, *, null: bool = False) -> Column[int]:
    key = ForeignKey(f"{target}.id", ondelete="CASCADE")
    return Column(name, Id, key, nullable=null, index=True)


#: One row: the key that signs the links in mails.
secret = Table(
    "alert_secret",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
)

#: The terms of each version that somebody was shown, word for word.
terms = Table(
    "alert_terms",
    metadata,
    Column("version", String(40), primary_key=True),
    Column("text", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
)

addresses = Table(
    "alert_addresses",
    metadata,
    Column("id", Id, primary_key=True),
    #: As mail is sent to it; `folded` is without case, so that one mailbox is one row.
    Column("address", String(320), nullable=False),
    Column("folded", String(320), nullable=False, unique=True),
    Column("made", BigInteger, nullable=False),
    #: Mails that came back lately, and when the last one did.
    Column("bounces", Integer, nullable=False),
    Column("bounced", BigInteger),
    #: Since when no digest goes out, because too many came back.
    Column("paused", BigInteger),
    sqlite_autoincrement=True,
)

subscriptions = Table(
    "alert_subscriptions",
    metadata,
    Column("id", Id, primary_key=True),
    _of("address", "alert_addresses"),
    #: The search as in the address bar: `q=strait&act=threaten`.
    Column("search", Text, nullable=False),
    #: at_once | daily | weekly
    Column("frequency", String(10), nullable=False),
    #: waiting (for its confirmation) | active | ended
    Column("state", String(10), nullable=False),
    #: The last statement of the store that was looked at.
    Column("position", BigInteger, nullable=False),
    #: When the next digest may be made.
    Column("due", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("confirmed", BigInteger),
    Column("ended", BigInteger),
    Index("ix_alert_subscriptions_due", "state", "due"),
    sqlite_autoincrement=True,
)

#: Every act of consent, its change and its end, in order; rows are added and never changed.
consents = Table(
    "alert_consents",
    metadata,
    Column("id", Id, primary_key=True),
    _of("address", "alert_addresses"),
    _of("subscription", "alert_subscriptions"),
    #: sign-up | confirmation | change | unsubscription
    Column("event", String(20), nullable=False),
    Column("at", BigInteger, nullable=False),
    #: The network address that it came from.
    Column("origin", String(64), nullable=False),
    Column("terms", String(40), nullable=False),
    Column("search", Text, nullable=False),
    Column("frequency", String(10), nullable=False),
    sqlite_autoincrement=True,
)

#: Who asked for a mail within the last day, to count them.
requests = Table(
    "alert_requests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("origin", String(64), nullable=False, index=True),
    #: A keyed digest of the mail address, which need not be one that we know.
    Column("address", String(64), nullable=False, index=True),
    sqlite_autoincrement=True,
)

#: The outbox.
mails = Table(
    "alert_mails",
    metadata,
    Column("id", Id, primary_key=True),
    #: What the mail is, so that it is made once: `digest:7:1204` ends at statement 1204.
    Column("key", String(80), nullable=False, unique=True),
    #: confirmation | link | digest
    Column("kind", String(20), nullable=False),
    _of("address", "alert_addresses"),
    _of("subscription", "alert_subscriptions", null=True),
    #: The same at every try.
    Column("message_id", String(200), nullable=False, unique=True),
    #: The message (RFC 5322), compressed with zlib; null once it is out.
    Column("content", LargeBinary),
    #: waiting | sent | returned (it was sent, and came back) | refused (by the mail server)
    Column("state", String(10), nullable=False),
    Column("tries", Integer, nullable=False),
    #: When it may be tried next.
    Column("due", BigInteger, nullable=False),
    #: Who is sending it, and until when nobody else may.
    Column("lease", String(32)),
    Column("leased_until", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("sent", BigInteger),
    #: What the mail server said last.
    Column("answer", Text),
    Index("ix_alert_mails_due", "state", "due"),
    sqlite_autoincrement=True,
)
