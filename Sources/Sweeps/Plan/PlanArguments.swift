/// Reads a plan from the words of a command line: `--task dyck --seeds 1-20 --weight-decay 0,0.5,1`.
package enum PlanArguments {
    /// Adds what the words say to a plan. A word takes the place of what a file said.
    ///
    /// - Parameters:
    ///   - words: options with their values; the first may be a file.
    ///   - plan: what is added to.
    /// - Throws: `PlanProblem` without a line.
    package static func add(_ words: [String], to plan: inout SweepPlan) throws(PlanProblem) {
        var given: [String: PlanAxis] = [:]
        var order: [String] = []
        var rest = words[...]
        var scheduled: [PlanAxis] = []
        while let word = rest.popFirst() {
            guard word.hasPrefix("--"), word.count > 2 else {
                throw PlanProblem("'\(word)' is no option; a plan's file stands first, and there is one")
            }
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let written = String(parts[0])
            guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
                throw PlanProblem(key: written, "has no value")
            }
            if written == "at", plan.command == nil {
                scheduled.append(PlanAxis("at", [value]))
                continue
            }
            let axis = try axis(written, value, isFree: plan.command != nil)
            guard given.updateValue(axis, forKey: axis.name) == nil else {
                throw PlanProblem(key: written, "is given twice; its values stand in one list, with commas between")
            }
            order.append(axis.name)
        }
        if !scheduled.isEmpty { plan.scheduled = scheduled }
        for axis in order.compactMap({ given[$0] }) { put(axis, into: &plan) }
    }

    private static func axis(_ written: String, _ value: String, isFree: Bool) throws(PlanProblem) -> PlanAxis {
        var (name, value) = (PlanNames.meant(written), value)
        if name == "parameter", !isFree {
            let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw PlanProblem(key: name, "is '\(value)'; it must be NAME=VALUES, such as bits=16,20")
            }
            (name, value) = (PlanAxis.parameterPrefix + parts[0], String(parts[1]))
        }
        guard isFree || PlanNames.isKnown(name) else {
            throw PlanProblem(key: written, PlanNames.unknown(written, among: PlanNames.options + ["parameter", "at"]))
        }
        do {
            return PlanAxis(name, try ValueList.values(value))
        } catch {
            throw PlanProblem(key: written, error.text)
        }
    }

    /// One value is what all runs share; several are an axis of the grid.
    private static func put(_ axis: PlanAxis, into plan: inout SweepPlan) {
        plan.fixed.removeAll { $0.name == axis.name }
        if let index = plan.grid.firstIndex(where: { $0.name == axis.name }) {
            plan.grid[index] = axis
        } else if axis.values.count == 1 {
            plan.fixed.append(axis)
        } else {
            plan.grid.append(axis)
        }
    }
}
