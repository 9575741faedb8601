import Dashboard
import RunEvents
import TerminalUI
import Testing

@Suite("The command line") struct CommandLineTests {
    private func model(in place: Place = .replay) -> Model { makeModel(in: place, width: 140, height: 40) }

    @discardableResult
    private func type(_ text: String, _ model: inout Model, enter: Bool = true) -> [Effect] {
        var effects = model.update(.key(.character(":")))
        for scalar in text.unicodeScalars { effects += model.update(.key(.character(scalar))) }
        if enter { effects += model.update(.key(.enter)) }
        return effects
    }

    @Test("goes to steps and events, in any case of letters")
    func places() {
        var model = model()
        type("1,040", &model)
        #expect(model.shownStep == 1_040 && model.mode == .watching)
        type("0", &model)
        type(" Grokked ", &model)
        #expect(model.shownStep == model.run.grokked?.step)
        type("slingshot", &model)
        let first = model.shownStep
        type("slingshot", &model)
        #expect(model.shownStep != first || model.run.log.entries.filter { $0.kind == .slingshot }.count == 1)
    }

    @Test("does what each key does", arguments: Place.allCases)
    func actions(place: Place) {
        for binding in KeyBinding.table(place) where ![.commandLine, .interrupt].contains(binding.action) {
            var byKey = model(in: place)
            var byName = byKey
            let effects = byKey.update(.key(binding.keys[0]))
            #expect(type(binding.action.name, &byName) == effects, "\(binding.action)")
            #expect(byName.mode == byKey.mode && byName.timeView == byKey.timeView && byName.cursor == byKey.cursor)
        }
    }

    @Test("chooses themes and panels by name, and asks a live run for commands")
    func names() {
        var model = model(in: .now)
        type("theme second", &model)
        #expect(model.theme.name == "second")
        type("panel loss", &model)
        #expect(model.panel == .loss)
        type("panel ledger", &model)
        #expect(model.side == .ledger)
        #expect(type("weight-decay=0.5", &model) == [.send(.weightDecay(.value(0.5)))])
        var replay = self.model()
        #expect(type("weight-decay=0.5", &replay) == [])
        #expect(replay.view().lines.last?.contains("a recording cannot be changed") == true)
    }

    @Test(
        "what is nothing is named, and stays to be mended",
        arguments: [
            ("fly", "'fly' is nothing that can be done"), ("99999", "there is no step 99,999"), ("", "nothing typed"),
            ("theme nosuch", "there is no theme 'nosuch' here"), ("panel nosuch", "there is no panel 'nosuch' here"),
        ])
    func problems(text: String, problem: String) {
        var model = model()
        type(text, &model)
        #expect(model.view().lines.last?.contains(problem) == true, "\(model.view().lines.last ?? "")")
        _ = model.update(.key(.escape))
        #expect(model.mode == .watching)
    }

    private func line(_ model: Model) -> String {
        if case .typingLine(let entry, _) = model.mode { return entry.input.text }
        return ""
    }

    @Test("tab completes what all have in common, then goes through them; shift-tab goes back")
    func completion() {
        var model = model()
        type("zoo", &model, enter: false)
        #expect(model.view().lines.last?.contains("zoom-in  zoom-out  zoom-to-span") == true)
        var found: [String] = []
        for _ in 0..<5 {
            _ = model.update(.key(.tab))
            found.append(line(model))
        }
        #expect(found == ["zoom-", "zoom-in", "zoom-out", "zoom-to-span", "zoom-in"])
        _ = model.update(.key(.backTab))
        #expect(line(model) == "zoom-to-span")
        type("xyz", &model, enter: false)
        _ = model.update(.key(.tab))
        #expect(line(model).hasSuffix("xyz"))
    }

    @Test("the arrows bring earlier lines back")
    func history() {
        var model = model()
        for text in ["100", "expand", "expand", "200"] { type(text, &model) }
        type("", &model, enter: false)
        var found: [String] = []
        for key in [Key.up, .up, .up, .up, .down, .down, .down, .down] {
            _ = model.update(.key(key))
            found.append(line(model))
        }
        #expect(found == ["200", "expand", "100", "100", "expand", "200", "", ""])
    }
}
