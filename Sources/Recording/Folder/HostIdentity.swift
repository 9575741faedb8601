internal import Foundation

/// A machine, as it was last started. Its name alone is not enough: containers and cloned machines share names, and a
/// machine that was started anew shares no memory with what ran on it before.
package struct HostIdentity: Sendable, Equatable {
    /// The machine's name on the network; `unknown` where it has none.
    package let name: String
    /// What the system calls its start: on Linux the boot identifier, on macOS the boot session's UUID.
    package let boot: String

    /// Any machine; `current` is this one.
    package init(name: String, boot: String) {
        self.name = name
        self.boot = boot
    }

    /// The machine that this process runs on.
    package static let current = HostIdentity(name: currentName(), boot: currentBoot() ?? "unknown")

    private static func currentName() -> String {
        var name = [UInt8](repeating: 0, count: 256)
        let status = name.withUnsafeMutableBytes { bytes in
            gethostname(bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count - 1)
        }
        return status == 0 && name[0] != 0 ? String(decoding: name.prefix { $0 != 0 }, as: UTF8.self) : "unknown"
    }

    private static func currentBoot() -> String? {
        #if os(Linux)
            let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
            return text?.trimmingCharacters(in: .whitespacesAndNewlines)
        #else
            var bytes = [UInt8](repeating: 0, count: 64)
            var count = bytes.count
            guard sysctlbyname("kern.bootsessionuuid", &bytes, &count, nil, 0) == 0 else { return nil }
            return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        #endif
    }
}
