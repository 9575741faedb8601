/// The tasks that can be trained.
package enum TaskName: String, Sendable, Codable, CaseIterable {
    case dyck
}
