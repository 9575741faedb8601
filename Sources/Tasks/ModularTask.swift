package import Kernels
package import RunEvents

extension TaskName {
    /// a + b modulo a prime.
    package static let modadd: TaskName = "modadd"
    /// a − b modulo a prime.
    package static let modsub: TaskName = "modsub"
    /// a · b modulo a prime.
    package static let modmul: TaskName = "modmul"
    /// a² + b² modulo a prime (Power et al. 2022).
    package static let modx2y2: TaskName = "modx2y2"
    /// a² + ab + b² modulo a prime (Power et al. 2022).
    package static let modx2xyy2: TaskName = "modx2xyy2"
    /// a³ + ab modulo a prime (Power et al. 2022).
    package static let modx3xy: TaskName = "modx3xy"
}

/// Arithmetic modulo a prime p: the model reads a and b and predicts a + b mod p, or another polynomial of the two
/// (Power et al. 2022, "Grokking", arXiv:2201.02177, appendix A.1).
///
/// A sequence is the two numbers, each its own token; the model answers at the first of them. The answer's coordinate
/// is the answer itself.
package struct ModularTask: TaskDefinition {
    /// The p of Power et al., and of the preset.
    package static let publishedModulus = 97
    /// The length of every sequence: a and b.
    package static let longestSequence = 2

    /// The name of the polynomial's task.
    package let name: TaskName
    /// The polynomial as the screen writes it: `a²+ab+b²`.
    private let formula: String
    private let title: String
    /// The polynomial of a, b and p. Its value is not negative, and its remainder modulo p is the answer.
    private let polynomial: @Sendable (Int, Int, Int) -> Int

    /// The residue, which is cyclic.
    package let coordinate = TaskCoordinate.residue
    /// Tokens are residues, which lie on a circle.
    package let hasCyclicTokens = true
    /// The sign of a sum or a difference; nil for other polynomials.
    package var sumSign: Int? {
        switch name {
        case .modadd: 1
        case .modsub: -1
        default: nil
        }
    }
    /// What is learned.
    package var summary: String { "Modular arithmetic, from half of all pairs." }
    /// A run tests on all pairs that it does not train on.
    package let testsOnTheRest = true

    /// The modulus p.
    package let parameters = [
        TaskParameter(
            "modulus", label: "p", option: "p", accepts: .primes(upTo: ConfigLimits.largestModulus),
            preset: .integer(publishedModulus))
    ]

    init(
        _ name: TaskName, formula: String, title: String? = nil, polynomial: @escaping @Sendable (Int, Int, Int) -> Int
    ) {
        (self.name, self.formula, self.polynomial) = (name, formula, polynomial)
        self.title = title ?? "Modular arithmetic (\(name.rawValue))"
    }

    /// The setup of Xu 2026 (arXiv:2604.07380). Three choices are not from there: the evaluations, the shards, and the
    /// number of train pairs for the gap flow's curvatures, which is chosen so that these cost at most 5 % of the
    /// training time.
    package var preset: RunConfig {
        let (train, test) = Self.halves(Self.publishedModulus)
        return RunConfig(
            task: name, seed: 42, steps: 10_000,
            optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 1),
            model: ModelConfig(
                modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: Self.longestSequence),
            data: DataConfig(
                trainSequences: train, testSequences: test, batchSequences: 512, parameters: presetParameters),
            evaluation: EvaluationConfig(interval: 100, testSequences: test),
            spectrum: SpectrumConfig(
                interval: 100, window: 5, tracked: .attention,
                measurements: EdgeMeasurements(curvatureSequences: 192, responseIntervals: 10)),
            thresholds: Thresholds(grokked: 0.98), shards: 4)
    }

    /// The model reads two residues without a mask, and answers at the first.
    package func shape(_ data: DataConfig) -> TaskShape {
        let p = Self.modulus(data)
        return TaskShape(
            vocabulary: p, classes: p, longestSequence: Self.longestSequence, mask: .none, readOut: .firstToken)
    }

    /// The residues, as tokens and as targets.
    package func vocabulary(_ data: DataConfig) -> TaskVocabulary {
        let numbers = (0..<Self.modulus(data)).map { "\($0)" }
        // All sequences have the same length, so none needs padding.
        return TaskVocabulary(tokens: numbers, targets: numbers, padding: 0)
    }

    /// Both sets are drawn from all p² pairs.
    package func available(_ data: DataConfig) -> AvailableSequences {
        let p = Self.modulus(data)
        return .shared(p * p)
    }

    /// Half of all pairs for training, rounded down, and the rest for testing.
    package func sizes(_ data: DataConfig) -> (train: Int, test: Int) { Self.halves(Self.modulus(data)) }

    /// Draws both sets from one shuffle of all p² pairs, the train set first. They have no pair in common.
    package func sets(
        _ data: DataConfig, trainGenerator: inout RandomGenerator, testGenerator: inout RandomGenerator
    ) -> TaskData {
        let p = Self.modulus(data)
        return TaskData(data, pairsOf: p, by: &trainGenerator) { answer($0, $1, modulus: p) }
    }

    /// The polynomial's value for a and b, in 0..<p.
    ///
    /// - Precondition: a and b are in 0..<p.
    package func answer(_ a: Int, _ b: Int, modulus p: Int) -> Int {
        precondition((0..<p).contains(a) && (0..<p).contains(b), "\(a) and \(b) modulo \(p)")
        return polynomial(a, b, p) % p
    }

    /// The screen's words for the polynomial and its modulus.
    package func text(_ data: DataConfig) -> TaskText {
        let p = Self.modulus(data)
        return TaskText(
            name: "\(formula) mod \(p)", accuracy: "accuracy of the answer", coordinate: "(\(formula)) mod \(p)",
            tokens: "answers")
    }

    /// The paper's class for modular addition, and a remark that the other figures are not from the paper.
    package var report: TaskReport {
        var report = TaskReport(title: title)
        if name == .modadd {
            report.place = 2
            report.paper.edgeClass = .functional
            report.unselectedSeeds = Array(4...23)
        }
        report.caveats = [
            "Of this task the paper has the class, and the gap flow that predicts it; the other rows are ours."
        ]
        return report
    }

    private static func modulus(_ data: DataConfig) -> Int {
        guard let modulus = data.parameters["modulus"]?.integer, Primes.contains(modulus) else {
            preconditionFailure("modular arithmetic without a prime")
        }
        return modulus
    }

    /// Half of all pairs for training, rounded down, and the rest for testing.
    private static func halves(_ modulus: Int) -> (train: Int, test: Int) {
        let pairs = modulus * modulus
        return (pairs / 2, pairs - pairs / 2)
    }
}
