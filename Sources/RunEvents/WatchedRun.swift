/// A run that another program trains, as that program describes it when recording begins.
///
/// It comes from outside: `RunDescription.impossibleValue` says what of it cannot be.
package struct WatchedRun: Sendable, Codable, Equatable {
    /// What the run is called. Not yet printable.
    package var name: String
    /// The program that records, with its version: "groktop-python 0.1.0".
    package var program: String
    /// The framework that trains, with its version: "torch 2.13.0"; nil where it did not say. So are the next two.
    package var framework: String?
    /// Where it computes: "cpu", "cuda:0".
    package var device: String?
    /// The optimizer's class, or several with commas between.
    package var optimizer: String?
    /// The optimizer's parameter groups, in its order.
    package var groups: [ParameterGroup]
    /// Which tensors the spectral edge is measured on.
    package var tracked: TrackedTensors
    /// N and W.
    package var windows: Windows
    /// Shares between which classes are read.
    package var thresholds: ClassThresholds
    /// The accuracies that set marks; nil where nobody looks for marks.
    package var marks: Marks?
    /// How an update's part from weight decay is known.
    package var split: Split
    /// The difference between what the split says and what the optimizer does, relative to the latter, measured on a
    /// small tensor at the start; nil where it was not measured.
    package var splitResidual: Double?
    /// Why there is no better split; nil where there is nothing to say.
    package var splitReason: String?
    /// How the window's updates are kept.
    package var rows: Rows
    /// The length of a random sketch of an update; nil where whole updates are kept.
    package var sketchLength: Int?
    /// The sketch's expected error of an eigenvalue, relative to it; nil where whole updates are kept.
    package var sketchError: Double?
    /// Whether recording began before the first optimizer step. If not, the first windows lack the largest update, and
    /// their figures are of another window.
    package var firstUpdateSeen: Bool
    /// The names of the commands that the run takes; empty for one that can only be watched.
    package var commands: [String]
    /// Optimizer steps of the whole run; nil where that is not known.
    package var steps: Int?
    /// The seed; nil where that is not known.
    package var seed: UInt64?

    /// No run of another program goes further.
    package static let lastStep = 1 << 40
    /// Bytes of the longest text that is taken from another program.
    package static let longestText = 1_000

    /// A group of parameters that share η and ω.
    package struct ParameterGroup: Sendable, Codable, Equatable {
        /// η at the start.
        package var learningRate: Double
        /// ω at the start.
        package var weightDecay: Double
        /// Tensors of the group, and their numbers.
        package var tensors: Int
        /// Numbers in these tensors.
        package var parameters: Int
        /// Tensors that are tracked.
        package var trackedTensors: Int
        /// Numbers in the tracked tensors.
        package var trackedParameters: Int

        /// Makes a group from its members, which it does not check.
        package init(
            learningRate: Double, weightDecay: Double, tensors: Int, parameters: Int, trackedTensors: Int,
            trackedParameters: Int
        ) {
            (self.learningRate, self.weightDecay) = (learningRate, weightDecay)
            (self.tensors, self.parameters) = (tensors, parameters)
            (self.trackedTensors, self.trackedParameters) = (trackedTensors, trackedParameters)
        }
    }

    /// The tensors that the edge is measured on.
    package struct TrackedTensors: Sendable, Codable, Equatable {
        /// How they were chosen: "attention", "all", a pattern of names, or "function".
        package var selection: String
        /// Their names, the first `mostNames` of them.
        package var names: [String]
        /// How many there are.
        package var tensors: Int

        /// The most names in a description.
        package static let mostNames = 64

        /// Makes a list from its members, which it does not check.
        package init(selection: String, names: [String], tensors: Int) {
            (self.selection, self.names, self.tensors) = (selection, names, tensors)
        }
    }

    /// N and W.
    package struct Windows: Sendable, Codable, Equatable {
        /// N, optimizer steps between two updates of the paper's window. The fine window has a fifth of it.
        package var interval: Int
        /// W, updates in a full window.
        package var window: Int

        /// Makes windows from its members, which it does not check.
        package init(interval: Int, window: Int) { (self.interval, self.window) = (interval, window) }
    }

    /// The accuracies that set marks.
    package struct Marks: Sendable, Codable, Equatable {
        /// The train accuracy at which the train set counts as memorized.
        package var memorized: Double
        /// The test accuracy at which the run has grokked.
        package var grokked: Double
        /// The fall of the test accuracy that is a slingshot.
        package var slingshotDrop: Double

        /// Makes marks from its members, which it does not check.
        package init(memorized: Double, grokked: Double, slingshotDrop: Double) {
            (self.memorized, self.grokked, self.slingshotDrop) = (memorized, grokked, slingshotDrop)
        }
    }

    /// How an update's part from weight decay is known.
    package enum Split: String, Sendable, Codable, CaseIterable {
        /// Both parts are summed up at every step.
        case exact
        /// From η and ω of every step, and θ at both ends of an interval.
        case trapezoid
        /// As `trapezoid`, of an optimizer that does not decay exactly so.
        case nominal
        /// It is not known: directions have no share and no class.
        case none
    }

    /// How the window's updates are kept.
    package enum Rows: String, Sendable, Codable, CaseIterable {
        case float32, bfloat16, sketch
    }

    /// Makes a description from what every run has; the other members are nil.
    package init(
        name: String, program: String, groups: [ParameterGroup], tracked: TrackedTensors, windows: Windows,
        split: Split
    ) {
        (self.name, self.program, self.groups, self.tracked) = (name, program, groups, tracked)
        (self.windows, self.split) = (windows, split)
        (thresholds, rows, firstUpdateSeen, commands) = (ClassThresholds(), .float32, true, [])
    }

    /// The windows as groktop's own runs describe them. Nothing else is measured along them.
    package var spectrum: SpectrumConfig {
        SpectrumConfig(
            interval: windows.interval, window: windows.window,
            tracked: tracked.selection == TrackedParameters.attention.rawValue ? .attention : .all)
    }

    /// All parameters of the optimizer.
    package var parameterCount: Int { groups.reduce(0) { $0 &+ $1.parameters } }
}
