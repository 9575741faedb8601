"""Runs the Python examples of docs/SWEEPS.md as they stand there, on the table of a sweep.

    python sweep_examples.py DOCUMENT FOLDER

FOLDER holds sweep.csv. Fails with a line that says what is not as it should be.
"""

import os
import pathlib
import re
import sys

import duckdb
import pandas

WHOLE = {
    "step", "planned_steps", "memorized_at", "grokked_at", "called_at", "lead_steps", "k_star", "ablation_step", "seed",
}  # fmt: skip
REAL = {"best_test_accuracy", "last_test_accuracy", "gap_ratio", "parameter_norm", "ablation_accuracy_change"}
TEXT = {"run", "state", "class_fine", "class_paper", "parameter_digest"}


def check(condition, problem):
    if not condition:
        sys.exit(problem)


def main():
    document, folder = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[2]
    os.chdir(folder)
    frame = pandas.read_csv("sweep.csv")
    described = duckdb.sql("DESCRIBE SELECT * FROM read_csv('sweep.csv', sample_size = -1)")
    types = dict(described.project("column_name, column_type").fetchall())
    check(set(frame.columns) == set(types) and WHOLE | REAL | TEXT <= set(types), f"columns: {sorted(types)}")
    # A column that is empty in all rows has no type of its own.
    for name in sorted(c for c in types if frame[c].notna().any()):
        if name in WHOLE:
            check(types[name] == "BIGINT" and (frame[name].dropna() % 1 == 0).all(), f"{name}: {types[name]}")
        elif name in REAL:
            check(types[name] == "DOUBLE" and frame[name].dtype == "float64", f"{name}: {types[name]}")
        elif name in TEXT:
            check(types[name] == "VARCHAR", f"{name}: {types[name]}")
    named = re.findall(r"^\| `([a-z_]+)` \|", document, flags=re.M)
    check(WHOLE - {"seed"} | REAL | TEXT <= set(named), f"docs/SWEEPS.md names {named}")

    examples = [e for e in re.findall(r"^```python\n(.*?)^```", document, flags=re.S | re.M) if "sweep.csv" in e]
    check(len(examples) >= 2, "docs/SWEEPS.md has no examples")
    for example in examples:
        exec(compile(example, "docs/SWEEPS.md", "exec"), {})
    parquet = pandas.DataFrame(duckdb.sql("SELECT * FROM 'sweep.parquet'").fetchall())
    check(len(parquet) == len(frame), f"sweep.parquet has {len(parquet)} rows, and the table {len(frame)}")
    print(f"{len(examples)} examples")


main()
