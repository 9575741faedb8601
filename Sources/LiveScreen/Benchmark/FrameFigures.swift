internal import Benchmark
internal import Synchronization

/// What many frames cost.
struct FrameFigures: Codable {
    var frames: Int
    /// Milliseconds to make and draw one.
    var msMedian: Double
    var msP99: Double
    /// Milliseconds of processor time of that.
    var processorMsMedian: Double
    var processorMsP99: Double
    /// Bytes that the terminal was sent for one.
    var bytesMean: Double
    var bytesP99: Double

    /// - Precondition: there was a frame.
    init(_ costs: [FrameCost]) {
        let (times, processor) = (costs.map(\.milliseconds), costs.map(\.processorMilliseconds))
        let bytes = costs.map { Double($0.bytes) }
        frames = costs.count
        (msMedian, msP99) = (times.percentile(0.5), times.percentile(0.99))
        (processorMsMedian, processorMsP99) = (processor.percentile(0.5), processor.percentile(0.99))
        (bytesMean, bytesP99) = (bytes.reduce(0, +) / Double(bytes.count), bytes.percentile(0.99))
    }

    /// Collects frames on any thread.
    final class Collector: Sendable {
        private let costs = Mutex<[FrameCost]>([])

        func add(_ cost: FrameCost) { costs.withLock { $0.append(cost) } }

        /// - Precondition: there was a frame.
        var figures: FrameFigures { FrameFigures(costs.withLock { $0 }) }
    }
}
