import Lifecycle
import RunEvents
import Testing

@Suite("Lifecycle: the classes side by side")
struct ClassComparisonTests {
    private static func comparison(_ events: [RunEvent]) -> ClassComparison {
        var comparison = ClassComparison(config: Told.config)
        for event in events { comparison.take(event) }
        return comparison
    }

    @Test("by drive and predicted are counted where an interval has both")
    func predicted() {
        let comparison = Self.comparison([
            Told.coarse(500, 1), Told.gapFlow(500, .functional), Told.fine(520, 0), Told.coarse(600, 0.5),
            Told.gapFlow(600, .functional), Told.coarse(700, 0), Told.gapFlow(700, nil), Told.coarse(800, 0),
        ])
        #expect(comparison.byDrive == .compression && comparison.predicted == nil)
        #expect(comparison.drivePredicted.agreed == 1 && comparison.drivePredicted.total == 2)
        #expect(comparison.drivePredicted.share == 0.5)
    }

    @Test(
        "by content: of v_k*, by functional R² first",
        arguments: [
            (0.95, 0.6, DriveClass.functional), (0.95, 0.4, .mixed), (0.5, 1, .mixed), (0.1, 1, .compression),
            (-3, 0, .compression),
        ])
    func content(functionalR2: Double, share: Double, expected: DriveClass) {
        let comparison = Self.comparison([
            Told.coarse(500, share, kStar: 2), Told.gapFlow(500, expected), Told.response(500, [0, functionalR2]),
        ])
        #expect(comparison.byContent == expected)
        #expect(comparison.predictedContent.share == 1 && comparison.driveContent.total == 1)
    }

    @Test("a response of another step, or of fewer directions than k*, says nothing")
    func noContent() {
        #expect(Self.comparison([Told.coarse(500, 1), Told.response(600, [1])]).byContent == nil)
        #expect(Self.comparison([Told.coarse(500, 1, kStar: 3), Told.response(500, [1, 1])]).byContent == nil)
        #expect(Self.comparison([Told.response(500, [1])]).driveContent.share == nil)
    }

    @Test("a k* that no window has says nothing", arguments: [.min, -1, 0, 5, .max])
    func impossibleKStar(kStar: Int) {
        let comparison = Self.comparison([Told.coarse(500, 1, kStar: kStar), Told.response(500, [1, 1, 1, 1])])
        #expect(comparison.byContent == nil && comparison.driveContent.total == 0)
    }

    @Test("g23 since its peak") func gapCompression() {
        var compression = GapCompression()
        #expect(compression.factor == nil)
        for (step, g23) in [(500, 2.0), (600, 66), (700, 2)] {
            if case .spectrum(let record) = Told.coarse(step, 1, g23: g23) { compression.take(record) }
        }
        #expect(compression.peak == 66 && compression.factor == 33)
    }
}
