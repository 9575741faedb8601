import Dashboard
import TerminalUI
import Testing

/// Keys that are bound otherwise, and the words about them.
@Suite struct KeyMapTests {
    private static let unusual = Key.function(9)

    private func model(_ keys: KeyMap, in place: Place) -> Model {
        var model = makeModel(in: place, width: 160, height: 50)
        model.preferences.keys = keys
        return model
    }

    @Test func rowsOfOneActionHaveTheSameKeys() {
        for binding in KeyBinding.table { #expect(binding.keys == KeyMap.standardKeys(of: binding.action)) }
    }

    @Test func everyKeyHasANameThatMeansIt() {
        for key in KeyBinding.table.flatMap(\.keys) { #expect(key.name.flatMap(Key.init(name:)) == key, "\(key)") }
        for name in ["ctrl-m", "ctrl-1", "f13", "", " ", "ab", "\u{1B}"] { #expect(Key(name: name) == nil) }
    }

    @Test func everyActionHasANameOfItsOwn() {
        #expect(Set(Action.allCases.map(\.name)).count == Action.allCases.count)
        #expect(Action.allCases.allSatisfy { Action(name: $0.name) == $0 })
        #expect(Action.toggleWeightDecay.name == "toggle-weight-decay")
    }

    @Test(arguments: Action.allCases) func aBoundKeyWorksAndTheOldOneDoesNot(action: Action) throws {
        let keys = KeyMap([action: [Self.unusual]])
        for place in Place.allCases {
            let old = KeyBinding.table(place).filter { $0.action == action }.flatMap(\.keys)
            guard !old.isEmpty else { continue }
            #expect(keys.action(for: Self.unusual, in: place) == action)
            for key in old { #expect(keys.action(for: key, in: place) != action) }
            for binding in KeyBinding.table(place) where binding.action != action {
                for key in binding.keys { #expect(keys.action(for: key, in: place) == binding.action) }
            }
        }
    }

    /// No line of the help screen names a key that does something else now, and the new key is named.
    @Test(arguments: Action.allCases, Place.allCases) func wordsFollowTheKeys(action: Action, place: Place) {
        let keys = KeyMap([action: [Self.unusual]])
        guard let old = KeyBinding.table(place).first(where: { $0.action == action }) else { return }
        let lines = zip(KeyBinding.table(place), keys.table(place))
        for (before, after) in lines {
            guard let help = before.help, let changed = after.help else { continue }
            let words = help.label.replacing("Ctrl-L/Z", with: "Ctrl-L Ctrl-Z").split(separator: " ").map(String.init)
            guard words.contains(where: { old.keys.map(\.label).contains($0) }) else {
                #expect(changed.label == help.label)
                continue
            }
            #expect(changed.label.contains("F9"), "\(changed.label)")
            #expect(!changed.label.split(separator: " ").contains { old.label == $0 })
            let text = (changed.name + " " + changed.text).split { " ;:,".contains($0) }.map(String.init)
            #expect(
                !text.contains { old.keys.map(\.label).contains($0) && $0 != "space" && $0 != "tab" }, "\(changed.text)"
            )
        }
        for (before, after) in zip(KeyBinding.table(place), keys.table(place)) where before.action == action {
            if before.footer != nil { #expect(after.footer?.label.contains("F9") == true) }
        }
    }

    @Test func footerAndHelpShowTheNewKeys() {
        let keys = KeyMap([.quit: [.function(10)], .toggleWeightDecay: [.character("j")], .suspend: [.control("y")]])
        var model = model(keys, in: .now)
        let footer = model.view().lines.last ?? ""
        #expect(footer.contains("F10 quit") && footer.contains("j decay"), "\(footer)")
        #expect(!footer.contains("q quit"))
        _ = model.update(.key(.character("?")))
        let help = model.view().lines.joined(separator: "\n")
        #expect(help.contains(" j W c ") && help.contains(" Ctrl-L Ctrl-Y ") && help.contains(" F10 "))
    }

    @Test func aReboundKeyIsWhatWorks() {
        var model = model(KeyMap([.help: [.character("j")]]), in: .now)
        _ = model.update(.key(.character("?")))
        #expect(model.mode == .watching)
        _ = model.update(.key(.character("j")))
        #expect(model.mode == .help)
    }

    @Test func anActionWithoutAKeyIsNotOffered() {
        let model = model(KeyMap([.expand: []]), in: .now)
        #expect(!(model.view().lines.last ?? "").contains("expand"))
    }

    @Test func aKeyThatWouldMeanTwoThingsIsFound() {
        #expect(KeyMap.conflict([:]) == nil)
        let conflict = KeyMap.conflict([.fork: [.character("q")]])
        #expect(conflict?.key == .character("q") && Set(conflict?.actions ?? []) == [.fork, .quit])
        // What is only now and what is only of the past may share a key.
        #expect(KeyMap.conflict([.singleStep: [.character("j")], .nextRecorded: [.character("j")]]) == nil)
    }
}
