/// Another run whose curves lie, dimmed, beneath those of the run on the screen.
package struct Overlay: Sendable {
    /// The other run, as far as it is known.
    package var run: RunState
    /// Its name on the help screen.
    package var name: String
    /// What it has to do with the run on the screen.
    package var kind: Kind

    /// What another run has to do with the one on the screen.
    package enum Kind: Hashable, Sendable {
        /// The run on the screen left it at this step.
        case parent(forkStep: Int)
        case other
    }

    /// A run to lie beneath the one on the screen.
    package init(run: RunState, name: String, kind: Kind) {
        self.run = run
        self.name = name
        self.kind = kind
    }

    /// The step at which the two runs part; nil where they never were one.
    package var forkStep: Int? {
        switch kind {
        case .parent(let forkStep): forkStep
        case .other: nil
        }
    }

    /// What its figures are called.
    var label: String {
        switch kind {
        case .parent: "parent"
        case .other: "other"
        }
    }
}
