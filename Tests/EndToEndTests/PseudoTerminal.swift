import Foundation
import Testing

/// A terminal of a given size with a shell in it, by tmux: keys go in, the screen comes out as text.
final class PseudoTerminal {
    private let socket = "groktop-test-\(UUID().uuidString.prefix(8))"
    private static let session = "main"
    private var server: pid_t?

    init(width: Int, height: Int) throws {
        // The server that this starts keeps its open files for as long as it lives: our pipes must not be among them,
        // nor the descriptor by which Foundation learns that a process has ended.
        let command =
            "for fd in {3..255}; do eval \"exec $fd>&-\"; done; exec tmux -u -L \(socket) -f /dev/null new-session -d "
            + "-s \(Self.session) -x \(width) -y \(height) "
            + "\"env PS1='ready> ' ENV= XDG_DATA_HOME='\(Program.data.path)' "
            + "XDG_CACHE_HOME='\(Program.data.path)/cache' sh\" >/dev/null 2>&1"
        let result = try Program.run("/bin/bash", ["-c", command], environment: ["TERM": "xterm-256color"])
        guard result.exitCode == 0 else { throw Timeout(description: "tmux cannot be started") }
        server = pid_t(
            try tmux("display-message", "-p", "-t", Self.session, "#{pid}").trimmingCharacters(
                in: .whitespacesAndNewlines))
    }

    /// Not `kill-server`: the server has inherited this process's blocked signals, and waits for children that it is
    /// never told about. Without it the terminal hangs up, and what runs in it ends.
    deinit {
        if let server { kill(server, SIGKILL) }
    }

    /// Types text, and Enter behind it.
    func enter(_ line: String) throws {
        try tmux("send-keys", "-t", Self.session, "-l", line)
        try tmux("send-keys", "-t", Self.session, "Enter")
    }

    /// One key, by tmux's name of it.
    func press(_ key: String) throws {
        try tmux("send-keys", "-t", Self.session, key)
    }

    func resize(width: Int, height: Int) throws {
        try tmux("resize-window", "-t", Self.session, "-x", "\(width)", "-y", "\(height)")
    }

    func screen() throws -> String {
        try tmux("capture-pane", "-p", "-t", Self.session)
    }

    /// The screen with the sequences that colour it.
    func coloredScreen() throws -> String {
        try tmux("capture-pane", "-p", "-e", "-t", Self.session)
    }

    /// The screen, as soon as the condition holds for it.
    ///
    /// - Throws: after a minute, with what was on the screen then.
    @discardableResult
    func wait(for name: String, _ condition: (String) -> Bool) throws -> String {
        let end = Date(timeIntervalSinceNow: 60)
        while Date() < end {
            let text = try screen()
            if condition(text) { return text }
            usleep(50_000)
        }
        throw Timeout(description: "waited for \(name); the screen is:\n\(try screen())")
    }

    struct Timeout: Error, CustomStringConvertible {
        let description: String
    }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
        let result = try Program.run(
            "/usr/bin/env", ["tmux", "-u", "-L", socket] + arguments, environment: ["TERM": "xterm-256color"])
        guard result.exitCode == 0 else { throw Timeout(description: "tmux \(arguments): \(result.errors)") }
        return result.output
    }
}
