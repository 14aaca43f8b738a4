"""How the cost of a verdict grows: with the number of cases, with the size of tensors, and what spares save.

    python -m bench.growth                 some minutes
    python -m bench.growth --times 5       fewer submissions a row

Problems are made for it in a temporary folder: `double(x)`, gradients compared, hidden cases of random numbers. A row
is the median of the milliseconds from the POST to the answer that carries the verdict, with one client.
"""

import argparse
import statistics
import tempfile
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.latency import Client, throughput, timed
from bench.tables import save, table
from bench.yard import Yard, end_in_order

CASES = (1, 3, 10, 30, 100)
BYTES = (1 << 10, 1 << 14, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 26, 100 << 20)
SLOTS = (1, 2, 4, 8)
RIGHT = "def double(x):\n    return 2 * x\n"
NOTHING = "def double(x):\n    return x\n"


def problem(folder: Path, slug: str, cases: int, floats: int, gradients: bool = True) -> str:
    """Write a problem of so many cases of so many float32; its slug."""
    files = {
        "problem.toml": f"""\
            title = "{slug}"
            difficulty = "easy"
            topics = ["bench"]
            functions = ["double"]

            [checks]
            noncontiguous = false
            gradients = {'["x"]' if gradients else "[]"}

            [limits]
            wall_seconds = 60
            memory_mib = 4096
            """,
        "statement.md": "Return twice `x`.\n",
        "starter.py": "def double(x):\n    raise NotImplementedError\n",
        "reference.py": "def double(x):\n    return x + x\n",
        "cases.py": f"""\
            from app.judge.cases import Case, randn


            def cases():
                yield Case("first", "double", (randn(2, seed=0),), public=True)
                for number in range({cases}):
                    yield Case(f"hidden {{number}}", "double", (randn({floats}, seed=number),))
            """,
        "hints.md": "1. Add.\n2. Or multiply.\n",
        "editorial.md": "Twice is a sum.\n",
        "submissions/accepted/a.py": RIGHT,
        "submissions/accepted/b.py": "def double(x):\n    return x + x\n",
        "submissions/wrong_answer/same.py": f'"""You return x.\nCaught by: first"""\n{NOTHING}',
    }
    for name, text in files.items():
        path = folder / slug / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))
    return slug


def median(client: Client, slug: str, times: int) -> float:
    """Milliseconds."""
    for _ in range(2):
        timed(lambda: client.verdict(RIGHT, slug), "accepted")
    return 1e3 * statistics.median(timed(lambda: client.verdict(RIGHT, slug), "accepted") for _ in range(times))


def size_of(number: int) -> str:
    return f"{number >> 20} MiB" if number >= 1 << 20 else f"{number >> 10} KiB"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how the cost of a verdict grows.")
    parser.add_argument("--times", type=int, default=15, help="submissions for each row (default 15)")
    parser.add_argument("--load", type=int, default=100, help="submissions for each number of slots (default 100)")
    given = parser.parse_args()
    end_in_order()
    with tempfile.TemporaryDirectory(prefix="torchyard-growth-") as folder:
        problems = Path(folder, "problems")
        by_cases = {count: problem(problems, f"cases-{count}", count, 64) for count in CASES}
        by_size = {size: problem(problems, f"bytes-{size}", 1, size // 4, gradients=False) for size in BYTES}
        graded = {size: problem(problems, f"graded-{size}", 1, size // 4) for size in BYTES}
        usual = by_cases[10]
        yard = Yard(Path(folder, "data"), learners="one", problems=problems).start()
        try:
            yard.healthy()
            client = Client(yard.port)
            cases = [[str(n), f"{median(client, slug, given.times):.1f}"] for n, slug in by_cases.items()]
            sizes = []
            for size in BYTES:
                times = max(3, given.times // 3) if size >= 1 << 24 else given.times
                plain, with_gradients = (median(client, slugs[size], times) for slugs in (by_size, graded))
                sizes.append([size_of(size), f"{plain:.1f}", f"{with_gradients:.1f}"])
        finally:
            yard.stop()
        spares = []
        for slots in SLOTS:
            yard = Yard(Path(folder, f"data-{slots}"), learners="one", problems=problems, slots=slots).start()
            try:
                yard.healthy()
                alone = median(Client(yard.port), usual, given.times)
                learner = partial(client_of, yard, usual)
                rates = [throughput(learner, clients, given.load) for clients in (1, 4, 16)]
                spares.append([str(slots), f"{alone:.1f}", *(f"{rate:.0f}" for rate in rates)])
            finally:
                yard.stop()
    save("growth", [
        table("hidden cases of 64 numbers | p50 ms", cases),
        table("the input of one hidden case | values, p50 ms | with its gradient, p50 ms", sizes),
        table("slots (as many spares, and two) | p50 ms alone | verdicts a second, 1 client | 4 | 16", spares),
    ])  # fmt: skip


def client_of(yard: Yard, slug: str) -> Callable[[], str]:
    """A learner who submits a right answer, and is told the verdict."""
    client = Client(yard.port)
    return lambda: client.verdict(RIGHT, slug)


if __name__ == "__main__":
    main()
