/// What a split draws its train and its test set from.
package struct ScanPools: Sendable {
    package let train: [ScanCommand]
    package let test: [ScanCommand]

    /// Actions of the longest commands that `length` trains on.
    package static let longestTrainActions = 22

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
