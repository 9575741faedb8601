package import Kernels
package import RunEvents

/// What a task asks of a model.
package struct TaskShape: Sendable, Equatable {
    /// V.
    package let vocabulary: Int
    /// C.
    package let classes: Int
    package let longestSequence: Int
    package let mask: Attention.Mask

    package init(_ task: TaskName) {
        switch task {
        case .dyck:
            vocabulary = DyckTask.vocabulary
            classes = DyckTask.classes
            longestSequence = DyckTask.maximumTokens
            mask = .causal
        default: preconditionFailure("\(task) has no shape yet")
        }
    }
}
