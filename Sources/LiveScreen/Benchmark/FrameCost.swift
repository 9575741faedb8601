internal import Foundation
internal import Training

/// What a frame has cost.
struct FrameCost: Sendable {
    /// Milliseconds to make and draw it.
    var milliseconds: Double
    /// Milliseconds that the thread really computed: without those in which others had the processor.
    var processorMilliseconds: Double
    /// Bytes that the terminal was sent.
    var bytes: Int

    /// Measures the body, on the calling thread.
    ///
    /// - Parameter body: makes and draws a frame, and returns the bytes that it took; nil where it was not drawn.
    /// - Returns: nil where `body` does.
    static func measure(_ body: () -> Int?) -> FrameCost? {
        let (start, processor) = (ContinuousClock.now, threadSeconds)
        guard let bytes = body() else { return nil }
        return FrameCost(
            milliseconds: (ContinuousClock.now - start).inSeconds * 1e3,
            processorMilliseconds: (threadSeconds - processor) * 1e3, bytes: bytes)
    }

    private static var threadSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
