#!/usr/bin/env python3
"""Fits the constants of the lifecycle estimate (Sources/Lifecycle/LifecycleRule.swift) to recorded runs.

    python3 Benchmarks/lifecycle/fit.py RUNS_FOLDER

Prints, for each pair of constants, the lead of every run (the step at which it grokked less the step at which the estimate first said
"generalizing": positive is early), how large leads are in the mean and at worst, and the runs without weight decay that were called.
The pair with the smallest mean over itself and its neighbours in patience is the one to take (among equals the one with the smallest
worst): a pair whose neighbours are far worse has met its runs by chance.
"""

import json
import pathlib
import sqlite3
import sys

COMPRESSION_SHARE = 0.1
LEARNING_SHARES = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
PATIENCES = [1, 2, 3, 4, 5, 6, 8, 10, 12]


def read(folder):
    database = sqlite3.connect(f"file:{folder / 'run.sqlite'}?mode=ro", uri=True)
    config = json.loads(database.execute("SELECT config FROM run").fetchone()[0])
    window = config["spectrum"]["window"]
    memorized = database.execute(
        "SELECT MIN(step) FROM evaluation WHERE COALESCE(train_sequence_accuracy, train_accuracy) >= ?",
        [config["thresholds"]["memorized"]]).fetchone()[0]
    grokked = database.execute("SELECT step FROM marker WHERE kind = 'grokked'").fetchone()
    edge = database.execute(
        f"SELECT step, gradient_fraction_1, alignment_1 FROM spectrum WHERE interval = ? AND sigma_{window} NOT NULL ORDER BY step",
        [config["spectrum"]["interval"] // 5]).fetchall()
    return {
        "name": f"{config['task']} {config['seed']} ω={config['optimizer']['weightDecay']:g}",
        "decay": config["optimizer"]["weightDecay"] > 0, "memorized": memorized, "grokked": grokked and grokked[0],
        "edge": edge}


def called(run, learning_share, patience):
    """The step at which it is said that the run generalizes; None if it never is."""
    streak = 0
    for step, share, alignment in run["edge"]:
        if run["memorized"] is None or step <= run["memorized"]:
            continue
        taken_over = share <= COMPRESSION_SHARE or (share < learning_share and alignment > 0)
        streak = streak + 1 if taken_over else 0
        if streak >= patience:
            return step
    return None


def main():
    runs = sorted((read(path.parent) for path in pathlib.Path(sys.argv[1]).glob("*/run.sqlite")), key=lambda run: run["name"])
    for run in runs:
        print(f"{run['name']:16} memorized {run['memorized']}  grokked {run['grokked']}")
    means, worst = {}, {}
    for share in LEARNING_SHARES:
        for patience in PATIENCES:
            leads = []
            for run in runs:
                if run["decay"] and run["grokked"] is not None:
                    step = called(run, share, patience)
                    leads.append(None if step is None else run["grokked"] - step)
            false_calls = [run["name"] for run in runs if not run["decay"] and called(run, share, patience) is not None]
            sizes = [float("inf") if lead is None else abs(lead) for lead in leads]
            means[share, patience] = sum(sizes) / len(sizes)
            worst[share, patience] = max(sizes)
            print(f"share {share} patience {patience:2}  mean {means[share, patience]:6.0f}  worst {max(sizes):6.0f}  "
                  f"leads {leads}  false calls {false_calls}")

    def smoothed(pair):
        place = PATIENCES.index(pair[1])
        near = PATIENCES[max(0, place - 1):place + 2]
        return sum(means[pair[0], patience] for patience in near) / len(near)

    best = min(means, key=lambda pair: (round(smoothed(pair)), worst[pair]))
    print(f"take share {best[0]}, patience {best[1]}: {smoothed(best):.0f} steps in the mean with its neighbours")


if __name__ == "__main__":
    main()
