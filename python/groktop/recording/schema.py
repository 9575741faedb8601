"""The tables of a recording of format 5 as data, and their SQL.

`docs/RECORDING.md` says what each column means. All tables of the format are made, also those that only runs trained by
groktop itself have rows in.
"""

from __future__ import annotations

from typing import Optional, Union

from .tables import LARGEST_COUNT, LAST_STEP, Column, Table

APPLICATION_ID = 0x67726F6B
"""`PRAGMA application_id` of every recording: "grok" in ASCII."""
VERSION = 5
"""`PRAGMA user_version`: the version of the format that this package writes."""
DRIVE_CLASSES = ("functional", "mixed", "compression", "unsplit")


def _integer(name: str, low: int = 0, high: Union[int, str] = LARGEST_COUNT, optional: bool = False) -> Column:
    return Column(name, "integer", optional, low, high)


def _real(name: str, optional: bool = False) -> Column:
    return Column(name, "real", optional)


def _text(name: str, *words: str, optional: bool = False) -> Column:
    return Column(name, "text", optional, words=words)


def _reals(name: str, count: Union[int, str] = 4) -> Column:
    return Column(name, "reals", count=count)


_INTERVAL = (_integer("interval", 1, LAST_STEP), _integer("window", 1, "W"))
_PLACE = (_integer("reached_step", 0, LAST_STEP), _real("elapsed_seconds"), _integer("step", 0, LAST_STEP))
_ONLY_ROW = '"id" INTEGER PRIMARY KEY CHECK (id = 1)'


def _events(name: str, *columns: Column) -> Table:
    return Table(name, '"sequence" INTEGER PRIMARY KEY', _PLACE + columns)


RUN = Table("run", _ONLY_ROW, (
    _text("identifier"), _text("name"), _text("created_at"), _text("groktop_version"), _text("task"),
    _text("seed", optional=True), _integer("steps", optional=True), _real("weight_decay", optional=True),
    Column("config", "document"), _text("schedule"), _text("parent_name", optional=True),
    _text("parent_identifier", optional=True), _integer("fork_step", optional=True)))

PROGRESS = Table("progress", _ONLY_ROW, (
    _integer("step", 0, LAST_STEP), _text("state", "running", "paused", "finished"), _real("steps_per_second"),
    _real("possible_steps_per_second"), _real("pace", True), _real("weight_decay"), _integer("probes_under_way"),
    _real("elapsed_seconds"), _real("best_test_accuracy", True)))

SESSION = _events(
    "session", _text("kind", "started", "resumed"), _integer("checkpoint_step", optional=True),
    _text("engine_version"), _text("blas_core"), _integer("threads"), _integer("parameter_count"),
    _integer("tracked_parameter_count"))

EVALUATION = _events(
    "evaluation", _real("train_loss"), _real("train_accuracy"), _real("test_loss"), _real("test_accuracy"),
    _real("train_sequence_accuracy", True), _real("test_sequence_accuracy", True), _integer("train_sequences"),
    _integer("test_sequences"), _real("parameter_norm"), _real("steps_per_second"),
    _real("train_zero_loss_share", True), _real("descent_cosine", True))

SPECTRUM = _events(
    "spectrum", *_INTERVAL, _reals("sigma", "W"), _reals("gradient_fraction"), _reals("alignment"),
    _reals("rotation_degrees"), _integer("k_star_ratio", 1, "W"), _integer("k_star_weighted", 1, "W"),
    _real("gap_ratio", True), _real("g23", True), _text("drive_class", *DRIVE_CLASSES))

MARKER = _events(
    "marker", _text("kind", "memorized", "grokked", "slingshot"), _real("accuracy"), _real("previous_accuracy", True),
    _integer("sequences"))

