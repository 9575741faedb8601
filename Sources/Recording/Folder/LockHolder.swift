internal import Foundation

/// The process that records a run, or was the last to: the line in its lock file, `PROCESS BOOT HOST`.
struct LockHolder: Sendable, Equatable {
    let process: Int32
    let host: HostIdentity

    static var current: LockHolder { LockHolder(process: getpid(), host: .current) }

    /// The line with its end. The host's name stands last, as it may hold spaces.
    var line: String { "\(process) \(host.boot) \(host.name)\n" }

    init(process: Int32, host: HostIdentity) {
        self.process = process
        self.host = host
    }

    /// What a lock file says; nil where it says nothing: earlier versions left it empty.
    init?(of lock: URL) {
        guard let descriptor = try? UntrustedFile.open(lock, O_RDONLY) else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.mostBytes)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0, let end = bytes[..<count].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        self.init(text: String(decoding: bytes[..<end], as: UTF8.self))
    }

    private init?(text: String) {
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count == 3, let process = Int32(words[0]) else { return nil }
        self.init(process: process, host: HostIdentity(name: String(words[2]), boot: String(words[1])))
    }

    /// Names of hosts have at most 255 bytes, identifiers 36.
    private static let mostBytes = 512
}
