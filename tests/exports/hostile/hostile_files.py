"""Files that are no xlsx at all: texts, web pages, old and password-protected workbooks."""

from __future__ import annotations

import base64
import csv
import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from hostile_book import HEADER, answers
from hostile_books import write_parts
from hostile_zip import MEGABYTE

Build = Callable[[Path], None]

# A workbook of Excel 97 with one sheet: eight columns, ten answers.
OLD_XLS = """
eNrtmE9oHGUUwN83/2dMt5s1DTRCGAKmGhvYNARUaFejtQga6h9QRNCJ85FMdjMj62ZLc9BqzVEQPCleCvXgperF
P6igNw+Fij0IgpDo0ZOg4KHN+r43s1/zmjk0oEXLvmXefO/N973f2/n+zcz3l4Y3z30ytgXXyTEwYbvng7PDJ/Dw
+0YV8Hqvp4r9s4dHbyD/K/E97EjHhi/3XXRVH6r+3gIDPra+RQ3wCx7Pw8uwkKUyvIkyTzlEQuVwFLWA99FTgYOU
VY30S6RvJ/0R1fyK9APkeYv0Uay7KZ6DS42FqXuLUfysMUHXKqDifkZtfiLPDByA79Qofu1tkde14cF2ErX+mxfG
rSE4D9hvJ2Qq21FrE0awA8/Dn70Q4I/+TP0mHPhvrl8A+v/ifrfE/45hAZyB3os0wDdwQH5g5ZPwqWUpOzNXsK/r
aA/hgcPz0Ydx9Z2XS0naSVbiGsDTeAq7URp2s1YnyxKZ4vQ9Pr0aJS2MsxBFqyPYKg1PyVYzfOixeSy0m+GKbMyi
uxkuyjTsyG5bxljIurIdxjJM0uVsLY8ay3WJlZZkSyZxki7NUatluRimiVw7JUPlxKaqgmzHYRylzfVkZVc7XGGO
1I/MTddnp+szYf2+++v13a45/G9RmqWnV7O1V3AnUekuZN0oUJsOLVJVtkjto8k7hDqG/VQepilcxW3oyoe///D4
4snGC+Q5QxtTvn3dqe449OB11QIbV+jKbdDfvqaoxT2k36Cod1B5jPQITjw8T548UBQeOUt13qSrkxhhluRy49CO
8l1Y3vjtic/HN35t3I3lCye21kcu/Ng4BxO4ncbYXv3OwmFxWLz3rpIvGv2zKJa6n0kf3LXseUa1yL1X7NH74SoE
VBwmnVvq7ghtGcW9yi0TLVNbFlqWtmy0bG05aDnactFyixzEdTm8agTku1ZfUA6etlQOvrZUDpSn4aClcsj9iq96
52u8D0Lzc+0S2SghG1QnKKIbjGwwssHIhiYbjGwQuUZRxzTZLCGbVKdSRDcZ2WRkk5FNTTYZ2STyuI6ak60SskV1
akV0i5EtRrYY2dJki5EtIgcUdUKT7RKyTXVGi+g2I9uMbDOyrck2I9tEHtVRc7JTQnZ0j6goDiM7jOwwsqPJDiM7
RJ7QoycnuyVkl+qMF9FdRnYZ2WVkV5NdRnaJXNFRc7JXQvZ0j6goHiN7jOwxsqfJHiN7RB7Toycn+yVkn+pMFtF9
RvYZ2WdkX5N9RvZL53NQQs5H4VQRPWDkgJEDRg40OWDkYNd8PmbU4FO1bODD4zUJYCADGchAblkR+asFPbhY9MAH
xWKcf9e5isf24DPJLStPQoa/Dr6YHocUz204vafxMwq26McSN9im/71QyTNIb0MTFimP5p7HLz6ci53/54YbVv+5
KbRX/vZe8vyX+X8DdIlXLQ==
"""
FREE, END_OF_CHAIN, FAT_SECTOR, NO_STREAM = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
SECTOR = 512


def content(data: bytes) -> Build:
    def build(path: Path) -> None:
        path.write_bytes(data)

    return build


def nothing(path: Path) -> None:
    """Leave the path as it is: there is no such file."""


def folder(path: Path) -> None:
    path.mkdir()


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def old_xls(path: Path) -> None:
    path.write_bytes(zlib.decompress(base64.b64decode(OLD_XLS)))


def csv_text(delimiter: str = ";") -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerows([HEADER, *answers()])
    return buffer.getvalue()


def csv_bytes() -> bytes:
    return csv_text().encode()


def nul_csv() -> bytes:
    return csv_bytes().replace(b"anonymous", b"\0\0\0\0")


def binary_csv() -> bytes:
    return csv_bytes()[:400] + noise(100_000)


def open_quote_csv() -> bytes:
    """A quotation mark that never closes swallows the rest of the file."""
    head, rest = csv_bytes().split(b"\n", 1)
    return head + b'\n1;"' + rest * 2000


def long_line(unit: bytes) -> Build:
    def build(path: Path) -> None:
        with path.open("wb") as file:
            for _ in range(50):
                file.write(unit * (MEGABYTE // len(unit)))

    return build


def html_table() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>"
        for row in [HEADER, *answers()]
    )
    return f"<html><body><table>{rows}</table></body></html>".encode()


def _directory_entry(
    name: str, kind: int, child: int, sibling: int, place: tuple[int, int]
) -> bytes:
    text = name.encode("utf-16-le")
    start = struct.pack("<64sHBB3I", text, len(text) + 2, kind, 1, NO_STREAM, sibling, child)
    return start + bytes(16 + 4 + 16) + struct.pack("<IQ", *place)


def _directory(size: int) -> bytes:
    """A root with two streams: the data in sectors 2 to 9, how to decipher it in 10 to 17."""
    first, second = (2, size), (2 + size // SECTOR, size)
    entries = (
        _directory_entry("Root Entry", 5, 2, NO_STREAM, (END_OF_CHAIN, 0)),
        _directory_entry("EncryptedPackage", 2, NO_STREAM, NO_STREAM, first),
        _directory_entry("EncryptionInfo", 2, NO_STREAM, 1, second),
    )
    return b"".join(entries).ljust(SECTOR, b"\0")


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END_OF_CHAIN]


def protected_bytes() -> bytes:
    """A workbook with a password, as Excel saves it: two streams in an OLE2 compound file."""
    size = 8 * SECTOR
    info = struct.pack("<HHI", 4, 4, 0x40) + b'<?xml version="1.0"?><encryption/>'
    package = struct.pack("<Q", size - 100) + noise(size - 8)
    table = [FAT_SECTOR, END_OF_CHAIN, *_chain(2, 8), *_chain(10, 8)]
    table += [FREE] * (SECTOR // 4 - len(table))
    header = struct.pack("<8s16x6H", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0)
    header += struct.pack("<4x9I", 0, 1, 1, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    sectors = struct.pack("<128I", *table) + _directory(size)
    return header + sectors + package + info.ljust(size, b" ")


def protected(path: Path) -> None:
    path.write_bytes(protected_bytes())


def protected_in_zip(path: Path) -> None:
    write_parts(path, {"antwoorden.xlsx": protected_bytes()})
