package import Foundation

/// A regular file, open for reading.
package final class ReadableFile {
    private let descriptor: Int32
    /// Bytes of it, when it was opened.
    package let count: Int

    /// - Throws: `SafetensorsError.system`, `notRegular`.
    package init(_ url: URL) throws(SafetensorsError) {
        // Opening a pipe that nobody writes to would wait for ever without O_NONBLOCK; to a regular file it means
        // nothing.
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

    /// - Throws: `SafetensorsError.system`; `shrank` where the file no longer has all of them.
    /// - Precondition: a range of what the file had when it was opened.
    package func bytes(_ range: Range<Int>) throws(SafetensorsError) -> Data {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes \(range) of \(count)")
        guard !range.isEmpty else { return Data() }
        // Not Data(count:), which ends the process where there is no room.
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
