internal import Synchronization

/// The name of the run that is recorded, for whoever speaks of it on another thread.
final class SharedName: Sendable {
    private let name = Mutex("")

    func set(_ new: String) { name.withLock { $0 = new } }
    var value: String { name.withLock(\.self) }
}
