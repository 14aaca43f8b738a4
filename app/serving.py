"""`python -m app serve`: uvicorn with this app, and a line that says where it is and what protects it."""

import asyncio
import logging
import socket
import sys

import uvicorn

from app import database
from app.lock import lock
from app.main import create_app
from app.settings import Settings, SettingsError

START_SECONDS = 60


def run(settings: Settings) -> None:
    """Serve until interrupted."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        settings.prepare()
        lock(settings.data)
        logging.getLogger("alembic").setLevel(logging.WARNING)
        database.prepare(settings.database_url)
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    listener = _listen(settings)
    port = listener.getsockname()[1]
    app = create_app(settings)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3, server_header=False)
    server = _Server(config, app.state.services, f"http://{_shown(settings.host)}:{port}")
    server.run(sockets=[listener])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol by name: without it asyncio leaves Nagle's algorithm on, and every answer takes 40 ms longer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        taken = f"Torchyard cannot listen on {settings.host}:{settings.port}: {error.strerror}."
        print(f"{taken} Set TORCHYARD_PORT to another port, or stop what listens there.", file=sys.stderr)
        raise SystemExit(2) from None
    return listener


def _shown(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)


class _Server(uvicorn.Server):
    """Says the address once requests are answered, and the state of the sandbox once the judge is there."""

    def __init__(self, config: uvicorn.Config, services: object, address: str) -> None:
        super().__init__(config)
        self._services = services
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if not self.started:  # uvicorn has said why
            return
        print(f"Torchyard is at {self._address}", flush=True)
        self._telling = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        link = self._services.dispatcher.link  # type: ignore[attr-defined]
        for _ in range(START_SECONDS * 10):
            if link.health:
                sandbox = link.health.get("sandbox") or {}
                print(describe(sandbox), flush=True)
                return
            await asyncio.sleep(0.1)
        print("The judge does not answer yet; see the lines above, and /healthz.", flush=True)


def describe(sandbox: dict[str, object]) -> str:
    """The sandbox in one line, and a line for each thing that is missing."""
    level = {"full": "complete", "partial": "seccomp and Landlock", "none": "NOT CONFINED"}[
        str(sandbox.get("level", "none"))
    ]
    parts = [f"Landlock ABI {sandbox['landlock']}"] if sandbox.get("landlock") else []
    parts += ["seccomp"] if sandbox.get("seccomp") else []
    names = sandbox.get("namespaces")
    parts += [f"namespaces {', '.join(names)}"] if isinstance(names, list) and names else []
    missing = sandbox.get("missing")
    lines = [f"Sandbox: {level} ({'; '.join(parts) or 'nothing'})"]
    return "\n".join(lines + [f"  missing: {sentence}" for sentence in missing] if isinstance(missing, list) else lines)
