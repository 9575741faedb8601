/// What a picture of a frame consists of: rectangles, corners and text, each by the colour that it has.
struct PictureLayers {
    /// Things by a key, in the order in which the keys were first met: the same frame always makes the same picture.
    struct Ordered<Key: Hashable, Value> {
        private(set) var keys: [Key] = []
        private var values: [Key: [Value]] = [:]

        mutating func add(_ value: Value, to key: Key) {
            if values[key] == nil { keys.append(key) }
            values[key, default: []].append(value)
        }

        subscript(key: Key) -> [Value] { values[key] ?? [] }
    }

    /// How text looks.
    struct TextLook: Hashable {
        var color: Color
        var isBold: Bool
    }

    /// A run of ASCII on one row, or one other character.
    struct Text {
        /// Column and row of the first character.
        var column: Int
        var row: Int
        var text: String
        var isASCII: Bool
    }

    private(set) var backgrounds = Ordered<Color, PixelRect>()
    private(set) var shapes = Ordered<Color, PixelRect>()
    private(set) var arcs = Ordered<Color, (column: Int, row: Int, arc: CellShape.Arc)>()
    private(set) var texts = Ordered<TextLook, Text>()

    private let colors: PictureColors
    /// How much of the background dim text takes on. Terminals differ; a third of it is common.
    private static let dimShare = 1.0 / 3

    /// The layers of a frame.
    init(_ frame: Frame, _ colors: PictureColors) {
        self.colors = colors
        for row in 0..<frame.height {
            var column = 0
            while column < frame.width {
                column += add(frame, column, row)
            }
        }
    }

    /// Adds the cell, with the text that goes on from it.
    ///
    /// - Returns: the cells that were added.
    private mutating func add(_ frame: Frame, _ column: Int, _ row: Int) -> Int {
        guard let cell = frame[column, row] else { return 1 }
        addGround(cell, column, row)
        let (ink, ground) = seen(cell.style)
        let (x, y) = (column * CellShape.width, row * CellShape.height)
        if cell.style.attributes.contains(.underline) {
            shapes.add(PixelRect(x: x, y: y + 14, width: CellShape.width, height: 1), to: ink)
        }
        guard cell.scalar != " " else { return 1 }
        if let shape = CellShape(cell.scalar) {
            let color = shape.share < 1 ? ground.mixed(with: ink, share: shape.share) : ink
            for rect in shape.rects { shapes.add(rect.moved(x: x, y: y), to: color) }
            if let arc = shape.arc { arcs.add((column, row, arc), to: ink) }
            return 1
        }
        let look = TextLook(color: ink, isBold: cell.style.attributes.contains(.bold))
        let text = cell.scalar.isASCII ? word(frame, column, row) : String(cell.scalar)
        texts.add(Text(column: column, row: row, text: text, isASCII: cell.scalar.isASCII), to: look)
        let count = text.unicodeScalars.count
        for next in 1..<count { frame[column + next, row].map { addGround($0, column + next, row) } }
        return count
    }

    private mutating func addGround(_ cell: Cell, _ column: Int, _ row: Int) {
        let ground = seen(cell.style).ground
        guard ground != colors.ground else { return }
        backgrounds.add(
            PixelRect(
                x: column * CellShape.width, y: row * CellShape.height, width: CellShape.width,
                height: CellShape.height),
            to: ground)
    }

    /// The ASCII characters of one style from here on, with single spaces between them: a text that SVG keeps as it is.
    private func word(_ frame: Frame, _ column: Int, _ row: Int) -> String {
        guard let first = frame[column, row] else { return "" }
        var text = String.UnicodeScalarView()
        var x = column
        while let cell = frame[x, row], cell.style == first.style, cell.scalar.isASCII,
            cell.scalar != " " || isBetweenWords(frame, x, row, first.style)
        {
            text.append(cell.scalar)
            x += 1
        }
        return String(text)
    }

    private func isBetweenWords(_ frame: Frame, _ x: Int, _ row: Int, _ style: Style) -> Bool {
        guard !style.attributes.contains(.underline), let next = frame[x + 1, row] else { return false }
        return next.style == style && next.scalar.isASCII && next.scalar != " "
    }

    /// The colours that the eye sees of a style.
    private func seen(_ style: Style) -> (ink: Color, ground: Color) {
        var ink = style.foreground.isTerminal ? colors.ink : style.foreground
        var ground = style.background.isTerminal ? colors.ground : style.background
        if style.attributes.contains(.reverse) { swap(&ink, &ground) }
        if style.attributes.contains(.dim) { ink = ink.mixed(with: ground, share: Self.dimShare) }
        return (ink, ground)
    }
}
