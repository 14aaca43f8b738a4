"""The judge as a child: started, restarted, stopped, and never left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest

from app.settings import ROOT
from app.supervisor import Supervisor

LIVES = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"

pytestmark = pytest.mark.anyio


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123
        return file.read().rpartition(")")[2].split()[0] != "Z"


async def until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not (result := condition()):
        assert time.monotonic() < end, "this did not happen in time"
        await asyncio.sleep(0.01)
    return result


@pytest.fixture
def supervise(settings, monkeypatch):
    monkeypatch.setattr("app.supervisor.BACKOFF_SECONDS", (0.01, 0.05))
    monkeypatch.setattr("app.supervisor.STOP_SECONDS", 0.5)
    return lambda code: Supervisor(settings, (sys.executable, "-c", code))


async def test_a_judge_that_dies_is_started_again(supervise, caplog):
    supervisor = supervise(LIVES)
    supervisor.start()
    first = await until(lambda: supervisor.pid)
    os.kill(first, signal.SIGKILL)
    second = await until(lambda: supervisor.pid if supervisor.pid != first else None)
    assert "SIGKILL" in caplog.text
    supervisor.kill()
    third = await until(lambda: supervisor.pid if supervisor.pid not in (first, second) else None)
    await supervisor.stop()
    assert not any(map(alive, (first, second, third)))


async def test_a_judge_that_cannot_live_is_not_started_in_a_rage(supervise, tmp_path, monkeypatch):
    monkeypatch.setattr("app.supervisor.BACKOFF_SECONDS", (0.05, 0.2))
    starts = tmp_path / "starts"
    supervisor = supervise(f"open({str(starts)!r}, 'a').write('x'); raise SystemExit(3)")
    supervisor.start()
    await asyncio.sleep(1.2)
    await supervisor.stop()
    assert 2 <= len(starts.read_text()) <= 7


async def test_a_judge_that_worked_is_started_again_at_once(supervise, monkeypatch):
    monkeypatch.setattr("app.supervisor.BACKOFF_SECONDS", (60.0,))
    supervisor = supervise(LIVES)
    supervisor.start()
    seen = []
    for _ in range(3):
        seen.append(await until(lambda: supervisor.pid not in (None, *seen) and supervisor.pid))
        supervisor.answered()
        os.kill(seen[-1], signal.SIGKILL)
    await until(lambda: supervisor.pid not in (None, *seen))
    await supervisor.stop()


async def test_a_command_that_does_not_exist(settings, caplog):
    supervisor = Supervisor(settings, ("/nothing/here",))
    supervisor.start()
    await until(lambda: "cannot be started" in caplog.text)
    await supervisor.stop()


async def test_a_stubborn_judge_is_killed(supervise):
    supervisor = supervise(STUBBORN)
    supervisor.start()
    pid = await until(lambda: supervisor.pid)
    await asyncio.sleep(0.3)
    begun = time.monotonic()
    await supervisor.stop()
    assert time.monotonic() - begun < 5
    assert not alive(pid)


async def test_its_children_go_with_it(supervise, tmp_path):
    note = tmp_path / "pid"
    child = f"import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', {LIVES!r}]); "
    supervisor = supervise(child + f"open({str(note)!r}, 'w').write(str(p.pid)); time.sleep(60)")
    supervisor.start()
    pid = int(await until(lambda: note.exists() and note.read_text()))
    await supervisor.stop()
    await until(lambda: not alive(pid))


async def test_it_gets_the_settings_of_the_server(settings, monkeypatch, tmp_path):
    note = tmp_path / "environment"
    code = f"import os; open({str(note)!r}, 'w').write(os.environ['TORCHYARD_DATA']); import time; time.sleep(60)"
    supervisor = Supervisor(settings, (sys.executable, "-c", code))
    supervisor.start()
    assert await until(lambda: note.exists() and note.read_text()) == str(settings.data)
    await supervisor.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's death signal is Linux")
async def test_no_judge_outlives_a_killed_server(tmp_path):
    code = f"""
import asyncio, sys
from app.settings import Settings
from app.supervisor import Supervisor
async def main():
    supervisor = Supervisor(Settings(), (sys.executable, "-c", {LIVES!r}))
    supervisor.start()
    while supervisor.pid is None:
        await asyncio.sleep(0.01)
    print(supervisor.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        pid = int(server.stdout.readline())
        assert alive(pid)
        server.kill()
    await until(lambda: not alive(pid))
