internal import RunEvents

/// The paper's figures, typed in once. As fractions, nats, degrees and steps; nil where a task has none.
struct PaperTable: Sendable {
    var grokSteps: ClosedRange<Double>?
    var grokText: String?
    /// Gradient share of v_1, and beside each figure the side of ½ that it is on.
    var shareBefore, shareAt, shareAfter, shareLate: Double?
    /// Change of the accuracy without v_1 and v_2, and the paper's s.d. over seeds.
    var removalAt, removalLate: Measured?
    var removalMemorized: Measured?
    /// Trials of the random plane, which changed nothing.
    var randomTrials: Int?
    var largestKL: Double?
    var curvature1, curvature2: Double?
    var memorizedBulkCurvature: Double?
    var linearAt, mlpAt, linearLate, mlpLate: Measured?
    /// The rotation of v_1, v_2 and v_3, in degrees a window.
    var rotation: [Double] = []
    var functionalR2: Double?
    var g23Compression: Double?
    var edgeClass: DriveClass?
    var intervention: [Arm] = []

    struct Measured: Sendable {
        var value: Double
        var deviation: Double?
    }

    struct Arm: Sendable {
        var weightDecay, testAccuracy, linearR2, attentionEntropy, parameterNorm: Double
    }

    static func of(_ task: TaskName) -> PaperTable {
        switch task {
        case .dyck: dyck
        case .scan: scan
        case .modadd: PaperTable(edgeClass: .functional)
        case .modsub, .modmul, .modx2y2, .modx2xyy2, .modx3xy: PaperTable()
        }
    }

    private static let dyck = PaperTable(
        grokSteps: 600...1_400, grokText: "600–1,400",
        shareBefore: 0.976, shareAt: 0.053, shareAfter: 0.995, shareLate: 0.87,
        removalAt: Measured(value: -0.26, deviation: 0.05), removalLate: Measured(value: -0.58, deviation: 0.09),
        randomTrials: 20, largestKL: 5e-5, curvature1: 0.078, curvature2: 0.001, memorizedBulkCurvature: 1.84,
        linearAt: Measured(value: 0.982, deviation: 0.003), mlpAt: Measured(value: 0.992, deviation: 0.002),
        linearLate: Measured(value: 0.862, deviation: 0.011), mlpLate: Measured(value: 0.990, deviation: 0.003),
        rotation: [18, 42, 52], functionalR2: 0.80, g23Compression: 33, edgeClass: .mixed,
        intervention: [
            Arm(weightDecay: 0, testAccuracy: 0.973, linearR2: 0.987, attentionEntropy: 2.15, parameterNorm: 40.4),
            Arm(weightDecay: 0.5, testAccuracy: 0.972, linearR2: 0.898, attentionEntropy: 2.26, parameterNorm: 17.7),
            Arm(weightDecay: 1, testAccuracy: 0.982, linearR2: 0.851, attentionEntropy: 2.27, parameterNorm: 15.3),
            Arm(weightDecay: 2, testAccuracy: 0.985, linearR2: 0.709, attentionEntropy: 2.28, parameterNorm: 14.3),
        ])

    private static let scan = PaperTable(
        grokSteps: 2_500...4_000, grokText: "2,500–4,000",
        shareBefore: 0.887, shareAt: 0.002, shareAfter: 0.021,
        removalLate: Measured(value: -0.49), removalMemorized: Measured(value: -0.03),
        randomTrials: 10, curvature1: 0.001, memorizedBulkCurvature: 1.83,
        rotation: [8, 21, 43], functionalR2: 0.04, g23Compression: 43, edgeClass: .compression)
}
