internal import Foundation
internal import Reports
internal import Survey
internal import Sweeps

/// A sweep's runs, read, and as text.
enum SurveyText {
    static var settings: WorkSettings {
        WorkSettings(
            program: Bundle.main.executablePath ?? CommandLine.arguments[0],
            environment: ProcessInfo.processInfo.environment)
    }

    static func survey(_ folder: SweepFolder) throws -> Survey {
        try SurveyReader(folder, settings).survey()
    }

    static func csv(_ survey: Survey) -> String {
        let table = SurveyTable(survey)
        return ([table.header] + table.rows).map { CSV.line($0) + "\n" }.joined()
    }
}
