"""The database: one engine, SQLite in WAL mode by default, brought to the newest schema when the server starts."""

import logging
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import DateTime, Dialect, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from app.settings import ROOT, SettingsError

MIGRATIONS = ROOT / "migrations"
BUSY_SECONDS = 5.0

Sessions = sessionmaker[Session]


class Base(DeclarativeBase):
    """Parent of every table."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones, so it is stored without one and gets UTC back when read."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None else None


def now() -> datetime:
    return datetime.now(UTC)


def connect(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine whose SQLite connections wait for a lock instead of failing, and obey foreign keys."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    # As many connections as there are threads: one that waits for a lock must not keep readers out.
    engine = create_engine(
        url, connect_args={"timeout": busy_seconds}, pool_size=8, max_overflow=56, json_serializer=_to_text,
        json_deserializer=from_json,
    )  # fmt: skip

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        # WAL with NORMAL survives the death of any process; only a power cut can lose the last commits.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    return engine


def _to_text(value: Any) -> str:
    """JSON, as pydantic writes it: reports are large, and this is several times faster than Python's own."""
    return to_json(value, inf_nan_mode="null").decode()


def sessions(engine: Engine) -> Sessions:
    return sessionmaker(engine, expire_on_commit=False)


class UnusableDatabase(SettingsError):
    """The server cannot start with this database; one sentence says why, and what to do."""


@dataclass(frozen=True)
class Trouble:
    """What is wrong with the database: a code for machines, and how a sentence about it begins."""

    code: str
    sentence: str
    retry_after: int  # seconds


BUSY = Trouble("database_busy", "The database is busy or away", 2)
# By SQLite's primary result codes (https://www.sqlite.org/rescode.html).
TROUBLES = {
    5: BUSY,
    6: BUSY,
    8: Trouble("database_readonly", "The server may not write to its database", 30),
    10: Trouble("disk_error", "The server's disk failed to read or write", 30),
    11: Trouble("database_broken", "The server's database is damaged", 60),
    13: Trouble("disk_full", "The server's disk is full", 30),
    14: Trouble("database_missing", "The server cannot open its database", 30),
    26: Trouble("database_broken", "The server's database is damaged", 60),
}


def trouble(error: DBAPIError) -> Trouble:
    """What went wrong, in our words."""
    code = getattr(error.orig, "sqlite_errorcode", 5)
    return TROUBLES.get(code & 0xFF, BUSY)


def prepare(url: str) -> None:
    """Make the database ready for a server; raises UnusableDatabase where no server could work."""
    engine = connect(url)
    try:
        migrate(engine)
    except DBAPIError as error:
        shown = engine.url.database or engine.url.render_as_string()
        raise UnusableDatabase(f"{trouble(error).sentence} ({shown}: {error.orig}).") from None
    finally:
        engine.dispose()


def _migrations() -> dict[str, str | None]:
    """Every migration and the one before it, by reading the files: importing Alembic costs more than the whole look."""
    parents: dict[str, str | None] = {}
    assignment = re.compile(r"^(revision|down_revision)\b[^=\n]*=\s*(?:[\"']([^\"']*)[\"']|None)", re.MULTILINE)
    for file in (MIGRATIONS / "versions").glob("*.py"):
        found = dict(assignment.findall(file.read_text(encoding="utf-8")))
        parents[found["revision"]] = found.get("down_revision") or None
    return parents


def head() -> str:
    """The newest migration."""
    parents = _migrations()
    (newest,) = parents.keys() - set(parents.values())
    return newest


def migrate(engine: Engine) -> None:
    """Bring the schema to its newest form; a look at one row where it is there already."""
    with engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
            if row is not None and row[0] == head():
                return
            if row is not None and row[0] not in _migrations():
                raise UnusableDatabase(
                    f"The database {engine.url.database} was made by a newer Torchyard: its schema is {row[0]}, and "
                    f"this version knows {head()} as the last. Nothing was changed. Start the newer version, or set "
                    "TORCHYARD_DATA to another folder."
                )

    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every plug-in it has

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
