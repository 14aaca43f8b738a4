"""The queue that is fair between learners."""

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.fair_queue import FairQueue


@dataclass(eq=False)
class Item:
    learner: str
    number: int = 0

    def __repr__(self) -> str:
        return f"{self.learner}{self.number}"


def fill(queue: FairQueue[Item], text: str) -> list[Item]:
    """`"aab"`: two attempts of a, then one of b."""
    counts: Counter[str] = Counter()
    items = []
    for learner in text:
        counts[learner] += 1
        items.append(Item(learner, counts[learner]))
        queue.put(items[-1])
    return items


def drain(queue: FairQueue[Item]) -> str:
    served = []
    while (item := queue.take({})) is not None:
        served.append(repr(item))
    return " ".join(served)


@pytest.mark.parametrize(
    ("arrivals", "served"),
    [
        ("", ""),
        ("aaa", "a1 a2 a3"),
        ("abc", "a1 b1 c1"),
        ("aaab", "a1 b1 a2 a3"),
        ("aaabbc", "a1 b1 c1 a2 b2 a3"),
        ("baaab", "b1 a1 a2 b2 a3"),
    ],
)
def test_it_goes_round(arrivals, served):
    queue: FairQueue[Item] = FairQueue(100)
    fill(queue, arrivals)
    assert " ".join(map(repr, queue)) == served, "positions are what will happen"
    assert drain(queue) == served
    assert len(queue) == 0


def test_who_comes_late_does_not_wait_for_a_hundred_others():
    queue: FairQueue[Item] = FairQueue(1000)
    fill(queue, "a" * 100)
    for _ in range(40):
        queue.take({})
    late = Item("b")
    queue.put(late)
    assert [*queue].index(late) == 0, "b has had nothing yet, and a has just had a turn"
    others = [Item(name) for name in "cde"]
    for other in others:
        queue.put(other)
    assert [*queue][:4] == [late, *others]


def test_who_was_just_served_comes_after_who_was_not():
    queue: FairQueue[Item] = FairQueue(100)
    fill(queue, "aabbcc")
    assert queue.take({}).learner == "a"
    queue.put(Item("d"))
    assert [item.learner for item in queue] == ["b", "c", "d", "a", "b", "c"]


def test_leaving_and_coming_back_gains_nothing():
    queue: FairQueue[Item] = FairQueue(100)
    fill(queue, "abbbb")
    assert queue.take({}).learner == "a"
    queue.put(Item("a", 2))  # their line was empty for a moment
    assert [item.learner for item in queue] == ["b", "b", "a", "b", "b"]


def test_interrupted_ones_come_first_in_their_old_order():
    queue: FairQueue[Item] = FairQueue(100)
    first, second, *_ = fill(queue, "abab")
    assert [queue.take({}), queue.take({})] == [first, second]
    assert not queue.interrupted
    for item in (second, first):
        queue.give_back(item)
    assert queue.interrupted
    assert drain(queue) == "a1 b1 a2 b2"


def test_cancelled_ones_leave_no_gap():
    queue: FairQueue[Item] = FairQueue(100)
    items = fill(queue, "aaab")
    for item in items[:2]:
        assert item in queue
        assert queue.remove(item)
        assert item not in queue
        assert not queue.remove(item)
    assert drain(queue) == "a3 b1"
    queue.give_back(items[0])
    assert items[0] in queue
    assert queue.remove(items[0])
    assert drain(queue) == ""


def test_one_learner_takes_only_so_many_slots():
    queue: FairQueue[Item] = FairQueue(100, slots=2)
    fill(queue, "aaab")
    assert queue.take({"a": 2}).learner == "b"
    assert queue.take({"a": 2}) is None, "a slot stays empty rather"
    assert queue.take({"a": 1}).learner == "a"


@pytest.mark.parametrize(
    ("size", "share", "places"), [(64, 0.5, 32), (64, 1, 64), (4, 0.25, 1), (3, 0.1, 1), (1, 0.5, 1)]
)
def test_the_share_of_one(size, share, places):
    queue: FairQueue[Item] = FairQueue(size, share)
    taken = 0
    while queue.admits("a"):
        queue.put(Item("a"))
        taken += 1
    assert taken == places
    assert queue.admits("b") is (places < size)


