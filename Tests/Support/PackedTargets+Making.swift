package import Kernels

extension PackedTargets {
    /// Rows with these classes.
    ///
    /// - Parameter weights: how many sequences each stands for; one, where nothing is said.
    package init(_ classes: [Int32], weights: [Int32]? = nil) {
        self.init()
        for (index, target) in classes.enumerated() { append(target, weight: weights?[index] ?? 1) }
    }
}
