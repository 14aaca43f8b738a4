"""Static files under a name that changes with any of them, so that browsers keep them for a year and are never stale.

The hash stands before the path (`/static/<hash>/editor.js`), not behind it, so that modules and style sheets which
refer to each other relatively stay inside the same hash.
"""

import hashlib
import mimetypes
import re
import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

HASH = re.compile(r"[0-9a-f]{12}")
FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
LOOK_SECONDS = 1.0

# Not every machine has a list of types, and with `nosniff` a wrong one is a broken page.
for _suffix, _type in ((".js", "text/javascript"), (".woff2", "font/woff2"), (".svg", "image/svg+xml")):
    mimetypes.add_type(_type, _suffix)


class Assets(StaticFiles):
    """The `static/` tree, at `/static`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self.folder = folder
        self._seen: tuple[tuple[str, int, int], ...] = ()
        self._looked = float("-inf")
        self._hash = ""

    def url(self, path: str) -> str:
        """Where templates find a file."""
        return f"/static/{self.hash}/{path}"

    @property
    def hash(self) -> str:
        """Twelve hex digits of the whole tree; looked at again now and then, for those who edit it."""
        if time.monotonic() - self._looked > LOOK_SECONDS:
            files = [path for path in sorted(self.folder.rglob("*")) if path.is_file()]
            seen = tuple((str(path), (known := path.stat()).st_mtime_ns, known.st_size) for path in files)
            if seen != self._seen or not self._hash:
                digest = hashlib.sha256()
                for path in files:
                    digest.update(f"{path.relative_to(self.folder)}\0{path.stat().st_size}\0".encode())
                    digest.update(path.read_bytes())
                self._hash, self._seen = digest.hexdigest()[:12], seen
            self._looked = time.monotonic()
        return self._hash

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        first, _, rest = path.partition("/")
        hashed = HASH.fullmatch(first) is not None and rest != ""
        response = await super().get_response(rest if hashed else path, scope)
        # A page from before an upgrade asks under its old hash: it gets the new file, and no promise for a year.
        response.headers["Cache-Control"] = FOR_A_YEAR if hashed and first == self.hash else ASK_EACH_TIME
        return response
