internal import Dispatch

/// Where the time of forward and backward goes: each lap since the one before counts for the phase that it names.
///
/// For benchmarks. A workspace without one pays a test for nil a phase.
package final class PhaseClock {
    package private(set) var nanoseconds: [Phase: UInt64] = [:]
    private var last: UInt64 = 0

    package enum Phase: String, Sendable, CaseIterable {
        case embedding, attention, feedForward, loss
        case embeddingBackward, attentionBackward, feedForwardBackward, lossBackward
    }

    package init() {
        for phase in Phase.allCases { nanoseconds[phase] = 0 }
    }

    /// Begins the first lap.
    package func start() {
        last = DispatchTime.now().uptimeNanoseconds
    }

    func lap(_ phase: Phase) {
        let now = DispatchTime.now().uptimeNanoseconds
        nanoseconds[phase, default: 0] += now - last
        last = now
    }
}
