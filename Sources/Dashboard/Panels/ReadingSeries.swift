import RunEvents
import TerminalUI

/// A number that has a value at every step of a run.
struct ReadingSeries: Sendable {
    let name: String
    let role: Theme.Role
    /// The newest value of a run; nil before the first.
    let value: @Sendable (RunState) -> Double?

    init(_ name: String, _ role: Theme.Role, value: @escaping @Sendable (RunState) -> Double?) {
        (self.name, self.role, self.value) = (name, role, value)
    }

    /// Everything that a run is measured by: what it can, and what moves it.
    static func all(_ run: RunState, _ window: Model.ShownWindow) -> [ReadingSeries] {
        (run.isWatched ? logged(run) : evaluated) + edge(window)
    }

    private static let evaluated: [ReadingSeries] = [
        ReadingSeries("train accuracy", .train) { $0.evaluations.newest?.decidingTrainAccuracy },
        ReadingSeries("test accuracy", .test) { $0.evaluations.newest?.decidingTestAccuracy },
        ReadingSeries("train loss", .train) { $0.evaluations.newest?.trainLoss },
        ReadingSeries("test loss", .test) { $0.evaluations.newest?.testLoss },
        ReadingSeries("‖θ‖", .inactive) { $0.evaluations.newest?.parameterNorm },
    ]

    /// What two runs that differ in ω are compared by, the most telling first.
    static func whatIf(_ window: Model.ShownWindow) -> [ReadingSeries] {
        let names = ["test accuracy", "‖θ‖", "gradient of v₁", "train accuracy", "test loss", "train loss", "R"]
        let all = evaluated + edge(window)
        return names.compactMap { name in all.first { $0.name == name } }
    }

    private static func logged(_ run: RunState) -> [ReadingSeries] {
        run.metrics.named.map { curve in
            ReadingSeries(curve.name, MetricLook.role(curve.definition)) { $0.metrics.newest(curve.name) }
        }
    }

    private static func edge(_ window: Model.ShownWindow) -> [ReadingSeries] {
        @Sendable func slice(_ run: RunState) -> SpectrumHistory { WindowSlice(run, window).history }
        let eigenvalues = Theme.eigenvalueRoles.indices.map { index in
            ReadingSeries("λ\(NumberText.lowered(index + 1))", Theme.eigenvalueRoles[index]) { run in
                let series = slice(run).eigenvalues(index)
                return series.isEmpty ? nil : series.value(at: series.count - 1)
            }
        }
        return eigenvalues + [
            ReadingSeries("R", .text) { slice($0).newest?.gapRatio },
            ReadingSeries("k*", .text) { slice($0).newest.map { Double($0.kStar) } },
            ReadingSeries("gradient of v₁", .gradient) { slice($0).newest?.share },
            ReadingSeries("alignment v₁", .text) { slice($0).newest?.alignment },
            ReadingSeries("Δσ₁", .text) { $0.edge.ledger.newest?.edgeChange },
            ReadingSeries("Δg", .text) { $0.edge.ledger.newest?.gapChange },
        ]
    }
}
