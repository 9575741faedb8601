"""`python -m groktop`: makes runs of files that PyTorch or TensorBoard has written."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any, List, NoReturn, Optional

from . import __version__
from .checkpoints import import_checkpoints
from .tensorboard import import_tensorboard
from .tensorboard.importing import event_files

_USAGE, _NO_DATA, _NO_INPUT, _NO_OUTPUT = 64, 65, 66, 73


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and exits as groktop does."""

    def error(self, message: str) -> NoReturn:
        self.exit(_USAGE, f"{self.prog}: {message}\n")


def main(arguments: Optional[List[str]] = None) -> int:
    """Does what the command line says. Returns the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        print(_import(options, parser))
        return 0
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        return _tell(f"{error.filename}: {error.strerror}", _NO_INPUT)
    except OSError as error:
        line = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        return _tell(line, _NO_OUTPUT)
    except (ValueError, ImportError) as error:
        return _tell(str(error), _NO_DATA)
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m groktop", description="Makes a run of files, for groktop watch and replay.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    own = commands.add_parser("import", help="make a run of checkpoints, or of event files of TensorBoard")
    own.add_argument("path", help="a folder of .safetensors or .pt, or of event files; or one event file")
    own.add_argument("--name", help="what the run is called (default: the folder's name)")
    own.add_argument("--runs", help="the runs folder (default: groktop's own)")
    own.add_argument("--track", help="of checkpoints: attention, all, or a pattern of names")
    own.add_argument("--window", type=int, help="of checkpoints: W, updates in a window (default: 5)")
    own.add_argument("--learning-rate", type=float, help="of checkpoints: η of all steps")
    own.add_argument("--weight-decay", type=float, help="of checkpoints: ω of all steps")
    return parser


def _import(options: Any, parser: argparse.ArgumentParser) -> str:
    given = {key: value for key, value in vars(options).items() if value is not None and key != "path"}
    if not _has_events(options.path):
        return import_checkpoints(options.path, **given)
    for_checkpoints = sorted(set(given) - {"name", "runs"})
    if for_checkpoints:
        parser.error(f"--{for_checkpoints[0].replace('_', '-')} is for checkpoints, and these are event files")
    return import_tensorboard(options.path, **given)


def _has_events(path: str) -> bool:
    return not os.path.isdir(path) or bool(event_files(path))


def _tell(line: str, code: int) -> int:
    print(f"python -m groktop: {line}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
