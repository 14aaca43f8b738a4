"""Every setting of Torchyard, read from `TORCHYARD_*` once and frozen. Nothing else reads the environment."""

import difflib
import hashlib
import ipaddress
import os
import re
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "TORCHYARD_"

# The path of a Unix socket lives in a field of 108 bytes, one of them for the final NUL.
SOCKET_PATH_LIMIT = 107


class SettingsError(Exception):
    """A setting that cannot be used, in one sentence for the person who starts the server."""


class Settings(BaseSettings):
    """What can be chosen when Torchyard starts; each field is the variable `TORCHYARD_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    data: Path = Field(ROOT / "data", description="Folder of the database, caches and sockets; made when missing.")
    problems: Path = Field(ROOT / "problems", description="Folder that holds one folder for each problem.")
    database: str = Field("", description="SQLAlchemy URL; default: SQLite in the data folder.")

    judge: Literal["child", "external"] = Field("child", description="Start a judge, or connect to one that runs.")
    judge_socket: Path | None = Field(None, description="Unix socket of the judge; default: judge.sock in data.")
    judge_patience: float = Field(300, gt=0, description="Seconds that an attempt waits while no judge answers.")
    judge_silence: float = Field(120, gt=0, description="Seconds without a word about an attempt before it is ended.")
    slots: int = Field(0, ge=0, le=1024, description="Attempts judged at the same time; 0: by the number of cores.")
    unsafe: bool = Field(False, description="Judge even where this host cannot confine a submission.")

    devices: str = Field(
        "cpu", description="Where submissions may run: cpu, auto (every GPU too), or GPUs by commas: cuda:0,cuda:1."
    )

    queue_size: int = Field(64, ge=1, le=100_000, description="Attempts that may wait; beyond it the answer is 429.")
    learner_slots: int = Field(0, ge=0, le=1024, description="Attempts of one learner judged at once; 0: any.")
    learner_queue: float = Field(0.5, gt=0, le=1, description="Share of the free queue that one learner may fill.")
    learners: Literal["one", "cookie"] = Field(
        "one", description="one: everybody here is the same learner; cookie: each browser is its own."
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Host names under which the server may be reached, by commas, beside its own; * for any."
    )
    max_source_kib: int = Field(64, ge=1, le=4096, description="Largest source that is judged, in KiB.")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip().lower() for name in value.split(",") if name.strip())
        return value

    @field_validator("devices")
    @classmethod
    def _devices(cls, value: str) -> str:
        names = [name.strip().lower() for name in value.split(",") if name.strip()]
        for name in names:
            if not re.fullmatch(r"auto|cpu|cuda(:\d{1,3})?", name):
                raise ValueError(f"{name} is no device: auto, cpu, or cuda:0 and the like, by commas")
        return ",".join(names) or "cpu"

    @field_validator("data", "problems", "judge_socket")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return value.expanduser().absolute() if value is not None else None

    @model_validator(mode="after")
    def _socket_fits(self) -> Self:
        if self.judge_socket is not None and len(os.fsencode(self.judge_socket)) > SOCKET_PATH_LIMIT:
            raise ValueError(f"judge_socket: a Unix socket path holds at most {SOCKET_PATH_LIMIT} bytes")
        return self

    @classmethod
    def load(cls, **given: Any) -> Self:
        """The settings, or `SettingsError` with a sentence instead of a validator's listing."""
        _refuse_misspelt(os.environ)
        try:
            return cls(**given)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]) if first["loc"] else ""
            reason = first["msg"].removeprefix("Value error, ")
            if not name:
                raise SettingsError(f"{PREFIX}{reason[:1].upper()}{reason[1:]}.") from None
            message = f"{PREFIX}{name.upper()} is {first['input']!r}: {reason[:1].lower()}{reason[1:]}."
            raise SettingsError(message) from None

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'torchyard.db'}"

    @property
    def socket(self) -> Path:
        """Where web and judge meet: `judge.sock` in the data folder.

        A data folder deep in the file system would make a path too long for a socket; then it is a private
        folder among the temporary files, named after the data folder, so that both sides still find each other.
        """
        if self.judge_socket is not None:
            return self.judge_socket
        usual = self.data / "judge.sock"
        if len(os.fsencode(usual)) <= SOCKET_PATH_LIMIT:
            return usual
        folder = f"torchyard-{os.getuid()}-{hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]}"
        short = Path(tempfile.gettempdir()) / folder / "judge.sock"
        return short if len(os.fsencode(short)) <= SOCKET_PATH_LIMIT else Path("/tmp") / folder / "judge.sock"

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def hosts(self) -> frozenset[str]:
        """Host names a request may be for: any other is a page elsewhere that points its own name at this server."""
        own = {self.host.lower()} - {"0.0.0.0", "::", ""}
        return frozenset({"localhost", "127.0.0.1", "::1"} | own | set(self.allowed_hosts))

    @property
    def max_source(self) -> int:
        """Largest source in bytes."""
        return self.max_source_kib * 1024

    @property
    def max_body(self) -> int:
        """Largest request in bytes: code and scratch, each at worst doubled by JSON's escapes, and some room."""
        return 4 * self.max_source + 16 * 1024

    def prepare(self) -> None:
        """Make the folders that the server and the judge write to."""
        for folder in (self.data, self.socket.parent):
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise SettingsError(f"The folder {folder} cannot be made: {error.strerror}.") from None
            if not os.access(folder, os.W_OK | os.X_OK):
                raise SettingsError(f"The folder {folder} cannot be written to.")
        if self.socket.parent.parent == Path(tempfile.gettempdir()) or self.socket.parent.parent == Path("/tmp"):
            self._refuse_shared(self.socket.parent)

    def _refuse_shared(self, folder: Path) -> None:
        """A folder with a name that can be foretold, among everybody's files, must be ours alone."""
        if not folder.name.startswith("torchyard-"):
            return
        seen = folder.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.getuid() or seen.st_mode & 0o077:
            raise SettingsError(f"The folder {folder} belongs to somebody else; set {PREFIX}JUDGE_SOCKET.")

    def environment(self) -> dict[str, str]:
        """These settings as variables, for a child that must run under the very same ones."""
        shown = {name: getattr(self, name) for name in type(self).model_fields}
        shown["judge_socket"] = self.socket
        text = {
            name: ",".join(value) if isinstance(value, tuple) else str(value)
            for name, value in shown.items()
            if value not in (None, "", ())
        }
        return os.environ | {PREFIX + name.upper(): value for name, value in text.items()}


def _refuse_misspelt(environment: Mapping[str, str]) -> None:
    """A misspelt variable would be ignored without a word; one that resembles a setting is taken for a slip."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in environment:
        if name.startswith(PREFIX) and name not in known:
            close = difflib.get_close_matches(name, known, n=1, cutoff=0.85)
            if close:
                raise SettingsError(f"{name} is not a setting. Did you mean {close[0]}?")
