/// θ_S, the parameters whose updates are followed.
package enum TrackedParameters: String, Sendable, Codable, CaseIterable {
    /// W_Q, W_K, W_V and W_O of every attention, without biases.
    case attention
    /// Every parameter of the model.
    case all
}
