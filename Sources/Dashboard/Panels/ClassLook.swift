package import RunEvents
package import TerminalUI

/// How a class is drawn: everywhere the same colour, and in a ribbon a glyph of its own.
package enum ClassLook {
    package static func glyph(_ driveClass: DriveClass) -> Unicode.Scalar {
        switch driveClass {
        case .functional: "▀"
        case .mixed: "▒"
        case .compression: "▄"
        }
    }

    package static func role(_ driveClass: DriveClass) -> Theme.Role {
        switch driveClass {
        case .functional: .functional
        case .mixed: .mixed
        case .compression: .compression
        }
    }
}
