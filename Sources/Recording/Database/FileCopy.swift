internal import Foundation
internal import Safetensors

/// Copies of files that others may be writing to.
enum FileCopy {
    private static let chunkBytes = 1 << 20

    /// Copies a file up to the length that it has when it is opened. What is written meanwhile may be in the copy or
    /// not.
    /// - Throws: `RecordingError`; `noInput` where there is no such file.
    static func make(of source: URL, at target: URL) throws(RecordingError) {
        let input = try UntrustedFile.open(source, O_RDONLY)
        defer { close(input) }
        let output = open(target.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw .system(target.path, "cannot be made") }
        defer { close(output) }
        var status = stat()
        guard fstat(input, &status) == 0 else { throw .system(source.path, "cannot be read") }
        try checkRoom(for: status, of: source, at: target)
        var left = Int(status.st_size)
        var chunk = [UInt8](repeating: 0, count: min(chunkBytes, max(1, left)))
        while left > 0 {
            let count = read(input, &chunk, min(chunk.count, left))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(source.path, "cannot be read") }
            // Somebody has cut it.
            guard count > 0 else { return }
            try append(chunk[..<count], to: output, target)
            left -= count
        }
    }

    /// A file with holes may say that it is larger than any disk.
    private static func checkRoom(for status: stat, of source: URL, at target: URL) throws(RecordingError) {
        var disk = statvfs()
        guard statvfs(target.deletingLastPathComponent().path, &disk) == 0 else { return }
        let free = UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize)).partialValue
        guard UInt64(status.st_size) <= free else {
            throw RecordingError(
                .inputOutput, source.path,
                "cannot be copied to be read: \(target.deletingLastPathComponent().path) has no room for it")
        }
    }

    private static func append(
        _ bytes: ArraySlice<UInt8>, to output: Int32, _ target: URL
    ) throws(RecordingError) {
        do {
            try bytes.withUnsafeBytes { try FileTransfer.write($0, to: output) }
        } catch {
            throw RecordingError(error, path: target.path)
        }
    }
}
