internal import Foundation
package import RunEvents

/// The folder of commands to a run that is being recorded: whoever may write there can steer the run, from another
/// terminal, a script, or another machine that shares the file system.
///
/// A command is a file. It is written under another name and then renamed, so that the recorder never sees half of
/// one; names sort in the order in which the commands were given. The recorder unlinks a file before it applies the
/// command, and answers with an event that names the file (`CommandRecord.request`).
package struct CommandFolder: Sendable {
    private let url: URL

    private static let suffix = ".command"
    private static let unfinishedPrefix = ".tmp-"
    /// The longest file that is read, in bytes.
    private static let longest = 4096

    /// What a file holds.
    private struct Content: Codable {
        var command: String
        /// Who asks: host and process.
        var from: String?
    }

    /// Nothing is read, and the folder need not be there.
    package init(_ folder: RunFolder) { url = folder.commands }

    /// Whether the run takes commands, as far as the folder says.
    package var isThere: Bool { FileSize.isFolder(url) }

    /// Makes the folder, for its owner alone: its files steer the run.
    func make() { _ = mkdir(url.path, 0o700) }

    /// Removes the folder with the commands in it: the run takes none.
    package func remove() {
        for name in FolderNames(of: url)?.names ?? [] where Self.isOwn(name) { unlink(url.path + "/" + name) }
        rmdir(url.path)
    }

    // MARK: Asking

    /// Leaves a command.
    ///
    /// - Returns: the request's identifier, by which its answer is known.
    /// - Throws: `RecordingError` where the run takes no commands, or the file cannot be written.
    package func send(_ command: RunCommand) throws(RecordingError) -> String {
        try UntrustedFile.checkFolder(url)
        guard isThere else { throw RecordingError(.usage, url.deletingLastPathComponent().path, "takes no commands") }
        let request = Self.newRequest()
        let unfinished = url.appendingPathComponent(Self.unfinishedPrefix + request, isDirectory: false)
        let content = Content(command: command.rawValue, from: Self.sender)
        guard let line = try? JSONText.line(content) else { preconditionFailure("\(command) has no JSON") }
        let descriptor = try UntrustedFile.open(unfinished, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        let bytes = Array((line + "\n").utf8)
        let written = write(descriptor, bytes, bytes.count)
        let code = errno
        close(descriptor)
        guard written == bytes.count, rename(unfinished.path, file(request).path) == 0 else {
            let cause = written == bytes.count ? errno : code
            unlink(unfinished.path)
            throw .system(url.path, "a command cannot be left", cause)
        }
        return request
    }

    /// Whether nobody has taken the command yet.
    package func isWaiting(_ request: String) -> Bool { FileSize.status(file(request)) != nil }

    /// Takes a command back.
    ///
    /// - Returns: whether it was still there.
    @discardableResult
    package func withdraw(_ request: String) -> Bool { unlink(file(request).path) == 0 }

    // MARK: Taking

    /// A command that was left, or why a file is none.
    package struct Taken: Sendable {
        /// The request's identifier. Text from outside.
        package var request: String
        /// The command, or a line about what is wrong with it.
        package var command: Result<RunCommand, Problem>

        /// Why a file holds no command.
        package struct Problem: Error, Equatable {
            /// A few printable words.
            package var text: String
        }
    }

    /// Takes all commands that were left, in order. Each is unlinked first: one that a crash keeps from being applied
    /// is lost, and not applied at a later start.
    package func take() -> [Taken] {
        // A link is not followed: what it leads to is not ours to remove.
        guard isThere, let names = FolderNames(of: url)?.names else { return [] }
        return names.filter { $0.hasSuffix(Self.suffix) }.compactMap { name in
            let file = url.appendingPathComponent(name, isDirectory: false)
            let content = Self.read(file)
            // One that has been withdrawn meanwhile, or cannot be removed, is not applied.
            guard unlink(file.path) == 0 else { return nil }
            return Taken(request: String(name.dropLast(Self.suffix.count)), command: content)
        }
    }

    private static func read(_ file: URL) -> Result<RunCommand, Taken.Problem> {
        do {
            try UntrustedFile.check(file)
            guard FileSize.status(file)?.st_nlink == 1 else { return .failure(.init(text: "has a second name")) }
            let descriptor = try UntrustedFile.open(file, O_RDONLY)
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: longest + 1)
            let count = Foundation.read(descriptor, &bytes, bytes.count)
            guard count >= 0, count <= longest else { return .failure(.init(text: "is longer than \(longest) bytes")) }
            let text = String(decoding: bytes[..<count], as: UTF8.self)
            guard let content = try? JSONText.value(Content.self, text) else {
                return .failure(.init(text: "is no JSON object with a command"))
            }
            guard let command = RunCommand(rawValue: content.command) else {
                return .failure(.init(text: "is no command: \(PrintableText.line(String(content.command.prefix(40))))"))
            }
            if let problem = command.problem { return .failure(.init(text: problem)) }
            return .success(command)
        } catch {
            return .failure(.init(text: error.reason))
        }
    }

    // MARK: Names

    private func file(_ request: String) -> URL {
        url.appendingPathComponent(request + Self.suffix, isDirectory: false)
    }

    /// Milliseconds since 1970 in 13 digits, and 32 random bits.
    private static func newRequest() -> String {
        let milliseconds = Int(Date().timeIntervalSince1970 * 1000)
        return String(format: "%013ld-%08x", milliseconds, UInt32.random(in: 0 ... .max))
    }

    private static var sender: String { "\(ProcessInfo.processInfo.hostName) \(getpid())" }

    /// Whether a file of the folder is one that a run has.
    static func isOwn(_ name: String) -> Bool { name.hasSuffix(suffix) || name.hasPrefix(unfinishedPrefix) }
}
