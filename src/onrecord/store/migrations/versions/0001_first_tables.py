"""The first tables: articles, actors, statements, reports, commitments, events, decisions, feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

#: Every statement's words and marks; the row's number is the statement's place.
SQLITE_WORDS = """
CREATE VIRTUAL TABLE statement_words USING fts5(
  words, source, marks, tokenize = "porter unicode61 remove_diacritics 0"
)"""
POSTGRES_WORDS = (
    "CREATE TABLE statement_words (place BIGINT PRIMARY KEY, lexemes TSVECTOR NOT NULL)",
    "CREATE INDEX ix_statement_words ON statement_words USING gin (lexemes)",
    # PostgreSQL's own English configuration leaves out words such as "not" and "will".
    "CREATE TEXT SEARCH DICTIONARY onrecord_stems (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = pg_catalog.english)",
    "ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR "
    "asciiword, word, numword, asciihword, hword, hword_asciipart, hword_part "
    "WITH onrecord_stems",
)
VIEW = """
CREATE VIEW current_statements AS
SELECT * FROM statements WHERE status <> 'rejected' AND NOT withdrawn"""


def upgrade() -> None:  # noqa: PLR0915, one line a table
    """Create everything."""
    op.create_table(
        "actors",
        sa.Column("id", ID, nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Text()),
        sa.Column("wikidata", sa.String(length=20)),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("merged_into", ID),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["actors.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("identity"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_actors_folded", "actors", ["folded"])
    op.create_index("ix_actors_merged_into", "actors", ["merged_into"])
    op.create_table(
        "articles",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("byline", sa.Text()),
        sa.Column("published", sa.String(length=10)),
        sa.Column("language", sa.String(length=8)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("reader_version", sa.String(length=40), nullable=False),
        sa.Column("reader_model", sa.String(length=200), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.Column("story", ID, nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("revised", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("origin"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_key", "articles", ["key"])
    op.create_index("ix_articles_published", "articles", ["published"])
    op.create_index("ix_articles_story", "articles", ["story"])
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_table(
        "store_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("statement", sa.BigInteger(), nullable=False),
        sa.Column("commitment", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "actor_names",
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("folded", "actor"),
    )
    op.create_index("ix_actor_names_actor", "actor_names", ["actor"])
    op.create_table(
        "article_actors",
        sa.Column("article", ID, nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("read_as", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("offices", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["read_as"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("article", "local"),
    )
    op.create_index("ix_article_actors_actor", "article_actors", ["actor"])
    op.create_index("ix_article_actors_read_as", "article_actors", ["read_as"])
    op.create_table(
        "article_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("band", "article"),
    )
    op.create_index("ix_article_bands_article", "article_bands", ["article"])
    op.create_table(
        "feed_entries",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published", sa.String(length=10)),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed"], ["feeds.url"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("feed", "entry"),
    )
    op.create_table(
        "statements",
        sa.Column("id", ID, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("article", ID, nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("day", sa.String(length=10)),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("cue", sa.Text()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("act", sa.String(length=20)),
        sa.Column("act_class", sa.String(length=20)),
        sa.Column("plover", sa.String(length=20)),
        sa.Column("act_score", sa.Float()),
        sa.Column("said_on", sa.String(length=40)),
        sa.Column("relayed_by", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("place"),
    )
    op.create_index("ix_statements_article", "statements", ["article"])
    op.create_index("ix_statements_doubt", "statements", ["status", "score"])
    op.create_index("ix_statements_fingerprint", "statements", ["fingerprint"])
    op.create_table(
        "vectors",
        sa.Column("article", ID, nullable=False),
        sa.Column("statements", sa.LargeBinary(), nullable=False),
        sa.Column("codes", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_index("ix_vectors_revision", "vectors", ["revision"])
    op.create_table(
        "commitments",
        sa.Column("id", ID, nullable=False),
        sa.Column("article", ID, nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("statement", ID),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("condition", sa.Text()),
        sa.Column("negated_condition", sa.Boolean(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("day", sa.String(length=10)),
        sa.Column("leading", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_commitments_article", "commitments", ["article"])
    op.create_index("ix_commitments_day", "commitments", ["day"])
    op.create_index("ix_commitments_kind", "commitments", ["kind"])
    op.create_index("ix_commitments_statement", "commitments", ["statement"])
    op.create_table(
        "decisions",
        sa.Column("id", ID, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("statement", ID),
        sa.Column("actor", ID),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.BigInteger()),
        sa.Column("undone_by", sa.Text()),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_actor", "decisions", ["actor"])
    op.create_index("ix_decisions_statement", "decisions", ["statement"])
    op.create_table(
        "events",
        sa.Column("id", ID, nullable=False),
        sa.Column("article", ID, nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("statement", ID),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("mode", sa.String(length=40)),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("date", sa.String(length=40)),
        sa.Column("day", sa.String(length=10)),
        sa.Column("venue", sa.Text()),
        sa.Column("leading", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_events_article", "events", ["article"])
    op.create_index("ix_events_day", "events", ["day"])
    op.create_index("ix_events_statement", "events", ["statement"])
    op.create_index("ix_events_type", "events", ["type"])
    op.create_table(
        "reports",
        sa.Column("article", ID, nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("statement", ID, nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("published", sa.String(length=10)),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("article", "local"),
    )
    op.create_index("ix_reports_statement", "reports", ["statement"])
    op.create_table(
        "statement_actors",
        sa.Column("statement", ID, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("read_as", ID, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["read_as"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["statement"], ["statements.id"], initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("statement", "role", "read_as"),
    )
    op.create_index("ix_statement_actors_actor", "statement_actors", ["actor", "role", "place"])
    op.create_index("ix_statement_actors_read_as", "statement_actors", ["read_as"])
    op.create_table(
        "commitment_actors",
        sa.Column("commitment", ID, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("read_as", ID, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(
            ["commitment"], ["commitments.id"], initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(["read_as"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("commitment", "role", "read_as"),
    )
    op.create_index("ix_commitment_actors_actor", "commitment_actors", ["actor", "role"])
    op.create_index("ix_commitment_actors_read_as", "commitment_actors", ["read_as"])
    op.create_table(
        "event_actors",
        sa.Column("event", ID, nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("read_as", ID, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["event"], ["events.id"], initially="DEFERRED", deferrable=True),
        sa.ForeignKeyConstraint(["read_as"], ["actors.id"], initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("event", "role", "read_as"),
    )
    op.create_index("ix_event_actors_actor", "event_actors", ["actor", "role"])
    op.create_index("ix_event_actors_read_as", "event_actors", ["read_as"])
    names = ("id", "revision", "statement", "commitment", "event")
    op.bulk_insert(
        sa.table("store_state", *map(sa.column, names)), [{**dict.fromkeys(names, 0), "id": 1}]
    )
    sqlite = op.get_context().dialect.name == "sqlite"
    for command in (VIEW, *((SQLITE_WORDS,) if sqlite else POSTGRES_WORDS)):
        op.execute(command)
