"""What travels between judge and runner: a JSON header and raw bytes, never pickle.

A frame is two lengths (header, body), the header as JSON, and the bytes of all tensors one after the other. `pack`
turns a Python value into a JSON tree plus chunks of bytes; `unpack` does the reverse and believes nothing: whoever
wrote the frame may be hostile, so every length, dtype and depth is checked before memory is taken for it.
"""

import ctypes
import functools
import json
import math
import os
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from select import POLLIN, poll
from typing import Any

import torch
from torch import Tensor


@functools.cache
def name_of(dtype: torch.dtype) -> str:
    """As people say it: float32."""
    return str(dtype).removeprefix("torch.")


DTYPES = {
    name_of(dtype): dtype
    for dtype in (
        torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8,
        torch.uint8, torch.bool, torch.complex64, torch.complex128,
    )
}  # fmt: skip
MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_TEXT = 1_000_000
MAX_KEYS = 2_000  # of dicts and sets: keys that all have the same hash cost their number squared
MAX_BITS = 4096  # of an integer
MAX_HEADER = 8 << 20
SMALL = 1 << 16  # bytes that are cheaper to copy than to write one by one
LENGTHS = struct.Struct("<IQ")


class WireError(Exception):
    """The other side sent something that is not a frame, or too much of it."""


class TooLarge(WireError):
    """A frame beyond what may be sent."""


class Hangup(WireError):
    """The other side is gone."""


class Late(WireError):
    """The deadline passed."""


@dataclass(frozen=True)
class Opaque:
    """A value that cannot travel: its type and what there is to say about it."""

    type: str
    why: str


@dataclass(frozen=True)
class Array:
    """A tensor that came from the runner, plain and contiguous on the CPU; the other fields are as the sender said."""

    tensor: Tensor
    stride: tuple[int, ...]
    device: str
    requires_grad: bool


# ---- packing -------------------------------------------------------------------------------------------------------


class _TooMany(Exception):
    """A value that no honest answer looks like."""


