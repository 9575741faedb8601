internal import RunEvents

extension Tables {
    /// In how many windows gradient and decay push a direction the same way, by window and span of steps.
    static func alignment(_ seeds: [SeedRuns], _ unselected: [SeedRuns]) -> Table {
        var table = Table(
            id: "alignment", title: "Alignment of gradient and decay",
            caption:
                "Share of the windows of a span, ω = 1, in which the gradient's and the decay's parts of the updates "
                + "push "
                + "v_k the same way (mean of ⟨δ^grad, v_k⟩⟨δ^wd, v_k⟩ over the window above zero); windows of three "
                + "updates and more.",
            header: ["runs", "window", "span", "windows", "v₁", "v₂", "v₃"], rows: [])
        let groups =
            seeds.compactMap { $0.decayed }.map { ($0.name, [$0]) }
            + [("\(unselected.count) seeds not selected, mean ± s.d.", unselected.compactMap(\.decayed))]
        for (name, runs) in groups {
            guard let first = runs.first else { continue }
            for kind in AlignmentSpan.Kind.allCases {
                for span in AlignmentSpan.allCases {
                    let counts = runs.map { span.spectra($0, kind).count }
                    guard counts.contains(where: { $0 > 0 }) else { continue }
                    table.rows.append(
                        [name, window(first, kind), span.words, "\(counts.reduce(0, +))"]
                            + (0..<3).map { direction in
                                share(runs.compactMap { span.share($0, kind, direction: direction) })
                            })
                }
            }
        }
        return table
    }

    private static func window(_ run: MeasuredRun, _ kind: AlignmentSpan.Kind) -> String {
        let spectrum = run.config.spectrum
        return "N = \(kind == .paper ? spectrum.interval : spectrum.fineInterval), W = \(spectrum.window)"
    }

    private static func share(_ shares: [Double]) -> String {
        guard let mean = Statistics.mean(shares) else { return Summary.unknown }
        let deviation = Statistics.deviation(shares).map { " ± " + ValueFormat.percent.text($0) } ?? ""
        return ValueFormat.percent.text(mean) + deviation
    }
}
