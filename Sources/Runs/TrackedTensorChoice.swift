internal import Console
internal import Foundation
internal import RunEvents
internal import Safetensors

/// Which tensors of another program's checkpoint are tracked, by their names.
package enum TrackedTensorChoice: Sendable, Equatable {
    /// Matrices of attention; all tensors where there are none.
    case automatic
    /// Matrices of attention.
    case attention
    /// All tensors of floats.
    case all
    /// All tensors whose names match a shell pattern.
    case pattern(String)

    /// Reads the value of `--track`.
    package init(_ text: String) {
        switch text {
        case "attention": self = .attention
        case "all": self = .all
        default: self = .pattern(text)
        }
    }

    /// Words of a name that say that a tensor belongs to an attention layer; the Python package has the same.
    private static let attentionName =
        "attn|attention|(^|[._])(qkv|[qkvo]_proj|(query|key|value)(_proj)?|w[qkvo]|in_proj|c_attn)([._]|$)"

    /// The names of the tracked tensors, sorted, and what the choice is called.
    ///
    /// - Throws: `Failure` where it names none.
    func names(in header: SafetensorsHeader) throws(Failure) -> (label: String, names: [String]) {
        let parameters = header.names.filter {
            Checkpoint.isParameter($0)
                && [.float16, .bfloat16, .float32, .float64].contains(header.entries[$0]?.type)
        }
        let attention = parameters.filter { name in
            (header.entries[name]?.shape.count ?? 0) >= 2
                && name.range(of: Self.attentionName, options: [.regularExpression, .caseInsensitive]) != nil
        }
        let (label, names): (String, [String]) =
            switch self {
            case .automatic: attention.isEmpty ? ("all", parameters) : ("attention", attention)
            case .attention: ("attention", attention)
            case .all: ("all", parameters)
            case .pattern(let pattern): (pattern, parameters.filter { fnmatch(pattern, $0, 0) == 0 })
            }
        guard !names.isEmpty else {
            let some = parameters.prefix(4).joined(separator: ", ")
            throw .usage("--track \(label) names no tensor of floats; there are \(some) …")
        }
        return (label, names)
    }
}
