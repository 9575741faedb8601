internal import Dispatch
internal import Foundation
internal import Synchronization

/// Turns a signal that asks the process to end (Ctrl-C, Ctrl-\\, SIGTERM, a terminal that hangs up) into a call, so
/// that a run ends at a step boundary with its last event written.
package final class Interruption: @unchecked Sendable {
    private let received = Mutex<Int32?>(nil)
    /// Only `init` and `cancel` write it.
    private var sources: [any DispatchSourceSignal] = []
    private var previous: [Int32: sigaction] = [:]

    /// Starts to watch for the signals.
    ///
    /// - Parameter handler: a closure that runs on a background thread, once for each signal.
    package init(handler: @escaping @Sendable () -> Void) {
        // nohup, and shells without job control, make their children ignore these signals. This process keeps ignoring
        // them then.
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

    /// The number of the last signal that arrived; nil before the first.
    package var signal: Int32? { received.withLock { $0 } }

    /// The failure that ends the program after the last signal: exit code 128 + its number.
    ///
    /// - Parameter rest: the text that follows the word "interrupted" in the message.
    package func failure(_ rest: String) -> Failure {
        Failure(message: "interrupted\(rest)", exitCode: 128 + (signal ?? SIGINT))
    }

    /// Restores the handlers that the signals had before, unless a signal has arrived.
    package func cancel() {
        for source in sources { source.cancel() }
        sources = []
        // A terminal that hangs up often sends the signal twice: the second one must not cut the orderly end short.
        guard signal == nil else { return }
        for (number, action) in previous {
            var action = action
            sigaction(number, &action, nil)
        }
    }
}
