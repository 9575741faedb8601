package import RunEvents

/// What the screen calls a task, its accuracy, and the coordinate that its answers live in.
package struct TaskText: Hashable, Sendable {
    /// With the operation and p of modular arithmetic, and SCAN's split where it is not the simple one.
    package var name: String
    /// What the curves show.
    package var accuracy: String
    /// What an answer says: the quantity that a functional direction moves.
    package var coordinate: String
    /// What the figures of probes are a share of. They always stand on single tokens.
    package var probeAccuracy: String
    /// What one of these tokens is, in the plural.
    package var tokens: String

    package init(_ config: RunConfig) {
        switch config.task {
        case .dyck:
            self.init(
                name: "Dyck-1", accuracy: "accuracy per bracket", coordinate: "depth 0…12", tokens: "brackets")
        case .scan:
            let split = config.data.split ?? .simple
            self.init(
                name: split == .simple ? "SCAN" : "SCAN \(split.rawValue)", accuracy: "whole-sequence accuracy",
                // Tokens are right more often than sequences: the same word for both would mislead.
                coordinate: "action at each position", probeAccuracy: "tokens right", tokens: "tokens")
        case .modadd: self.init(modular: "a+b", config)
        case .modsub: self.init(modular: "a−b", config)
        case .modmul: self.init(modular: "a·b", config)
        case .modx2y2: self.init(modular: "a²+b²", config)
        case .modx2xyy2: self.init(modular: "a²+ab+b²", config)
        case .modx3xy: self.init(modular: "a³+ab", config)
        }
    }

    private init(
        name: String, accuracy: String, coordinate: String, probeAccuracy: String = "accuracy", tokens: String
    ) {
        self.name = name
        self.accuracy = accuracy
        self.coordinate = coordinate
        self.probeAccuracy = probeAccuracy
        self.tokens = tokens
    }

    private init(modular formula: String, _ config: RunConfig) {
        let modulus = config.data.modulus.map(String.init) ?? "p"
        self.init(
            name: "\(formula) mod \(modulus)", accuracy: "accuracy of the answer",
            coordinate: "(\(formula)) mod \(modulus)", tokens: "answers")
    }
}
