internal import Foundation
internal import Synchronization

/// Runs the programs of alerts, beside everything else. A program gets no terminal: it reads nothing, what it prints is
/// dropped, and it is in a session of its own, so that Ctrl-C does not reach it. It goes on where groktop ends first.
///
/// There is at most one program of each alert at a time.
final class AlertPrograms: Sendable {
    private let running = Mutex(Set<Int>())

    /// POSIX_SPAWN_SETSID, which not everybody is shown.
    #if os(Linux)
        private static let newSession: Int16 = 0x80
    #else
        private static let newSession: Int16 = 0x400
    #endif

    /// Starts a program. It returns when the program is started, and calls `problem` later where the program fails.
    ///
    /// - Parameters:
    ///   - program: its name, which is looked for in PATH, or its path; then its arguments.
    ///   - index: the alert that it belongs to.
    ///   - variables: what the environment has besides groktop's own.
    ///   - problem: receives a sentence, on any thread.
    func start(
        _ program: [String], of index: Int, variables: [String: String],
        problem: @escaping @Sendable (String) -> Void
    ) {
        guard running.withLock({ $0.insert(index).inserted }) else {
            return problem("'\(program[0])' is still running, and is not started again")
        }
        let child: pid_t
        switch Self.spawn(program, ProcessInfo.processInfo.environment.merging(variables) { $1 }) {
        case .success(let started): child = started
        case .failure(let error):
            running.withLock { _ = $0.remove(index) }
            return problem("'\(program[0])' cannot be started: \(error.reason)")
        }
        let thread = Thread { [self] in
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            running.withLock { _ = $0.remove(index) }
            if status != 0 { problem("'\(program[0])' \(Self.end(status))") }
        }
        thread.name = "groktop alert"
        thread.start()
    }

    private static func end(_ status: Int32) -> String {
        status & 0x7F == 0 ? "ended with \(status >> 8 & 0xFF)" : "was ended by signal \(status & 0x7F)"
    }

    private struct StartError: Error {
        let reason: String
    }

    #if os(Linux)
        private typealias FileActions = posix_spawn_file_actions_t
        private typealias Attributes = posix_spawnattr_t
    #else
        private typealias FileActions = posix_spawn_file_actions_t?
        private typealias Attributes = posix_spawnattr_t?
    #endif

    private static func spawn(_ program: [String], _ environment: [String: String]) -> Result<pid_t, StartError> {
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
        takeFilesAway(&actions)
        setApart(&attributes)
        var arguments = program.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var child: pid_t = 0
        let problem = posix_spawnp(&child, program[0], &actions, &attributes, &arguments, &variables)
        return problem == 0 ? .success(child) : .failure(StartError(reason: String(cString: strerror(problem))))
    }

    /// Leaves the program no file of groktop's, and /dev/null as its three streams.
    private static func takeFilesAway(_ actions: inout FileActions) {
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for descriptor in Int32(1)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        #if os(Linux)
            // Files that are opened meanwhile are closed by exec itself.
            let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
            for descriptor in open.compactMap({ Int32($0) }) where descriptor > 2 {
                posix_spawn_file_actions_addclose(&actions, descriptor)
            }
        #endif
    }

    /// Gives the program a session of its own, and no part in the signals that groktop blocks or handles.
    private static func setApart(_ attributes: inout Attributes) {
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | newSession
        #if !os(Linux)
            flags |= Int16(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #endif
        posix_spawnattr_setflags(&attributes, flags)
    }
}
