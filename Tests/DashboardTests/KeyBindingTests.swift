import Dashboard
import TerminalUI
import Testing

@Suite struct KeyBindingTests {
    @Test(arguments: Place.allCases) func noKeyIsBoundTwice(place: Place) {
        let keys = KeyBinding.table(place).flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test(arguments: Place.allCases) func noActionHasTwoBindings(place: Place) {
        let actions = KeyBinding.table(place).map(\.action)
        #expect(Set(actions).count == actions.count)
    }

    @Test func everyActionHasABinding() {
        #expect(Set(KeyBinding.table.map(\.action)) == Set(Action.allCases))
        #expect(KeyBinding.table.allSatisfy { !$0.places.isEmpty && !$0.keys.isEmpty })
    }

    @Test(arguments: Place.allCases) func everyKeyFindsItsAction(place: Place) {
        for binding in KeyBinding.table(place) {
            for key in binding.keys { #expect(KeyBinding.action(for: key, in: place) == binding.action) }
        }
        #expect(KeyBinding.action(for: .character("~"), in: place) == nil)
    }

    @Test(arguments: Place.allCases) func theHelpScreenHasEveryBindingWhole(place: Place) {
        let screen = help(place, Size(width: 80, height: 24))
        for line in KeyBinding.table(place).compactMap(\.help) {
            #expect(screen.contains(" \(line.label) "))
            #expect(screen.contains(" \(line.text) "), "'\(line.text)' is missing or cut off")
        }
        #expect(screen.contains("⑂ fork") && screen.contains("no full window"))
    }

    @Test(arguments: Place.allCases) func theHelpScreenOfTheSmallestSizeStillHasEveryKey(place: Place) {
        let screen = help(place, Layout.smallest)
        for line in KeyBinding.table(place).compactMap(\.help) {
            #expect(screen.contains(" \(line.label) ") && screen.contains(" \(line.name)"), "'\(line.name)'")
        }
    }

    /// Keys that share a line are all named in it.
    @Test(arguments: Place.allCases) func everyKeyIsToldOfInHelp(place: Place) {
        let told = KeyBinding.table(place).compactMap(\.help).map { $0.label + " " + $0.text }.joined(separator: " ")
        for binding in KeyBinding.table(place) where binding.action != .suspend && Int(binding.label) == nil {
            #expect(told.contains(binding.label), "\(binding.label)")
        }
    }

    @Test func helpIsSearched() {
        var model = makeModel(in: .now)
        for key in "?/ablate".unicodeScalars { _ = model.update(.key(.character(key))) }
        let screen = model.view().lines.joined(separator: "\n")
        #expect(screen.contains("ablate, or perturb") && !screen.contains("go to the start"))
        #expect(screen.contains("/ablate"))
        _ = model.update(.key(.escape))
        #expect(model.mode == .watching)
    }

    /// Everything that the help screen shows while one goes down in it.
    private func help(_ place: Place, _ size: Size) -> String {
        var model = makeModel(in: place)
        #expect(model.place == place)
        _ = model.update(.resize(size))
        _ = model.update(.key(.character("?")))
        var screens: [String] = []
        for _ in 0..<40 {
            screens.append(model.view().lines.joined(separator: "\n"))
            _ = model.update(.key(.down))
        }
        #expect(model.mode == .help)
        return screens.joined(separator: "\n")
    }
}
