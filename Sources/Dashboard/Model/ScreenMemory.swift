/// What the screen keeps from one session to the next.
package struct ScreenMemory: Hashable, Sendable {
    /// The arrangement of the panels.
    package var arrangement = Arrangement()
    /// Whether hints are shown.
    package var showsGuidance = true
    /// The hints that were shown, by their names.
    package var seenHints: Set<String> = []

    /// That of a screen which keeps nothing. It has no hints: they would come again in every session.
    package static let forgetful: ScreenMemory = {
        var memory = ScreenMemory()
        memory.showsGuidance = false
        return memory
    }()

    /// What a screen begins with that was never left.
    package init() {}
}
