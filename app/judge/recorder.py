"""`probe("scores", scores)`: values on the way to an answer, taken down in one call that is made only for that.

The runner puts `probe` into the learner's module, and the judge into a problem's `steps.py`. It does nothing until
somebody listens, so a judged call is not slowed by it, and no verdict depends on it.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from torch import Tensor

MAX_VALUES = 32
MAX_NAME = 40


class Recorder:
    """Where probed values go. `keep` says what to keep of each: it may change as soon as the probe returns."""

    def __init__(self) -> None:
        self._keep: Callable[[Any], Any] | None = None
        self.values: list[tuple[str, Any]] = []
        self.gradients: list[tuple[int, Any]] = []  # (which value, its gradient), in the order in which they come

    def probe(self, name: str, value: Any = None) -> Any:
        """Take `value` down under `name`, where somebody listens; and give it back, for use inside an expression."""
        if self._keep is not None and len(self.values) < MAX_VALUES:
            self._take(str(name)[:MAX_NAME], value, self._keep)
        return value

    def _take(self, name: str, value: Any, keep: Callable[[Any], Any]) -> None:
        at = len(self.values)
        self.values.append((name, keep(value)))

        def arrives(gradient: Tensor) -> None:
            if len(self.gradients) < MAX_VALUES:
                self.gradients.append((at, keep(gradient)))

        # A hook belongs to the tensor as it is now: whoever changes it in place later leaves this gradient alone.
        if isinstance(value, Tensor) and value.requires_grad:
            value.register_hook(arrives)

    @contextlib.contextmanager
    def listening(self, keep: Callable[[Any], Any]) -> Iterator[None]:
        """Everything that is probed inside is kept."""
        self.values, self.gradients, self._keep = [], [], keep
        try:
            yield
        finally:
            self._keep = None
