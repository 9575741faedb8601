internal import Console
package import Foundation
internal import Kernels
internal import NcursesTerminal
internal import Recording
internal import Reports
internal import Runs
internal import TerminalUI

/// What groktop found of its surroundings, and why it behaves as it does there.
package enum DoctorReport {
    /// The report's lines, a name and its finding each.
    ///
    /// - Parameter runsFolder: the folder of recorded runs.
    package static func lines(runsFolder: URL) -> [String] {
        let findings = terminal + runs(runsFolder) + machine
        let width = findings.map(\.name.count).max() ?? 0
        return findings.map { $0.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + $0.text }
    }

    private typealias Finding = (name: String, text: String)

    private static var terminal: [Finding] {
        let report = TerminalReport()
        return [
            ("groktop", ProgramVersion.current),
            ("terminal", report.entry),
            ("screen", report.problem.map { "no: \($0)" } ?? "yes"),
            ("size", report.size.map { "\($0.width)×\($0.height)" } ?? "not known"),
            ("colours", report.colors),
            ("characters", report.characters),
            ("curves", report.symbols),
            ("frames", report.frames),
            ("mouse", report.mouse),
        ]
    }

    private static func runs(_ folder: URL) -> [Finding] {
        let report = RunsFolderReport(folder)
        let state = report.exists ? "\(report.runs) run\(report.runs == 1 ? "" : "s")" : "made with the first run"
        let locks =
            switch report.locks {
            case .work: "work"
            case .doNotWork(let reason): "do not work (\(reason)): two processes could record the same run"
            case .unknown(let reason): "not known: \(reason)"
            }
        return [
            ("runs", "\(folder.path), \(state)"),
            ("file system", "\(report.fileSystem), \(ByteText.short(report.freeBytes)) free"),
            ("locks", locks),
        ]
    }

    private static var machine: [Finding] {
        let environment = ProcessInfo.processInfo.environment
        let chosen = environment["OPENBLAS_CORETYPE"].map { " (OPENBLAS_CORETYPE=\($0))" } ?? ""
        return [
            ("cores", "\(ProcessInfo.processInfo.activeProcessorCount)"),
            ("kernels", "\(MatrixProduct.coreName)\(chosen), of OpenBLAS"),
        ]
    }
}
