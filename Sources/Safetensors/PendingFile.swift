internal import Foundation

/// A file that is written under another name in the same folder. It takes its final name once it is complete and on the
/// disk; otherwise the deinitializer removes it.
struct PendingFile: ~Copyable {
    private let folder: Int32
    private let descriptor: Int32
    private let name: String
    private let temporaryName: String
    private var isInPlace = false

    static let prefix = ".safetensors-"
    static let suffix = ".tmp"

    init(for url: URL) throws(SafetensorsError) {
        name = url.lastPathComponent
        // The temporary name does not contain `name`, which may be as long as a name can be.
        temporaryName = Self.prefix + String(UInt64.random(in: .min ... .max), radix: 16) + Self.suffix
        let folder = open(url.deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .lastCall("its folder cannot be opened") }
        let descriptor = openat(folder, temporaryName, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let error = SafetensorsError.lastCall("cannot be created")
            closeDescriptor(folder)
            throw error
        }
        (self.folder, self.descriptor) = (folder, descriptor)
    }

    deinit {
        closeDescriptor(descriptor)
        if !isInPlace { unlinkat(folder, temporaryName, 0) }
        closeDescriptor(folder)
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(SafetensorsError) {
        try FileTransfer.write(bytes, to: descriptor)
    }

    /// Gives the file its final name, and so replaces the file that had it.
    ///
    /// - Throws: `SafetensorsError.system`. The folder is unchanged then, with one exception: where only the folder
    ///   could not be brought to the disk, the new file is in place, but a power failure may undo that.
    mutating func putInPlace() throws(SafetensorsError) {
        guard synchronize(descriptor) else { throw .lastCall("cannot be brought to the disk") }
        guard renameat(folder, temporaryName, folder, name) == 0 else { throw .lastCall("cannot be put in its place") }
        isInPlace = true
        // A file system that needs no synchronization of folders answers EINVAL.
        guard synchronize(folder) || errno == EINVAL else {
            throw .lastCall("its folder cannot be brought to the disk")
        }
    }
}

private func synchronize(_ descriptor: Int32) -> Bool {
    var result: Int32
    repeat { result = fsync(descriptor) } while result != 0 && errno == EINTR
    return result == 0
}

private func closeDescriptor(_ descriptor: Int32) {
    _ = close(descriptor)
}
