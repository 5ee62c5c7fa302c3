"""Compound files ([MS-CFB]) for tests: streams in folders, as Outlook's letters are kept."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]
SECTOR, SMALL, CUTOFF = 512, 64, 4096
_NONE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(tree: Tree) -> bytes:
    """The bytes of a file with these streams and folders."""
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, _NONE, _END, 0]]
    sectors: list[bytes] = []
    chains: list[int] = []

    def store(data: bytes) -> int:
        first = len(sectors)
        count = -(-len(data) // SECTOR)
        for at in range(count):
            sectors.append(data[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0"))
            chains.append(first + at + 1 if at + 1 < count else _END)
        return first if count else _END

    short = bytearray()  # streams below the cutoff stand together, in small sectors
    short_chains: list[int] = []

    def store_short(data: bytes) -> int:
        first = len(short_chains)
        count = -(-len(data) // SMALL)
        short_chains.extend([*range(first + 1, first + count), _END][: max(count, 0)])
        short.extend(data.ljust(count * SMALL, b"\0"))
        return first if count else _END

    def add(folder: int, held: Tree) -> None:
        before: int | None = None
        for name in sorted(held, key=lambda each: (len(each), each.upper())):
            value = held[name]
            kind, start, size = 1, 0, 0
            if isinstance(value, bytes):
                kept = store if len(value) >= CUTOFF else store_short
                kind, start, size = 2, kept(value), len(value)
            entries.append([name, kind, _NONE, _NONE, _NONE, start, size])
            at = len(entries) - 1
            if before is None:
                entries[folder][4] = at
            else:
                entries[before][3] = at
            before = at
            if not isinstance(value, bytes):
                add(at, value)

    add(0, tree)
    entries[0][5:] = [store(bytes(short)), len(short)]
    short_table = [*short_chains, *[_NONE] * (-len(short_chains) % 128)]
    first_short = store(struct.pack(f"<{len(short_table)}I", *short_table))
    directory = b"".join(map(_entry, entries))
    free = b"\0" * 66 + struct.pack("<3I", _NONE, _NONE, _NONE) + b"\0" * 50
    directory += free * (-len(entries) % 4)
    first_directory = store(directory)
    tables = 1
    while tables * SECTOR // 4 < len(sectors) + tables:
        tables += 1
    first_table = len(sectors)
    fat = [*chains, *[_FAT] * tables]
    fat += [_NONE] * (tables * SECTOR // 4 - len(fat))
    sectors += [struct.pack("<128I", *fat[at * 128 : (at + 1) * 128]) for at in range(tables)]
    places = [*range(first_table, first_table + tables), *[_NONE] * (109 - tables)]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 62, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<9I", 0, tables, first_directory, 0, CUTOFF, first_short,
                      len(short_table) // 128, _END, 0)
        + struct.pack("<109I", *places)
    )  # fmt: skip
    return header + b"".join(sectors)


def _entry(values: list[object]) -> bytes:
    name, kind, left, right, child, start, size = values
    written = str(name).encode("utf-16-le")
    return (
        written.ljust(64, b"\0")
        + struct.pack("<H2B3I", len(written) + 2, kind, 1, left, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def outlook_letter(subject: str, text: str, attached: Mapping[str, bytes]) -> bytes:
    """A letter as Outlook saves it, with the properties that matter ([MS-OXMSG])."""

    def wide(said: str) -> bytes:
        return said.encode("utf-16-le")

    tree: dict[str, bytes | Tree] = {
        "__properties_version1.0": bytes(32),
        "__substg1.0_0037001F": wide(subject),
        "__substg1.0_0C1A001F": wide("Clerk of the Board"),
        "__substg1.0_1000001F": wide(text),
    }
    for number, (name, data) in enumerate(attached.items()):
        tree[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_37010102": data,
            "__substg1.0_3707001F": wide(name),
        }
    return compound_file(tree)