class Packer:
    """Turns values into trees, and collects their bytes in `chunks`."""

    def __init__(self) -> None:
        self.chunks: list[bytes | memoryview] = []
        self.nodes = 0
        self.text = 0
        self.keys = 0

    def pack(self, value: Any) -> Any:
        """A JSON tree. Subclasses are read through their base class, so that an override cannot lie."""
        chunks, spent = len(self.chunks), (self.nodes, self.text, self.keys)
        try:
            return self._pack(value, 0)
        except _TooMany:
            del self.chunks[chunks:]
            self.nodes, self.text, self.keys = spent
            return _opaque(
                value,
                f"is nested too deeply, or has more than {MAX_NODES} entries, {MAX_KEYS} keys or {MAX_TEXT} characters",
            )

    def _pack(self, value: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise _TooMany
        kind = type(value)
        if value is None:
            return None
        if kind is bool:
            return value
        if issubclass(kind, Tensor):
            return self.tensor(value)
        if issubclass(kind, int):
            number = int.__int__(value)
            return {"int": hex(number)} if number.bit_length() <= MAX_BITS else _opaque(value, "is a huge integer")
        if issubclass(kind, float):
            return {"float": float.hex(float.__float__(value))}
        if issubclass(kind, str):
            text = str.__str__(value)
            self.text += len(text)
            if self.text > MAX_TEXT:
                raise _TooMany
            return text
        if issubclass(kind, bytes):
            data = bytes.__getitem__(value, slice(None))
            return {"bytes": data.hex()} if len(data) <= MAX_TEXT else _opaque(value, f"has {len(data)} bytes")
        if issubclass(kind, tuple):
            return {"tuple": [self._pack(v, depth + 1) for v in tuple.__iter__(value)]}
        if issubclass(kind, list):
            return [self._pack(v, depth + 1) for v in list.__iter__(value)]
        if issubclass(kind, dict | set | frozenset):
            self.keys += _length(value)
            if self.keys > MAX_KEYS:
                raise _TooMany
        if issubclass(kind, dict):
            items = list(dict.items(value))
            return {"dict": [[self._pack(k, depth + 1), self._pack(v, depth + 1)] for k, v in items]}
        if issubclass(kind, set | frozenset):
            base = set if issubclass(kind, set) else frozenset
            return {"set": [self._pack(v, depth + 1) for v in base.__iter__(value)]}
        if kind is torch.dtype:
            return {"dtype": name_of(value)}
        if kind is complex:
            return {"complex": [float.hex(value.real), float.hex(value.imag)]}
        if kind is slice:
            return {"slice": [self._pack(v, depth + 1) for v in (value.start, value.stop, value.step)]}
        if kind.__module__ == "numpy":
            return {
                "opaque": f"numpy {kind.__name__}"[:100],
                "why": "cuts the graph; return a tensor",
            }
        return _opaque(value, "")

    def tensor(self, value: Tensor) -> Any:
        """Bytes of a strided tensor in memory order of its indices, whatever its own strides are."""
        with torch._C.DisableTorchFunctionSubclass(), torch.no_grad():
            if type(value) not in (Tensor, torch.nn.Parameter):
                return _opaque(value, "is a subclass of Tensor; return a plain one")
            name = name_of(value.dtype)
            if value.layout is not torch.strided or name not in DTYPES or value.device.type == "meta":
                return _opaque(value, f"is {value.layout} {name} on {value.device}; return a dense tensor")
            plain = value.cpu() if value.device.type != "cpu" else value
            plain = plain.resolve_conj().resolve_neg() if plain.is_complex() or plain.is_neg() else plain
            plain = plain if plain.is_contiguous() else plain.contiguous()
            size = plain.numel() * plain.element_size()
            if size:
                self.chunks.append(ctypes.string_at(plain.data_ptr(), size))
            return {
                "tensor": name, "shape": list(value.shape), "stride": list(value.stride()), "bytes": size,
                "device": value.device.type, "grad": value.requires_grad,
            }  # fmt: skip


def _length(value: Any) -> int:
    """Of a container, past any override."""
    base: Any = next(base for base in (dict, set, frozenset) if isinstance(value, base))
    return int(base.__len__(value))


def _opaque(value: Any, why: str) -> Any:
    return {"opaque": type(value).__qualname__[:100], "why": why}


# ---- unpacking -----------------------------------------------------------------------------------------------------


class Unpacker:
    """Reads trees back, taking tensors off the front of `body`."""

    def __init__(self, body: bytearray, wrap: bool = False) -> None:
        self.body = memoryview(body)
        self.at = 0
        self.wrap = wrap  # tensors as Array, for the judge; as Tensor with the sender's strides, for the runner
        self.nodes = 0
        self.keys = 0

    def unpack(self, tree: Any, depth: int = 0) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH + 1 or self.nodes > 2 * MAX_NODES:
            raise WireError("nested too deeply")
        if tree is None or isinstance(tree, bool | str):
            return tree
        if isinstance(tree, list):
            return [self.unpack(v, depth + 1) for v in tree]
        if not isinstance(tree, dict) or not tree:
            raise WireError("not a value")
        kind, data = next(iter(tree.items()))
        try:
            return self._tagged(kind, data, tree, depth)
        except (
            TypeError,
            ValueError,
            LookupError,
            AttributeError,
            ArithmeticError,
            RuntimeError,
            MemoryError,
        ) as error:
            raise WireError(f"a malformed {kind}") from error

    def _tagged(self, kind: str, data: Any, tree: dict[str, Any], depth: int) -> Any:
        match kind:
            case "int":
                return _integer(data)
            case "float":
                return float.fromhex(data)
            case "bytes":
                return bytes.fromhex(data)
            case "tuple":
                return tuple(self.unpack(v, depth + 1) for v in data)
            case "dict" | "set" if self._too_many_keys(len(data)):
                raise WireError("too many keys")
            case "dict":
                return {_hashable(self.unpack(k, depth + 1)): self.unpack(v, depth + 1) for k, v in data}
            case "set":
                return {_hashable(self.unpack(v, depth + 1)) for v in data}
            case "dtype":
                return DTYPES[data]
            case "complex":
                return complex(float.fromhex(data[0]), float.fromhex(data[1]))
            case "slice":
                return slice(*(self.unpack(v, depth + 1) for v in data))
            case "opaque":
                return Opaque(str(data)[:100], str(tree["why"])[:300])
            case "tensor":
                return self._tensor(DTYPES[data], tree)
        raise WireError(f"an unknown kind of value, {kind[:40]!r}")

    def _too_many_keys(self, more: int) -> bool:
        self.keys += more
        return self.keys > MAX_KEYS

    def _tensor(self, dtype: torch.dtype, tree: dict[str, Any]) -> Any:
        shape, stride = sizes(tree["shape"]), sizes(tree["stride"])
        size = math.prod(shape) * dtype.itemsize
        if len(stride) != len(shape) or size != tree["bytes"] or size > len(self.body) - self.at:
            raise WireError("a tensor whose bytes do not fit its shape")
        value = torch.empty(shape, dtype=dtype, device="cpu")
        if size:
            ctypes.memmove(value.data_ptr(), (ctypes.c_char * size).from_buffer(self.body, self.at), size)
            self.at += size
        if self.wrap:
            return Array(value, stride, str(tree["device"])[:20], tree["grad"] is True)
        return value if value.stride() == stride else restride(value, stride)


def _integer(data: Any) -> int:
    if not isinstance(data, str) or len(data) > MAX_BITS // 4 + 3:  # hexadecimal, with sign and 0x
        raise WireError("an integer of too many digits")
    return int(data, 16)


def sizes(data: Any) -> tuple[int, ...]:
    if not isinstance(data, list) or len(data) > 64 or not all(type(n) is int and 0 <= n < 1 << 48 for n in data):
        raise WireError("sizes that are not sizes")
    return tuple(data)


def _hashable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_hashable(v) for v in value)
    if isinstance(value, set):
        return frozenset(value)
    hash(value)
    return value


