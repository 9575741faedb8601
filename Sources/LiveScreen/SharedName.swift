internal import Synchronization

/// The name of the run that is being recorded, readable from any thread.
final class SharedName: Sendable {
    private let name = Mutex("")

    func set(_ new: String) { name.withLock { $0 = new } }
    var value: String { name.withLock(\.self) }
}
