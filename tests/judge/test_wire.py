"""The wire: what is packed comes back the same; what a hostile sender writes is refused before it costs anything."""

import contextlib
import json
import math
import os
import socket
import threading
import time
from collections import OrderedDict, namedtuple
from enum import IntEnum

import numpy
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from app.judge import wire
from app.judge.wire import Array, Hangup, Late, Opaque, Packer, TooLarge, Unpacker, Watch, WireError, receive, send

# ---- values --------------------------------------------------------------------------------------------------------


@st.composite
def tensors(draw):
    """Any dtype, up to three dimensions, empty ones and all values among them, some not contiguous."""
    dtype = draw(st.sampled_from(sorted(wire.DTYPES.values(), key=str)))
    shape = draw(st.lists(st.integers(0, 4), max_size=3))
    seed = draw(st.integers(0, 99))
    generator = torch.Generator().manual_seed(seed)
    if dtype is torch.bool:
        value = torch.rand(shape, generator=generator) > 0.5
    elif dtype.is_floating_point or dtype.is_complex:
        value = torch.randn(shape, generator=generator, dtype=torch.float64).to(dtype)
        if value.numel() and not dtype.is_complex:
            value.view(-1)[0] = draw(st.sampled_from([math.nan, math.inf, -math.inf, -0.0, 1.0]))
    else:
        value = torch.randint(0, 100, shape, generator=generator).to(dtype)
    return value.transpose(0, -1) if value.dim() > 1 and draw(st.booleans()) else value


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**4000), 2**4000)
    | st.floats()
    | st.complex_numbers(allow_nan=False)
    | st.text()
    | st.binary()
    | st.sampled_from(sorted(wire.DTYPES.values(), key=str))
)
keys = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.tuples(st.integers(), st.text())
)
values = st.recursive(
    scalars | tensors() | st.sets(keys, max_size=4) | st.slices(9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)


def there_and_back(value, wrap=False):
    packer = Packer()
    tree = json.loads(json.dumps(packer.pack(value)))
    return Unpacker(bytearray(b"".join(packer.chunks)), wrap).unpack(tree)


def same(a, b) -> bool:
    """Equal in type and every bit that matters; NaN is NaN."""
    if type(a) is not type(b):
        return False
    if isinstance(a, Tensor):
        if a.is_floating_point():
            a, b = a.nan_to_num(5.5), b.nan_to_num(5.5)
        return a.dtype == b.dtype and torch.equal(a, b)
    if isinstance(a, float):
        return (math.isnan(a) and math.isnan(b)) or (a == b and math.copysign(1, a) == math.copysign(1, b))
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    return a == b


@given(values)
@settings(deadline=None, max_examples=150)
def test_every_value_comes_back_as_it_was(value):
    assert same(value, there_and_back(value))


@given(tensors())
@settings(deadline=None, max_examples=60)
def test_the_runner_gets_tensors_laid_out_as_they_were(value):
    back = there_and_back(value)
    assert back.stride() == value.stride()


@given(tensors())
@settings(deadline=None, max_examples=60)
def test_the_judge_gets_plain_contiguous_tensors_and_the_sender_s_word_on_the_rest(value):
    back = there_and_back(value, wrap=True)
    assert isinstance(back, Array)
    assert back.tensor.is_contiguous()
    assert back.stride == tuple(value.stride())
    assert (back.device, back.requires_grad) == ("cpu", False)
    assert same(back.tensor, value.contiguous())


def test_an_expanded_tensor_stays_expanded_for_the_runner():
    value = torch.arange(3.0).expand(4, 3)
    back = there_and_back(value)
    assert back.stride() == (0, 1)
    assert torch.equal(back, value)


def test_an_empty_tensor_of_strange_strides_can_be_sent():
    assert there_and_back(torch.empty_strided((0, 0, 1), (0, 1, 1))).shape == (0, 0, 1)


def test_several_tensors_keep_their_own_bytes():
    value = {"a": torch.ones(3), "b": [torch.zeros(2, 2, dtype=torch.int8), torch.full((1,), 7.0, dtype=torch.float16)]}
    assert same(value, there_and_back(value))


def test_tensors_in_a_set_keep_their_own_bytes():
    """The trees of a set are sorted; the bytes must follow."""
    value = {torch.full((2,), 1.0), torch.full((4,), 2.0, dtype=torch.float16), torch.full((1,), 3, dtype=torch.int64)}
    back = there_and_back(value, wrap=True)
    assert {tuple(array.tensor.tolist()) for array in back} == {(1.0, 1.0), (2.0,) * 4, (3,)}


def test_a_set_of_frozensets_and_a_dict_keyed_by_one_can_travel():
    """They are ordinary Python: an answer that holds them is wrong at most, never a forged frame."""
    assert there_and_back({frozenset({1, 2}), frozenset({3})}) == {frozenset({1, 2}), frozenset({3})}
    assert there_and_back({frozenset({"a", "b"}): 1}) == {frozenset({"a", "b"}): 1}


def test_conjugated_and_negated_views_are_resolved():
    value = torch.tensor([1 + 2j, 3 - 1j])
    assert torch.equal(there_and_back(value.conj()), value.conj().resolve_conj())
    assert torch.equal(there_and_back(value.conj().imag), -value.imag)


def test_a_parameter_is_a_tensor_that_requires_grad():
    back = there_and_back(torch.nn.Parameter(torch.ones(2)), wrap=True)
    assert isinstance(back, Array)
    assert back.requires_grad


class Liar(Tensor):
    pass


class Colour(IntEnum):
    RED = 1


class Text(str):
    __slots__ = ()

    def __str__(self):
        return "a lie"


class Whole(int):
    def __int__(self):
        return 42


class Items(dict):
    def items(self):
        return [("a", "a lie")]


class Many(list):
    def __iter__(self):
        return iter(["a lie"])


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Text("true"), "true"),
        (Whole(7), 7),
        (Items(a=1), {"a": 1}),
        (Many([1, 2]), [1, 2]),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (namedtuple("Pair", "x y")(1, 2), (1, 2)),
        (Colour.RED, 1),
        (frozenset({1}), {1}),
    ],
)
def test_a_subclass_is_read_through_its_base_so_that_an_override_cannot_lie(value, plain):
    back = there_and_back(value)
    assert back == plain
    assert type(back) is type(plain)


