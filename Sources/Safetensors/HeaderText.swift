/// Writes a header's JSON.
enum HeaderText {
    /// The JSON for the tensors, whose data follow each other in the given order.
    ///
    /// - Precondition: each tensor has a name, no two have the same, and none is `__metadata__`.
    static func of(_ tensors: [SafetensorsTensor], _ metadata: [String: String]) -> String {
        var members: [String] = []
        if !metadata.isEmpty {
            let pairs = metadata.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
            members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
        }
        var names: Set<String> = ["", "__metadata__"]
        var end = 0
        for tensor in tensors {
            precondition(names.insert(tensor.name).inserted, "tensor '\(tensor.name)': no name, or one that is taken")
            let start = end
            end += tensor.byteCount
            let shape = tensor.shape.map { String($0) }.joined(separator: ",")
            members.append(
                """
                \(quoted(tensor.name)):{"dtype":"\(tensor.values.type.rawValue)","shape":[\(shape)],\
                "data_offsets":[\(start),\(end)]}
                """)
        }
        return "{\(members.joined(separator: ","))}"
    }

    /// A JSON string that escapes only the characters that JSON requires.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
