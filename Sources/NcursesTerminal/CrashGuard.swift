import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Gives the terminal back when the process dies of a fault, and lets it die of that same fault then: the message and
/// the core file are the user's, readable on a terminal that works.
///
/// A handler may neither allocate nor call ncurses, so everything that it needs is laid out beforehand. A stack overflow
/// is not covered: there is no stack left to handle it on.
enum CrashGuard {
    private static let signals = [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGTRAP]
    private static let largestSignal = 64

    /// Written before the handlers are installed, read by them only.
    private nonisolated(unsafe) static let previous: UnsafeMutablePointer<sigaction> = {
        let pointer = UnsafeMutablePointer<sigaction>.allocate(capacity: largestSignal)
        pointer.initialize(repeating: sigaction(), count: largestSignal)
        return pointer
    }()
    private nonisolated(unsafe) static let modes: UnsafeMutablePointer<termios> = {
        let pointer = UnsafeMutablePointer<termios>.allocate(capacity: 1)
        pointer.initialize(to: termios())
        return pointer
    }()
    private nonisolated(unsafe) static var farewell = UnsafeMutablePointer<UInt8>.allocate(capacity: 0)
    private nonisolated(unsafe) static var farewellCount = 0

    /// - Parameters:
    ///   - farewell: the bytes that leave the full screen and show the cursor.
    ///   - modes: the line settings to go back to.
    static func install(farewell bytes: [UInt8], modes saved: termios) {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        farewell.deallocate()
        farewell = copy
        farewellCount = bytes.count
        modes.pointee = saved
        for number in signals {
            _ = groktop_install(number, { CrashGuard.handle($0) }, previous + Int(number))
        }
    }

    static func remove() {
        for number in signals { sigaction(number, previous + Int(number), nil) }
    }

    private static func handle(_ number: Int32) {
        _ = write(STDOUT_FILENO, farewell, farewellCount)
        tcsetattr(STDIN_FILENO, TCSANOW, modes)
        sigaction(number, previous + Int(number), nil)
        raise(number)
    }
}
