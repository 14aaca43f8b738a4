"""Tables in Markdown: printed, and saved under bench/results/ with the machine they were measured on."""

import os
import platform
from datetime import UTC, datetime

from bench.yard import ROOT

RESULTS = ROOT / "bench" / "results"


def table(heads: str, rows: list[list[str]]) -> str:
    """`heads` are parted by bars; the first column is text, the others are numbers."""
    cells = [head.strip() for head in heads.split("|")]
    lines = [cells, ["---", *["---:"] * (len(cells) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def save(name: str, tables: list[str]) -> None:
    now = datetime.now(UTC)
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    system = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    machine = f"{os.cpu_count()} cores, load {load} at the end, {system}"
    text = "\n\n".join([f"# {name.capitalize()}, {now:%Y-%m-%d %H:%M} UTC", machine, *tables]) + "\n"
    print(text)
    RESULTS.mkdir(parents=True, exist_ok=True)
    saved = RESULTS / f"{name}-{now:%Y%m%d-%H%M%S}.md"
    saved.write_text(text)
    print(f"Saved to {saved.relative_to(ROOT)}")
