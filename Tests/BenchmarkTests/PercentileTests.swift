import Benchmark
import Testing

@Suite("Percentiles")
struct PercentileTests {
    @Test(
        arguments: [
            ([7.0], 0.5, 7.0), ([3, 1, 2], 0.5, 2), ([1, 2, 3, 4], 0.5, 2.5), ([4, 1, 3, 2], 0, 1),
            ([4, 1, 3, 2], 1, 4),
            ([0, 10], 0.99, 9.9),
        ] as [([Double], Double, Double)])
    func percentile(values: [Double], share: Double, expected: Double) {
        #expect(abs(values.percentile(share) - expected) < 1e-12)
    }
}
