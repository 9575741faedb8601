/// All tables of a run's database. docs/RECORDING.md says what each column means; the `+Columns` files write and read
/// them, in this order.
enum RecordingSchema {
    /// `PRAGMA application_id`: "grok" in ASCII.
    static let applicationIdentifier = 0x67_72_6F_6B
    /// `PRAGMA user_version`. To be raised by whoever adds, removes or changes a table or column.
    static let version = 3

    /// One row: what the run is.
    static let run = TableDescription(
        name: "run",
        columns: [
            .onlyRow, .text("identifier"), .text("name"), .text("created_at"), .text("groktop_version"), .text("task"),
            .text("seed"), .integer("steps"), .real("weight_decay"), .text("config"), .text("schedule"),
            .optionalText("parent_name"), .optionalText("parent_identifier"), .optionalInteger("fork_step"),
        ])

    /// One row, overwritten by every commit: where the run is, and what a listing shows.
    static let progress = TableDescription(
        name: "progress",
        columns: [
            .onlyRow, .integer("step"), .text("state"), .real("steps_per_second"), .real("possible_steps_per_second"),
            .optionalReal("pace"), .real("weight_decay"), .integer("probes_under_way"), .real("elapsed_seconds"),
            .optionalReal("best_test_accuracy"),
        ])

    /// The tables of events. Each begins with the same three columns.
    enum Events: Int, CaseIterable, Comparable {
        case session, evaluation, spectrum, marker, command, refusal, probe, fork, finish
        // Since version 2.
        case gapFlow, response, window
        // Since version 3.
        case intervention

        /// The first version that has the table.
        private var sinceVersion: Int {
            switch self {
            case .session, .evaluation, .spectrum, .marker, .command, .refusal, .probe, .fork, .finish: 1
            case .gapFlow, .response, .window: 2
            case .intervention: 3
            }
        }

        /// Those that a database of a version has.
        static func tables(ofVersion version: Int) -> [Events] { allCases.filter { $0.sinceVersion <= version } }

        var name: String { self == .gapFlow ? "gap_flow" : "\(self)" }

        static func < (a: Events, b: Events) -> Bool { a.rawValue < b.rawValue }

        /// - Parameter window: W of the run, which decides how many columns `spectrum` and `gap_flow` have.
        func description(window: Int) -> TableDescription {
            TableDescription(
                name: name,
                columns: [.sequence, .integer("reached_step"), .real("elapsed_seconds"), .integer("step")]
                    + columns(window: window))
        }

        private func columns(window: Int) -> [TableDescription.Column] {
            switch self {
            case .session:
                [
                    .text("kind"), .optionalInteger("checkpoint_step"), .text("engine_version"), .text("blas_core"),
                    .integer("threads"), .integer("parameter_count"), .integer("tracked_parameter_count"),
                ]
            case .evaluation:
                [
                    .real("train_loss"), .real("train_accuracy"), .real("test_loss"), .real("test_accuracy"),
                    .optionalReal("train_sequence_accuracy"), .optionalReal("test_sequence_accuracy"),
                    .integer("train_sequences"), .integer("test_sequences"), .real("parameter_norm"),
                    .real("steps_per_second"),
                ]
            case .spectrum:
                [.integer("interval"), .integer("window")]
                    + TableDescription.Column.optionalReals("sigma", window)
                    + ["gradient_fraction", "alignment", "rotation_degrees"].flatMap {
                        TableDescription.Column.optionalReals($0, SpectrumColumns.directions)
                    }
                    + [
                        .integer("k_star_ratio"), .integer("k_star_weighted"), .optionalReal("gap_ratio"),
                        .optionalReal("g23"), .text("drive_class"),
                    ]
            case .marker:
                [.text("kind"), .real("accuracy"), .optionalReal("previous_accuracy"), .integer("sequences")]
            case .command: [.text("command"), .real("weight_decay")]
            case .refusal: [.text("command"), .text("reason")]
            case .probe: [.text("kind"), .text("record")]
            case .intervention: [.text("record")]
            case .fork: [.text("parent_name"), .text("parent_identifier")]
            case .finish: [.text("reason"), .optionalText("detail"), .text("parameter_digest")]
            case .gapFlow:
                [
                    .integer("interval"), .integer("window"), .real("learning_rate"), .real("weight_decay"),
                    .integer("sequences"), .integer("tokens"), .integer("k_star"), .optionalInteger("previous_k_star"),
                    .real("gap"),
                ]
                    + ["curvature", "driving", "slope"].flatMap {
                        TableDescription.Column.optionalReals($0, SpectrumColumns.directions)
                    }
                    + [
                        "term_curvature", "term_damping", "term_driving", "predicted_change", "measured_change",
                        "driving_share",
                    ].map { .optionalReal($0) }
                    + [.optionalText("predicted_class")]
                    + TableDescription.Column.optionalReals("stability", SpectrumColumns.halves(window: window))
            case .response:
                [
                    .integer("interval"), .integer("window"), .text("coordinate"), .integer("sequences"),
                    .integer("fitted_tokens"), .integer("scored_tokens"), .real("epsilon"),
                ]
                    + TableDescription.Column.optionalReals("functional_r2", SpectrumColumns.directions)
                    + TableDescription.Column.optionalReals("control_r2", SpectrumColumns.controls)
            case .window:
                [
                    .integer("interval"), .integer("window"), .integer("leaves_first_out"), .integer("updates"),
                    .integer("k_star"), .optionalReal("gap_ratio"), .real("gradient_fraction"), .text("drive_class"),
                ]
            }
        }
    }

    /// Of the newest version.
    static func tables(window: Int) -> [TableDescription] {
        [run, progress] + Events.allCases.map { $0.description(window: window) }
    }
}