@pytest.mark.parametrize(
    ("value", "type_", "why"),
    [
        (object(), "object", ""),
        (len, "builtin_function_or_method", ""),
        (torch.ones(2).as_subclass(Liar), "Liar", "subclass of Tensor"),
        (numpy.ones(2), "numpy ndarray", "cuts the graph"),
        (numpy.float32(1), "numpy float32", "cuts the graph"),
        (torch.ones(2, device="meta"), "Tensor", "on meta"),
        (torch.ones(2).to_sparse(), "Tensor", "return a dense tensor"),
        (1 << 5000, "int", "huge"),
        ("x" * 1_000_001, "str", "more than 200000 entries"),
        (b"x" * 1_000_001, "bytes", "1000001 bytes"),
        (dict.fromkeys(range(2001)), "dict", "more than 2000"),
        (set(range(2001)), "set", "more than 2000"),
    ],
)  # fmt: skip
def test_what_cannot_travel_is_named_with_the_reason(value, type_, why):
    back = there_and_back(value)
    assert isinstance(back, Opaque)
    assert back.type == type_
    assert why in back.why


def test_a_float_subclass_of_numpy_is_read_as_the_float_it_is():
    """numpy.float64 is a float: math done with it is a plain number to Python too."""
    assert there_and_back(numpy.float64(1.5)) == 1.5


def test_deep_nesting_is_cut_off_when_packing():
    value: object = 1
    for _ in range(60):
        value = [value]
    back = there_and_back(value)
    assert isinstance(back, Opaque)
    assert back.type == "list"
    assert "nested too deeply" in back.why


