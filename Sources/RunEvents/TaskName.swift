/// The tasks that can be trained. Raw values are what `--task` takes and what recorded runs hold.
package enum TaskName: String, Sendable, Codable, CaseIterable {
    /// Depth after each bracket of a Dyck-1 string.
    case dyck
    /// Commands to actions (Lake and Baroni 2018).
    case scan
    /// a + b, a − b, a · b modulo a prime.
    case modadd, modsub, modmul
    /// a² + b², a² + ab + b², a³ + ab modulo a prime (Power et al. 2022).
    case modx2y2, modx2xyy2, modx3xy

    /// Whether the task is arithmetic modulo a prime.
    package var isModular: Bool {
        switch self {
        case .dyck, .scan: false
        case .modadd, .modsub, .modmul, .modx2y2, .modx2xyy2, .modx3xy: true
        }
    }
}
