/// What a person has chosen about the screen once and for all.
package struct Preferences: Sendable {
    /// The keys.
    package var keys = KeyMap.standard
    /// The arrangement of the panels to begin with; nil for the one with which the screen was left.
    package var layout: LayoutName?
    /// Whether hints are shown the first time that something happens.
    package var showsGuidance = true

    /// The built-in preferences.
    package init() {}
}