def test_the_deepest_nesting_that_is_packed_is_unpacked():
    value: object = 1
    for _ in range(wire.MAX_DEPTH):
        value = (value,)
    assert there_and_back(value) == value


@pytest.mark.parametrize("too_many", [[0] * (wire.MAX_NODES + 1), ["x" * 1000] * 1001], ids=["entries", "characters"])
def test_an_answer_that_is_given_up_leaves_the_next_value_whole(too_many):
    """The runner packs output, gradients and inputs one after the other, into the same bytes."""
    packer = Packer()
    trees = [packer.pack([torch.ones(2), too_many]), packer.pack(torch.full((2,), 7.0))]
    unpacker = Unpacker(bytearray(b"".join(packer.chunks)))
    output, after = (unpacker.unpack(tree) for tree in trees)
    assert isinstance(output, Opaque)
    assert isinstance(after, Tensor)
    assert after.tolist() == [7.0, 7.0]


def test_the_largest_integer_that_travels_can_be_printed_and_a_larger_one_is_refused():
    """Python prints no integer of more than 4300 digits: the judge would fail on a forged one."""
    largest = (1 << wire.MAX_BITS) - 1
    assert str(there_and_back(largest)) == str(largest)
    with pytest.raises(WireError):
        Unpacker(bytearray()).unpack({"int": "0x" + "f" * 4000})


def test_a_list_that_holds_itself_ends():
    value: list[object] = []
    value += [value, value]
    packer = Packer()
    started = time.monotonic()
    packer.pack(value)
    assert packer.nodes < 2 * wire.MAX_NODES
    assert time.monotonic() - started < 10


# ---- malformed trees -----------------------------------------------------------------------------------------------


def tensor_tree(**changes):
    tree = {"tensor": "float32", "shape": [2], "stride": [1], "bytes": 8, "device": "cpu", "grad": False}
    return {key: value for key, value in (tree | changes).items() if value is not ...}


MALFORMED = {
    "a bare number": 3,
    "a bare float": 1.5,
    "an empty object": {},
    "an unknown kind": {"pickle": "gASVAAAA"},
    "an integer of too many digits": {"int": "0x" + "f" * 70_000},
    "an integer that is a number": {"int": 7},
    "an integer in no base": {"int": "zz"},
    "a float in words": {"float": "many"},
    "a float that is a list": {"float": []},
    "bytes that are no hex": {"bytes": "xy"},
    "an unknown dtype": {"dtype": "float8"},
    "a dtype that is a list": {"dtype": []},
    "a complex of one part": {"complex": ["0x0p+0"]},
    "a slice of four": {"slice": [None] * 4},
    "a tuple of nothing iterable": {"tuple": 3},
    "a dict of no pairs": {"dict": [["a"]]},
    "a dict of text": {"dict": "abc"},
    "a dict with a key that is a dict": {"dict": [[{"dict": []}, None]]},
    "a set of dicts": {"set": [{"dict": []}]},
    "too many keys": {"dict": [[{"int": hex(i * (2**61 - 1))}, None] for i in range(2001)]},
    "too many members": {"set": [{"int": hex(i * (2**61 - 1))} for i in range(60_000)]},
    "an opaque without a reason": {"opaque": "x"},
    "a tensor without a shape": tensor_tree(shape=...),
    "a tensor without bytes": tensor_tree(bytes=...),
    "a tensor of an unknown dtype": tensor_tree(tensor="float8"),
    "a tensor of no dtype": tensor_tree(tensor=None),
    "a negative size": tensor_tree(shape=[-2]),
    "a size that is a float": tensor_tree(shape=[2.0]),
    "a size that is a bool": tensor_tree(shape=[True, True], stride=[1, 1]),
    "a shape in words": tensor_tree(shape="2"),
    "sizes beyond memory": tensor_tree(shape=[1 << 47, 1 << 47], stride=[1, 1], bytes=1 << 96),
    "a size beyond an address": tensor_tree(shape=[1 << 60], bytes=1 << 62),
    "sizes whose product is nothing": tensor_tree(shape=[0, *[2**47] * 3], stride=[1] * 4, bytes=0),
    "too many dimensions": tensor_tree(shape=[1] * 65, stride=[1] * 65, bytes=4),
    "fewer strides than sizes": tensor_tree(shape=[2, 1]),
    "more bytes than the shape": tensor_tree(bytes=16),
    "fewer bytes than the shape": tensor_tree(bytes=4),
    "more bytes than were sent": tensor_tree(shape=[100], bytes=400),
    "bytes that are a text": tensor_tree(bytes="8"),
}  # fmt: skip


