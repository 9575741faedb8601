internal import Dispatch
internal import Foundation
internal import Synchronization

/// Turns a signal that asks for the end (Ctrl-C, Ctrl-\\, SIGTERM, a terminal that hangs up) into a call, so that a run
/// ends at a step boundary with its last event written.
package final class Interruption: @unchecked Sendable {
    private let received = Mutex<Int32?>(nil)
    /// Written by init and cancel alone.
    private var sources: [any DispatchSourceSignal] = []
    private var previous: [Int32: sigaction] = [:]

    /// - Parameter handler: called on a thread of its own, once for each signal.
    package init(handler: @escaping @Sendable () -> Void) {
        // nohup and shells without job control have what they start ignore these: that stays so.
        let others = [SIGHUP, SIGQUIT].filter { !SignalActions.isIgnored($0) }
        for number in [SIGINT, SIGTERM] + others {
            var action = sigaction()
            sigaction(number, nil, &action)
            previous[number] = action
            Foundation.signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [weak self] in
                self?.received.withLock { $0 = number }
                Leaving.begin()
                handler()
            }
            source.resume()
            sources.append(source)
        }
    }

    /// The last signal that arrived.
    package var signal: Int32? { received.withLock { $0 } }

    /// What to end with, by the last signal.
    ///
    /// - Parameter rest: of the sentence.
    package func failure(_ rest: String) -> Failure {
        Failure(message: "interrupted\(rest)", exitCode: 128 + (signal ?? SIGINT))
    }

    /// Gives the signals back to whoever had them before, unless one has arrived.
    package func cancel() {
        for source in sources { source.cancel() }
        sources = []
        // Whoever hangs up often says so twice: the second time must not cut short how we end.
        guard signal == nil else { return }
        for (number, action) in previous {
            var action = action
            sigaction(number, &action, nil)
        }
    }
}
