import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes to a terminal, and never waits for it longer than allowed: a stalled connection may accept nothing for any
/// length of time.
package final class TerminalOutput {
    let descriptor: Int32
    /// Whether the terminal was opened a second time. O_NONBLOCK belongs to the open file, and the shell shares that of
    /// the standard streams.
    private let isOwn: Bool
    private var pending: ArraySlice<UInt8> = []

    /// How many bytes to write at once to the shell's open file: a terminal that is ready always accepts this many.
    private static let smallWrite = 256

    /// Opens the terminal a second time where possible.
    ///
    /// - Parameter descriptor: a descriptor of the terminal.
    package init(_ descriptor: Int32) {
        var path: UnsafePointer<CChar>?
        let flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        // Any user can open the controlling terminal by this name.
        var own = tcgetpgrp(descriptor) >= 0 ? open("/dev/tty", flags) : -1
        if own < 0 {
            path = ttyname(descriptor).map { UnsafePointer($0) }
            if let path { own = open(path, flags) }
        }
        isOwn = own >= 0
        self.descriptor = isOwn ? own : descriptor
    }

    deinit {
        if isOwn { _ = closeDescriptor(descriptor) }
    }

    /// Whether some bytes still wait for the terminal.
    var isWaiting: Bool { !pending.isEmpty }

    func discard() { pending = [] }

    /// Writes the bytes that the terminal accepts at once, and keeps the rest.
    func write(_ bytes: [UInt8]) {
        pending = pending.isEmpty ? bytes[...] : pending + bytes
        flush()
    }

    func flush() {
        while !pending.isEmpty {
            if !isOwn, !canWrite(milliseconds: 0) { return }
            let most = isOwn ? pending.count : min(pending.count, Self.smallWrite)
            let written = pending.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, most) }
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EAGAIN { return }
            // The terminal is gone; reading from it says so.
            guard written > 0 else { return discard() }
            pending = pending.dropFirst(written)
        }
    }

    /// Waits until the terminal has accepted all bytes, at most for the given time.
    ///
    /// - Returns: whether it has accepted all.
    @discardableResult
    func drain(milliseconds: Int) -> Bool {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        flush()
        while !pending.isEmpty {
            let left = (end - ContinuousClock.now).milliseconds
            guard left > 0 else { return false }
            _ = canWrite(milliseconds: left)
            flush()
        }
        return true
    }

    /// Writes a line outside of the screen, and drops the part that the terminal does not accept in time.
    ///
    /// - Returns: whether the terminal has accepted all.
    @discardableResult
    package func write(_ text: String, milliseconds: Int) -> Bool {
        write(Array(text.utf8))
        defer { discard() }
        return drain(milliseconds: milliseconds)
    }

    private func canWrite(milliseconds: Int) -> Bool {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&ready, 1, Int32(clamping: milliseconds)) > 0
    }
}

extension Duration {
    /// The duration in milliseconds, rounded up.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}

/// Calls the system's `write`, which the method would hide.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// Calls the system's `close`, which a method elsewhere would hide.
func closeDescriptor(_ descriptor: Int32) -> Int32 {
    close(descriptor)
}
