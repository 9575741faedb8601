"""Columns and tables of a recording, as data, and the SQL that makes them."""

from __future__ import annotations

from typing import NamedTuple, Tuple, Union

LARGEST_COUNT = 1 << 53
"""The highest integer in a recording: sums of such counts stay integers."""
LAST_STEP = 1 << 40
"""No run of another program goes further."""


class Column(NamedTuple):
    """A column, or a numbered list of columns, and what it may hold."""

    name: str
    kind: str
    """`integer`, `flag`, `real`, `text`, `command`, `document` (a text of JSON) or `reals`."""
    optional: bool = False
    """Whether NULL may stand there."""
    low: int = 0
    high: Union[int, str] = LARGEST_COUNT
    """The highest integer: a number, `W` for the run's window, `window` for the value of that column in the row."""
    words: Tuple[str, ...] = ()
    """The texts that may stand there; empty for any."""
    count: Union[int, str] = 1
    """Columns of a list: a number, `W`, or `W/2` for the half of it (at least 1)."""

    @property
    def key(self) -> str:
        """The column's key in an ndjson event: `k_star_ratio` is `kStarRatio`."""
        first, *rest = self.name.split("_")
        return first + "".join(word[:1].upper() + word[1:] for word in rest)

    def length(self, window: int) -> int:
        """How many columns of the database it is, in a run with windows of that many updates."""
        if isinstance(self.count, int):
            return self.count
        return window if self.count == "W" else max(1, window // 2)

    def names(self, window: int) -> Tuple[str, ...]:
        """Its names in the database."""
        if self.kind != "reals":
            return (self.name,)
        return tuple(f"{self.name}_{index}" for index in range(1, self.length(window) + 1))

    @property
    def declaration(self) -> str:
        """What stands behind the name. Doubles have no type: in a column of REALs SQLite would not keep −0.0."""
        kind = {"integer": "INTEGER", "flag": "INTEGER", "text": "TEXT", "command": "TEXT",
                "document": "TEXT"}.get(self.kind, "")
        optional = self.optional or self.kind == "reals"
        return " ".join(word for word in (kind, "" if optional else "NOT NULL") if word)


class Table(NamedTuple):
    """A table of the database."""

    name: str
    key: str
    """The declaration of its primary key, which is its first column."""
    columns: Tuple[Column, ...]

    def names(self, window: int) -> Tuple[str, ...]:
        """The names of all columns of the database but the key, in order."""
        return tuple(name for column in self.columns for name in column.names(window))

    def creation(self, window: int) -> str:
        """CREATE TABLE, in the very words of groktop."""
        parts = [self.key]
        for column in self.columns:
            parts += [f'"{name}" {column.declaration}'.rstrip() for name in column.names(window)]
        return f'CREATE TABLE "{self.name}" ({", ".join(parts)})'

    def insertion(self, window: int, word: str = "INSERT") -> str:
        """INSERT (or `word`) with a place for every column, the key first."""
        names = (self.key.split('"')[1],) + self.names(window)
        quoted = ", ".join(f'"{name}"' for name in names)
        return f'{word} INTO "{self.name}" ({quoted}) VALUES ({", ".join("?" * len(names))})'
