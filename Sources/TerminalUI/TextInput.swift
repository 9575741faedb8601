/// A line being typed.
package struct TextInput: Hashable, Sendable {
    package private(set) var scalars: [Unicode.Scalar]
    /// Index of the scalar that the next one is put before.
    package private(set) var cursor: Int

    private static let longest = 64

    package init(_ text: String = "") {
        scalars = Array(text.unicodeScalars)
        cursor = scalars.count
    }

    package var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// - Returns: whether the key meant something here.
    package mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let scalar), .keypad(let scalar):
            guard scalars.count < TextInput.longest, ScalarWidth.single(scalar) == scalar else { return false }
            scalars.insert(scalar, at: cursor)
            cursor += 1
        case .backspace:
            guard cursor > 0 else { return true }
            cursor -= 1
            scalars.remove(at: cursor)
        case .delete:
            if cursor < scalars.count { scalars.remove(at: cursor) }
        case .left: cursor = max(0, cursor - 1)
        case .right: cursor = min(scalars.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = scalars.count
        case .control("u"):
            scalars.removeSubrange(..<cursor)
            cursor = 0
        case .control("k"): scalars.removeSubrange(cursor...)
        default: return false
        }
        return true
    }
}
