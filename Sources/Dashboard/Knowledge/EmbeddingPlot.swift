import RunEvents
import TerminalUI

/// The embeddings of residues in the plane of their strongest frequency, a dot each. The digits stand at residues 0 and
/// 1; from each residue to the next it is k/p of a turn, where there is a circle.
struct EmbeddingPlot: Widget {
    let circle: KnowledgeRecord.Circle
    let theme: Theme
    let symbols: Symbols

    func render(into frame: inout Frame, in rect: Rect) {
        var rest = rect
        let row = rest.takeTop(1)
        frame.text(
            "circle of k = \(circle.frequency), \(NumberText.fixed(circle.share, decimals: 3)) of power", x: row.x,
            y: row.y, style: theme[.inactive], limit: row.width)
        let reach = zip(circle.x, circle.y).map { ($0 * $0 + $1 * $1).squareRoot() }.max() ?? 0
        guard !rest.isEmpty, reach > 0, reach.isFinite else { return }
        let (width, height) = (min(rest.width, 2 * rest.height), min(rest.height, (rest.width + 1) / 2))
        let place = Rect(x: rest.x + (rest.width - width) / 2, y: rest.y, width: width, height: height)
        var raster = PlotRaster(width: width, height: height, symbols: symbols)
        for (x, y) in zip(circle.x, circle.y) {
            let column = Int(((x / reach + 1) / 2 * Double(raster.columns - 1)).rounded())
            let down = (1 - y / reach) / 2 * Double(raster.rows - 1)
            raster.fill(column: column, from: down, to: down, owner: 0)
        }
        raster.render(into: &frame, in: place) { _ in (theme[.text], "*") }
        for residue in 0..<min(2, circle.x.count) {
            let x = ((circle.x[residue] / reach + 1) / 2 * Double(width - 1)).rounded()
            let y = ((1 - circle.y[residue] / reach) / 2 * Double(height - 1)).rounded()
            frame.text("\(residue)", x: place.x + Int(x), y: place.y + Int(y), style: theme[.marker], limit: 1)
        }
    }
}
