import CNcurses
package import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Terminal {
    /// The most bytes to read for one frame: a terminal that sends without end must not keep the screen from being
    /// drawn.
    private static let mostBytes = 1 << 18
    private static let mostSeconds = 0.1
    /// A terminal passes on 4 kB at a time, so after this many bytes more are likely to follow. The screen waits for
    /// them, for this many milliseconds, so that not every piece gets a frame of its own.
    private static let muchAtOnce = 1_024
    private static let waitForMore: Int32 = 3
    /// How many empty reads in a row mean the end of the file. A single one may mean that another job has read the
    /// bytes.
    private static let mostEmptyReads = 20
    private static let pauseAfterEmptyRead = 5

    /// All inputs that have arrived. It waits for input, and for the terminal to accept output, at most for the given
    /// time.
    package func inputs(timeoutMilliseconds: Int) -> [Input] {
        let signalled = signalled()
        guard signalled.isEmpty else { return signalled }
        guard takeForeground() else {
            if isAlone, options.background == .stop { return gone() }
            _ = poll(nil, 0, Int32(clamping: timeoutMilliseconds))
            return self.signalled()
        }
        if isReturned { return returned() }

        var inputs = wait(timeoutMilliseconds)
        inputs += self.signalled()
        if SignalFlags.take(.resized), let size = takeSize() { inputs.append(.resize(size)) }
        return inputs
    }

    /// The inputs that redraw the screen on a terminal that has just become ours.
    private func returned() -> [Input] {
        isReturned = false
        takeSize()
        return [.resize(size), .redraw]
    }

    private func signalled() -> [Input] {
        if let number = SignalFlags.takeEndingSignal() { return [number == SIGHUP ? .ended : .interrupted] }
        // A stop is handled like the key from here on.
        if SignalFlags.take(.stop) { return [.key(.control("z"))] }
        // Another job may have drawn on the terminal meanwhile, or changed its settings.
        if SignalFlags.take(.resumed), isEntered, JobControl.isInForeground {
            isEntered = false
            _ = takeForeground()
            return returned()
        }
        return []
    }

    /// Waits for input or for room for output, whichever comes first.
    private func wait(_ timeoutMilliseconds: Int) -> [Input] {
        var timeout = timeoutMilliseconds
        if let deadline = parser.deadline {
            timeout = min(timeout, max(0, Int(((deadline - now) * 1_000).rounded(.up))))
        }
        var descriptors = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: output.isWaiting ? output.descriptor : -1, events: Int16(POLLOUT), revents: 0),
        ]
        let ready = poll(&descriptors, 2, Int32(clamping: timeout))
        if ready > 0, descriptors[1].revents != 0 { output.flush() }
        let input = ready > 0 ? Int32(descriptors[0].revents) : 0
        var inputs: [Input] = []
        if input & POLLIN != 0, !read(into: &inputs) { return inputs + gone() }
        if input & (POLLHUP | POLLERR | POLLNVAL) != 0 { return inputs + gone() }
        if input & POLLIN == 0 { inputs += parser.pass(now) }
        return inputs
    }

    private func gone() -> [Input] {
        isGone = true
        return [.ended]
    }

    /// Reads all bytes that are available.
    ///
    /// - Returns: false where the terminal is gone.
    private func read(into inputs: inout [Input]) -> Bool {
        var total = 0
        let start = now
        while total < Self.mostBytes, now - start < Self.mostSeconds {
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                let result = readBytes(STDIN_FILENO, buffer.baseAddress, buffer.count)
                if result < 0 { failure = errno }
                count = max(0, result)
            }
            if failure == EINTR { continue }
            // In the background the system refuses to read, which does not mean the end.
            if failure != 0, failure != EAGAIN { return !JobControl.isInForeground }
            if bytes.isEmpty {
                var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                if total >= Self.muchAtOnce, poll(&descriptor, 1, Self.waitForMore) > 0 { continue }
                break
            }
            total += bytes.count
            inputs += parser.feed(bytes, at: now)
        }
        guard total == 0 else {
            emptyReads = 0
            return true
        }
        emptyReads += 1
        _ = poll(nil, 0, Int32(Self.pauseAfterEmptyRead))
        return emptyReads < Self.mostEmptyReads || !JobControl.isInForeground
    }

    /// Seconds on a clock that nobody sets.
    private var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// Calls the system's `read`, which the method would hide.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
