"""The tables: everything the service remembers."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    event,
)

VERSION = 1
"""Of the schema below; `schema.py` has a step from each earlier one."""

PENDING = ("queued", "sending", "deferred")
"""States of the outbox in which a mail still has to go."""

SILENCED = "silenced"
"""In place of a fingerprint: this address wants no acknowledgements."""

metadata = MetaData()
Key = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up INTEGER keys only


class Moment(TypeDecorator[datetime]):
    """A point in time as milliseconds since 1970 UTC: the same on every database, in any zone."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """From an aware datetime."""
        return None if value is None else round(value.timestamp() * 1000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """To an aware datetime in UTC."""
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))


def _submission() -> ForeignKey:
    return ForeignKey("submissions.reference", ondelete="CASCADE")


submissions = Table(
    "submissions",
    metadata,
    Column("reference", String(20), primary_key=True),
    Column("once", String(64), nullable=False, unique=True),  # the same form sent twice is one
    Column("form", String(20), nullable=False),
    Column("locale", String(35), nullable=False),
    Column("topic", String(80), nullable=False),
    Column("route", String(80), nullable=False),
    Column("state", String(20), nullable=False),  # accepted, held, rejected
    Column("urgent", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("mailbox", Text, nullable=False),  # the address made comparable
    Column("order_number", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("details", JSON, nullable=False),
    Column("score", Integer, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("network", String(32)),  # keyed hash; emptied after the days the facts state
    Column("arrived_at", Moment, nullable=False),
    Column("answer_by", Moment, nullable=False),
    Index("submissions_by_mailbox", "mailbox"),
    Index("submissions_by_order", "order_number"),
    Index("submissions_by_state", "state", "arrived_at"),
    Index("submissions_by_time", "arrived_at"),
)

photos = Table(
    "photos",
    metadata,
    Column("id", Key, primary_key=True),
    Column("token", String(40), nullable=False),  # of the form that carried it, until it is sent
    Column("submission", String(20), _submission()),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),  # JPEG, re-encoded
    Column("preview", LargeBinary, nullable=False),
    Column("stored_at", Moment, nullable=False),
    Index("photos_by_token", "token"),
    Index("photos_by_submission", "submission"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Key, primary_key=True),
    Column("submission", String(20), _submission()),
    Column("mail", String(40), nullable=False),  # ticket, acknowledgement, withdrawal, alert ...
    Column("recipient", Text, nullable=False),
    Column("message_id", String(200), nullable=False, unique=True),
    Column("priority", Integer, nullable=False),  # the lowest goes first
    Column("state", String(20), nullable=False),  # see delivery/outbox.py
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),  # why it waits or was given up, in words
    Index("outbox_by_submission", "submission"),
    Index("outbox_by_state", "state", "changed_at"),
)
IS_PENDING = f"state IN ({', '.join(map(repr, PENDING))})"
"""As the index below says it: SQLite takes an index of some rows only for its very condition."""
INDEX_OF_PENDING = (
    f"CREATE INDEX outbox_pending ON outbox (priority, due_at, id) WHERE {IS_PENDING}"
)
"""As text: `Index(postgresql_where=...)` loads PostgreSQL's dialect, 3 MB, for SQLite, too."""


@event.listens_for(outbox, "after_create")
def _index_pending(_table: Table, connection: Connection, **_options: object) -> None:
    connection.exec_driver_sql(INDEX_OF_PENDING)


delivery_attempts = Table(
    "delivery_attempts",
    metadata,
    Column("id", Key, primary_key=True),
    Column(
        "outbox_id", Key, ForeignKey("outbox.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("at", Moment, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("outcome", String(20), nullable=False),  # sent, deferred, rejected, unreachable, broken
    Column("reason", Text, nullable=False),
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("id", Key, primary_key=True),
    Column("mailbox_hash", String(32), nullable=False),
    Column("fingerprint", String(32), nullable=False),  # of what makes two identical, or SILENCED
    Column("at", Moment, nullable=False, index=True),
    Index("acknowledgements_by_mailbox", "mailbox_hash", "at"),
)

rate_limits = Table(
    "rate_limits",
    metadata,
    Column("key", String(32), primary_key=True),  # keyed hash of who
    Column("window", BigInteger, primary_key=True),  # number of the window since 1970
    Column("count", Integer, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Key, primary_key=True),
    Column("once", String(64), nullable=False, unique=True),
    Column("article", String(200), nullable=False),
    Column("locale", String(35), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("comment", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

fruitless_searches = Table(
    "fruitless_searches",
    metadata,
    Column("locale", String(35), primary_key=True),
    Column("query", String(200), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("count", Integer, nullable=False),
)
