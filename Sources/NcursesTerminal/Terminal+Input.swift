import CNcurses
package import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Terminal {
    /// Bytes that are read for one frame at most; a terminal that sends without end must not keep the screen from being
    /// drawn.
    private static let mostBytes = 1 << 18
    private static let mostSeconds = 0.1
    /// Who has sent so much at once is likely to send more: a terminal hands on 4 kB at a time. So many milliseconds
    /// are waited for it, lest every piece have a frame of its own.
    private static let muchAtOnce = 1_024
    private static let waitForMore: Int32 = 3
    /// The end of the file is seen so often before it is believed: what can be read may have been read by another job.
    private static let mostEmptyReads = 20
    private static let pauseAfterEmptyRead = 5

    /// All that has come; waits for it, and for the terminal to take what it is shown, so long at most.
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

    /// The terminal has just become ours.
    private func returned() -> [Input] {
        isReturned = false
        takeSize()
        return [.resize(size), .redraw]
    }

    private func signalled() -> [Input] {
        if let number = SignalFlags.takeEndingSignal() { return [number == SIGHUP ? .ended : .interrupted] }
        // From here a stop takes the same way as the key does.
        if SignalFlags.take(.stop) { return [.key(.control("z"))] }
        // Somebody may have drawn on it meanwhile, or set it up for another job.
        if SignalFlags.take(.resumed), isEntered, JobControl.isInForeground {
            isEntered = false
            _ = takeForeground()
            return returned()
        }
        return []
    }

    /// Input, and room for output, whichever comes first.
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

    /// Reads what there is.
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
            // In the background the system refuses; that is no end.
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

/// `read` alone would be the method.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
