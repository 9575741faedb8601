package import Foundation

/// A regular file, open for reading.
package final class ReadableFile {
    private let descriptor: Int32
    /// The file's length in bytes when it was opened.
    package let count: Int

    /// Opens the file at `url`.
    ///
    /// - Throws: `SafetensorsError.system`; `notRegular` for a folder, a pipe or a device.
    package init(_ url: URL) throws(SafetensorsError) {
        // Without O_NONBLOCK, opening a pipe that has no writer would wait for ever. A regular file ignores the flag.
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .lastCall("cannot be opened") }
        do throws(SafetensorsError) {
            count = try Self.regularSize(descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    private static func regularSize(_ descriptor: Int32) throws(SafetensorsError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .lastCall("cannot be read") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        return Int(status.st_size)
    }

    /// Reads the bytes in `range`.
    ///
    /// - Throws: `SafetensorsError.system`; `shrank` where the file no longer has all of them.
    /// - Precondition: the range lies within `count`.
    package func bytes(_ range: Range<Int>) throws(SafetensorsError) -> Data {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes \(range) of \(count)")
        guard !range.isEmpty else { return Data() }
        // Data(count:) would end the process where memory is short.
        guard let memory = malloc(range.count) else { throw .lastCall("cannot be read") }
        do throws(SafetensorsError) {
            let read = try FileTransfer.all(range.count, "cannot be read") { done, count in
                pread(descriptor, memory + done, count, off_t(range.lowerBound + done))
            }
            guard read == range.count else { throw .shrank }
        } catch {
            free(memory)
            throw error
        }
        return Data(bytesNoCopy: memory, count: range.count, deallocator: .free)
    }
}
