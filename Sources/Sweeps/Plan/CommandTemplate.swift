internal import RunEvents

/// A user's program with placeholders: `{seed}` stands for a value of the plan, `{runs}` for the folder into which the
/// program records its run, `{name}` for the run's name in the sweep, `{threads}` for the threads that it may use.
/// `{{` and `}}` are braces.
struct CommandTemplate {
    private let words: [[Piece]]

    private enum Piece: Equatable {
        case text(String)
        case placeholder(String)
    }

    /// What a sweep fills in itself.
    static let own = ["runs", "name", "threads"]

    /// - Throws: `PlanProblem` where a brace has no partner.
    init(_ words: [String]) throws(PlanProblem) {
        var parsed: [[Piece]] = []
        for word in words { parsed.append(try Self.pieces(word)) }
        self.words = parsed
    }

    /// The names of the placeholders, each once.
    var names: [String] {
        words.joined().reduce(into: []) { names, piece in
            if case .placeholder(let name) = piece, !names.contains(name) { names.append(name) }
        }
    }

    /// The words with values in place of placeholders. A placeholder without a value stays as it is written.
    func filled(_ values: [String: String]) -> [String] {
        words.map { pieces in
            pieces.map { piece in
                switch piece {
                case .text(let text): text
                case .placeholder(let name): values[name] ?? "{\(name)}"
                }
            }.joined()
        }
    }

    /// Checks that placeholders and values go together.
    ///
    /// - Parameter names: the names that the plan gives values to.
    /// - Throws: `PlanProblem`.
    func check(against names: [String]) throws(PlanProblem) {
        let used = self.names
        guard used.contains("runs") else {
            throw PlanProblem(
                "command has no {runs}; the program must record its run there, as groktop.watch(…, runs=…) does")
        }
        for name in used where !names.contains(name) && !Self.own.contains(name) {
            throw PlanProblem("command has {\(name)}, which \(PlanNames.unknown(name, among: names + Self.own))")
        }
        for name in names where !used.contains(name) {
            throw PlanProblem("command has no {\(name)}, so that its values would give the same run")
        }
        for name in names where Self.own.contains(name) {
            throw PlanProblem("{\(name)} is filled in by the sweep, and the plan gives it values")
        }
    }

    private static func pieces(_ word: String) throws(PlanProblem) -> [Piece] {
        var pieces: [Piece] = []
        var text = ""
        var rest = word[...]
        while let character = rest.popFirst() {
            if (character == "{" || character == "}"), rest.first == character {
                text.append(character)
                rest.removeFirst()
            } else if character == "{" {
                guard let end = rest.firstIndex(of: "}"), end > rest.startIndex else {
                    throw PlanProblem("command has '\(word)'; a placeholder is {NAME}, and {{ is a brace")
                }
                if !text.isEmpty { pieces.append(.text(text)) }
                text = ""
                pieces.append(.placeholder(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else if character == "}" {
                throw PlanProblem("command has '\(word)'; a placeholder is {NAME}, and }} is a brace")
            } else {
                text.append(character)
            }
        }
        return text.isEmpty ? pieces : pieces + [.text(text)]
    }
}
