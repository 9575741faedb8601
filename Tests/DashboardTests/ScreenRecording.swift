import Foundation
import TestSupport
import Testing

/// Expects the screen that is recorded under a name in `Screens`.
func expectScreen(_ lines: [String], _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let problem = try RecordedScreen.problem(lines, name, in: .module, testFile: #filePath)
    if let problem { Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation) }
}
