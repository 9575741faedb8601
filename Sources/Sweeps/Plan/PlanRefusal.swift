/// Why `groktop train` would not take some options.
package struct PlanRefusal: Error, Sendable {
    /// The option to blame, without `--`; nil where it is not known.
    package var option: String?
    /// What is wrong, as it follows the option where there is one.
    package var text: String

    /// - Parameters:
    ///   - option: the option to blame, without `--`; nil where it is not known.
    ///   - text: what is wrong, as it follows the option where there is one.
    package init(option: String?, _ text: String) { (self.option, self.text) = (option, text) }
}
