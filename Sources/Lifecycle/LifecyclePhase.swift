/// Where a run is in the lifecycle of its spectral edge, judged without a test set.
package enum LifecyclePhase: String, Sendable, Codable, CaseIterable {
    /// The train set is not memorized yet.
    case fitting
    /// The gradient moves the leading direction.
    case learningEdge
    /// Gradient and weight decay move it together.
    case aligned
    /// Weight decay moves it.
    case compression
}
