/// What is done when a rule becomes true, besides running a program.
package enum AlertAction: String, Hashable, Sendable, CaseIterable {
    /// The terminal's bell.
    case bell
    /// A line: on the screen a notice, without a screen a line on standard error.
    case line
    /// A notification of the desktop, through the terminal.
    case notify
    /// The run pauses at the step at which the rule became true. Only runs that are trained here do.
    case pause
}
