internal import Kernels

extension ParameterTable {
    /// Declares everything that a model of this shape has, initialized as PyTorch does it.
    ///
    /// One layer of each stack is drawn and copied to all, as nn.TransformerEncoder does it. nn.Transformer then draws
    /// every matrix of its body anew, Xavier uniform: with an encoder and a decoder only the biases are copies.
    package init(for shape: TransformerShape) {
        self.init()
        let (width, inner) = (shape.modelWidth, shape.feedForwardWidth)
        let isAlone = shape.decoder == nil
        let stacks: [StackNames] = isAlone ? [.encoderAlone] : [.decoder, .encoder]

        func declareInEveryLayer(
            _ names: StackNames, _ role: Role, _ declarations: [(String, [Int], Initialization)]
        ) {
            for layer in 0..<shape.layers {
                for (suffix, sizes, first) in declarations {
                    declare(
                        names.layer(layer, suffix), sizes, role,
                        layer == 0 || first == .xavierUniform && !isAlone ? first : .sameAs(names.layer(0, suffix)))
                }
            }
        }
        func matrix(fanIn: Int) -> Initialization { isAlone ? .uniform(fanIn: fanIn) : .xavierUniform }

        for names in stacks {
            declareInEveryLayer(
                names, .attentionWeight,
                names.attentions.flatMap { module in
                    [
                        ("\(module).in_proj_weight", [3 * width, width], Initialization.xavierUniform),
                        ("\(module).out_proj.weight", [width, width], matrix(fanIn: width)),
                    ]
                })
        }
        for names in stacks {
            declareInEveryLayer(
                names, .weight,
                [
                    ("linear1.weight", [inner, width], matrix(fanIn: width)),
                    ("linear2.weight", [width, inner], matrix(fanIn: inner)),
                ])
        }
        declare("head.weight", [shape.classes, width], .weight, .uniform(fanIn: width))
        for names in stacks {
            declareInEveryLayer(
                names, .accumulated,
                names.attentions.flatMap { module in
                    [
                        ("\(module).in_proj_bias", [3 * width], Initialization.zeros),
                        ("\(module).out_proj.bias", [width], .zeros),
                    ]
                } + [
                    ("linear1.bias", [inner], .uniform(fanIn: width)),
                    ("linear2.bias", [width], .uniform(fanIn: inner)),
                ]
                    + names.norms.flatMap { norm in
                        [("\(norm).weight", [width], Initialization.ones), ("\(norm).bias", [width], .zeros)]
                    })
        }
        for names in stacks {
            let input = names.hasCrossAttention ? shape.decoder ?? shape.encoder : shape.encoder
            declare(names.tokenTable, [input.vocabulary, width], .accumulated, .normal)
            declare(names.positionTable, [input.contextLength, width], .accumulated, .normal)
            declare("\(names.finalNorm).weight", [width], .accumulated, .ones)
            declare("\(names.finalNorm).bias", [width], .accumulated, .zeros)
        }
        if !isAlone {
            declare("norm.weight", [width], .accumulated, .ones)
            declare("norm.bias", [width], .accumulated, .zeros)
        }
        declare("head.bias", [shape.classes], .accumulated, .uniform(fanIn: width))
    }
}
