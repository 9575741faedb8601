internal import Dispatch
internal import Foundation
internal import Synchronization

/// Turns Ctrl-C and SIGTERM into a call, so that a run ends at a step boundary with its last event written.
final class Interruption: @unchecked Sendable {
    private let received = Mutex<Int32?>(nil)
    /// Written by init and cancel alone.
    private var sources: [any DispatchSourceSignal] = []

    /// - Parameter handler: called on a thread of its own, once for each signal.
    init(handler: @escaping @Sendable () -> Void) {
        for number in [SIGINT, SIGTERM] {
            Foundation.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [weak self] in
                self?.received.withLock { $0 = number }
                handler()
            }
            source.resume()
            sources.append(source)
        }
    }

    /// The last signal that arrived.
    var signal: Int32? { received.withLock { $0 } }

    /// What to end with, by the last signal.
    ///
    /// - Parameter rest: of the sentence.
    func failure(_ rest: String) -> Failure {
        Failure(message: "interrupted\(rest)", exitCode: 128 + (signal ?? SIGINT))
    }

    func cancel() {
        for source in sources { source.cancel() }
        sources = []
    }
}
