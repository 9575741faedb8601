import TerminalUI

/// Draws a widget on a small screen.
func screen(_ width: Int, _ height: Int, _ widget: some Widget) -> [String] {
    var frame = Frame(size: Size(width: width, height: height))
    widget.render(into: &frame, in: frame.bounds)
    return frame.lines
}

/// Sizes that a widget has to live with besides those that it is made for.
let awkwardSizes = [
    Size(width: 0, height: 0), Size(width: 1, height: 1), Size(width: 0, height: 5), Size(width: 5, height: 0),
    Size(width: 2, height: 1), Size(width: 1, height: 2), Size(width: 3, height: 2),
]
