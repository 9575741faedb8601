import Foundation
import Testing

/// A small file system in memory, that goes with its owner. Only root may make one.
final class TemporaryDisk {
    private let folder: TemporaryFolder
    var path: String { folder.path }

    /// - Parameter size: as `mount` takes it: `300k`, `64m`.
    init(size: String) throws {
        folder = try TemporaryFolder()
        try Self.mount(["-t", "tmpfs", "-o", "size=\(size)", "groktop-test", folder.path])
    }

    deinit { _ = try? Program.run("/bin/sh", ["-c", "umount -l '\(folder.path)'"]) }

    func makeReadOnly() throws { try Self.mount(["-o", "remount,ro", path]) }

    func resize(to size: String) throws { try Self.mount(["-o", "remount,size=\(size)", path]) }

    /// Whether these tests can be run here.
    static let isPossible: Bool = {
        guard geteuid() == 0 else { return false }
        return (try? TemporaryDisk(size: "64k")) != nil
    }()
    static let reason: Comment = "a file system can be mounted by root alone, and not in every container"

    private static func mount(_ arguments: [String]) throws {
        let result = try Program.run("/usr/bin/env", ["mount"] + arguments)
        guard result.exitCode == 0 else { throw PseudoTerminal.Timeout(description: "mount: \(result.errors)") }
    }
}
