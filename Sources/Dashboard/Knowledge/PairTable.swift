import RunEvents
import TerminalUI

/// The answers to all pairs a, b: a goes down, b goes to the right.
///
/// Where there is room for every pair, each has its look (`PairLook`). Otherwise there are two maps beside one another,
/// of the pairs that are trained on and of those that are held out; a cell's shade is the share of its pairs that are
/// right.
struct PairTable: Widget {
    let table: KnowledgeRecord.Table
    let theme: Theme

    /// Columns between the two maps.
    private static let gap = 2
    private static let shades: [Unicode.Scalar] = ["·", "░", "▒", "▓", "█"]
    /// Rows from which there is one for the caption.
    private static let leastWithCaption = 4

    /// The columns that it takes of a rectangle.
    func width(in rect: Rect) -> Int {
        if let across = columnsOfPair(rect) { return min(rect.width, max(across * table.size, Self.legendWidth)) }
        return 2 * side(rect).width + Self.gap
    }

    func render(into frame: inout Frame, in rect: Rect) {
        if let across = columnsOfPair(rect) {
            renderPairs(across, into: &frame, in: rect)
        } else {
            renderShares(into: &frame, in: rect)
        }
    }

    /// Columns of one pair, two where that leaves its look nearly square; nil where there is no room for each pair.
    private func columnsOfPair(_ rect: Rect) -> Int? {
        guard table.size < rect.height else { return nil }
        return [2, 1].first { $0 * table.size <= rect.width }
    }

    private static let legendWidth = 42

    private func renderPairs(_ across: Int, into frame: inout Frame, in rect: Rect) {
        var rest = rect
        // Two rows of the legend where there are two to spare.
        let legendRows = rect.height >= table.size + 2 ? 2 : 1
        for (index, look) in PairLook.allCases.enumerated() where index / 2 < legendRows {
            let x = rect.x + index % 2 * Self.legendWidth / 2
            let line = TextLine("\(look.glyph) ", theme[look.role]) + TextLine(look.words, theme[.inactive])
            frame.text(line, x: x, y: rect.y + index / 2, limit: rect.right - x)
        }
        _ = rest.takeTop(legendRows)
        for entry in table.answers.indices {
            let look = PairLook(isRight: table.isRight(entry), isTrained: table.isTrained[entry])
            for column in 0..<across {
                frame.set(
                    rest.x + entry % table.size * across + column, rest.y + entry / table.size, look.glyph,
                    theme[look.role])
            }
        }
    }

    /// Columns and rows of one of two maps: about square, as a cell is about twice as high as wide.
    private func side(_ rect: Rect) -> Size {
        let height = min(table.size, rect.height >= Self.leastWithCaption ? rect.height - 1 : rect.height)
        return Size(width: min(table.size, 2 * height, max(1, (rect.width - Self.gap) / 2)), height: height)
    }

    private func renderShares(into frame: inout Frame, in rect: Rect) {
        let size = side(rect)
        for (index, trained) in [true, false].enumerated() {
            var place = Rect(
                x: rect.x + index * (size.width + Self.gap), y: rect.y, width: size.width, height: rect.height)
            let role = trained ? Theme.Role.train : .test
            if rect.height >= Self.leastWithCaption {
                let row = place.takeTop(1)
                let name = PairLook.name(trained: trained)
                frame.text(
                    size.width >= name.count + 6 ? "\(name) █ right" : name, x: row.x, y: row.y, style: theme[role],
                    limit: row.width)
            }
            render(shares(size, trained: trained), size, theme[role], into: &frame, in: place)
        }
    }

    private func render(
        _ shares: [(right: Int, all: Int)], _ size: Size, _ style: Style, into frame: inout Frame, in rect: Rect
    ) {
        for (index, (right, all)) in shares.enumerated() where all > 0 {
            // The full shade means that all are right, and the lightest that none is.
            let level = right == all ? 4 : right == 0 ? 0 : 1 + min(2, right * 3 / all)
            frame.set(
                rect.x + index % size.width, rect.y + index / size.width, Self.shades[level],
                level == 0 ? theme[.inactive] : style)
        }
    }

    /// For each cell, how many of its pairs are right, and how many there are.
    private func shares(_ size: Size, trained: Bool) -> [(right: Int, all: Int)] {
        var shares = [(right: Int, all: Int)](repeating: (0, 0), count: size.width * size.height)
        for entry in table.answers.indices where table.isTrained[entry] == trained {
            let row = entry / table.size * size.height / table.size
            let cell = row * size.width + entry % table.size * size.width / table.size
            shares[cell].all += 1
            if table.isRight(entry) { shares[cell].right += 1 }
        }
        return shares
    }
}
