"""Whether what groktop exports is one schema that Python's readers take: the standard library, pandas, polars and DuckDB.

    python read_exports.py FOLDER DATABASE

FOLDER holds events.ndjson and a NAME.csv of every table; DATABASE is the run's. Fails with a line that says what is not as it should be.
"""

import csv
import json
import pathlib
import sqlite3
import sys

import duckdb
import numpy
import pandas
import polars

TABLES = [
    "session", "evaluation", "spectrum", "gap_ledger", "gap_flow", "response", "window", "marker", "command", "refusal",
    "probe", "fork", "finish",
]
# Tables of other things than events.
OTHERS = ["probes", "events", "train", "test", "vocabulary"]
TYPES = {
    "started", "resumed", "forked", "evaluation", "spectrum", "gapLedger", "gapFlow", "response", "window", "command",
    "refused", "probe", "marker", "finished",
}  # fmt: skip
KINDS = {"ablation", "perturbation", "curvature", "readout", "function", "attention", "fourier"}


def check(condition, problem):
    if not condition:
        sys.exit(problem)


def one_type_a_key(path):
    """Every key has one JSON type in all lines, inside of lists and objects too; an integer is another type than a float."""
    types, events = {}, [json.loads(line) for line in path.open()]

    def note(value, place):
        types.setdefault(place, set()).add(type(value).__name__)
        for key, inner in value.items() if isinstance(value, dict) else []:
            note(inner, f"{place}.{key}")
        for inner in value if isinstance(value, list) else []:
            note(inner, place + "[]")

    for event in events:
        note(event, "")
    mixed = {place: found for place, found in types.items() if len(found) > 1}
    check(not mixed, f"keys of more than one type: {mixed}")
    check({event["type"] for event in events} == TYPES, f"not every type: {sorted({event['type'] for event in events})}")
    check({event["kind"] for event in events if event["type"] == "probe"} == KINDS, "not every probe")
    return events


def read_events(path, events):
    keys = {key for event in events for key in event}
    losses = [event["trainLoss"] for event in events if event["type"] == "evaluation"]
    frame = pandas.read_json(path, lines=True, precise_float=True)
    check(set(frame.columns) == keys and list(frame.trainLoss.dropna()) == losses, "pandas reads other events")
    frame = polars.read_ndjson(path, infer_schema_length=None)
    check(set(frame.columns) == keys, "polars reads other keys")
    check(frame["trainLoss"].drop_nulls().to_list() == losses, "polars reads other losses")
    check(frame.filter(type="window")["gradientFraction"].list.len().to_list() == [1] * sum(e["type"] == "window" for e in events), "windows")
    relation = duckdb.sql(f"SELECT * FROM read_json_auto('{path}', sample_size = -1)")
    check(set(relation.columns) == keys and len(relation) == len(events), "DuckDB reads other events")
    read = [row[0] for row in duckdb.sql("SELECT trainLoss FROM relation WHERE type = 'evaluation'").fetchall()]
    check(read == losses, "DuckDB reads other losses")


def same(a, b):
    """Of a cell in the database and one that was read: NULL is none, -0.0 is 0.0."""
    if a is None:
        return b is None or b != b or b == ""
    return a == b or (isinstance(a, float) and float(b) == a) or (a == "nan" and b != b)


def read_table(name, path, database):
    cursor = database.execute(f'SELECT * FROM "{name}" ORDER BY sequence')
    columns, rows = [column[0] for column in cursor.description], cursor.fetchall()
    with path.open(newline="") as file:
        lines = list(csv.reader(file))
    check(lines[0] == columns, f"{name}: columns {lines[0]}, in the database {columns}")
    check(len(lines) - 1 == len(rows) > 0, f"{name}: {len(lines) - 1} rows, in the database {len(rows)}")
    frames = {
        "pandas": pandas.read_csv(path).astype(object).values.tolist(),
        "polars": polars.read_csv(path, infer_schema_length=None).rows(),
        "DuckDB": duckdb.sql(f"SELECT * FROM read_csv('{path}', header = true, sample_size = -1)").fetchall(),
    }
    for reader, read in frames.items():
        for row, found in zip(rows, read, strict=True):
            for column, a, b in zip(columns, row, found, strict=True):
                if column == "record":
                    check(json.loads(a) == json.loads(b), f"{name}: {reader} reads another record")
                    continue
                # Digits alone are a number to a reader of CSV, whatever they are in the database.
                matches = same(a, b) or (isinstance(a, str) and str(b) == a) or (a == "00" and b == 0)
                check(matches, f"{name}.{column}: {reader} reads {b!r}, in the database {a!r}")


def read_others(folder):
    for name in OTHERS:
        path = folder / f"{name}.csv"
        with path.open(newline="") as file:
            header, *lines = csv.reader(file)
        check(list(pandas.read_csv(path).columns) == header and len(pandas.read_csv(path)) == len(lines), f"pandas: {name}")
        frame = polars.read_csv(path, infer_schema_length=None)
        check(frame.columns == header and len(frame) == len(lines), f"polars: {name}")
        relation = duckdb.sql(f"SELECT * FROM read_csv('{path}', header = true, sample_size = -1)")
        check(relation.columns == header and len(relation) == len(lines), f"DuckDB: {name}")


def numbers(value):
    if isinstance(value, bool) or isinstance(value, str) or value is None:
        return []
    if isinstance(value, dict):
        return [number for inner in value.values() for number in numbers(inner)]
    if isinstance(value, list):
        return [number for inner in value for number in numbers(inner)]
    return [float(value)]


def every_figure(path, events):
    """Every number of every probe's record is in the table `probes`."""
    frame = pandas.read_csv(path)
    check(set(frame.probe) == KINDS, f"probes: {sorted(set(frame.probe))}")
    for event in events:
        if event["type"] != "probe":
            continue
        rows = frame[frame.probe == event["kind"]]
        there = rows.select_dtypes("number").to_numpy(float).ravel()
        there = numpy.concatenate([there, [float(digit) for name in rows.subject.unique() for digit in name if digit.isdigit()]])
        missing = set(numbers(event)) - set(there)
        # A mean change is there as the accuracy and as itself; nothing else is left out.
        check(not missing, f"{event['kind']}: {len(missing)} figures are in no row, such as {sorted(missing)[:3]}")


def main():
    folder, database = pathlib.Path(sys.argv[1]), sqlite3.connect(f"file:{sys.argv[2]}?immutable=1", uri=True)
    events = one_type_a_key(folder / "events.ndjson")
    read_events(folder / "events.ndjson", events)
    for name in TABLES:
        read_table(name, folder / f"{name}.csv", database)
    read_others(folder)
    every_figure(folder / "probes.csv", events)


if __name__ == "__main__":
    main()
