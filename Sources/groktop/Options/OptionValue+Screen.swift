internal import ArgumentParser
internal import LiveScreen
internal import RunEvents
internal import Tasks
internal import TerminalUI

extension OptionValue {
    /// Reads `COLUMNSxROWS`.
    static func size(_ text: String) throws -> Size {
        let (least, most) = (Snapshot.leastSize, Snapshot.mostSize)
        let parts = text.split(separator: "x", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let width = NumberInput.whole(parts[0], in: least.width...most.width),
            let height = NumberInput.whole(parts[1], in: least.height...most.height)
        else {
            throw ValidationError(
                "it must be COLUMNSxROWS such as 120x40, from \(least.width)x\(least.height) "
                    + "to \(most.width)x\(most.height)")
        }
        return Size(width: width, height: height)
    }

    /// Reads the name of a panel.
    static func panel(_ text: String) throws -> String {
        guard Snapshot.panels.contains(text) else {
            throw ValidationError("it must be \(Alternatives.text(Snapshot.panels))")
        }
        return text
    }
}
