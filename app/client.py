"""`python -m app submit`: send a file to a running server and print what it says, for scripts and editors."""

import json
import urllib.error
import urllib.request
from typing import Any

WAIT_SECONDS = 25


def main(server: str, slug: str, code: str, mode: str) -> int:
    """Exit status 0: accepted; 1: any other verdict; 2: the server did not take it."""
    try:
        made = _call(f"{server}/api/problems/{slug}/attempts", {"code": code, "mode": mode})
        attempt: dict[str, Any] = {"status": "queued"}
        while attempt["status"] != "done":
            attempt = _call(f"{server}/api/attempts/{made['id']}?wait={WAIT_SECONDS}")
    except urllib.error.HTTPError as error:
        print(_reason(error))
        return 2
    except OSError as error:
        print(f"No server answers at {server} ({error}). Start one with `make run`.")
        return 2
    report = attempt["report"] or {}
    print(f"{attempt['verdict']}: {report.get('sentence', '')}")
    for case in report.get("cases", []):
        print(f"  {'✓' if case['status'] == 'passed' else '✗'} {case['name']}  {case['sentence']}")
    return 0 if attempt["verdict"] == "accepted" else 1


def _call(url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=WAIT_SECONDS + 10) as answer:
        value: dict[str, Any] = json.load(answer)
        return value


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"The server answered {error.code}."
