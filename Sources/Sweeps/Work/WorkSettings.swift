package import Foundation
internal import Recording

/// How runs are worked on. Nothing of it changes a run's bits.
package struct WorkSettings: Sendable {
    /// The path of groktop.
    package var program: String
    /// The environment of the processes that are started.
    package var environment: [String: String]

    /// - Parameters:
    ///   - program: the path of groktop.
    ///   - environment: the environment of the processes that are started.
    package init(program: String, environment: [String: String]) {
        (self.program, self.environment) = (program, environment)
    }

    /// Where the user's indexes of runs are.
    package var indexFolder: URL { RunCatalog.usualIndexFolder(environment: environment) }
}
