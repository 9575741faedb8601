/// Another run, whose curves lie dimmed beneath those of the run on the screen.
package struct Overlay: Sendable {
    package var run: RunState
    package var name: String
    package var kind: Kind

    package enum Kind: Hashable, Sendable {
        /// The run on the screen left it at this step.
        case parent(forkStep: Int)
        case other
    }

    package init(run: RunState, name: String, kind: Kind) {
        self.run = run
        self.name = name
        self.kind = kind
    }

    /// The step at which the two part; nil where they never were one.
    package var forkStep: Int? {
        switch kind {
        case .parent(let forkStep): forkStep
        case .other: nil
        }
    }

    /// Beside a figure of its.
    var label: String {
        switch kind {
        case .parent: "parent"
        case .other: "other"
        }
    }
}
