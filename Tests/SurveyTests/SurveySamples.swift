import RunEvents
import Survey

/// A sweep of two by three conditions with four seeds each, as its runs could have come out.
enum SurveySamples {
    static let survey = Survey(name: "sample", axes: ["seed", "weight-decay", "learning-rate"], runs: runs)

    static var runs: [SurveyedRun] {
        var runs: [SurveyedRun] = []
        for seed in 1...4 {
            for (row, decay) in ["0", "1", "0.5"].enumerated() {
                for (column, rate) in ["3e-4", "1e-3"].enumerated() {
                    runs.append(run(seed: seed, decay: decay, rate: rate, row: row, column: column))
                }
            }
        }
        return runs
    }

    private static func run(seed: Int, decay: String, rate: String, row: Int, column: Int) -> SurveyedRun {
        var run = SurveyedRun(
            name: "dyck-\(seed)-\(row)\(column)",
            values: ["seed": "\(seed)", "weight-decay": decay, "learning-rate": rate],
            state: "done", isFinal: true)
        (run.step, run.plannedSteps, run.parameterDigest) = (4_000, 4_000, "ab")
        // Without decay only the first seed groks; the others do the sooner, the more decay there is.
        if row != 0 || seed == 1 {
            let step = row == 0 ? 3_000 : 1_600 - 200 * row - 500 * column + 50 * seed
            run.figures.grokkedAt = step
            run.figures.calledAt = step - 100 * seed
            run.step = step + 500
        }
        run.figures.bestTestAccuracy = run.figures.grokkedAt == nil ? 0.5 : 0.98
        run.figures.lastTestAccuracy = run.figures.bestTestAccuracy
        (run.figures.fineClass, run.figures.paperClass) = (.mixed, seed < 3 ? .compression : .mixed)
        (run.figures.gapRatio, run.figures.kStar, run.figures.parameterNorm) = (2.5, 2, 30.25)
        return run
    }
}
