import Dashboard
import TerminalUI
import Testing

@Suite struct KeyBindingTests {
    @Test func noKeyIsBoundTwice() {
        let keys = KeyBinding.table.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test func everyActionHasOneBinding() {
        let actions = KeyBinding.table.map(\.action)
        #expect(Set(actions) == Set(Action.allCases))
        #expect(actions.count == Action.allCases.count)
    }

    @Test func everyKeyFindsItsAction() {
        for binding in KeyBinding.table {
            #expect(!binding.keys.isEmpty)
            for key in binding.keys { #expect(KeyBinding.action(for: key) == binding.action) }
        }
        #expect(KeyBinding.action(for: .character("~")) == nil)
    }

    @Test func theHelpScreenHasEveryBindingWhole() {
        var model = makeModel()
        _ = model.update(.key(.character("?")))
        let screen = model.view(size: Size(width: 80, height: 24)).lines.joined(separator: "\n")
        for binding in KeyBinding.table {
            #expect(screen.contains(binding.label))
            #expect(screen.contains(binding.help), "'\(binding.help)' is missing or cut off")
        }
    }

    @Test func theHelpScreenOfTheSmallestSizeStillHasEveryKey() {
        var model = makeModel()
        _ = model.update(.key(.character("?")))
        let screen = model.view(size: Layout.smallest).lines.joined(separator: "\n")
        for binding in KeyBinding.table { #expect(screen.contains("\(binding.name)")) }
    }
}
