"""Write zip files byte by byte: enormous, lying or encrypted ones, which zipfile never makes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
DATE_1980 = 0x21
DEFLATED = 8
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One packed file: pieces of raw deflate data, and what the directory says about them."""

    name: str
    pieces: tuple[tuple[bytes, int], ...]  # (packed bytes, how often they are repeated)
    crc: int
    size: int
    flags: int = 0

    @property
    def packed(self) -> int:
        return sum(len(data) * times for data, times in self.pieces)


def _deflate(data: bytes, mode: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(mode)


def plain(name: str, data: bytes) -> Entry:
    pieces = ((_deflate(data, zlib.Z_FINISH), 1),)
    return Entry(name, pieces, zlib.crc32(data), len(data))


def repeated(name: str, head: bytes, block: bytes, times: int, tail: bytes) -> Entry:
    """A file of head + times × block + tail; every block is packed once and copied after that."""
    crc = zlib.crc32(head)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    pieces = (
        (_deflate(head, zlib.Z_FULL_FLUSH), 1),
        (_deflate(block, zlib.Z_FULL_FLUSH), times),
        (_deflate(tail, zlib.Z_FINISH), 1),
    )
    return Entry(name, pieces, zlib.crc32(tail, crc), len(head) + len(block) * times + len(tail))


def filled(name: str, head: bytes, unit: bytes, size: int, tail: bytes) -> Entry:
    """A file of about `size` bytes: head, one unit over and over, tail."""
    block = unit * max(1, MEGABYTE // len(unit))
    return repeated(name, head, block, max(1, size // len(block)), tail)


def understated(entry: Entry, size: int = 4096) -> Entry:
    """The same packed data with a directory that claims it unpacks to `size` bytes."""
    return replace(entry, size=size)


def encrypted(entry: Entry) -> Entry:
    """The same entry marked as encrypted: readers must ask for a password."""
    return replace(entry, flags=1)


def entries_of(parts: Mapping[str, bytes]) -> list[Entry]:
    return [plain(name, data) for name, data in parts.items()]


def _local(entry: Entry, name: bytes) -> bytes:
    numbers = (entry.crc, entry.packed, entry.size, len(name), 0)
    return LOCAL.pack(b"PK\3\4", 20, entry.flags, DEFLATED, 0, DATE_1980, *numbers) + name


def _central(entry: Entry, name: bytes, offset: int) -> bytes:
    numbers = (entry.crc, entry.packed, entry.size, len(name), 0, 0, 0, 0, 0, offset)
    return CENTRAL.pack(b"PK\1\2", 20, 20, entry.flags, DEFLATED, 0, DATE_1980, *numbers) + name


def write_zip(path: Path, entries: Iterable[Entry]) -> None:
    directory: list[bytes] = []
    with path.open("wb") as file:
        for entry in entries:
            name = entry.name.encode()
            directory.append(_central(entry, name, file.tell()))
            file.write(_local(entry, name))
            for data, times in entry.pieces:
                file.write(data * times)
        start, listing, count = file.tell(), b"".join(directory), len(directory)
        file.write(listing)
        file.write(END.pack(b"PK\5\6", 0, 0, count, count, len(listing), start, 0))


def write_overlapping(path: Path, first: Iterable[Entry], shared: Entry, names: list[str]) -> None:
    """After the first entries, many names that all point at one and the same packed file."""
    write_zip(path, [*first, shared])
    data = path.read_bytes()
    *_, count, _, length, start, _ = END.unpack(data[-END.size :])
    listing = data[start : start + length]
    offset = CENTRAL.unpack_from(listing, listing.rindex(b"PK\1\2"))[-1]
    copies = b"".join(_central(shared, name.encode(), offset) for name in names)
    count, length = count + len(names), length + len(copies)
    end = END.pack(b"PK\5\6", 0, 0, count, count, length, start, 0)
    path.write_bytes(data[:start] + listing + copies + end)
