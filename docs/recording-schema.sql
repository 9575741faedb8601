-- Version 5 of the format of recorded runs (docs/RECORDING.md), of a run with W = 5: what SQLite keeps of it, but for
-- line breaks. A run with another W has as many columns sigma_1 … sigma_W, and stability_1 … of half of W.
PRAGMA application_id = 1735552875;
PRAGMA user_version = 5;
CREATE TABLE "run" ("id" INTEGER PRIMARY KEY CHECK (id = 1), "identifier" TEXT NOT NULL, "name" TEXT NOT NULL,
    "created_at" TEXT NOT NULL, "groktop_version" TEXT NOT NULL, "task" TEXT NOT NULL, "seed" TEXT, "steps" INTEGER,
    "weight_decay", "config" TEXT NOT NULL, "schedule" TEXT NOT NULL, "parent_name" TEXT, "parent_identifier" TEXT,
    "fork_step" INTEGER);
CREATE TABLE "progress" ("id" INTEGER PRIMARY KEY CHECK (id = 1), "step" INTEGER NOT NULL, "state" TEXT NOT NULL,
    "steps_per_second" NOT NULL, "possible_steps_per_second" NOT NULL, "pace", "weight_decay" NOT NULL,
    "probes_under_way" INTEGER NOT NULL, "elapsed_seconds" NOT NULL, "best_test_accuracy");
CREATE TABLE "session" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "kind" TEXT NOT NULL, "checkpoint_step" INTEGER, "engine_version" TEXT NOT NULL,
    "blas_core" TEXT NOT NULL, "threads" INTEGER NOT NULL, "parameter_count" INTEGER NOT NULL,
    "tracked_parameter_count" INTEGER NOT NULL);
CREATE TABLE "evaluation" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT
    NULL, "step" INTEGER NOT NULL, "train_loss" NOT NULL, "train_accuracy" NOT NULL, "test_loss" NOT NULL,
    "test_accuracy" NOT NULL, "train_sequence_accuracy", "test_sequence_accuracy", "train_sequences" INTEGER NOT NULL,
    "test_sequences" INTEGER NOT NULL, "parameter_norm" NOT NULL, "steps_per_second" NOT NULL,
    "train_zero_loss_share", "descent_cosine");
CREATE TABLE "spectrum" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "interval" INTEGER NOT NULL, "window" INTEGER NOT NULL, "sigma_1", "sigma_2", "sigma_3",
    "sigma_4", "sigma_5", "gradient_fraction_1", "gradient_fraction_2", "gradient_fraction_3", "gradient_fraction_4",
    "alignment_1", "alignment_2", "alignment_3", "alignment_4", "rotation_degrees_1", "rotation_degrees_2",
    "rotation_degrees_3", "rotation_degrees_4", "k_star_ratio" INTEGER NOT NULL, "k_star_weighted" INTEGER NOT NULL,
    "gap_ratio", "g23", "drive_class" TEXT NOT NULL);
CREATE TABLE "marker" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "kind" TEXT NOT NULL, "accuracy" NOT NULL, "previous_accuracy", "sequences" INTEGER NOT
    NULL);
CREATE TABLE "command" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "command" TEXT NOT NULL, "weight_decay" NOT NULL, "request" TEXT);
CREATE TABLE "refusal" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "command" TEXT NOT NULL, "reason" TEXT NOT NULL, "request" TEXT);
CREATE TABLE "probe" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "kind" TEXT NOT NULL, "record" TEXT NOT NULL);
CREATE TABLE "fork" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "parent_name" TEXT NOT NULL, "parent_identifier" TEXT NOT NULL);
CREATE TABLE "finish" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "reason" TEXT NOT NULL, "detail" TEXT, "parameter_digest" TEXT NOT NULL);
CREATE TABLE "gap_flow" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "interval" INTEGER NOT NULL, "window" INTEGER NOT NULL, "learning_rate" NOT NULL,
    "weight_decay" NOT NULL, "sequences" INTEGER NOT NULL, "tokens" INTEGER NOT NULL, "k_star" INTEGER NOT NULL,
    "previous_k_star" INTEGER, "gap" NOT NULL, "curvature_1", "curvature_2", "curvature_3", "curvature_4",
    "driving_1", "driving_2", "driving_3", "driving_4", "slope_1", "slope_2", "slope_3", "slope_4", "term_curvature",
    "term_damping", "term_driving", "predicted_change", "measured_change", "driving_share", "predicted_class" TEXT,
    "stability_1", "stability_2");
CREATE TABLE "response" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "interval" INTEGER NOT NULL, "window" INTEGER NOT NULL, "coordinate" TEXT NOT NULL,
    "sequences" INTEGER NOT NULL, "fitted_tokens" INTEGER NOT NULL, "scored_tokens" INTEGER NOT NULL, "epsilon" NOT
    NULL, "functional_r2_1", "functional_r2_2", "functional_r2_3", "functional_r2_4", "control_r2_1", "control_r2_2",
    "control_r2_3", "circular_r2_1", "circular_r2_2", "circular_r2_3", "circular_r2_4", "circular_frequency_1"
    INTEGER, "circular_frequency_2" INTEGER, "circular_frequency_3" INTEGER, "circular_frequency_4" INTEGER,
    "control_circular_r2_1", "control_circular_r2_2", "control_circular_r2_3");
CREATE TABLE "window" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "interval" INTEGER NOT NULL, "window" INTEGER NOT NULL, "leaves_first_out" INTEGER NOT
    NULL, "updates" INTEGER NOT NULL, "k_star" INTEGER NOT NULL, "gap_ratio", "gradient_fraction", "drive_class" TEXT
    NOT NULL);
CREATE TABLE "intervention" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT
    NULL, "step" INTEGER NOT NULL, "record" TEXT NOT NULL);
CREATE TABLE "gap_ledger" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT
    NULL, "step" INTEGER NOT NULL, "interval" INTEGER NOT NULL, "window" INTEGER NOT NULL, "k_star" INTEGER NOT NULL,
    "gap" NOT NULL, "gap_change" NOT NULL, "entering_driving" NOT NULL, "entering_decay" NOT NULL,
    "entering_alignment" NOT NULL, "leaving_driving" NOT NULL, "leaving_decay" NOT NULL, "leaving_alignment" NOT NULL,
    "k_star_change" NOT NULL, "rest" NOT NULL, "previous_k_star" INTEGER NOT NULL, "edge_change" NOT NULL,
    "edge_entering_driving" NOT NULL, "edge_entering_decay" NOT NULL, "edge_entering_alignment" NOT NULL,
    "edge_leaving_driving" NOT NULL, "edge_leaving_decay" NOT NULL, "edge_leaving_alignment" NOT NULL, "edge_rest" NOT
    NULL, "forecast_change" NOT NULL);
CREATE TABLE "metric_definition" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds"
    NOT NULL, "step" INTEGER NOT NULL, "name" TEXT NOT NULL, "dataset" TEXT, "better" TEXT, "unit" TEXT);
CREATE TABLE "metric" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "name" TEXT NOT NULL, "value" NOT NULL);
CREATE TABLE "metric_probe" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT
    NULL, "step" INTEGER NOT NULL, "kind" TEXT NOT NULL, "record" TEXT NOT NULL);
CREATE TABLE "remark" ("sequence" INTEGER PRIMARY KEY, "reached_step" INTEGER NOT NULL, "elapsed_seconds" NOT NULL,
    "step" INTEGER NOT NULL, "kind" TEXT NOT NULL, "count" INTEGER, "message" TEXT NOT NULL);
