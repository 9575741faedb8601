import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Hints for newcomers, and looking for words.
@Suite struct GuidanceTests {
    private static let grokked = RunEvent.marker(
        MarkerRecord(step: 420, kind: .grokked, accuracy: 0.95, sequences: 5_000))

    private func model(seen: Set<String> = []) -> Model {
        var model = makeModel(in: .now, width: 120, height: 40)
        model.memory.showsGuidance = true
        model.memory.seenHints = seen
        return model
    }

    private func footer(_ model: Model) -> String { model.view().lines.last ?? "" }

    @Test func aHintIsShownOnceAndKept() {
        var model = model()
        let effects = model.update(.event(Self.grokked))
        #expect(footer(model).contains("grokked: a shows what the edge carries, K what it knows"))
        #expect(footer(model).contains("H no more hints"))
        #expect(effects == [.remember(model.memory)] && model.memory.seenHints == ["grokked"])
        // Any key is an answer.
        _ = model.update(.key(.character("s")))
        #expect(!footer(model).contains("edge carries"))
        #expect(model.update(.event(Self.grokked)) == [])
        #expect(!footer(model).contains("edge carries"))
    }

    @Test(arguments: [
        grokked, .marker(MarkerRecord(step: 420, kind: .memorized, accuracy: 1, sequences: 5_000)),
        .marker(MarkerRecord(step: 420, kind: .slingshot, accuracy: 0.9, sequences: 5_000)),
        .command(CommandRecord(step: 420, command: .weightDecay(.value(0)), weightDecay: 0)),
        .finished(FinishedRecord(step: 420, reason: .completed, parameterDigest: "00")),
    ])
    func everyHintHasRoomIn80Columns(event: RunEvent) {
        var model = makeModel(in: .now, width: 80, height: 24)
        model.memory.showsGuidance = true
        _ = model.update(.event(event))
        #expect(footer(model).contains("H no more hints"))
    }

    @Test func aHintWhoseKeysDoNothingIsNotShown() {
        var model = SyntheticWatched.accuracies.model(width: 120, height: 40)
        (model.memory.showsGuidance, model.memory.seenHints) = (true, [])
        _ = model.update(
            .event(.command(CommandRecord(step: 1_500, command: .weightDecay(.value(0)), weightDecay: 0))))
        #expect(!footer(model).contains("trains both ways") && model.memory.seenHints.isEmpty)
    }

    @Test func oneKeyEndsThemForGood() {
        var model = model()
        _ = model.update(.event(Self.grokked))
        let effects = model.update(.key(.character("H")))
        #expect(!model.memory.showsGuidance && effects == [.remember(model.memory)])
        _ = model.update(.key(.character("s")))
        _ = model.update(.event(.marker(MarkerRecord(step: 500, kind: .slingshot, accuracy: 0.9, sequences: 1_000))))
        #expect(!footer(model).contains("slingshot:"))
    }

    @Test func aHintGoesByItself() {
        var model = model()
        _ = model.update(.event(Self.grokked))
        _ = model.update(.tick(elapsedSeconds: 10))
        #expect(footer(model).contains("edge carries"))
        _ = model.update(.tick(elapsedSeconds: 31))
        #expect(!footer(model).contains("edge carries"))
    }

    @Test func theConfigurationEndsThemToo() {
        var model = model()
        model.preferences.showsGuidance = false
        #expect(model.update(.event(Self.grokked)) == [])
        #expect(!footer(model).contains("edge carries"))
    }

    @Test func eventsAreLookedFor() {
        var model = makeModel(in: .replay, width: 120, height: 40)
        for key in "/Slingshot".unicodeScalars { _ = model.update(.key(.character(key))) }
        #expect(footer(model).contains("/ Slingshot"))
        _ = model.update(.key(.enter))
        #expect(model.shownStep == 1_220)
        #expect(footer(model).contains("2 of 2 with 'Slingshot'"))
        // After the last one, the first.
        _ = model.update(.key(.character("n")))
        #expect(model.shownStep == 620)
        _ = model.update(.key(.character("N")))
        #expect(model.shownStep == 1_220)
        _ = model.update(.key(.escape))
        _ = model.update(.key(.character("g")))
        for key in "100".unicodeScalars { _ = model.update(.key(.character(key))) }
        _ = model.update(.key(.enter))
        _ = model.update(.key(.character("n")))
        #expect(model.shownStep == 300)
    }

    @Test func whatNoEventHasIsSaid() {
        var model = makeModel(in: .replay, width: 120, height: 40)
        for key in "/zebra".unicodeScalars { _ = model.update(.key(.character(key))) }
        _ = model.update(.key(.enter))
        #expect(footer(model).contains("no event has 'zebra'"))
        _ = model.update(.key(.escape))
        #expect(model.mode == .watching && model.shownStep == 1_000)
    }
}
