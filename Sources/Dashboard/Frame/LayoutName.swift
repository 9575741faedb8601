/// The names of arrangements of the panels that a configuration may choose.
package enum LayoutName {
    /// The arrangement that follows from the terminal's size.
    package static let standard = "automatic"
    /// All names. The first is the built-in choice.
    package static let all = [standard]
}
