/// The type of a tensor's elements. The raw values are the names of the safetensors format.
package enum ElementType: String, Sendable, CaseIterable {
    case float32 = "F32"
    case float64 = "F64"
    case int32 = "I32"
    case int8 = "I8"
    case uint8 = "U8"
    // In files of other programs: the narrow floats are read as doubles, the others stand beside them unread.
    case bfloat16 = "BF16"
    case float16 = "F16"
    case int64 = "I64"
    case int16 = "I16"
    case uint64 = "U64"
    case uint32 = "U32"
    case uint16 = "U16"
    case boolean = "BOOL"

    /// Bytes of one element.
    var bytes: Int {
        switch self {
        case .float64, .int64, .uint64: 8
        case .float32, .int32, .uint32: 4
        case .bfloat16, .float16, .int16, .uint16: 2
        case .int8, .uint8, .boolean: 1
        }
    }
}
