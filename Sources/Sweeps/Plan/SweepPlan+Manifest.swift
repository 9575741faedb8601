internal import RunEvents

extension SweepPlan {
    /// Reads the options of a run as `groktop train` does.
    package typealias OptionReader = ([String]) throws(PlanRefusal) -> SweptRun

    /// The plan as a list of runs. Equal runs are there once.
    ///
    /// - Parameters:
    ///   - program: the version of groktop.
    ///   - directory: where a user's program is started.
    ///   - read: reads the options of a run.
    /// - Throws: `PlanProblem` for the first run that cannot be.
    package func manifest(program: String, directory: String, read: OptionReader) throws(PlanProblem) -> SweepManifest {
        var manifest = SweepManifest(program: program, directory: directory)
        manifest.command = command
        manifest.fixed = fixed.map { [$0.name, $0.values[0]] }
        manifest.scheduled = scheduled.flatMap(\.values)
        manifest.axes = axes
        manifest.slurm = slurm
        if command == nil,
            let axis = (grid + list.flatMap(\.self)).first(where: { PlanNames.recording.contains($0.name) })
        {
            throw PlanProblem(line: axis.line, key: axis.name, "changes no run, so all runs share one value, in [run]")
        }
        var known: Set<String> = []
        let template = try command.map { words throws(PlanProblem) in try CommandTemplate(words) }
        try template?.check(
            against: (fixed.map(\.name) + axes).reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        for values in try combinations() {
            let cell =
                if let template {
                    SweepCell(command: template.filled(manifest.shared(values)), values: values)
                } else {
                    SweepCell(try run(manifest.trainingWords(values), values, read), values: values)
                }
            if known.insert(cell.digest).inserted { manifest.cells.append(cell) }
        }
        return manifest
    }

    private func run(
        _ words: [String], _ values: [String: String], _ read: OptionReader
    ) throws(PlanProblem) -> SweptRun {
        do {
            return try read(words)
        } catch {
            throw problem(error, values)
        }
    }

    /// Finds where a refused option stands.
    private func problem(_ refusal: PlanRefusal, _ values: [String: String]) -> PlanProblem {
        guard let option = refusal.option else { return PlanProblem(line: nil, refusal.text) }
        if option == "at", let line = scheduled.first?.line {
            return PlanProblem(line: line, key: "run.at", refusal.text)
        }
        let name =
            option == "parameter"
            ? (fixed + grid + list.flatMap(\.self)).first { $0.name.hasPrefix(PlanAxis.parameterPrefix) }?.name
                ?? option
            : option
        // A value that stands in several tables is found in the one that holds it.
        func holds(_ axis: PlanAxis) -> Bool {
            axis.name == name && (values[name].map(axis.values.contains) ?? true)
        }
        for (place, axes) in [("grid", grid), ("list", list.flatMap(\.self)), ("run", fixed)] {
            guard let axis = axes.first(where: { holds($0) && $0.line != nil }) else { continue }
            return PlanProblem(line: axis.line, key: "\(place).\(name)", refusal.text)
        }
        return PlanProblem(key: name, refusal.text)
    }
}
