import Foundation
import RunEvents
import Sweeps
import Testing

@Suite struct SweepFolderTests {
    private let folder: SweepFolder

    init() {
        folder = SweepFolder(
            FileManager.default.temporaryDirectory.appendingPathComponent("groktop-test-\(UUID().uuidString)").path)
    }

    private func manifest(_ words: [String]) throws -> SweepManifest {
        var plan = SweepPlan()
        try PlanArguments.add(words, to: &plan)
        return try plan.manifest(program: "0", directory: "/", read: PlanTests.read)
    }

    @Test func whatIsWrittenIsRead() throws {
        defer { try? FileManager.default.removeItem(at: folder.url) }
        let written = try folder.write(manifest(["--seeds", "1-3", "--weight-decay", "0,1", "--steps", "5"]))
        #expect(try folder.read() == written)
        #expect(CellReader(folder, written).all().map(\.state) == Array(repeating: .pending, count: 6))
    }

    @Test func aSweepIsExtendedAndNeverCutShort() throws {
        defer { try? FileManager.default.removeItem(at: folder.url) }
        let small = try folder.write(manifest(["--seeds", "1-3"]))
        let large = try folder.write(manifest(["--seeds", "1-9"]))
        #expect(large.cells.count == 9 && large.identifier == small.identifier)
        #expect { try folder.write(manifest(["--seeds", "2-9"])) } throws: { "\($0)".contains("holds another sweep") }
        #expect(try folder.read().cells.count == 9)
    }

    @Test(arguments: ["", "{}", "[]", "{\"version\":99}", "\u{0}"])
    func foreignManifestsAreRefused(_ text: String) throws {
        defer { try? FileManager.default.removeItem(at: folder.url) }
        try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.manifest)
        #expect { try folder.read() } throws: { "\($0)".contains("sweep.json") }
    }

    @Test("a status as JSON has numbers where they are numbers")
    func json() throws {
        let cell = SweepCell(
            name: "a", digest: "b", values: ["seed": "18446744073709551615", "weight-decay": "5e-1", "split": "simple"])
        #expect(
            CellStatus(cell, .pending).json
                == #"{"name":"a","state":"pending","step":0,"#
                + #""values":{"seed":18446744073709551615,"split":"simple","weight-decay":0.5}}"#)
    }
}
