/// Every parameter of a model: its name, shape, place in the arena and how it begins. The one declaration that
/// initialization, forward, backward, the optimizer and files all read.
package struct ParameterTable: Sendable {
    /// All parameters in the order of the arena.
    package private(set) var entries: [Entry] = []
    /// Floats in the arena.
    package private(set) var count = 0
    private var ranges: [Role: Range<Int>] = [:]
    private var indices: [String: Int] = [:]

    /// One tensor of parameters.
    package struct Entry: Sendable, Equatable {
        /// As PyTorch's module names the tensor, such as `body.layers.0.self_attn.in_proj_weight`.
        package let name: String
        /// One or two sizes, rows first.
        package let shape: [Int]
        /// Where its floats begin in the arena.
        package let offset: Int
        /// What kind of parameter it is: code that works on the whole arena chooses by it.
        package let role: Role
        /// How its first values are drawn.
        package let initialization: Initialization

        /// Floats of the tensor.
        package var count: Int { shape.reduce(1, *) }
        /// Where its floats lie in the arena.
        package var range: Range<Int> { offset..<offset + count }
    }

    /// What a parameter is to those who read the arena as a whole. Roles follow each other in the arena.
    package enum Role: Int, Sendable {
        /// W_Q, W_K, W_V, W_O of an attention, without biases: what the spectral edge tracks by default.
        case attentionWeight
        /// Any other matrix whose gradient backward writes as one product.
        case weight
        /// Biases, gains and embeddings: their gradients are sums over tokens, and must start from zero.
        case accumulated
    }

    /// How the values of a tensor are drawn.
    package enum Initialization: Sendable, Equatable {
        case zeros
        case ones
        /// N(0, 1).
        case normal
        /// Uniform in ±1/√(fan-in), PyTorch's default for linear layers, weight and bias.
        case uniform(fanIn: Int)
        /// Uniform in ±√(6 / (rows + columns)) (Glorot and Bengio 2010).
        case xavierUniform
        /// The values of another entry, declared earlier.
        case sameAs(String)
    }

    /// A table without parameters.
    package init() {}

    /// - Precondition: the name is new, and no entry of a later role has been declared.
    package mutating func declare(_ name: String, _ shape: [Int], _ role: Role, _ initialization: Initialization) {
        precondition(indices[name] == nil, "\(name) is declared twice")
        if let last = entries.last?.role {
            precondition(last.rawValue <= role.rawValue, "\(name) is declared after parameters of a later role")
        }
        if case .sameAs(let other) = initialization {
            precondition(indices[other] != nil, "\(name) copies \(other), which is not declared before it")
        }
        let entry = Entry(name: name, shape: shape, offset: count, role: role, initialization: initialization)
        indices[name] = entries.count
        entries.append(entry)
        ranges[role] = (ranges[role]?.lowerBound ?? count)..<entry.range.upperBound
        count = entry.range.upperBound
    }

    /// Where the parameters of a role lie in the arena: one contiguous range.
    package func range(of role: Role) -> Range<Int> { ranges[role] ?? count..<count }

    /// - Precondition: the name is declared.
    package subscript(name: String) -> Entry {
        guard let index = indices[name] else { preconditionFailure("no parameter is called \(name)") }
        return entries[index]
    }
}
