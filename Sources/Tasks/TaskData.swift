package import Kernels

/// The train and test sets of a run.
package struct TaskData: Sendable {
    /// The train set, in the order in which it was drawn.
    package let train: [LabelledSequence]
    /// The test set, in the order in which it was drawn.
    package let test: [LabelledSequence]

    /// Makes data from two given sets.
    package init(train: [LabelledSequence], test: [LabelledSequence]) {
        self.train = train
        self.test = test
    }
}
