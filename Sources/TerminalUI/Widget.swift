/// Something that draws itself into a part of a frame. It accepts any rectangle, empty ones included, and stays inside
/// it.
package protocol Widget {
    /// Draws the widget into a part of a frame.
    func render(into frame: inout Frame, in rect: Rect)
}
