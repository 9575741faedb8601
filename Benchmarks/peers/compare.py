"""Times the same training step in groktop, JAX and PyTorch, in turn, and prints how many times groktop's the others take.

    make bench-peers [TASKS="dyck modadd scan"] [ROUNDS=5] [SECONDS=10] [JSON=figures.json] [PEERS_PYTHON=/path/to/python]

Each round runs, for each task, groktop, JAX and PyTorch one after the other, each in a process of its own. A ratio is
taken within a round, so that what slows the whole machine down for a while slows all three. What is printed is the median
over the rounds, and their range. Run nothing else meanwhile: each of the three uses all cores.

Needs the standard library only. The peers run in .build/peers, which is made from requirements.txt where it is missing.
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent.parent / ".build"
REQUIREMENTS = HERE / "requirements.txt"
TASKS = ("dyck", "modadd", "scan")
PEERS = ("jax", "torch")
NAMES = {"groktop": "groktop", "jax": "JAX", "torch": "PyTorch"}  # in the order in which they run

# Variables that begin like this pick kernels, instruction sets, devices or numbers of threads for one of the three.
STEERING = ("OPENBLAS_", "GOTO_", "BLIS_", "NVPL_", "VECLIB_", "MKL_", "DNNL_", "ONEDNN_", "OMP_", "GOMP_", "KMP_", "XLA_",
            "JAX_", "TORCH_", "PYTORCH_", "ATEN_", "NPY_")  # fmt: skip
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(STEERING)}


class Failed(Exception):
    """A sentence for the user."""


def say(text):
    print(f"groktop: {text}", file=sys.stderr, flush=True)


def make_environment():
    """The Python of .build/peers, which is made where it is missing or was made from other requirements."""
    directory = BUILD / "peers"
    python, installed = directory / "bin" / "python", directory / "installed.txt"
    if python.exists() and installed.exists() and installed.read_text() == REQUIREMENTS.read_text():
        return python
    other = "PEERS_PYTHON=/path/to/python uses an environment that has them"
    if sys.version_info < (3, 11):
        raise Failed(f"JAX and PyTorch need Python 3.11 or newer, this is {platform.python_version()}; {other}")
    say("installing JAX and PyTorch in .build/peers, once. The download is 3.1 GB, and 6 GB on disk: on Linux PyTorch brings "
        f"CUDA's libraries, which are not used here. {other}.")  # fmt: skip
    for what, command in (
        ("python -m venv", [sys.executable, "-m", "venv", "--clear", directory]),
        ("pip", [python, "-m", "pip", "install", "--disable-pip-version-check", "-r", REQUIREMENTS]),
    ):
        if subprocess.run(command).returncode != 0:
            raise Failed(f"{what} failed, see above; {other}")
    installed.write_text(REQUIREMENTS.read_text())
    return python


def figures_of(command):
    """What a program prints as JSON."""
    try:
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True)
    except OSError as error:
        raise Failed(f"{command[0]}: {error.strerror}") from None
    if done.returncode != 0:
        reason = f"killed by signal {-done.returncode}" if done.returncode < 0 else f"exit status {done.returncode}"
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise Failed(": ".join([reason, *said[-1:]]))
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise Failed("what it printed is not JSON") from None


def run(program, task, arguments):
    """One run: milliseconds of a step, and all that the program said."""
    options = ["--task", task, "--seconds", str(arguments.seconds), "--json"]
    if program == "groktop":
        figures = figures_of([arguments.groktop, "bench", *options])
        times = [each.get("msPerStep") for each in figures.get("tasks", []) if each.get("task") == task]
    else:
        figures = figures_of([arguments.python, HERE / "peers.py", "--framework", program, *options])
        times = [figures.get("median_ms")]
    if not (len(times) == 1 and isinstance(times[0], (int, float)) and times[0] > 0):
        raise Failed("it printed no time of a step")
    return times[0], figures


def measure(arguments, runs):
    """Fills `runs`. Who fails at a task is left out of its later rounds."""
    failed = set()
    for number in range(1, arguments.rounds + 1):
        for task in arguments.tasks:
            times = {}
            for program in NAMES:
                if (program, task) in failed:
                    continue
                try:
                    times[program], figures = run(program, task, arguments)
                    runs.append({"round": number, "task": task, "program": program, "ms": times[program], "figures": figures})
                except Failed as failure:
                    failed.add((program, task))
                    say(f"{NAMES[program]} failed at {task}: {failure}")
            ratios = [f"{NAMES[p]} {figure(times[p] / times['groktop'])}" for p in PEERS if {p, "groktop"} <= times.keys()]
            if ratios:
                say(f"round {number} of {arguments.rounds}, {task}: {', '.join(ratios)} times groktop's")
    return not failed


def spread(values):
    if not values:
        return None
    values = [round(x, 4) for x in values]
    return {"median": median(values), "low": min(values), "high": max(values), "rounds": len(values)}


def summary(task, runs):
    """Medians and ranges over the rounds; a ratio is taken where both ran."""
    times = {p: {run["round"]: run["ms"] for run in runs if (run["task"], run["program"]) == (task, p)} for p in NAMES}
    ours = times["groktop"]
    ratios = {p: spread([ms / ours[number] for number, ms in times[p].items() if number in ours]) for p in PEERS}
    faster = min(PEERS, key=lambda p: ratios[p]["median"]) if all(ratios.values()) else None
    return {"task": task, "ms": {p: spread([*times[p].values()]) for p in NAMES}, "ratio": ratios, "faster": faster}


def machine(runs):
    """Where this was measured, and with what."""
    said = {run["program"]: run["figures"] for run in runs}
    groktop = said.get("groktop", {})
    return {
        "cpu": processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "blas": groktop.get("blasCore"),
        "threads": groktop.get("threads"),
        "versions": {p: said[p]["version"] for p in PEERS if p in said},
        "unset": sorted(os.environ.keys() - ENVIRONMENT.keys()),
    }


def processor():
    try:
        with open("/proc/cpuinfo") as lines:
            for key, _, value in (line.partition(":") for line in lines):
                if key.strip() == "model name":
                    return value.strip()
    except OSError:  # macOS
        try:
            asked = subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True)
            return asked.stdout.strip() or platform.machine()
        except OSError:
            pass
    return platform.machine()


def figure(x):
    """Three significant digits."""
    return f"{x:,.{max(0, 2 - math.floor(math.log10(x)))}f}"


def text(spread):
    return f"{figure(spread['median'])} ({figure(spread['low'])}–{figure(spread['high'])})" if spread else "–"


def report(machine, tasks, rounds, seconds):
    programs = [f"{NAMES[p]} {version}" for p, version in machine["versions"].items()]
    if machine["blas"]:
        programs.insert(0, f"groktop with {machine['threads']} threads and OpenBLAS's {machine['blas']} kernels")
    lines = [f"{machine['cpu']}, {machine['cores']} cores", ", ".join(programs)]
    if machine["unset"]:
        lines.append(f"unset for all: {', '.join(machine['unset'])}")
    lines += [f"rounds: {rounds}, of {seconds:g} s or more a run; figures: median (range)", ""]
    row = "{:<8}{:<9}{:<8}{:<24}{}".format
    lines.append(row("task", "program", "rounds", "times groktop's step", "ms a step"))
    for task in tasks:
        for p, ms in task["ms"].items():
            ratio = text(task["ratio"][p]) if p in PEERS else "1" if ms else "–"
            lines.append(row(task["task"], NAMES[p], ms["rounds"] if ms else 0, ratio, text(ms)))
    lines += ["", "the faster peer, times groktop's step:"]
    for task in tasks:
        p = task["faster"]
        lines.append(row(task["task"], NAMES.get(p, "–"), "", text(p and task["ratio"][p]), "").rstrip())
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=TASKS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=10, help="how long each run times steps (default 10)")
    parser.add_argument("--python", help="of an environment with JAX and PyTorch (default .build/peers, made if missing)")
    parser.add_argument("--groktop", default=BUILD / "release" / "groktop", help="the program (default the release build)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write all figures")
    arguments = parser.parse_args()
    if arguments.rounds < 1 or not arguments.seconds > 0:
        parser.error("--rounds is at least 1, --seconds above 0")
    if arguments.json and not arguments.json.resolve().parent.is_dir():
        parser.error(f"--json: there is no directory {arguments.json.parent}")
    runs, status = [], 0
    try:
        arguments.python = arguments.python or make_environment()
        status = 0 if measure(arguments, runs) else 1
    except Failed as failure:
        say(failure)
        return 1
    except KeyboardInterrupt:
        say("interrupted")
        status = 130
    if runs:
        where, tasks = machine(runs), [summary(task, runs) for task in arguments.tasks]
        print(report(where, tasks, arguments.rounds, arguments.seconds))
        if arguments.json:
            everything = where | {"rounds": arguments.rounds, "seconds": arguments.seconds, "tasks": tasks, "runs": runs}
            try:
                arguments.json.write_text(json.dumps(everything, indent=1) + "\n")
            except OSError as error:
                say(f"{arguments.json}: {error.strerror}")
                return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
