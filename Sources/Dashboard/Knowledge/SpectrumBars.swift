import RunEvents
import TerminalUI

/// The shares of a spectrum as upright bars, the largest as high as there is room. A column stands for one frequency,
/// or for the largest of some where there are more than columns.
struct SpectrumBars: Widget {
    let spectrum: FourierRecord.Spectrum
    let theme: Theme
    let symbols: Symbols

    func render(into frame: inout Frame, in rect: Rect) {
        var rest = rect
        let row = rest.takeTop(1)
        let peaks = spectrum.top.prefix(3).map { "\($0.frequency)" }.joined(separator: " ")
        frame.text(
            "spectrum, k 1 to \(spectrum.shares.count), largest \(peaks)", x: row.x, y: row.y, style: theme[.inactive],
            limit: row.width)
        let columns = columns(rest.width)
        let largest = columns.max() ?? 0
        guard !rest.isEmpty, largest > 0 else { return }
        for (column, share) in columns.enumerated() {
            let eighths = max(1, Int((share / largest * Double(8 * rest.height)).rounded()))
            for cell in 0..<min(rest.height, (eighths + 7) / 8) {
                frame.set(
                    rest.x + column, rest.bottom - 1 - cell, symbols.bar(eighths: eighths - 8 * cell), theme[.text])
            }
        }
    }

    private func columns(_ width: Int) -> [Double] {
        let shares = spectrum.shares
        guard shares.count > width, width > 0 else { return shares }
        return (0..<width).map { column in
            shares[column * shares.count / width..<(column + 1) * shares.count / width].max() ?? 0
        }
    }
}
