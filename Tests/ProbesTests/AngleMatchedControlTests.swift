import Kernels
import Probes
import RunEvents
import SpectralEdge
import Tasks
import Testing

/// Tests the control of the same norm and the same angle to θ_S against plain formulas in double.
@Suite("Ablation: the control of the same norm and angle")
struct AngleMatchedControlTests {
    private static func record(_ setting: ProbeSetting) throws -> AblationRecord {
        try #require(AblationProbe.run(setting.context, setting.snapshot, isCancelled: { false }))
    }

    private static func cosine(_ one: [Double], _ other: [Double]) -> Double {
        zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } / (Directions.norm(one) * Directions.norm(other))
    }

    @Test("norm and angle to θ_S are those of the edge's own part, to 1e-5", arguments: ProbeSetting.tasks)
    func geometry(task: TaskName) {
        let setting = ProbeSetting(task)
        let tracked = setting.snapshot.parameters[setting.snapshot.trackedRange]
        let values = tracked.map { Double($0) }
        let directions = setting.snapshot.directions.map { $0.map { Double($0) } }
        var generator = RandomGenerator(seed: 9, stream: .probes)
        for set in [[0], [1], [0, 1], [2, 3]] {
            let own = Directions.projection(of: tracked, onSpanOf: set.map { directions[$0] })
            let drawn = AngleMatchedDraw(values, from: &generator).part(norm: Directions.norm(own))
            #expect(abs(Directions.norm(drawn) / Directions.norm(own) - 1) < 1e-5)
            #expect(abs(Self.cosine(drawn, values) - Self.cosine(own, values)) < 1e-5)
            // What is left of θ_S is as long, too, and the two parts have nothing else in common.
            let (left, leftOfDrawn) = (zip(values, own).map { $0 - $1 }, zip(values, drawn).map { $0 - $1 })
            #expect(abs(Directions.norm(leftOfDrawn) / Directions.norm(left) - 1) < 1e-5)
            let common = Self.cosine(own, values) * Self.cosine(own, values)
            #expect(abs(Self.cosine(drawn, own) - common) < 0.2)
        }
    }

    /// The edge of a trained model carries most of θ_S; of none and of all there is something to remove, too.
    @Test("at every angle, from none of θ_S to all of it", arguments: [0, 1e-9, 0.3, 0.999_999, 1])
    func anyAngle(cosine: Double) {
        var generator = RandomGenerator(seed: 3, stream: .probes)
        let values = Directions.random(count: 500, from: &generator)
        let norm = cosine * Directions.norm(values)
        let part = AngleMatchedDraw(values, from: &generator).part(norm: norm)
        #expect(abs(Directions.norm(part) - norm) < 1e-12)
        if cosine > 0 { #expect(abs(Self.cosine(part, values) - cosine) < 1e-9) }
    }

    @Test("a model whose θ_S is zero has nothing to remove") func zero() {
        var generator = RandomGenerator(seed: 3, stream: .probes)
        let part = AngleMatchedDraw([0, 0, 0], from: &generator).part(norm: 0)
        #expect(part == [0, 0, 0])
    }

    /// The twin makes the draws from the run's stream by itself, normalizes q, and projects θ_S on it.
    @Test("losses and accuracies as a plain twin in double finds them", arguments: ProbeSetting.tasks)
    func twin(task: TaskName) throws {
        let setting = ProbeSetting(task)
        let record = try Self.record(setting)
        let controls = try #require(record.angleMatched)
        #expect(controls.map(\.directions) == record.removals.map(\.directions))
        let values = setting.snapshot.parameters[setting.snapshot.trackedRange].map { Double($0) }
        let length = Directions.norm(values)
        let across = Self.orthogonalDraws(setting, values)
        for (control, removal) in zip(controls, record.removals) {
            let cosine = removal.removedNorm / length
            var (losses, changes): ([Double], [Double]) = ([], [])
            for unit in across {
                let q = values.indices.map { index in
                    cosine * values[index] / length + (1 - cosine * cosine).squareRoot() * unit[index]
                }
                let product = values.indices.reduce(0) { $0 + values[$1] * q[$1] }
                let sums = setting.sums { index, value in value - product * q[index] }
                losses.append(sums.meanLoss)
                changes.append(sums.accuracy - record.baseAccuracy)
            }
            let mean = changes.reduce(0, +) / 20
            let deviation = (changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19).squareRoot()
            #expect(control.kind == .angleMatched && control.trials == 20)
            #expect(abs(control.meanLoss - losses.reduce(0, +) / 20) < 1e-6, "\(removal.directions)")
            // A float's rounding may turn one prediction of one draw.
            let resolution = 1.01 / Double(20 * record.tokens)
            #expect(abs(control.meanAccuracyChange - mean) < resolution, "\(removal.directions)")
            #expect(abs(control.standardDeviation - deviation) < 5 * resolution, "\(removal.directions)")
            #expect(abs(control.removedNorm / removal.removedNorm - 1) < 1e-5)
        }
    }

    /// Twenty unit vectors orthogonal to θ_S: the stream of the probes of this seed and step gives twenty planes,
    /// twenty vectors, and a seed for each of these.
    private static func orthogonalDraws(_ setting: ProbeSetting, _ values: [Double]) -> [[Double]] {
        let seed = setting.context.config.seed &+ UInt64(setting.snapshot.step)
        var stream = RandomGenerator(seed: seed, stream: .probes)
        for _ in 0..<60 { _ = Directions.random(count: values.count, from: &stream) }
        let squares = values.reduce(0) { $0 + $1 * $1 }
        return (0..<20).map { _ in
            var own = RandomGenerator(seed: stream.next(), stream: .probes)
            let random = Directions.random(count: values.count, from: &own)
            let along = zip(random, values).reduce(0) { $0 + $1.0 * $1.1 } / squares
            let rest = zip(random, values).map { $0 - along * $1 }
            let norm = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return rest.map { $0 / norm }
        }
    }

    @Test("the draws depend on seed and step, and on nothing else") func determinism() throws {
        let setting = ProbeSetting(.dyck)
        let first = try Self.record(setting)
        for _ in 0..<3 { #expect(try Self.record(setting) == first) }
        var later = setting
        later.snapshot = .init(
            step: setting.snapshot.step + 1, parameters: setting.snapshot.parameters,
            directions: setting.snapshot.directions, trackedRange: setting.snapshot.trackedRange)
        let other = try Self.record(later)
        #expect(other.removals == first.removals)
        let (one, two) = (try #require(first.angleMatched), try #require(other.angleMatched))
        for (control, another) in zip(one, two) { #expect(control.meanLoss != another.meanLoss) }
    }

    @Test("without directions there is nothing to match", arguments: [0, 1])
    func fewDirections(count: Int) throws {
        let record = try Self.record(ProbeSetting(.dyck, directions: count))
        #expect(record.angleMatched?.count == count && record.removals.count == count)
    }
}
