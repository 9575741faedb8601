/// What the tensors of a stack are called, as PyTorch's modules name them.
struct StackNames {
    let tokenTable: String
    let positionTable: String
    let layers: String
    let finalNorm: String
    let hasCrossAttention: Bool

    /// nn.TransformerEncoder as `body`.
    static let encoderAlone = StackNames(
        tokenTable: "tok.weight", positionTable: "pos.weight", layers: "body.layers", finalNorm: "norm",
        hasCrossAttention: false)
    /// The two stacks of nn.Transformer as `body`.
    static let encoder = StackNames(
        tokenTable: "src_tok.weight", positionTable: "src_pos.weight", layers: "body.encoder.layers",
        finalNorm: "body.encoder.norm", hasCrossAttention: false)
    static let decoder = StackNames(
        tokenTable: "tgt_tok.weight", positionTable: "tgt_pos.weight", layers: "body.decoder.layers",
        finalNorm: "body.decoder.norm", hasCrossAttention: true)

    static let selfAttention = "self_attn"
    static let crossAttention = "multihead_attn"

    func layer(_ index: Int, _ suffix: String) -> String { "\(layers).\(index).\(suffix)" }

    /// In the order of their names.
    var attentions: [String] {
        hasCrossAttention ? [Self.crossAttention, Self.selfAttention] : [Self.selfAttention]
    }
    /// The LayerNorms of a layer, one before each of its blocks.
    var norms: [String] { hasCrossAttention ? ["norm1", "norm2", "norm3"] : ["norm1", "norm2"] }
    /// The one before the feed-forward block.
    var lastNorm: String { hasCrossAttention ? "norm3" : "norm2" }
}
