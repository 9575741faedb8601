import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What ncurses takes for the terminal: a file in memory. So nothing that ncurses does can wait for the terminal, or
/// change it.
final class ScratchOutput {
    let file: UnsafeMutablePointer<FILE>

    /// nil where the system has no memory for it.
    init?() {
        guard let file = groktop_scratch_file() else { return nil }
        self.file = file
    }

    deinit { fclose(file) }

    /// All that was written since.
    func take() -> [UInt8] {
        fflush(file)
        let descriptor = fileno(file)
        let count = max(0, Int(lseek(descriptor, 0, SEEK_CUR)))
        guard count > 0 else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, 0))
        }
        ftruncate(descriptor, 0)
        lseek(descriptor, 0, SEEK_SET)
        return bytes
    }
}
