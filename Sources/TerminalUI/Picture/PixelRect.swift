/// A rectangle of a picture, in pixels from the upper left corner.
struct PixelRect: Hashable, Sendable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    /// The same rectangle elsewhere.
    func moved(x: Int, y: Int) -> PixelRect {
        PixelRect(x: self.x + x, y: self.y + y, width: width, height: height)
    }

    /// The same area in fewer rectangles: those of one height that meet side by side are joined, then those of one
    /// width that meet one above the other.
    static func joined(_ rects: [PixelRect]) -> [PixelRect] {
        var rows: [PixelRect] = []
        for rect in rects.sorted(by: { ($0.y, $0.height, $0.x) < ($1.y, $1.height, $1.x) }) {
            if let last = rows.last, last.y == rect.y, last.height == rect.height, last.x + last.width == rect.x {
                rows[rows.count - 1].width += rect.width
            } else {
                rows.append(rect)
            }
        }
        var result: [PixelRect] = []
        for rect in rows.sorted(by: { ($0.x, $0.width, $0.y) < ($1.x, $1.width, $1.y) }) {
            if let last = result.last, last.x == rect.x, last.width == rect.width, last.y + last.height == rect.y {
                result[result.count - 1].height += rect.height
            } else {
                result.append(rect)
            }
        }
        return result
    }

    /// The rectangle as SVG path data.
    var path: String { "M\(x) \(y)h\(width)v\(height)h-\(width)z" }
}
