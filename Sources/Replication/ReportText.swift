internal import RunEvents
internal import Tasks

/// Sentences that both reports have.
enum ReportText {
    static let title = "Replication of “The Lifecycle of the Spectral Edge”"

    static func title(_ task: TaskName) -> String { TaskList.known(task).report.title }

    static func introduction(_ results: Results) -> [String] {
        [
            "Figures of the paper are Xu 2026 (arXiv:2604.07380), seeds 42, 137 and 2024. Ours are means ± sample "
                + "s.d. over "
                + "seeds; each is of the run and step named beside it, and `groktop verify RUN` makes that run "
                + "again, bit for "
                + "bit. Claims and margins were written down before the figures were there.",
            "Made by groktop \(results.version); the last command was `\(results.command)`.",
            "Readouts are of the last residual stream; “after the final LayerNorm” is what the head reads of it, and "
                + "what "
                + "functional R² is of. Without other word a figure is of the run with ω = 1. “Before” is the "
                + "interval's end "
                + "nearest to half the grok step, “at” the first one at or after grokking, “after” ten intervals "
                + "later, "
                + "“late” the last step.",
        ]
    }

    /// How rows are judged.
    static let statistics = [
        "Two questions have a table each. *\(ReportPart.figures.title)* has the author's own protocol; "
            + "*\(ReportPart.reading.title)* is tied to each run's own grokking. A published figure is judged once "
            + "in each.",
        "Seeds 42, 137 and 2024 were chosen: on Dyck-1 the stream of train strings was picked so that they show the "
            + "published "
            + "contrast. So verdicts are of the seeds that were not selected, 4 to 23: the twenty after 1, 2 and 3, "
            + "which the "
            + "constants of the lifecycle estimate were fitted to. With fewer than \(Judgement.fewestSeeds) seeds "
            + "there is no "
            + "verdict.",
        "A figure *holds* where two one-sided t tests (Schuirmann 1987) show that it lies within the margin of the "
            + "paper's, "
            + "which is taken as it stands: what the author's own few seeds scatter is in the margin. It *holds in "
            + "direction* where only the sign or order that the claim is "
            + "about is shown. It *does not hold* where it is shown to lie outside the margin, or the order to be "
            + "the other "
            + "one. Everything else is *not decided*. Counts of seeds have exact binomial tests. Each kind of "
            + "statement is "
            + "corrected over the rows of its table (Holm 1979), so that one false one or more has a probability of "
            + "at most "
            + "\(ValueFormat.percent.text(Judgement.level)).",
        "The interval beside a mean is its 90 % confidence interval (two one-sided tests at 5 % ask whether that "
            + "lies within "
            + "the margin, before the correction); beside a count it is Clopper and Pearson's, 95 %.",
    ]

    static func caveats(_ task: TaskName) -> [String] {
        let driving =
            "T3 of the gap flow as published lacks a factor: σ and g have the size of an update, ηN times a gradient, "
            + "and ηN G²/σ that of a gradient. By its units it lacks ηN, by its size ηN/(2W), and with Adam no factor "
            + "mends it. Rows with T3 · ηN stand beside those with the literal one."
        return TaskList.known(task).report.caveats + [driving]
    }

    /// `seed 42, ω = 1`.
    static func run(_ run: RunResult) -> String { "seed \(run.seed), ω = \(ValueFormat.trimmed(run.weightDecay))" }

    static func steps(_ run: RunResult) -> String {
        let named = ["before", "at", "after", "late"].compactMap { name in run.places[name].map { "\(name) \($0)" } }
        let fixed = run.fixedSteps.isEmpty ? [] : ["fixed " + run.fixedSteps.map(String.init).joined(separator: ", ")]
        return (named + fixed).joined(separator: "; ")
    }

    // MARK: Verdicts

    /// Verdicts of rows that the paper has a figure of, in the order of the summary.
    static let judged: [Verdict] = [
        .holds, .holdsInDirection, .doesNotHold, .undecided, .tooFewSeeds, .notMeasured,
    ]

    /// `Of 21 rows with a figure of the paper: holds 12, holds in direction 3, not measured 6.`
    static func count(_ rows: [RowResult]) -> String {
        let claims = rows.filter { $0.paper != nil }
        guard !claims.isEmpty else { return "No row has a figure of the paper." }
        let counts = judged.compactMap { verdict in
            let count = claims.count { $0.verdict == verdict }
            return count > 0 ? "\(verdict.words) \(count)" : nil
        }
        return "Of \(claims.count) rows with a figure of the paper: \(counts.joined(separator: ", "))."
    }

    /// The rows of each verdict by name, with the paper's figure and the figure that decides.
    static func verdicts(_ rows: [RowResult]) -> [String] {
        judged.compactMap { verdict in
            let own = rows.filter { $0.paper != nil && $0.verdict == verdict }
            guard !own.isEmpty else { return nil }
            let names = own.map { row in
                let figure = row.unselected.isEmpty ? row.text : row.unselectedText
                return "\(row.quantity) (\(row.paper ?? Summary.unknown); \(figure))"
            }
            return "**\(verdict.words)**: \(names.joined(separator: "; "))."
        }
    }

    /// Rows of a part by section, in order.
    static func sections(_ rows: [RowResult]) -> [(title: String, rows: [RowResult])] {
        var sections: [(title: String, rows: [RowResult])] = []
        for row in rows {
            if sections.last?.title == row.section {
                sections[sections.count - 1].rows.append(row)
            } else {
                sections.append((row.section, [row]))
            }
        }
        return sections
    }

    // MARK: Tables

    /// The margins with their reasons.
    static let margins = Table(
        id: "margins", title: "Margins",
        caption: "How far a figure of ours may lie from the paper's and still come to the same.",
        header: ["figures of", "margin", "because"],
        rows: Margin.all.map { [$0.name, $0.words, $0.reason] })

    static let rowHeader = ["", "paper", "ours, published seeds", "seeds not selected", "interval", "", "run@step"]

    /// The cells of a row; `emphasized` marks up the verdict.
    static func cells(_ row: RowResult, _ keys: RunKeys, emphasized: (String) -> String) -> [String] {
        let others = row.unselected.isEmpty ? "" : "\(row.unselectedText) (n = \(row.unselected.count))"
        return [
            row.quantity, row.paper ?? Summary.unknown, row.text, others, row.interval ?? "",
            row.verdict == .noClaim ? "" : emphasized(row.verdict.words), keys.sources(row),
        ]
    }

    static let runHeader = [
        "", "run", "", "steps", "grokked at", "probed at", "kernels", "groktop", "parameters at the end (SHA-256)",
    ]

    static func runCells(_ run: RunResult, _ keys: RunKeys) -> [String] {
        [
            keys.key(run.name), "`\(run.name)`", self.run(run), ValueFormat.step.text(Double(run.steps)),
            Tables.text(run.grokkedAt.map(Double.init), .step, orElse: "never"), steps(run),
            run.kernels.joined(separator: ", "), run.version,
            run.parameterDigest.map { "`\($0.prefix(16))…`" } ?? Summary.unknown,
        ]
    }
}
