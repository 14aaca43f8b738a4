"""A control group for each runner, where this host lets us make one: memory and processes counted by the kernel.

It sees what rlimits cannot, such as page tables and pipe buffers, and it says whether a runner was killed for memory.
In most containers and for ordinary users the tree is read-only: then rlimits alone hold, and /healthz says so.
Version 1 has a tree for each controller, version 2 one for all (https://docs.kernel.org/admin-guide/cgroup-v2.html).
"""

import contextlib
import os
import queue
import secrets
from dataclasses import dataclass
from pathlib import Path

MOUNT = Path("/sys/fs/cgroup")
PROCESSES = 128
KEPT = 8  # empty groups
SLACK = 64 << 20  # kernel memory and what the runner itself needs


@dataclass
class Group:
    """One runner's group: a folder, or one for each controller."""

    memory: Path
    pids: Path
    version: int
    home: "Groups"
    limited: int = 0  # bytes, so far
    killed: int = 0  # for memory, in earlier uses

    def hold(self, pid: int) -> None:
        """Put a process in, before it runs anything of a learner's."""
        for folder in {self.memory, self.pids}:
            (folder / "cgroup.procs").write_text(str(pid))

    def limit(self, memory_bytes: int) -> None:
        """The most memory that the process may take from now on; what it shares with the zygote is not counted."""
        if memory_bytes == self.limited:  # writing one takes the kernel half a millisecond
            return
        if self.version == 2:
            (self.memory / "memory.max").write_text(str(memory_bytes + SLACK))
            with contextlib.suppress(OSError):
                (self.memory / "memory.swap.max").write_text("0")
        else:
            (self.memory / "memory.limit_in_bytes").write_text(str(memory_bytes + SLACK))
        self.limited = memory_bytes

    def out_of_memory(self) -> bool:
        """Whether the kernel killed for memory here since the last time this was asked."""
        name = "memory.events" if self.version == 2 else "memory.oom_control"
        with contextlib.suppress(OSError, ValueError):
            fields = dict(line.split() for line in (self.memory / name).read_text().splitlines())
            before, self.killed = self.killed, int(fields.get("oom_kill", 0))
            return self.killed > before
        return False

    def give_back(self) -> None:
        """Once its process is gone: for the next one."""
        self.home.take_back(self)

    def remove(self) -> None:
        """Once its process is gone: for good."""
        for folder in {self.memory, self.pids}:
            with contextlib.suppress(OSError):
                folder.rmdir()


def most_processes() -> int | None:
    """How many processes and threads may be in this process's own group, as in a container's; None without a limit."""
    try:
        own = _own()
        folder = _inside(MOUNT / "pids", own["pids"]) if "pids" in own else _inside(MOUNT, own[""])
        return int((folder / "pids.max").read_text())
    except (OSError, LookupError, ValueError):  # "max" is no number
        return None


def _own() -> dict[str, str]:
    """The path of this process's group by controller; in version 2 there is one, whose controller is \"\"."""
    own: dict[str, str] = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        own |= dict.fromkeys(controllers.split(","), path.lstrip("/"))
    return own


def _inside(mount: Path, path: str) -> Path:
    """Our group's folder; in a container the mount may begin at that group already."""
    return mount / path if (mount / path).is_dir() else mount


class Groups:
    """Makes groups below this process's own. `why` says what stands against it, "" if nothing does."""

    def __init__(self) -> None:
        self.version, self.why = 0, ""
        self._empty: queue.SimpleQueue[Group] = queue.SimpleQueue()
        try:
            self._find()
            trial = self.make()
            trial.limit(1 << 30)
            trial.remove()
        except (OSError, LookupError, ValueError) as error:
            self.version = 0
            self.why = (
                f"no control group: {error.strerror or error}" if isinstance(error, OSError) else "no control group"
            )

    def make(self) -> Group:
        """An empty group: one that was given back, or a new one. Raises OSError."""
        with contextlib.suppress(queue.Empty):
            return self._empty.get_nowait()
        name = f"torchyard-{os.getpid()}-{secrets.token_hex(6)}"
        group = Group(self._memory / name, self._pids / name, self.version, self)
        for folder in {group.memory, group.pids}:
            folder.mkdir()
        (group.pids / "pids.max").write_text(str(PROCESSES))
        return group

    def take_back(self, group: Group) -> None:
        """Keep it for the next process: to make and remove one takes the kernel a millisecond."""
        if self._empty.qsize() < KEPT:
            self._empty.put(group)
        else:
            group.remove()

    def remove(self) -> None:
        """Remove what nobody uses."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._empty.get_nowait().remove()

    def sweep(self) -> None:
        """Remove what a judge that was killed left behind."""
        for folder in {*self._memory.glob("torchyard-*"), *self._pids.glob("torchyard-*")} if self.version else ():
            maker = folder.name.split("-")[1]
            if not Path("/proc", maker).exists():
                with contextlib.suppress(OSError):
                    folder.rmdir()

    def _find(self) -> None:
        own = _own()
        if "memory" in own and "pids" in own:
            self.version = 1
            self._memory, self._pids = (_inside(MOUNT / name, own[name]) for name in ("memory", "pids"))
            return
        self.version = 2
        self._memory = self._pids = self._delegated(_inside(MOUNT, own[""]))

    @staticmethod
    def _delegated(own: Path) -> Path:
        """A group whose children may have limits. Version 2 wants no process beside them: we step aside into a leaf."""
        wanted = "+memory +pids"
        if {"memory", "pids"} - set((own / "cgroup.controllers").read_text().split()):
            raise LookupError("memory and pids are not handed down")
        try:
            (own / "cgroup.subtree_control").write_text(wanted)
        except OSError:
            leaf = own / "judge"
            leaf.mkdir(exist_ok=True)
            for pid in (own / "cgroup.procs").read_text().split():
                (leaf / "cgroup.procs").write_text(pid)
            (own / "cgroup.subtree_control").write_text(wanted)
        return own
