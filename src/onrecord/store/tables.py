"""The store's tables, the same in SQLite and PostgreSQL; migrations create them, never this module.

A *reading* is what one version of the reader found in one article; it is kept whole, untouched,
in `articles.reading`. All other tables are laid out from readings and people's decisions, in the
transaction that changes either, so that a query never has to apply a decision itself.

`place` puts statements in the order in which they were said: `day_number << 32 | id`, so that one
number sorts, pages and names a row; day 0 stands for an unknown day, and sorts as the oldest.
Days are ISO dates; times are whole seconds since 1970, UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    column,
    table,
)

metadata = MetaData()

#: SQLite counts rows up only in a column that is declared INTEGER.
Id = BigInteger().with_variant(Integer, "sqlite")


def _number() -> Column[int]:
    return Column("id", Id, primary_key=True)


def key_to(target: str) -> ForeignKey:
    """A foreign key to a column, such as `actors.id`."""
    # Checked at the end of a transaction, since a row is laid out anew when its reading changes.
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def _cast(of: str, *more: Column[int], order: tuple[str, ...] = ()) -> Table:
    """Actors in the roles of something; `read_as` is the actor before any merge."""
    return Table(
        f"{of}_actors",
        metadata,
        Column(of, Id, key_to(f"{of}s.id"), primary_key=True),
        Column("role", String(10), primary_key=True),
        Column("read_as", Id, key_to("actors.id"), primary_key=True, index=True),
        _to("actor", "actors.id"),
        *more,
        Index(f"ix_{of}_actors_actor", "actor", "role", *order),
    )


def _to(name: str, target: str, *, index: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Id, key_to(target), nullable=null, index=index)


state = Table(
    "store_state",
    metadata,
    Column("id", Integer, primary_key=True),
    #: Grows with every transaction that changes what a reader of the store can see.
    Column("revision", BigInteger, nullable=False),
    #: The last numbers given to a statement, a commitment and an event; none is given twice.
    Column("statement", BigInteger, nullable=False),
    Column("commitment", BigInteger, nullable=False),
    Column("event", BigInteger, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    _number(),
    #: `Article.id`: a digest of text and address.
    Column("key", String(32), nullable=False, index=True),
    #: The address, or the key of an article without one: the newer text of one origin replaces.
    Column("origin", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("byline", Text),
    Column("published", String(10), index=True),
    Column("language", String(8)),
    Column("text", Text, nullable=False),
    #: Of all the article's fields: another one is another version of the article.
    Column("digest", String(32), nullable=False),
    Column("reader_version", String(40), nullable=False),
    Column("reader_model", String(200), nullable=False),
    #: The record without its text: JSON, compressed with zlib.
    Column("reading", LargeBinary, nullable=False),
    #: Articles with one number are versions of one text: wire copy, say.
    Column("story", Id, nullable=False, index=True),
    Column("added", BigInteger, nullable=False),
    Column("revised", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)

#: Bands of each article's MinHash: two articles that share one may be near-duplicates.
article_bands = Table(
    "article_bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("article", Id, key_to("articles.id"), primary_key=True, index=True),
)

actors = Table(
    "actors",
    metadata,
    _number(),
    #: What makes two mentions one actor: see `store.identity`.
    Column("identity", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    #: The knowledge base's key.
    Column("key", Text, unique=True),
    Column("wikidata", String(20)),
    #: Whether some article names it; "two diplomats" are not named.
    Column("named", Boolean, nullable=False),
    #: The actor that a person has merged it into, at the end of the chain; null while it stands alone.
    _to("merged_into", "actors.id", index=True, null=True),
    sqlite_autoincrement=True,
)

#: What articles call an actor, folded: full names and short ones.
actor_names = Table(
    "actor_names",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("actor", Id, key_to("actors.id"), primary_key=True, index=True),
)

#: Which actor of the store an article's actor (`local`, such as a3) is.
article_actors = Table(
    "article_actors",
    metadata,
    Column("article", Id, key_to("articles.id"), primary_key=True),
    Column("local", String(12), primary_key=True),
    _to("actor", "actors.id", index=True),
    _to("read_as", "actors.id", index=True),
    Column("name", Text, nullable=False),
    Column("offices", JSON, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    _number(),
    Column("place", BigInteger, nullable=False, unique=True),
    #: The earliest report's article: all words, spans and names are its own.
    _to("article", "articles.id", index=True),
    #: Id within that article's record, such as s3.
    Column("local", String(12), nullable=False),
    #: When it was said, as far as known: a full day, by `said_on`, else by publication.
    Column("day", String(10)),
    Column("kind", String(10), nullable=False),
    Column("source", Text),
    Column("cue", Text),
    #: The pieces of the content, joined by " … ".
    Column("content", Text, nullable=False),
    #: {"source": [start, end] | null, "cue": … | null, "content": [[start, end], …], "said_on": …}
    Column("spans", JSON, nullable=False),
    Column("act", String(20)),
    Column("act_class", String(20)),
    Column("plover", String(20)),
    Column("act_score", Float),
    #: The TIMEX3 value, which need not be a day.
    Column("said_on", String(40)),
    Column("relayed_by", JSON, nullable=False),
    Column("score", Float, nullable=False),
    #: read | confirmed | corrected | rejected
    Column("status", String(10), nullable=False),
    #: No reading has it any more; a person's decision keeps it.
    Column("withdrawn", Boolean, nullable=False),
    #: How many articles report it.
    Column("reports", Integer, nullable=False),
    Column("fingerprint", BigInteger, nullable=False, index=True),
    Column("added", BigInteger, nullable=False),
    Index("ix_statements_doubt", "status", "score"),
)

#: The view of what stands: statements that nobody rejected and some reading still has.
current_statements = table("current_statements", *(column(c.name, c.type) for c in statements.c))

#: role: speaker | addressee | about | behalf (for whom a speaker acts), of what nobody has
#: rejected. place: the statement's.
statement_actors = _cast("statement", Column("place", BigInteger, nullable=False), order=("place",))

#: A statement in an article: one that six outlets carry has six.
reports = Table(
    "reports",
    metadata,
    Column("article", Id, key_to("articles.id"), primary_key=True),
    Column("local", String(12), primary_key=True),
    _to("statement", "statements.id", index=True),
    Column("outlet", Text),
    Column("published", String(10)),
    Column("content", Text, nullable=False),
    #: From the first to the last character of source, cue and content.
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

commitments = Table(
    "commitments",
    metadata,
    _number(),
    _to("article", "articles.id", index=True),
    Column("local", String(12), nullable=False),
    #: Null for a clause in the narrator's voice.
    _to("statement", "statements.id", index=True, null=True),
    Column("kind", String(12), nullable=False, index=True),
    Column("condition", Text),
    Column("negated_condition", Boolean, nullable=False),
    Column("consequence", Text, nullable=False),
    #: {"condition": [[start, end], …], "consequence": [[start, end], …]}
    Column("spans", JSON, nullable=False),
    Column("score", Float, nullable=False),
    #: The statement's day, else the day of publication.
    Column("day", String(10), index=True),
    #: False for what only repeats another row: further reports, and what a person rejected.
    Column("leading", Boolean, nullable=False),
)

#: role: by | toward.
commitment_actors = _cast("commitment")

events = Table(
    "events",
    metadata,
    _number(),
    _to("article", "articles.id", index=True),
    Column("local", String(12), nullable=False),
    _to("statement", "statements.id", index=True, null=True),
    Column("type", String(20), nullable=False, index=True),
    Column("mode", String(40)),
    Column("status", String(20), nullable=False),
    Column("trigger", Text, nullable=False),
    #: {"trigger": [start, end]}
    Column("spans", JSON, nullable=False),
    #: As read; `day` is its full day, else the article's day of publication.
    Column("date", String(40)),
    Column("day", String(10), index=True),
    Column("venue", Text),
    Column("leading", Boolean, nullable=False),
)

#: role: actor | recipient.
event_actors = _cast("event")

#: What people decided: never changed but for `undone_at`.
decisions = Table(
    "decisions",
    metadata,
    _number(),
    Column("author", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    #: confirm | correct | reject (of a statement), merge | split (of actors)
    Column("kind", String(10), nullable=False),
    _to("statement", "statements.id", index=True, null=True),
    _to("actor", "actors.id", index=True, null=True),
    Column("payload", JSON, nullable=False),
    Column("undone_at", BigInteger),
    Column("undone_by", Text),
    sqlite_autoincrement=True,
)

#: Statements' vectors of meaning, int8 [n, 128], an article's in one row.
vectors = Table(
    "vectors",
    metadata,
    Column("article", Id, key_to("articles.id"), primary_key=True),
    #: The statements of the rows, int64 [n].
    Column("statements", LargeBinary, nullable=False),
    Column("codes", LargeBinary, nullable=False),
    #: `store_state.revision` at the last change.
    Column("revision", BigInteger, nullable=False, index=True),
)
