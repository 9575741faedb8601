internal import Foundation

/// The file in which a person's choices stand. Anybody may have written it.
package enum ConfigurationFile {
    /// The most bytes of a file.
    package static let longest = 1 << 16

    /// The path of the file: `groktop/config.toml` in `$XDG_CONFIG_HOME`, or in `~/.config`.
    ///
    /// - Returns: nil where the environment names no such folder.
    package static func path(environment: [String: String]) -> String? {
        func folder(_ name: String) -> String? { environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
        return (folder("XDG_CONFIG_HOME") ?? folder("HOME").map { $0 + "/.config" }).map {
            $0 + "/groktop/config.toml"
        }
    }

    /// What a file says. A file that is not there says nothing.
    ///
    /// - Parameter path: the file; nil for none.
    package static func load(_ path: String?) -> LoadedConfiguration {
        guard let path else { return LoadedConfiguration(path: nil) }
        var loaded = LoadedConfiguration(path: path)
        switch contents(path) {
        case .missing: break
        case .unreadable(let reason): loaded.problems = [ConfigurationProblem(line: nil, reason)]
        case .bytes(let bytes):
            loaded = parse(bytes)
            loaded.path = path
        }
        return loaded
    }

    /// What the bytes of a file say.
    package static func parse(_ bytes: [UInt8]) -> LoadedConfiguration {
        var loaded = LoadedConfiguration(path: nil)
        loaded.isThere = true
        (loaded.configuration, loaded.problems) = ConfigurationReader.read(bytes)
        return loaded
    }

    private enum Contents {
        case missing
        case unreadable(String)
        case bytes([UInt8])
    }

    /// The file is opened without waiting, so that a pipe without a writer does not block. Only a regular file of at
    /// most `longest` bytes is read.
    private static func contents(_ path: String) -> Contents {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            return errno == ENOENT || errno == ENOTDIR
                ? .missing : .unreadable("cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .unreadable("is no regular file")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: longest + 1)
        while true {
            let count = Foundation.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return .unreadable("cannot be read: \(String(cString: strerror(errno)))") }
            if count == 0 { return .bytes(bytes) }
            bytes += chunk[..<count]
            guard bytes.count <= longest else {
                return .unreadable("is larger than a configuration can be (\(longest >> 10) KiB)")
            }
        }
    }
}
