/// The commands that a split draws its train and its test set from.
package struct ScanPools: Sendable {
    /// The commands for training.
    package let train: [ScanCommand]
    /// The commands for testing; the same as `train` for the split `simple`.
    package let test: [ScanCommand]

    /// The most actions of a command that the split `length` trains on.
    package static let longestTrainActions = 22

    /// Selects a split's commands.
    package init(_ split: ScanSplit) {
        let all = ScanGrammar.commands
        switch split {
        case .simple:
            train = all
            test = all
        case .length:
            train = all.filter { $0.actions.count <= Self.longestTrainActions }
            test = all.filter { $0.actions.count > Self.longestTrainActions }
        case .addprimJump:
            train = all.filter { !$0.isComposedJump }
            test = all.filter(\.isComposedJump)
        }
    }
}
