package import RunEvents
package import TerminalUI

/// How a class is drawn: everywhere in the same colour, and in ribbons and lists with the same sign.
package enum ClassLook {
    /// The class's sign in ribbons and lists.
    package static func glyph(_ driveClass: DriveClass) -> Unicode.Scalar {
        switch driveClass {
        case .functional: "▀"
        case .mixed: "▒"
        case .compression: "▄"
        case .unsplit: "─"
        }
    }

    /// The role that has the class's colour.
    package static func role(_ driveClass: DriveClass) -> Theme.Role {
        switch driveClass {
        case .functional: .functional
        case .mixed: .mixed
        case .compression: .compression
        case .unsplit: .inactive
        }
    }
}
