internal import TerminalUI

/// Another run whose curves lie beneath those of the run on the screen.
package struct Overlay: Sendable {
    /// The other run, as far as it is known.
    package var run: RunState
    /// Its name on the help screen and in the legend.
    package var name: String
    /// What it has to do with the run on the screen.
    package var kind: Kind
    /// Steps by which its curves are moved along the time axis.
    var shift = 0

    /// What another run has to do with the one on the screen.
    package enum Kind: Hashable, Sendable {
        /// The run on the screen left it at this step.
        case parent(forkStep: Int)
        /// It left the run on the screen at this step, and is trained beside it.
        case whatIf(forkStep: Int)
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
        case .parent(let forkStep), .whatIf(let forkStep): forkStep
        case .other: nil
        }
    }

    /// What its figures are called.
    var label: String {
        switch kind {
        case .parent: "parent"
        case .whatIf: "what if"
        case .other: "other"
        }
    }

    /// A curve of it where it lies on the time axis.
    func placed(_ curve: StepSeries) -> StepSeries { curve.shifted(by: shift) }

    /// The run as it was at a step of the time axis.
    func state(at step: Int) -> RunState { run.state(at: max(0, step - shift)) }
}
