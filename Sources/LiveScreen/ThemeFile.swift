internal import Foundation
internal import TerminalUI

/// Reads a theme file. Anybody may have written it, so nothing about it is taken for granted.
enum ThemeFile {
    /// Why the file gives no theme, in a few words.
    enum Problem: Error {
        /// The file cannot be read.
        case input(String)
        /// The file can be read and is no theme.
        case data(String)

        var text: String {
            switch self {
            case .input(let text), .data(let text): text
            }
        }
    }

    /// The theme in a file.
    ///
    /// The file is opened without waiting, so that a pipe without a writer does not block. Only a regular file of at
    /// most a theme's size is read.
    static func read(_ url: URL) throws(Problem) -> Theme {
        let bytes = try contents(url.path)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .data("is no UTF-8 text") }
        do {
            return try Theme.parse(text, name: url.deletingPathExtension().lastPathComponent).readable()
        } catch {
            throw .data(error.place)
        }
    }

    private static func contents(_ path: String) throws(Problem) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw .input("cannot be read: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .input("is no regular file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .input("cannot be read: \(String(cString: strerror(errno)))") }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= Theme.longestFile else {
                throw .data("is larger than a theme can be (\(Theme.longestFile >> 10) KiB)")
            }
        }
    }
}
