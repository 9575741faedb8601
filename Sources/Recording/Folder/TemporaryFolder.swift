internal import Foundation

/// A folder of this process's own among temporary files, which no other user may look into. It goes with its owner;
/// what a kill has left of others goes when the next is made.
final class TemporaryFolder: Sendable {
    let url: URL
    /// Tells it from one whose process has ended.
    private let lock: RunLock

    private static let prefix = "groktop-copy-"

    init(in parent: URL) throws(RecordingError) {
        Self.sweep(parent)
        (url, lock) = try Self.make(parent)
    }

    /// Between making the lock file and taking the lock another process may have swept the folder away: then once more.
    private static func make(_ parent: URL) throws(RecordingError) -> (URL, RunLock) {
        for _ in 0..<attempts {
            var template = Array((parent.path + "/" + prefix + "XXXXXX").utf8CString)
            guard mkdtemp(&template) != nil else { throw .system(parent.path, "no folder can be made in it") }
            let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let url = URL(fileURLWithPath: path, isDirectory: true)
            let file = RunFolder(url).lock
            if let lock = try? RunLock(taking: file), lock.isStill(at: file) { return (url, lock) }
            try? FileManager.default.removeItem(at: url)
        }
        throw RecordingError(.inputOutput, parent.path, "no folder can be kept in it")
    }

    private static let attempts = 3

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Never fails: what cannot be removed stays. A folder without a lock may be one that is made this very moment.
    private static func sweep(_ parent: URL) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let folder = RunFolder(parent.appendingPathComponent(name, isDirectory: true))
            guard isOwn(folder), FileSize.isRegular(folder.lock), !folder.isBeingRecorded,
                let lock = try? RunLock(taking: folder.lock)
            else { continue }
            withExtendedLifetime(lock) { try? FileManager.default.removeItem(at: folder.url) }
        }
    }

    /// Others may have put something there under such a name.
    private static func isOwn(_ folder: RunFolder) -> Bool {
        var status = stat()
        return lstat(folder.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
    }
}
