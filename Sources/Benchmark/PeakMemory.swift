internal import Foundation

/// The largest amount of memory that the process had at once.
enum PeakMemory {
    /// Starts a new measurement where the system can; elsewhere the figure covers the whole life of the process.
    static func reset() {
        #if os(Linux)
            guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
            try? file.write(contentsOf: Data("5".utf8))
            try? file.close()
        #endif
    }

    /// The peak of resident memory since the last reset, in bytes.
    static var bytes: Int {
        #if os(Linux)
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            if let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
                return kilobytes * 1024
            }
        #endif
        var usage = rusage()
        #if os(Linux)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return usage.ru_maxrss * 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss
        #endif
    }
}
