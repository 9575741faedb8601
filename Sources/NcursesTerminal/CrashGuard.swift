import CNcurses
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Gives the terminal back when the process dies of a fault, and lets it die of that same fault then: the message and
/// the core file are the user's, readable on a terminal that works.
///
/// A handler may neither allocate nor call ncurses, so everything that it needs is laid out beforehand. It runs on a
/// stack of its own where the thread has one (`giveStack`), so that a stack overflow can be handled.
enum CrashGuard {
    private static let largestSignal = 128

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
    private nonisolated(unsafe) static var descriptor = STDOUT_FILENO
    /// Whether the terminal is ours.
    private static let isArmed = Atomic<Bool>(false)

    /// - Parameters:
    ///   - farewell: the bytes that leave the full screen and show the cursor.
    ///   - output: where they are written to.
    static func install(farewell bytes: [UInt8], output: Int32) {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        farewell.deallocate()
        farewell = copy
        farewellCount = bytes.count
        descriptor = output
        for number in DeadlySignals.faults {
            _ = groktop_install_action(number, { number, _, _ in CrashGuard.handle(number) }, previous + Int(number))
        }
    }

    static func remove() {
        disarm()
        for number in DeadlySignals.faults { sigaction(number, previous + Int(number), nil) }
    }

    /// - Parameter saved: the line settings to go back to.
    static func arm(modes saved: termios) {
        modes.pointee = saved
        isArmed.store(true, ordering: .releasing)
    }

    static func disarm() { isArmed.store(false, ordering: .releasing) }

    private static func handle(_ number: Int32) {
        if isArmed.exchange(false, ordering: .acquiring) {
            if write(descriptor, farewell, farewellCount) < farewellCount {
                // It takes nothing: what waits for it makes room.
                tcflush(descriptor, TCOFLUSH)
                _ = write(descriptor, farewell, farewellCount)
            }
            tcsetattr(STDIN_FILENO, TCSANOW, modes)
            StandardErrorKeeper.giveBack()
        }
        sigaction(number, previous + Int(number), nil)
        raise(number)
    }

    // MARK: A stack for handlers

    /// Enough for the handler, and for the runtime's own that prints the backtrace.
    private static let stackSize = 1 << 18

    /// A signal stack for the calling thread. It is kept until the process ends: a handler may be on it at any time.
    static func giveStack() {
        var old = stack_t()
        guard sigaltstack(nil, &old) == 0, old.ss_flags & Int32(SS_DISABLE) != 0 else { return }
        var new = stack_t()
        new.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
        new.ss_size = stackSize
        if sigaltstack(&new, nil) != 0 { new.ss_sp.deallocate() }
    }
}
