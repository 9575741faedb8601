import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes to a terminal, and never waits for it longer than it is allowed to: a connection that has stalled takes
/// nothing for as long as it likes.
package final class TerminalOutput {
    let descriptor: Int32
    /// The terminal opened a second time: O_NONBLOCK belongs to the open file, and that of the standard streams is the
    /// shell's too.
    private let isOwn: Bool
    private var pending: ArraySlice<UInt8> = []

    /// Where there is only the shell's open file, so little is written at a time as a terminal that can be written to
    /// always takes.
    private static let smallWrite = 256

    /// - Parameter descriptor: of a terminal.
    package init(_ descriptor: Int32) {
        var path: UnsafePointer<CChar>?
        let flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        // The controlling terminal can be opened by this name whoever owns it.
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

    /// Whether the terminal has yet to take something.
    var isWaiting: Bool { !pending.isEmpty }

    func discard() { pending = [] }

    /// Writes what the terminal takes at once, and keeps the rest.
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

    /// - Returns: whether the terminal has taken all of it.
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

    /// For a line outside of the screen.
    ///
    /// - Returns: whether the terminal has taken all of it. What it has not taken is dropped.
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
    /// Rounded up.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}

/// `write` alone would be the method.
private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// `close` alone would be a method elsewhere.
func closeDescriptor(_ descriptor: Int32) -> Int32 {
    close(descriptor)
}
