"""Tables of accounts, sessions and API tokens; the store's migrations create them.

Times are whole seconds since 1970, UTC. Secrets are kept as digests only.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    MetaData,
    String,
    Table,
)

from onrecord.store.tables import Id

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(80), nullable=False),
    #: The name without case, so that `Ann` and `ann` are one.
    Column("folded", String(160), nullable=False, unique=True),
    Column("role", String(10), nullable=False),
    #: An argon2 hash; null for an account of single sign-on.
    Column("password", String(200)),
    #: Issuer and subject of single sign-on.
    Column("subject", String(500), unique=True),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("created", BigInteger, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column(
        "account",
        Id,
        ForeignKey("accounts.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False, index=True),
)
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Id, primary_key=True),
    Column(
        "account",
        Id,
        ForeignKey("accounts.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("label", String(80), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created", BigInteger, nullable=False),
    Column("used", BigInteger),
)
