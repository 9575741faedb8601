import Foundation
import Kernels
import Probes
import RunEvents
import SpectralEdge
import Tasks
import Training
import Transformer

/// A small model of a task with random parameters, four orthonormal directions, and the task's test sequences.
struct ProbeSetting {
    let context: ProbeContext
    var snapshot: EdgeSnapshot

    /// One task for each kind of model.
    static let tasks = [TaskName.dyck, .scan, .modadd]

    init(_ task: TaskName, directions count: Int = 4, edit: (inout [Float], ParameterTable) -> Void = { _, _ in }) {
        var config = TaskPreset.config(for: task)
        config.model.modelWidth = 16
        config.model.layers = 2
        config.model.heads = 2
        config.model.feedForwardWidth = 32
        if config.data.parameters["modulus"] != nil { config.data.parameters["modulus"] = .integer(11) }
        config.data.trainSequences = 20
        config.data.testSequences = 60
        MatrixProduct.useCallingThreadOnly()
        let model = TransformerModel(for: config)
        context = ProbeContext(model: model, config: config, test: TaskData(config: config).test)

        let arena = Arena(count: model.table.count)
        var generator = RandomGenerator(seed: 4, stream: .initialization)
        model.table.initialize(arena, from: &generator)
        var parameters = arena.contents()
        edit(&parameters, model.table)
        let range = model.trackedRange(.attention)
        var directions: [[Double]] = []
        for _ in 0..<count {
            let random = Directions.random(count: range.count, from: &generator)
            let inside = Directions.projection(of: random.map { Float($0) }[...], onSpanOf: directions)
            let rest = zip(random, inside).map { $0 - $1 }
            let length = Directions.norm(rest)
            directions.append(rest.map { $0 / length })
        }
        snapshot = EdgeSnapshot(
            step: 500, parameters: parameters, directions: directions.map { $0.map { Float($0) } }, trackedRange: range)
    }

    init(context: ProbeContext, snapshot: EdgeSnapshot) { (self.context, self.snapshot) = (context, snapshot) }

    /// The model's loss and accuracy at other values of θ_S, by the test's own evaluator.
    func sums(_ move: (_ index: Int, _ value: Double) -> Double) -> CrossEntropy.Sums {
        var values = snapshot.parameters
        for (index, place) in snapshot.trackedRange.enumerated() {
            values[place] = Float(move(index, Double(values[place])))
        }
        let arena = Arena(count: values.count)
        arena.replaceContents(with: values)
        let evaluator = Evaluator(
            model: context.model, pool: WorkerPool(threadCount: 1), sequences: context.sequences)
        return evaluator.evaluate(context.model.views(arena.base))
    }
}
