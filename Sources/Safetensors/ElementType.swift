/// The type of a tensor's elements. The raw values are the names of the safetensors format.
package enum ElementType: String, Sendable, CaseIterable {
    case float32 = "F32"
    case float64 = "F64"
    case int32 = "I32"
    case int8 = "I8"
    case uint8 = "U8"

    /// Bytes of one element.
    var bytes: Int {
        switch self {
        case .float64: 8
        case .float32, .int32: 4
        case .int8, .uint8: 1
        }
    }
}
