/// Something that draws itself into a part of a frame. It may be given any rectangle, empty ones included, and stays
/// inside it.
package protocol Widget {
    func render(into frame: inout Frame, in rect: Rect)
}
