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

    /// Writes several files that have one name and an extension each, and replaces none that is there.
    ///
    /// Where a file of the name is there, the name gets a number: `name-2`, `name-3` and so on. The names are taken
    /// first, and then written; where one cannot be written, none of the files is left.
    ///
    /// - Parameter texts: what is written, by extension.
    /// - Returns: the name, without an extension.
    /// - Throws: `Failure` with EX_IOERR.
    package static func writeNew(_ texts: [String: String], named name: String, in folder: String) throws(Failure)
        -> String
    {
        for number in 1...mostNumbers {
            let name = number == 1 ? name : "\(name)-\(number)"
            let paths = texts.keys.sorted().map { (path: "\(folder)/\(name).\($0)", text: texts[$0] ?? "") }
            guard try reserve(paths.map(\.path)) else { continue }
            do throws(Failure) {
                for (path, text) in paths { try write(text, to: path) }
            } catch {
                for (path, _) in paths { unlink(path) }
                throw error
            }
            return name
        }
        throw .inputOutput("\(folder)/\(name): there are files of this name up to number \(mostNumbers)")
    }

    private static let mostNumbers = 10_000

    /// Makes empty files, so that nobody else takes their names.
    ///
    /// - Returns: false, with none made, where one is there already.
    private static func reserve(_ paths: [String]) throws(Failure) -> Bool {
        for (index, path) in paths.enumerated() {
            let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 {
                close(descriptor)
                continue
            }
            let (isTaken, failure) = (errno == EEXIST, lastCall(path))
            for made in paths[..<index] { unlink(made) }
            if isTaken { return false }
            throw failure
        }
        return true
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
