internal import Console
internal import Foundation
internal import NcursesTerminal
internal import Synchronization

/// A training that goes on after its terminal is gone (`--on-hangup continue`).
enum LostTerminal {
    /// Lets go of the terminal, and returns when the training is over, or when a signal asks for its end.
    ///
    /// - Returns: that signal; nil where the training came to its end.
    static func outlive(_ host: RunHost) async -> Int32? {
        TerminalDescriptors.release()
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let interruption = Interruption { ask.yield() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await host.trainWithoutScreen()
            }
            group.addTask {
                for await _ in asked { return }
            }
            await group.next()
            // Whichever came first: the training is stopped, or is over already.
            if interruption.signal != nil {
                await host.stop()
                await host.close()
            }
            ask.finish()
            await group.waitForAll()
        }
        return interruption.signal
    }
}
