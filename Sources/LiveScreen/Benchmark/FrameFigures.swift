internal import Benchmark
internal import Synchronization

/// What frames cost: the time to make and draw one, and the bytes that the terminal was sent for it.
struct FrameFigures: Codable {
    var frames: Int
    /// Milliseconds.
    var msMedian: Double
    var msP99: Double
    var bytesMean: Double
    var bytesP99: Double

    /// Collects frames on any thread.
    final class Collector: Sendable {
        private let values = Mutex<(times: [Double], bytes: [Double])>(([], []))

        func add(milliseconds: Double, bytes: Int) {
            values.withLock {
                $0.times.append(milliseconds)
                $0.bytes.append(Double(bytes))
            }
        }

        /// - Precondition: there was a frame.
        var figures: FrameFigures {
            let (times, bytes) = values.withLock { $0 }
            return FrameFigures(
                frames: times.count, msMedian: times.percentile(0.5), msP99: times.percentile(0.99),
                bytesMean: bytes.reduce(0, +) / Double(bytes.count), bytesP99: bytes.percentile(0.99))
        }
    }
}
