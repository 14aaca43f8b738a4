"""The zygote: Python with torch imported and warm, one thread, no submission ever; it forks runners.

It lives in the jail (see sandbox.py) and speaks with the judge over one SOCK_SEQPACKET socket, a JSON message a packet:

    judge → {"fork": TOKEN} + two descriptors (the runner's wire, its stdout)
    judge → {"kill": TOKEN}
    judge → {"guard": TARGETS, "seal": n} + one descriptor: a fork of the zygote that has closed these (forbidden.py)
            and speaks the same over that descriptor; its end is that of its socket
    zygote → {"ready": layers, "torch": version}     once
    runner → "R", {"ready": true, "gpu": about it}   once it can take a job; or {"failed": why}, and it is gone
    zygote → {"exited": TOKEN, "code": exit code or -signal, "cpu": seconds, "rss": bytes}

The zygote of a GPU is told so on its command line (profile.py). It does not speak to CUDA; its runners do.

Only the zygote signals runners, and it does so before it reaps them: a process id can never be somebody else's.
"""

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import socket
import sys
import threading
from typing import Any

import torch
import torch._dynamo
import torch.autograd.gradcheck
import torch.func
import torch.fx.experimental.symbolic_shapes
import torch.nn.utils
import torch.optim
import torch.testing

from app.judge import chance, cuda, forbidden, heap, hugepages, runner, sandbox, weights, wire
from app.judge.profile import Profile
from app.judge.rehearsal import rehearse

MESSAGE = 1 << 16
REHEARSALS = 20  # after which Python has specialized its bytecode: no runner writes to that, and all run faster
FOR_DRIVERS = (chance, weights)  # imported here because a runner cannot read this project's files


def uncompiled(model: Any = None, **_: Any) -> Any:
    """torch.compile that leaves the code as it is, as a function and as a decorator with or without arguments."""
    return model if model is not None else lambda later: later


class Zygote:
    def __init__(self, control: socket.socket, jail: sandbox.Jail, guard: forbidden.Guard | None = None) -> None:
        self.control = control
        self.jail = jail
        self.granted = jail.granted
        self.guard = guard
        self.children: dict[int, int] = {}  # pid → token; 0: another zygote

    def prepare(self) -> None:
        """Do once what all runners need, then go to jail."""
        torch.set_num_threads(1)
        os.environ.pop("TORCHINDUCTOR_CACHE_DIR", None)  # set by an import; it holds the account's name
        torch.compile = uncompiled  # a runner can neither write a cache nor start a compiler
        self._rehearse()
        heap.fill_holes()
        hugepages.collapse()  # before the jail, which has no /proc to read the mappings from
        self.jail.enter()
        sys.path[:] = [path for path in sys.path if "packages" in path or path.startswith(sys.base_prefix)]

    def _rehearse(self) -> None:
        for _ in range(REHEARSALS):
            rehearse(self.guard, with_backward=not self.granted.gpu)  # the engine starts threads where there is a GPU
        gc.collect()

    def serve(self) -> None:
        """Fork on demand until the judge hangs up; then everybody dies."""
        wake, woken = os.pipe()
        os.set_blocking(woken, False)
        signal.set_wakeup_fd(woken)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        gc.freeze()
        self._tell({"ready": self.jail.layers.describe(), "torch": torch.__version__})
        ready = select.poll()
        ready.register(self.control, select.POLLIN)
        ready.register(wake, select.POLLIN)
        while True:
            for fd, _ in ready.poll():
                if fd == wake:
                    os.read(wake, 4096)
                    self._reap()
                elif not self._obey():
                    return

    def _obey(self) -> bool:
        try:
            data, fds, _, _ = socket.recv_fds(self.control, MESSAGE, 2)
        except ConnectionError:
            return False
        if not data:
            return False
        message: dict[str, Any] = json.loads(data)
        if "fork" in message:
            self._fork(message, fds)
        elif "guard" in message:
            self._fork_guarded(message, fds[0])
        elif "kill" in message:
            for pid, token in self.children.items():
                if token == message["kill"]:
                    os.kill(pid, signal.SIGKILL)
        for fd in fds:
            os.close(fd)
        return True

    def _fork(self, message: dict[str, Any], fds: list[int]) -> None:
        pid = self.jail.fork()
        if pid:
            self.children[pid] = message["fork"]
            return
        try:
            self._become_runner(fds[0], fds[1])
        except BaseException as error:
            os.write(2, f"torchyard: a runner could not be made: {error!r}\n".encode())
            with contextlib.suppress(wire.WireError, OSError):
                os.write(fds[0], runner.READY)
                wire.send(fds[0], {"failed": f"{type(error).__name__}: {error}"[:500]})
        finally:
            os._exit(70)

    def _fork_guarded(self, message: dict[str, Any], fd: int) -> None:
        self.jail.bands += 1
        pid = os.fork()
        if pid:
            self.children[pid] = 0
            return
        try:
            sandbox.die_with_parent()
            self.control.close()
            guard = runner.guard_for(message["guard"], lambda name, line: None, message["seal"])
            zygote = Zygote(socket.socket(fileno=os.dup(fd)), self.jail.another(), guard)
            zygote._rehearse()
            zygote.serve()
        except BaseException as error:
            os.write(2, f"torchyard: a zygote with a guard failed: {error!r}\n".encode())
        finally:
            os._exit(0)

    def _become_runner(self, fd: int, output: int) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        log = os.dup(2)
        os.dup2(output, 1)
        on_gpu = self.granted.device == "cuda"
        sizes = self.jail.confine((fd, log), cuda.start) if on_gpu else self.jail.confine((fd, log))
        # Only now: an error while confining goes to the judge's log, not to the learner.
        complaints = cuda.Complaints(1) if on_gpu else None
        if not on_gpu:
            os.dup2(1, 2)
        os.close(log)
        sys.stdout.reconfigure(line_buffering=False, write_through=False)  # type: ignore[union-attr]
        _serve(fd, sizes, complaints, self.guard)

    def _reap(self) -> None:
        while self.children:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if not pid:
                return
            token = self.children.pop(pid, None)
            if token:
                code = os.waitstatus_to_exitcode(status)
                self._tell(
                    {
                        "exited": token,
                        "code": code,
                        "cpu": usage.ru_utime + usage.ru_stime,
                        "rss": usage.ru_maxrss << 10,
                    }
                )

    def _tell(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(ConnectionError):  # the judge is gone; the next read says so
            self.control.send(json.dumps(message).encode())


def _serve(fd: int, sizes: sandbox.Sizes, complaints: cuda.Complaints | None, guard: forbidden.Guard | None) -> None:
    """The life of a runner from here on. It leaves without running anything that the submission left behind."""
    threading.excepthook = lambda _: None
    try:
        with contextlib.suppress(wire.WireError):
            os.write(fd, runner.READY)
            if guard is None:
                rehearse(with_meter=False)
            gc.collect(0)
            wire.send(fd, {"ready": True, "gpu": cuda.about() if complaints else None})
            runner.Runner(fd, sizes, complaints, guard).serve()
    finally:
        ctypes.CDLL(None)._exit(0)
        os._exit(0)


if __name__ == "__main__":
    first = Zygote(socket.socket(fileno=int(sys.argv[1])), sandbox.Jail(Profile.parse(sys.argv[2:])))
    first.prepare()
    first.serve()