@pytest.mark.parametrize("tree", MALFORMED.values(), ids=MALFORMED)
@pytest.mark.parametrize("wrap", [True, False])
def test_a_malformed_tree_is_a_wire_error_at_once(tree, wrap):
    started = time.monotonic()
    with pytest.raises(WireError):
        Unpacker(bytearray(8), wrap).unpack([tree])
    assert time.monotonic() - started < 2


def test_deep_nesting_is_refused_when_unpacking():
    tree: object = None
    for _ in range(wire.MAX_DEPTH + 5):
        tree = [tree]
    with pytest.raises(WireError, match="deep"):
        Unpacker(bytearray()).unpack(tree)


def test_too_many_nodes_are_refused_when_unpacking():
    with pytest.raises(WireError, match="deep"):
        Unpacker(bytearray()).unpack([[None] * 1000] * 1000)


def test_the_same_bytes_cannot_be_read_twice():
    """A second tensor that claims the first one's bytes finds none left."""
    with pytest.raises(WireError, match="do not fit"):
        Unpacker(bytearray(8), wrap=True).unpack([tensor_tree(), tensor_tree()])


def test_an_opaque_s_words_are_cut():
    opaque = Unpacker(bytearray()).unpack({"opaque": "x" * 5000, "why": "y" * 5000})
    assert (len(opaque.type), len(opaque.why)) == (100, 300)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["int", "float", "tensor", "dict", "set", "shape", "stride", "bytes", "tuple", "slice", "why"]
            )
            | st.text(max_size=4),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(json_values, st.binary(max_size=32), st.booleans())
@settings(deadline=None, max_examples=400)
def test_no_json_does_worse_than_a_wire_error(tree, body, wrap):
    with contextlib.suppress(WireError):
        Unpacker(bytearray(body), wrap).unpack(tree)


# ---- frames --------------------------------------------------------------------------------------------------------


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours.fileno(), theirs.fileno()


def soon() -> float:
    return time.monotonic() + 5


