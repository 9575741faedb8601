import Alerts
import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Alerts on the screen.
@Suite struct AlertTests {
    private func fired(_ option: String) throws -> FiredAlert {
        var watch = AlertWatch([try Alert(option: option)])
        let marker = MarkerRecord(step: 420, kind: .grokked, accuracy: 1, sequences: 10)
        return try #require(watch.take(.marker(marker)).first)
    }

    @Test func theLineIsShown() throws {
        var model = makeModel(in: .now)
        #expect(model.update(.alert(try fired("grokked"))) == [])
        #expect(model.view().lines.last?.contains("alert: grokked at step 420") == true)
    }

    @Test func theTerminalIsAskedForTheRest() throws {
        var model = makeModel(in: .now)
        #expect(model.update(.alert(try fired("grokked=bell,notify"))) == [.ring, .notify("grokked at step 420")])
        #expect(model.notice == nil)
    }

    @Test func aPauseSaysWhy() throws {
        var model = makeModel(in: .now)
        #expect(model.update(.alert(try fired("grokked=pause"))) == [])
        #expect(model.notice?.isAlert == true)
        let request = CommandRecord.request(ofAlert: "grokked")
        _ = model.update(.event(.command(CommandRecord(step: 420, command: .pause, weightDecay: 1, request: request))))
        let last = model.run.log.entries.last
        #expect(last?.title == "paused" && last?.detail == "alert: grokked")
    }
}
