internal import Dispatch
package import Foundation

/// How a reader works; what it reads does not depend on it.
package struct ReaderSettings: Sendable {
    /// The machine that the reader runs on.
    package var host = HostIdentity.current
    /// Seconds between two copies of a run that another machine records.
    package var copyInterval = 1.0
    /// Where such copies are made.
    package var temporaryFolder = FileManager.default.temporaryDirectory
    /// Seconds from any start on; never goes back.
    package var clock: @Sendable () -> Double = { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

    /// This machine, its clock, and its folder of temporary files.
    package init() {}
}
