"""The pictures of the pages: each is taken by the script, shown somewhere, small, and what a browser wrote."""

import ast
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.png import COLOURS, SIGNATURE, chunks, small, unfiltered, written

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "docs" / "screenshots").glob("*.png"))
MOST = 150 << 10


def shots() -> dict[str, tuple[str, str]]:
    """Name of each picture → problem and submission; read off the source, as the script needs a browser."""
    tree = ast.parse((ROOT / "scripts" / "screenshots.py").read_text())
    named = (node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SHOTS")
    table = next(named).value
    assert isinstance(table, ast.Dict)
    calls = {ast.literal_eval(key): call for key, call in zip(table.keys, table.values, strict=True) if key}
    return {name: tuple(map(ast.literal_eval, call.args)) for name, call in calls.items()}  # type: ignore[attr-defined]


def test_every_picture_is_taken_by_the_script() -> None:
    assert {path.stem for path in PICTURES} == shots().keys()
    for problem, submission in shots().values():
        assert (ROOT / "problems" / problem / "submissions" / submission).exists(), (problem, submission)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_each_is_small_and_shown_with_words(picture: Path) -> None:
    assert picture.stat().st_size < MOST
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = [re.search(rf"!\[([^\]]+)\]\([^)]*{picture.name}\)", page.read_text()) for page in pages]
    assert any(match and len(match[1]) > 20 for match in shown)


# ---- making them small ---------------------------------------------------------------------------------------------


def png(width: int, pixels: list[bytes], kind: int, filtered: Callable[[int, bytes, bytes], bytes]) -> bytes:
    """As a browser writes it. `filtered(y, row, row above)` is a row with its filter in front."""
    rows = [b"".join(pixels[at : at + width]) for at in range(0, len(pixels), width)]
    raw = b"".join(filtered(y, row, rows[y - 1] if y else bytes(len(row))) for y, row in enumerate(rows))
    header = struct.pack(">IIBBBBB", width, len(rows), 8, kind, 0, 0, 0)
    parts = {b"IHDR": header, b"IDAT": zlib.compress(raw), b"IEND": b""}
    return SIGNATURE + b"".join(written(name, body) for name, body in parts.items())


def shown(data: bytes) -> list[bytes]:
    """The pixels of a picture with a palette."""
    parts = dict(chunks(data))
    width, _, _, kind = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert kind == 3
    palette = parts[b"PLTE"]
    rows = unfiltered(zlib.decompress(parts[b"IDAT"]), width, 1)
    return [palette[3 * i : 3 * i + 3] for row in rows for i in row]


def by_filter(kind: int, size: int) -> Callable[[int, bytes, bytes], bytes]:
    """Each byte less what the filter guesses: the definition, read forwards."""

    def row_of(_: int, row: bytes, above: bytes) -> bytes:
        out = bytearray([kind])
        for i, value in enumerate(row):
            a, c = (row[i - size], above[i - size]) if i >= size else (0, 0)
            b = above[i]
            near = sorted((abs(b - c), abs(a - c), abs(a + b - 2 * c)))[0]
            paeth = a if abs(b - c) == near else b if abs(a - c) == near else c
            out.append((value - (0, a, b, (a + b) // 2, paeth)[kind]) & 255)
        return bytes(out)

    return row_of


@pytest.mark.parametrize("kind", range(5))
@pytest.mark.parametrize("size", [3, 4])
def test_of_few_colours_nothing_is_lost_whatever_the_filter(kind: int, size: int) -> None:
    colours = [bytes([40 * i % 256, 97 * i % 256, 200 - 9 * i]) for i in range(20)]
    pixels = [colours[(7 * i * i + i // 5) % 20] + b"\xff" * (size - 3) for i in range(12 * 9)]
    data = png(12, pixels, {3: 2, 4: 6}[size], by_filter(kind, size))
    assert shown(small(data)) == [pixel[:3] for pixel in pixels]


def test_of_many_colours_each_stays_close_and_the_frequent_ones_stay() -> None:
    ground = bytes([250, 250, 249])
    pixels = [bytes([i % 256, i // 8 % 256, 128]) for i in range(2000)] + [ground] * 2000
    kept = shown(small(png(40, pixels, 2, by_filter(0, 3))))
    assert len(set(kept)) <= COLOURS
    assert kept[2000:] == [ground] * 2000
    assert (
        max(max(abs(a - b) for a, b in zip(was, now, strict=True)) for was, now in zip(pixels, kept, strict=True)) < 48
    )


def test_what_no_browser_writes_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        small(png(1, [b"\x00"], 0, by_filter(0, 1)))
