import Foundation
import Synchronization
import Testing

/// A program on a pseudo-terminal of which this is the other end: every byte that it writes, every byte that it is
/// sent, and whether anybody reads at all.
final class RawTerminal: Sendable {
    let processID: pid_t
    private let master: Int32
    private let reader: Reader

    /// POSIX_SPAWN_SETSID, which not everybody is shown.
    #if os(Linux)
        private static let newSession: Int16 = 0x80
    #else
        private static let newSession: Int16 = 0x400
    #endif

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// How it ended.
    enum End: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    /// - Parameter path: groktop's where none is given. It leads a session whose terminal this is.
    init(
        _ arguments: [String], path: String = Program.url.path, width: Int = 120, height: Int = 40,
        environment: [String: String] = [:]
    ) throws {
        var (master, slave) = (Int32(-1), Int32(-1))
        var name = [CChar](repeating: 0, count: 128)
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, &name, nil, &size) == 0 else { throw Failure(description: "no pseudo-terminal") }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        // Open for as long as the program has not opened it.
        defer { close(slave) }
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
        self.master = master

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A session's leader gets the first terminal that it opens.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        for descriptor in Int32(1)...2 { posix_spawn_file_actions_adddup2(&actions, 0, descriptor) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | Self.newSession)

        let variables = Program.environment.merging(["TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no"]) { $1 }
            .merging(environment) { $1 }
        var argv = ([path] + arguments).map { strdup($0) } + [nil]
        var envp = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        let result = posix_spawn(&child, path, &actions, &attributes, &argv, &envp)
        guard result == 0 else { throw Failure(description: "\(path) cannot be started: \(result)") }
        processID = child
        reader = Reader(master)
        Thread.detachNewThread { [reader] in reader.run() }
    }

    deinit {
        if end == nil { kill(processID, SIGKILL) }
        var status: Int32 = 0
        waitpid(processID, &status, 0)
        reader.state.withLock { $0.isClosed = true }
    }

    // MARK: Into the program

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 1_024)) }
            guard written > 0 else { throw Failure(description: "the terminal takes nothing: \(errno)") }
            rest = rest.dropFirst(written)
        }
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// As a connection that has stalled.
    func stopReading() { reader.state.withLock { $0.isReading = false } }
    func goOnReading() { reader.state.withLock { $0.isReading = true } }

    func resize(width: Int, height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    func signal(_ number: Int32) { kill(processID, number) }

    /// Switches the terminal off. Nothing more comes out of it.
    func hangUp() { reader.state.withLock { $0.isClosed = true } }

    // MARK: Out of it

    var output: [UInt8] { reader.state.withLock { $0.output } }
    var text: String { String(decoding: output, as: UTF8.self) }

    /// What comes from now on is new.
    func forgetOutput() { reader.state.withLock { $0.output = [] } }

    /// - Throws: after a minute.
    func wait(for name: String, _ condition: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(60)
        while try !condition() {
            guard ContinuousClock.now < end else {
                throw Failure(description: "waited for \(name); so far: \(text.suffix(2_000).debugDescription)")
            }
            usleep(10_000)
        }
    }

    func wait(forText text: String) throws { try wait(for: "'\(text)'") { self.text.contains(text) } }

    /// Whether what is typed comes line by line, and is shown, as a shell has it; a screen has neither.
    var isCooked: Bool {
        var modes = termios()
        let flags = tcflag_t(ICANON) | tcflag_t(ECHO)
        return tcgetattr(master, &modes) == 0 && modes.c_lflag & flags == flags
    }

    /// nil while it runs.
    var end: End? {
        var status: Int32 = 0
        let known = reader.state.withLock { $0.status }
        if let known {
            status = known
        } else {
            guard waitpid(processID, &status, WNOHANG) == processID else { return nil }
            reader.state.withLock { $0.status = status }
        }
        return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }

    func waitForEnd() throws -> End {
        try wait(for: "the end") { end != nil }
        // What it wrote last may still be on its way, until nothing more can be read.
        let failures = reader.state.withLock(\.failures)
        try wait(for: "the rest of the output") { reader.state.withLock { $0.failures > failures } }
        return end!
    }
}

/// Reads what comes out of a terminal, on a thread of its own, for as long as somebody wants it.
private final class Reader: Sendable {
    let state = Mutex(State())
    private let master: Int32

    struct State {
        var output: [UInt8] = []
        var isReading = true
        var isClosed = false
        /// How often reading has failed: while nobody has the other end open, and everything is read.
        var failures = 0
        /// The status of the process, once it has ended.
        var status: Int32?
    }

    init(_ master: Int32) { self.master = master }

    func run() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while !state.withLock(\.isClosed) {
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard state.withLock(\.isReading), poll(&ready, 1, 20) > 0 else {
                usleep(5_000)
                continue
            }
            let count = read(master, &buffer, buffer.count)
            state.withLock { if count > 0 { $0.output += buffer[..<count] } else { $0.failures += 1 } }
            if count <= 0 { usleep(5_000) }
        }
        close(master)
    }
}
