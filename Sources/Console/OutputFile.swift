internal import Foundation

/// Writes the file that a command was asked for: the whole text, or nothing.
package enum OutputFile {
    /// Writes `text` under another name in the same folder, and renames that file once it is complete. It writes
    /// straight to a device or a pipe, and follows a link.
    ///
    /// - Throws: `Failure` with EX_IOERR.
    package static func write(_ text: String, to path: String) throws(Failure) {
        var status = stat()
        guard stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
            let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
            let name = ".\(url.lastPathComponent.prefix(200))-\(UInt64.random(in: .min ... .max))"
            let pending = url.deletingLastPathComponent().appendingPathComponent(name, isDirectory: false)
            try write(text, pending.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, saying: path)
            guard rename(pending.path, url.path) == 0 else {
                let failure = lastCall(path)
                unlink(pending.path)
                throw failure
            }
            return
        }
        try write(text, path, O_WRONLY | O_CLOEXEC, saying: path)
    }

    private static func write(_ text: String, _ file: String, _ flags: Int32, saying path: String) throws(Failure) {
        let descriptor = open(file, flags, 0o666)
        guard descriptor >= 0 else { throw lastCall(path) }
        guard DescriptorOutput.write(text, to: descriptor) else {
            let failure = lastCall(path)
            close(descriptor)
            if flags & O_CREAT != 0 { unlink(file) }
            throw failure
        }
        guard close(descriptor) == 0 else { throw lastCall(path) }
    }

    private static func lastCall(_ path: String) -> Failure {
        .inputOutput("\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
}
