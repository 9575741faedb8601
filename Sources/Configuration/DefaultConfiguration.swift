internal import Alerts
internal import Dashboard
internal import TerminalUI

/// The built-in choices as a file with comments. It is valid, and means what no file means.
package enum DefaultConfiguration {
    /// The file's text.
    package static var text: String {
        ([head] + settings("") + ["", "[run]", "# Defaults of new runs. Options of the command line override them."]
            + settings("run") + keys + alerts).joined(separator: "\n") + "\n"
    }

    private static let head = """
        # The configuration of groktop. Every value here is the built-in one; a line may be changed or left out.
        # What is wrong in this file is named at the start, and the rest applies: groktop config --check.

        """

    private static func settings(_ table: String) -> [String] {
        Setting.all.filter { $0.table == table }.flatMap { setting in
            ["# \(setting.comment) It must be \(setting.accepted).".wrapped]
                + [setting.standard.map { "\(setting.name) = \($0)" } ?? "#\(setting.name) = \(setting.example)"]
        }
    }

    private static var keys: [String] {
        let lines = Action.allCases.map { action in
            let names = KeyMap.standardKeys(of: action).compactMap(\.name).map(quoted)
            return "\(action.name) = " + (names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]")
        }
        let head = """

            [keys]
            # The keys of each action: one, or a list; [] for none. A key that would mean two things in one place is
            # refused.
            # A key is \(Key.acceptedNames).
            """
        return [
            head.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).wrapped }
                .joined(separator: "\n")
        ] + lines
    }

    private static var alerts: [String] {
        [
            """

            # Alerts: what is done when a rule becomes true. A rule is one of
            """, "# \(AlertRule.accepted).".wrapped,
            """
            # do: bell, line (the default), notify (a notification of the desktop), pause. run: a program with its
            # arguments; no shell reads them, and GROKTOP_RUN, GROKTOP_STEP and GROKTOP_RULE are in its environment.
            #
            #[[alert]]
            #when = "grokked"
            #do = ["bell", "notify"]
            #
            #[[alert]]
            #when = "test accuracy < 0.9 after grokking"
            #do = "pause"
            #run = ["logger", "groktop: a run lost what it knew"]
            """,
        ]
    }

    private static func quoted(_ text: String) -> String {
        text == "\\" || text == "\"" ? "'\(text)'" : "\"\(text)\""
    }
}

extension String {
    /// A comment in lines of 100 columns at most.
    fileprivate var wrapped: String {
        guard hasPrefix("#") else { return self }
        var lines: [String] = []
        for word in split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= 100 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append((lines.isEmpty ? "" : "# ") + word)
            }
        }
        return lines.joined(separator: "\n")
    }
}
