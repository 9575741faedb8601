import Foundation
import Kernels
import TestSupport
import Transformer

/// What a naive transformer's attentions do over some sequences, one query after the other.
struct NaiveAttention {
    /// A query of one head of one attention.
    struct Query {
        let position: Int
        let probabilities: [Double]

        var entropy: Double { probabilities.reduce(0) { $0 - $1 * log($1) } }
        var distance: Double { probabilities.reduce(0) { $0 + abs($1 - 1 / Double(probabilities.count)) } / 2 }
    }

    /// By attention and head, in the order of the sequences and their tokens.
    private(set) var queries: [AttentionPlace: [[Query]]] = [:]
    /// In the order in which a model computes them.
    let places: [AttentionPlace]

    init(_ naive: NaiveTransformer, _ sequences: [LabelledSequence]) {
        let shape = naive.shape
        places = Self.places(shape)
        for sequence in sequences {
            var observed = naive
            var seen: [String: [[[Double]]]] = [:]
            observed.onAttention = { seen[$0] = $1 }
            _ = observed.logits(sequence)
            for place in places {
                let heads = seen[Self.module(place, shape)]!.map { queries in
                    let isReadOutAlone = shape.readOut == .firstToken && place.layer + 1 == shape.layers
                    return queries.prefix(isReadOutAlone ? 1 : queries.count).enumerated().map {
                        Query(position: $0.offset, probabilities: $0.element)
                    }
                }
                let known = queries[place] ?? heads.map { _ in [] }
                queries[place] = zip(known, heads).map { $0 + $1 }
            }
        }
    }

    private static func places(_ shape: TransformerShape) -> [AttentionPlace] {
        let layers = 0..<shape.layers
        let encoder = layers.map { AttentionPlace(.encoderSelf, layer: $0) }
        guard shape.decoder != nil else { return encoder }
        return encoder
            + layers.flatMap { [AttentionPlace(.decoderSelf, layer: $0), AttentionPlace(.decoderCross, layer: $0)] }
    }

    private static func module(_ place: AttentionPlace, _ shape: TransformerShape) -> String {
        switch place.kind {
        case .encoderSelf: "body\(shape.decoder == nil ? "" : ".encoder").layers.\(place.layer).self_attn"
        case .decoderSelf: "body.decoder.layers.\(place.layer).self_attn"
        case .decoderCross: "body.decoder.layers.\(place.layer).multihead_attn"
        }
    }

    func mean(_ queries: [Query], _ value: (Query) -> Double) -> Double {
        queries.reduce(0) { $0 + value($1) } / Double(queries.count)
    }

    /// By the query's position and the key's, each up to 24.
    func pattern(_ queries: [Query]) -> [[Double]] {
        let positions = 0...min(queries.map(\.position).max()!, 23)
        return positions.map { position in
            let here = queries.filter { $0.position == position }
            let keys = min(here.map(\.probabilities.count).max() ?? 0, 24)
            return (0..<keys).map { key in mean(here) { key < $0.probabilities.count ? $0.probabilities[key] : 0 } }
        }
    }
}
