import CNcurses
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Restores the terminal when the process dies of a fault, and then lets it die of that fault: the message and the core
/// file are the user's, readable on a terminal that works.
///
/// A handler may neither allocate nor call ncurses, so everything that it needs is prepared beforehand. It runs on a
/// stack of its own where the thread has one (`giveStack`), so that it can handle a stack overflow.
enum CrashGuard {
    private static let largestSignal = 128

    /// The actions before ours. They are written before the handlers are installed, and only handlers read them.
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
    /// Whether the terminal is set up for the screen, so that a fault must restore it.
    private static let isArmed = Atomic<Bool>(false)

    /// Installs the handlers for faults.
    ///
    /// - Parameters:
    ///   - farewell: the bytes that leave the full screen and show the cursor.
    ///   - output: the descriptor that they are written to.
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

    /// Makes a fault restore the terminal from now on.
    ///
    /// - Parameter saved: the line settings to restore.
    static func arm(modes saved: termios) {
        modes.pointee = saved
        isArmed.store(true, ordering: .releasing)
    }

    static func disarm() { isArmed.store(false, ordering: .releasing) }

    private static func handle(_ number: Int32) {
        if isArmed.exchange(false, ordering: .acquiring) {
            if write(descriptor, farewell, farewellCount) < farewellCount {
                // The terminal accepts nothing, so its pending output makes room.
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

    /// Enough for this handler, and for the runtime's own, which prints the backtrace.
    private static let stackSize = 1 << 18

    /// Gives the calling thread a signal stack. It is kept until the process ends, as a handler may run on it at any
    /// time.
    static func giveStack() {
        var old = stack_t()
        guard sigaltstack(nil, &old) == 0, old.ss_flags & Int32(SS_DISABLE) != 0 else { return }
        var new = stack_t()
        new.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: stackSize, alignment: 16)
        new.ss_size = stackSize
        if sigaltstack(&new, nil) != 0 { new.ss_sp.deallocate() }
    }
}
