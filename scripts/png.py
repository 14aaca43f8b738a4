"""A picture of a page, made small: at most 256 colours are kept, and every other becomes one that is close to it.

A browser writes PNGs fast, not small. A page is text on a few grounds, so a palette loses nothing that anybody sees.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
EXACT = 128  # of the most frequent, which are grounds and cells, stay what they are
Colour = tuple[int, int, int]


def small(data: bytes) -> bytes:
    """The same picture with a palette. Only for what a browser writes: 8 bits, red, green and blue, perhaps alpha."""
    parts = list(chunks(data))
    width, height, depth, kind = struct.unpack(">IIBB", parts[0][1][:10])
    if depth != 8 or kind not in (2, 6):
        raise ValueError("not a PNG as a browser writes it")
    size = {2: 3, 6: 4}[kind]
    rows = list(unfiltered(zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT")), width, size))
    pixels = [list(zip(row[0::size], row[1::size], row[2::size], strict=True)) for row in rows]
    frequent = Counter(pixel for row in pixels for pixel in row).most_common()
    kept = palette([colour for colour, _ in frequent])
    place = {colour: nearest(colour, kept)[1] for colour, _ in frequent}
    lines = b"".join(b"\0" + bytes(place[pixel] for pixel in row) for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = {b"IHDR": header, b"PLTE": b"".join(map(bytes, kept)), b"IDAT": zlib.compress(lines, 9), b"IEND": b""}
    return SIGNATURE + b"".join(written(name, part) for name, part in body.items())


def palette(frequent: list[Colour]) -> list[Colour]:
    """The most frequent ones, and of the others those that are not within some distance of one that is kept: the
    smallest that leaves few enough."""
    for distance in range(0, 255, 3):
        kept = frequent[:EXACT]
        for colour in frequent[EXACT:]:
            if nearest(colour, kept)[0] > distance**2:
                kept.append(colour)
            if len(kept) > COLOURS:
                break
        else:
            return kept
    return frequent[:COLOURS]


def nearest(colour: Colour, among: list[Colour]) -> tuple[int, int]:
    """Squared distance and place of the nearest."""
    r, g, b = colour
    return min(((x - r) ** 2 + (y - g) ** 2 + (z - b) ** 2, i) for i, (x, y, z) in enumerate(among))


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each part."""
    at = len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def written(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def unfiltered(raw: bytes, width: int, size: int) -> Iterator[bytearray]:
    """The rows of a picture whose pixels have `size` bytes; each row was predicted by one of five filters."""
    stride = width * size
    above = bytearray(stride)
    for at in range(0, len(raw), stride + 1):
        row, kind = bytearray(raw[at + 1 : at + 1 + stride]), raw[at]
        for i in range(stride) if kind else ():
            left, corner = (row[i - size], above[i - size]) if i >= size else (0, 0)
            guess = (0, left, above[i], (left + above[i]) >> 1, paeth(left, above[i], corner))[kind]
            row[i] = (row[i] + guess) & 255
        yield row
        above = row


def paeth(left: int, above: int, corner: int) -> int:
    """Whichever of the three is nearest to left + above - corner."""
    guess = left + above - corner
    return min((abs(guess - left), 0, left), (abs(guess - above), 1, above), (abs(guess - corner), 2, corner))[2]