def restride(value: Tensor, stride: tuple[int, ...]) -> Tensor:
    """The same values laid out with `stride`; a stride of 0 is an expanded dimension."""
    base_shape = [min(n, 1) if step == 0 else n for n, step in zip(value.shape, stride, strict=True)]
    laid = torch.empty_strided(base_shape, stride, dtype=value.dtype, device="cpu")
    laid.copy_(value[tuple(slice(0, n) for n in base_shape)])
    return laid.expand(value.shape)


# ---- frames on a descriptor ----------------------------------------------------------------------------------------


def frame(header: dict[str, Any], chunks: list[bytes | memoryview] | None = None) -> list[bytes | memoryview]:
    """One frame as it is written: a single piece where it is small, else without a copy of the large ones."""
    text = json.dumps(header, separators=(",", ":")).encode()
    chunks = chunks or []
    body = sum(len(chunk) for chunk in chunks)
    first = LENGTHS.pack(len(text), body) + text
    return [first + b"".join(chunks)] if body <= SMALL else [first, *chunks]


def send(fd: int, header: dict[str, Any], chunks: list[bytes | memoryview] | None = None) -> None:
    """Write one frame. Only `write` is used: the runner's seccomp table knows no socket call."""
    write(fd, frame(header, chunks))


def write(fd: int, pieces: list[bytes | memoryview]) -> None:
    """Write frames, one after the other. Raises Hangup, and Late when the other side does not read."""
    if sum(len(piece) for piece in pieces) <= SMALL:
        pieces = [b"".join(pieces)]
    for piece in pieces:
        _write(fd, memoryview(piece))


def _write(fd: int, data: memoryview) -> None:
    try:
        while data:
            data = data[os.write(fd, data) :]
    except ConnectionError as error:
        raise Hangup from error
    except BlockingIOError as error:  # the socket's own time limit for sending
        raise Late from error


@dataclass
class Watch:
    """A second descriptor to look after while waiting for a frame.

    `act` is called when it can be read, and says whether to go on watching; `tick` every 50 ms at least.
    """

    fd: int
    act: Callable[[], bool]
    tick: Callable[[], None]


def receive(
    fd: int, limit: int = 1 << 34, deadline: float | None = None, watch: Watch | None = None
) -> tuple[dict[str, Any], bytearray]:
    """Read one frame of at most `limit` bytes, and nothing of what follows it.

    Raises Hangup at end of file, Late after `deadline` (time.monotonic), WireError for what is not a frame.
    """
    return Frames(fd, ahead=0).receive(limit, deadline, watch)


class Frames:
    """The frames that come on a descriptor. Reads `ahead`, so that a small frame costs one system call, not three."""

    def __init__(self, fd: int, ahead: int = SMALL) -> None:
        self.fd = fd
        self.ahead = ahead
        self.buffer = bytearray()  # what was read beyond the last frame

    def receive(
        self, limit: int = 1 << 34, deadline: float | None = None, watch: Watch | None = None
    ) -> tuple[dict[str, Any], bytearray]:
        """The next one; see `receive` above."""
        wait = _Waiter(self.fd, deadline, watch) if deadline is not None else None
        header_size, body_size = LENGTHS.unpack(self._take(LENGTHS.size, wait))
        if header_size > MAX_HEADER or header_size + body_size > limit:
            raise TooLarge(f"a frame of {header_size + body_size} bytes, where {limit} are allowed")
        try:
            header = json.loads(self._take(header_size, wait))
        except (ValueError, RecursionError) as error:
            raise WireError("a header that is not JSON") from error
        if not isinstance(header, dict):
            raise WireError("a header that is not an object")
        return header, self._take(body_size, wait)

    def _take(self, size: int, wait: "_Waiter | None") -> bytearray:
        data, at = bytearray(size), min(size, len(self.buffer))
        data[:at] = self.buffer[:at]
        del self.buffer[:at]
        if at == size:
            return data
        view, extra = memoryview(data), bytearray(self.ahead)
        while at < size:
            if wait:
                wait()
            try:
                got = os.readv(self.fd, [view[at:], extra] if self.ahead else [view[at:]])
            except ConnectionError as error:
                raise Hangup from error
            if not got:
                raise Hangup
            at += got
        self.buffer += extra[: at - size]
        return data


class _Waiter:
    """Waits, in time, until a descriptor can be read."""

    def __init__(self, fd: int, deadline: float, watch: Watch | None) -> None:
        self.fd = fd
        self.deadline = deadline
        self.watch = watch
        self.poller = poll()
        self.poller.register(fd, POLLIN)
        if watch:
            self.poller.register(watch.fd, POLLIN)

    def __call__(self) -> None:
        while True:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise Late
            ready = {fd for fd, _ in self.poller.poll(min(left, 0.05) * 1000 if self.watch else left * 1000)}
            if self.watch:
                self.watch.tick()
                if self.watch.fd in ready and not self.watch.act():
                    self.poller.unregister(self.watch.fd)
                    self.watch = None
            if self.fd in ready:
                return
