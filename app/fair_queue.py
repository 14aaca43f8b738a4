"""The attempts that wait, in an order that is fair between learners.

Each learner has a line of their own: first come, first served within it. Between the lines it goes round: whoever has
waited for fewer of their own attempts comes first, so that one learner's hundred do not delay another's one. Before all
of them come attempts that were interrupted: they have waited already.

A turn is a number that counts rounds. The head of a line has its learner's turn, what stands behind it one more for
each place; a learner who comes new has the turn that is being served. The lowest turn goes first, the earlier arrival
among equals. So the order of all that wait is known at any moment, and a position is what happens if nobody else comes.
"""

import itertools
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, Protocol, TypeVar

REMEMBERED = 1000  # learners whose last turn is known while nobody waits


class HasLearner(Protocol):
    """What can wait here."""

    @property
    def learner(self) -> str: ...


T = TypeVar("T", bound=HasLearner)


class FairQueue(Generic[T]):
    """At most `size` wait; one learner has at most `slots` in hand at once (0: any number).

    `share` is the part of what others leave free that one learner may fill. With 1/2 and a queue of 64, a greedy
    learner gets 32 places, the next one 16 while those are taken, and both 21 once they have gone round. The last
    eighth is kept for those who have nothing waiting: somebody new finds a place beside any number of greedy ones.
    """

    def __init__(self, size: int, share: float = 1.0, slots: int = 0) -> None:
        self.size, self.share, self.slots = size, share, slots
        self._kept = max(1, size // 8) if share < 1 else 0
        self._interrupted: deque[T] = deque()
        self._lines: dict[str, deque[tuple[int, T]]] = {}  # never an empty one
        self._turns: dict[str, int] = {}  # of the next attempt of each learner, who may have none waiting
        self._turn = 0  # being served
        self._arrivals = itertools.count()
        self._waiting: Counter[str] = Counter()
        self._reserved: Counter[str] = Counter()

    # Who waits

    def __len__(self) -> int:
        return self._waiting.total()

    def __iter__(self) -> Iterator[T]:
        """All that wait, in the order in which they are served if nobody comes and nobody's slots are all taken."""
        yield from self._interrupted
        turns = [
            (self._turns[learner] + place, arrival, item)
            for learner, line in self._lines.items()
            for place, (arrival, item) in enumerate(line)
        ]
        yield from (item for _, _, item in sorted(turns, key=lambda entry: entry[:2]))

    def __contains__(self, item: T) -> bool:
        return item in self._interrupted or any(item is other for _, other in self._lines.get(item.learner, ()))

    def waiting(self, learner: str) -> int:
        """How many attempts of this learner wait."""
        return self._waiting[learner]

    @property
    def interrupted(self) -> bool:
        """Whether the next one was in a judge's hands before."""
        return bool(self._interrupted)

    # Places

    @property
    def free(self) -> int:
        return max(0, self.size - len(self) - self._reserved.total())

    def admits(self, learner: str) -> bool:
        """Whether there is a place for one more attempt of this learner."""
        mine, free = self._waiting[learner] + self._reserved[learner], self.free
        if not mine:
            return free > 0
        return free > self._kept and mine < int(self.share * (free + mine))

    def reserve(self, learner: str) -> None:
        """Hold a place for somebody who is on the way. `release` it, in the end or before `put`."""
        self._reserved[learner] += 1

    def release(self, learner: str) -> None:
        self._reserved[learner] -= 1
        if not self._reserved[learner]:
            del self._reserved[learner]

    # In and out

    def put(self, item: T) -> None:
        """To the end of its learner's line."""
        learner = item.learner
        if learner not in self._lines:
            self._lines[learner] = deque()
            self._turns[learner] = max(self._turns.get(learner, 0), self._turn)
        self._lines[learner].append((next(self._arrivals), item))
        self._waiting[learner] += 1

    def give_back(self, item: T) -> None:
        """Before all others: it was interrupted."""
        self._interrupted.appendleft(item)
        self._waiting[item.learner] += 1

    def take(self, in_hand: Mapping[str, int], may_go: Callable[[T], bool] = lambda _: True) -> T | None:
        """The next one, given how many attempts of each learner are being judged; None when nobody may go.

        Who may not go yet (its device is taken) is passed by, and keeps its place.
        """
        if self._interrupted:
            item = self._interrupted.popleft()
            self._left(item.learner)
            return item
        ready = [
            (self._turns[name], arrival, name, item)
            for name, line in self._lines.items()
            if not self.slots or in_hand.get(name, 0) < self.slots
            for arrival, item in itertools.islice((entry for entry in line if may_go(entry[1])), 1)
        ]
        if not ready:
            return None
        _, arrival, learner, item = min(ready, key=lambda entry: entry[:2])
        self._lines[learner].remove((arrival, item))
        if self._turns[learner] > self._turn:  # a new round: who was not in the last one has nothing ahead
            self._turn = self._turns[learner]
            self._turns = {name: n for name, n in self._turns.items() if name in self._lines or n > self._turn}
        self._turns[learner] += 1
        self._left(learner)
        return item

    def remove(self, item: T) -> bool:
        """Take one out of the middle; False when it does not wait. Those behind it move up."""
        if item in self._interrupted:
            self._interrupted.remove(item)
            self._left(item.learner)
            return True
        line = self._lines.get(item.learner, deque())
        for place, (_, other) in enumerate(line):
            if other is item:
                del line[place]
                self._left(item.learner)
                return True
        return False

    def _left(self, learner: str) -> None:
        """One less of this learner: forget what no longer matters."""
        self._waiting[learner] -= 1
        if not self._waiting[learner]:
            del self._waiting[learner]
        if not self._lines.get(learner, True):
            del self._lines[learner]
        if not self._lines and len(self._turns) > REMEMBERED:
            self._turns.clear()
