/// What a task's answer is, as a number that is looked for in a model's states. At every scored token it is the token's
/// target.
package enum TaskCoordinate: String, Sendable, Codable, CaseIterable {
    /// Dyck-1: how many brackets are open after the token.
    case depth
    /// Modular arithmetic: the answer, in 0..<p.
    case residue
    /// SCAN: the number of the token that comes next. It names the token and measures nothing.
    case token

    package init(_ task: TaskName) {
        switch task {
        case .dyck: self = .depth
        case .scan: self = .token
        case .modadd, .modsub, .modmul, .modx2y2, .modx2xyy2, .modx3xy: self = .residue
        }
    }

    /// Whether neighbouring numbers are neighbouring answers, so that R² says how well the answer is known. Where not,
    /// p − 1 lies next to 0, or numbers are only names, and the share of right answers is told beside it.
    package var isQuantity: Bool { self == .depth }
}