COMMAND = _events("command", Column("command", "command"), _real("weight_decay"), _text("request", optional=True))
REFUSAL = _events("refusal", Column("command", "command"), _text("reason"), _text("request", optional=True))
PROBE = _events("probe", _text("kind", "ablation", "perturbation"), Column("record", "document"))
FORK = _events("fork", _text("parent_name"), _text("parent_identifier"))
FINISH = _events(
    "finish", _text("reason", "completed", "stopped", "notFinite", "failed"), _text("detail", optional=True),
    _text("parameter_digest"))

GAP_FLOW = _events(
    "gap_flow", *_INTERVAL, _real("learning_rate"), _real("weight_decay"), _integer("sequences"), _integer("tokens"),
    _integer("k_star", 1, "W"), _integer("previous_k_star", 1, "W", True), _real("gap"), _reals("curvature"),
    _reals("driving"), _reals("slope"), _real("term_curvature", True), _real("term_damping", True),
    _real("term_driving", True), _real("predicted_change", True), _real("measured_change", True),
    _real("driving_share", True), _text("predicted_class", optional=True), _reals("stability", "W/2"))


def _circular_frequency(index: int) -> Column:
    return _integer(f"circular_frequency_{index}", optional=True)


RESPONSE = _events(
    "response", *_INTERVAL, _text("coordinate"), _integer("sequences"), _integer("fitted_tokens"),
    _integer("scored_tokens"), _real("epsilon"), _reals("functional_r2"), _reals("control_r2", 3),
    _reals("circular_r2"), *(_circular_frequency(index) for index in range(1, 5)), _reals("control_circular_r2", 3))

WINDOW = _events(
    "window", _integer("interval", 1, LAST_STEP), _integer("window", 1), Column("leaves_first_out", "flag"),
    _integer("updates", 1, "window"), _integer("k_star", 1, "window"), _real("gap_ratio", True),
    _real("gradient_fraction", True), _text("drive_class", *DRIVE_CLASSES))

INTERVENTION = _events("intervention", Column("record", "document"))

_PARTS = ("entering_driving", "entering_decay", "entering_alignment", "leaving_driving", "leaving_decay",
          "leaving_alignment")

GAP_LEDGER = _events(
    "gap_ledger", *_INTERVAL, _integer("k_star", 1, "W"), _real("gap"), _real("gap_change"),
    *(_real(part) for part in _PARTS), _real("k_star_change"), _real("rest"), _integer("previous_k_star", 1, "W"),
    _real("edge_change"), *(_real(f"edge_{part}") for part in _PARTS), _real("edge_rest"), _real("forecast_change"))

METRIC_DEFINITION = _events(
    "metric_definition", _text("name"), _text("dataset", "train", "test", optional=True),
    _text("better", "higher", "lower", optional=True), _text("unit", optional=True))
METRIC = _events("metric", _text("name"), _real("value"))
METRIC_PROBE = _events("metric_probe", _text("kind", "ablation", "perturbation"), Column("record", "document"))
REMARK = _events(
    "remark", _text("kind", "dropped", "error", "note"), _integer("count", optional=True), _text("message"))

TABLES = (
    RUN, PROGRESS, SESSION, EVALUATION, SPECTRUM, MARKER, COMMAND, REFUSAL, PROBE, FORK, FINISH, GAP_FLOW, RESPONSE,
    WINDOW, INTERVENTION, GAP_LEDGER, METRIC_DEFINITION, METRIC, METRIC_PROBE,
    REMARK)
"""All tables, in the order in which they are made."""

EVENT_TABLES = {
    "spectrum": SPECTRUM, "marker": MARKER, "command": COMMAND, "refused": REFUSAL, "metricProbe": METRIC_PROBE,
    "finished": FINISH, "window": WINDOW, "gapLedger": GAP_LEDGER, "metricDefinition": METRIC_DEFINITION,
    "metric": METRIC, "remark": REMARK, "started": SESSION}
"""The tables that events of a watched run are rows of, by the events' `type` in ndjson."""


def table_of(kind: object) -> Optional[Table]:
    """The table of events with that `type`; None where a watched run has no such events."""
    return EVENT_TABLES.get(kind) if isinstance(kind, str) else None