@pytest.mark.parametrize("size", [0, 1, 1 << 16, (1 << 16) + 1, 1 << 20])
def test_a_frame_arrives_whole(pair, size):
    body = os.urandom(size)
    writer = threading.Thread(target=send, args=(pair[0], {"a": [1, "é"]}, [body[: size // 2], body[size // 2 :]]))
    writer.start()
    header, got = receive(pair[1], deadline=soon())
    writer.join()
    assert header == {"a": [1, "é"]}
    assert got == body


def test_frames_follow_one_another(pair):
    for number in range(3):
        send(pair[0], {"n": number}, [bytes([number])])
    assert [receive(pair[1], deadline=soon()) for _ in range(3)] == [({"n": n}, bytearray([n])) for n in range(3)]


def test_waiting_ends_at_the_deadline(pair):
    started = time.monotonic()
    with pytest.raises(Late):
        receive(pair[1], deadline=started + 0.05)
    assert 0.04 < time.monotonic() - started < 2


def test_a_sender_that_trickles_does_not_move_the_deadline(pair):
    stop = threading.Event()

    def trickle():
        os.write(pair[0], wire.LENGTHS.pack(1000, 0))
        while not stop.wait(0.01):
            os.write(pair[0], b" ")

    writer = threading.Thread(target=trickle)
    writer.start()
    started = time.monotonic()
    with pytest.raises(Late):
        receive(pair[1], deadline=started + 0.2)
    stop.set()
    writer.join()
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("said", [b"", b"\x05", wire.LENGTHS.pack(10, 0), wire.LENGTHS.pack(2, 5) + b"{}ab"])
def test_the_end_in_the_middle_of_a_frame_is_a_hangup(said):
    read, write = os.pipe()
    os.write(write, said)
    os.close(write)
    with pytest.raises(Hangup):
        receive(read, deadline=soon())
    os.close(read)


def test_writing_to_one_who_left_is_a_hangup():
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(Hangup):
        send(ours.fileno(), {"a": 1})


def test_writing_to_one_who_does_not_read_is_late():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)  # as its own time limit for sending does, after a while
        with pytest.raises(Late):
            send(ours.fileno(), {"a": 1}, [bytes(1 << 24)])


@pytest.mark.parametrize(
    ("header", "body"), [(wire.MAX_HEADER + 1, 0), (2**32 - 1, 0), (2, 2**64 - 1), (2, 1000), (900, 200)]
)
def test_a_frame_beyond_the_limit_is_refused_before_memory_is_taken_for_it(pair, header, body):
    os.write(pair[0], wire.LENGTHS.pack(header, body))
    with pytest.raises(TooLarge):
        receive(pair[1], limit=1000, deadline=soon())


def test_a_wide_header_is_refused_whatever_the_limit(pair):
    """Sixty MiB of JSON brackets are gigabytes of Python once they are parsed."""
    os.write(pair[0], wire.LENGTHS.pack(wire.MAX_HEADER + 1, 0))
    with pytest.raises(TooLarge):
        receive(pair[1], limit=1 << 40, deadline=soon())


@pytest.mark.parametrize("text", [b"", b"{", b"nonsense", b"\xff\xfe", b"[1]", b"3", b"null", b"[" * 100_000])
def test_a_header_that_is_no_json_object_is_a_wire_error(pair, text):
    writer = threading.Thread(target=lambda: os.write(pair[0], wire.LENGTHS.pack(len(text), 0) + text))
    writer.start()
    with pytest.raises(WireError) as caught:
        receive(pair[1], deadline=soon())
    writer.join()
    assert not isinstance(caught.value, Late | Hangup | TooLarge)


def test_a_second_descriptor_is_looked_after_while_waiting(pair):
    read, write = os.pipe()
    printed, ticks = bytearray(), []

    def act():
        data = os.read(read, 100)
        printed.extend(data)
        if printed == b"hello":
            send(pair[0], {"done": True})
        return bool(data)

    os.write(write, b"hello")
    header, _ = receive(pair[1], deadline=soon(), watch=Watch(read, act, lambda: ticks.append(1)))
    os.close(read)
    os.close(write)
    assert header == {"done": True}
    assert printed == b"hello"
    assert ticks


def test_a_second_descriptor_that_ended_is_let_go_and_the_frame_still_awaited(pair):
    read, write = os.pipe()
    os.close(write)
    calls = []

    def act():
        calls.append(1)
        return bool(os.read(read, 100))

    threading.Timer(0.2, send, (pair[0], {"done": True})).start()
    header, _ = receive(pair[1], deadline=soon(), watch=Watch(read, act, lambda: None))
    os.close(read)
    assert header == {"done": True}
    assert len(calls) == 1


def test_a_tick_comes_every_so_often_and_may_end_the_wait(pair):
    read, write = os.pipe()

    class Cancelled(Exception):
        pass

    def tick():
        raise Cancelled

    started = time.monotonic()
    with pytest.raises(Cancelled):
        receive(pair[1], deadline=started + 30, watch=Watch(read, lambda: True, tick))
    assert time.monotonic() - started < 2
    os.close(read)
    os.close(write)
