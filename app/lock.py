"""One server for one data folder: two would judge each other's attempts and take each other's judge."""

import fcntl
from pathlib import Path
from typing import IO

from app.settings import SettingsError

# Open for as long as the process lives: the kernel lets go of a lock when its file is closed, also by a crash.
_held: list[IO[str]] = []


def lock(folder: Path) -> None:
    """Take the folder for this process, or raise a sentence."""
    file = (folder / "server.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise SettingsError(
            f"Another Torchyard server uses {folder}. Stop it, or set TORCHYARD_DATA to another folder."
        ) from None
    _held.append(file)
