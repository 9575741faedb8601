internal import Console
internal import Foundation
internal import Synchronization

/// A process that works on a run. It is in a process group of its own, so that Ctrl-C reaches the sweep alone, which
/// then ends it in order. It holds the run's lock as long as it lives, and it has a pipe as its standard input, which
/// ends when the sweep does, however that is.
final class ChildProcess: Sendable {
    /// What a child is started with.
    struct Settings {
        /// The program's path or name, and its arguments.
        var words: [String]
        var environment: [String: String]
        /// Where its standard error goes, at the end.
        var log: URL
        /// The lock that it inherits; nil for none.
        var lock: FolderLock?
    }

    /// How a child ended.
    enum End: Equatable {
        case exited(Int32)
        case killed(Int32)

        /// The end in a few words; nil for success.
        var reason: String? {
            switch self {
            case .exited(0): nil
            case .exited(127): "the program cannot be started (exit code 127)"
            case .exited(let code): "exit code \(code)"
            case .killed(let signal): "ended by signal \(signal)"
            }
        }
    }

    /// Descriptors from here on are not those that children get.
    static let firstFreeDescriptor: Int32 = 10
    private static let lockInChild: Int32 = 3
    /// A pipe's end must not reach a child that is started at the same time: its brother would never see the end.
    private static let starting = Mutex(())

    private let process: pid_t
    private let input: Int32
    private let isGone = Mutex(false)

    private init(_ process: pid_t, _ input: Int32) { (self.process, self.input) = (process, input) }

    deinit { close(input) }

    /// Starts a program.
    ///
    /// - Throws: `Failure` where it cannot be started.
    static func start(_ settings: Settings) throws(Failure) -> ChildProcess {
        let result = starting.withLock { _ in Result { () throws(Failure) in try spawn(settings) } }
        return try result.get()
    }

    /// Sends a signal, if it has not ended.
    func send(_ signal: Int32) {
        isGone.withLock { isGone in
            if !isGone { kill(process, signal) }
        }
    }

    /// Waits for its end. Call it once.
    func wait() -> End {
        var information = siginfo_t()
        while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        // Its number is free for others once it has been waited for, and then no signal may go there.
        return isGone.withLock { isGone in
            isGone = true
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
        }
    }

    // MARK: Starting

    #if os(Linux)
        private typealias FileActions = posix_spawn_file_actions_t
        private typealias Attributes = posix_spawnattr_t
    #else
        private typealias FileActions = posix_spawn_file_actions_t?
        private typealias Attributes = posix_spawnattr_t?
    #endif

    private static func spawn(_ settings: Settings) throws(Failure) -> ChildProcess {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw failure(settings, errno) }
        let moved = ends.map { end in
            defer { close(end) }
            return fcntl(end, F_DUPFD_CLOEXEC, firstFreeDescriptor)
        }
        defer { close(moved[0]) }
        guard moved.allSatisfy({ $0 >= 0 }) else { throw failure(settings, errno) }

        #if os(Linux)
            var (actions, attributes) = (FileActions(), Attributes())
        #else
            var (actions, attributes): (FileActions, Attributes) = (nil, nil)
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, moved[0], 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, settings.log.path, O_WRONLY | O_CREAT | O_APPEND, 0o666)
        if let lock = settings.lock { posix_spawn_file_actions_adddup2(&actions, lock.descriptor, lockInChild) }
        setApart(&attributes)
        var arguments = settings.words.map { strdup($0) } + [nil]
        var variables = settings.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var child: pid_t = 0
        let problem = posix_spawnp(&child, settings.words[0], &actions, &attributes, &arguments, &variables)
        guard problem == 0 else {
            close(moved[1])
            throw failure(settings, problem)
        }
        return ChildProcess(child, moved[1])
    }

    /// Gives the child a group of its own, and the signals' own actions.
    private static func setApart(_ attributes: inout Attributes) {
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP)
        #if !os(Linux)
            flags |= Int16(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #endif
        posix_spawnattr_setflags(&attributes, flags)
    }

    private static func failure(_ settings: Settings, _ code: Int32) -> Failure {
        .run("\(settings.words[0]) cannot be started: \(String(cString: strerror(code)))")
    }
}