def test_however_many_are_greedy_somebody_new_finds_a_place():
    queue: FairQueue[Item] = FairQueue(64, share=0.5)
    for number in range(11):
        learner = f"greedy {number}"
        assert queue.admits(learner), f"after {number} greedy ones {queue.free} places are free"
        while queue.admits(learner):
            queue.put(Item(learner))
    assert [queue.waiting(f"greedy {number}") for number in range(5)] == [32, 16, 8, 1, 1]


def test_shares_even_out_as_the_queue_moves():
    queue: FairQueue[Item] = FairQueue(64, share=0.5)
    for _ in range(200):
        for learner in "abc":
            while queue.admits(learner):
                queue.put(Item(learner))
        queue.take({})
    shares = [queue.waiting(learner) for learner in "abc"]
    assert max(shares) - min(shares) <= 2, shares


def test_a_reserved_place_is_taken():
    queue: FairQueue[Item] = FairQueue(2)
    queue.reserve("a")
    queue.reserve("b")
    assert queue.free == 0
    assert not queue.admits("c")
    queue.release("a")
    assert queue.admits("c")
    assert len(queue) == 0


LEARNERS = st.sampled_from("abcd")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), LEARNERS),
        st.tuples(st.just("take"), st.dictionaries(LEARNERS, st.integers(0, 3))),
        st.tuples(st.just("remove"), st.integers(0, 30)),
        st.tuples(st.just("give back"), st.integers(0, 30)),
    ),
    max_size=60,
)


@given(STEPS, st.integers(0, 3))
def test_whatever_happens_it_keeps_its_promises(steps, slots):
    queue: FairQueue[Item] = FairQueue(10_000, slots=slots)
    inside: list[Item] = []
    outside: list[Item] = []
    number = 0
    for what, value in steps:
        if what == "put":
            number += 1
            inside.append(Item(value, number))
            queue.put(inside[-1])
        elif what == "take":
            order = [*queue]
            was_interrupted = queue.interrupted
            item = queue.take(value)
            if item is None:
                assert all(slots and value.get(other.learner, 0) >= slots for other in order), "nobody may go"
            else:
                if was_interrupted:
                    assert item is order[0]
                else:
                    may_go = [other for other in order if not slots or value.get(other.learner, 0) < slots]
                    assert item is may_go[0], "the first in the order who may go"
                    mine = [other.number for other in inside if other.learner == item.learner]
                    assert item.number == min(mine), "first come, first served within a learner"
                inside.remove(item)
                outside.append(item)
        elif what == "remove" and inside:
            item = inside.pop(value % len(inside))
            assert queue.remove(item)
        elif what == "give back" and outside:
            item = outside.pop(value % len(outside))
            queue.give_back(item)
            inside.append(item)
        assert sorted(map(id, queue)) == sorted(map(id, inside)), "nobody is lost, nobody is there twice"
        assert len(queue) == len(inside)
        assert all(item in queue for item in inside)
        waiting = Counter(item.learner for item in inside)
        assert all(queue.waiting(name) == waiting[name] for name in "abcd")


@given(st.lists(LEARNERS, max_size=40), st.lists(st.one_of(LEARNERS, st.none()), max_size=80), st.integers(1, 40))
def test_nobody_gets_more_than_one_turn_ahead(before, then, mine):
    """From the moment I come until my last is served, nobody else is served more than once more often than I am."""
    queue: FairQueue[Item] = FairQueue(10_000)
    for step, learner in enumerate(before):
        queue.put(Item(learner))
        if step % 3 == 2:
            queue.take({})
    for _ in range(mine):
        queue.put(Item("me"))
    served: Counter[str] = Counter()
    arrivals = iter(then)
    while served["me"] < mine:
        served[queue.take({}).learner] += 1
        assert max(served.values()) <= served["me"] + 1
        if (learner := next(arrivals, None)) is not None:
            queue.put(Item(learner))


def test_who_may_not_go_yet_is_passed_by_and_keeps_its_place():
    queue: FairQueue[Item] = FairQueue(100)
    a1, a2, b1, a3 = fill(queue, "aaba")
    blocked = {a1, b1}
    assert queue.take({}, lambda item: item not in blocked) is a2
    assert list(queue) == [b1, a1, a3], "a had a turn, so b comes first"
    assert queue.take({}, lambda item: False) is None
    assert len(queue) == 3
    assert drain(queue) == "b1 a1 a3"
