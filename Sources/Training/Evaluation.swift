internal import Kernels
internal import RunEvents
internal import Tasks
internal import Transformer

/// Evaluates a run's model on the whole train set, and on the first part of the test set or all of it.
final class Evaluation {
    private let train: Evaluator
    private let testPart: Evaluator
    private let testWhole: Evaluator

    enum Extent {
        case part, whole
    }

    init(model: TransformerModel, pool: WorkerPool, data: TaskData, config: EvaluationConfig) {
        train = Evaluator(model: model, pool: pool, sequences: data.train)
        testWhole = Evaluator(model: model, pool: pool, sequences: data.test)
        testPart =
            config.testSequences < data.test.count
            ? Evaluator(model: model, pool: pool, sequences: data.test.prefix(config.testSequences)) : testWhole
    }

    /// - Parameter descentCosine: of the step that led here; nil before the first.
    func evaluate(
        _ optimization: Optimization, step: Int, extent: Extent, stepsPerSecond: Double, descentCosine: Double?
    ) -> EvaluationRecord {
        let testEvaluator = extent == .part ? testPart : testWhole
        let trainSums = train.evaluate(optimization.parameterViews)
        let testSums = testEvaluator.evaluate(optimization.parameterViews)
        return EvaluationRecord(
            step: step, trainLoss: trainSums.meanLoss, trainAccuracy: trainSums.accuracy, testLoss: testSums.meanLoss,
            testAccuracy: testSums.accuracy, trainSequenceAccuracy: trainSums.sequenceAccuracy,
            testSequenceAccuracy: testSums.sequenceAccuracy, trainSequences: train.sequenceCount,
            testSequences: testEvaluator.sequenceCount, parameterNorm: DotProducts.norm(optimization.parameters),
            stepsPerSecond: stepsPerSecond, trainZeroLossShare: trainSums.zeroLossShare,
            descentCosine: descentCosine)
    }

    /// Whether the record was measured on the whole test set.
    func isWhole(_ record: EvaluationRecord) -> Bool { record.testSequences == testWhole.sequenceCount }
}
