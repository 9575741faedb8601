package import RunEvents

extension WatchedRun {
    /// A run of another program, with every key.
    package static var sample: WatchedRun {
        var run = WatchedRun(
            name: "nano\u{1b}gpt", program: "groktop-python 0.1.0",
            groups: [
                .init(
                    learningRate: 1e-3, weightDecay: 0.1, tensors: 4, parameters: 30, trackedTensors: 1,
                    trackedParameters: 10)
            ],
            tracked: .init(selection: "attention", names: ["h.0.attn.weight"], tensors: 1),
            windows: .init(interval: 100, window: 5), split: .trapezoid)
        (run.framework, run.device, run.optimizer) = ("torch 2.13.0", "cpu", "AdamW")
        (run.splitResidual, run.splitReason) = (3e-7, "measured")
        (run.rows, run.sketchLength, run.sketchError) = (.sketch, 65_521, 1.6e-3)
        (run.commands, run.steps, run.seed) = (["stop"], 5_000, .max)
        return run
    }

    /// A run of which as little is known as can be: no split, no steps, no seed, no parameter group, no commands.
    package static var leastSample: WatchedRun {
        WatchedRun(
            name: "x", program: "a script", groups: [], tracked: .init(selection: "function", names: [], tensors: 0),
            windows: .init(interval: 5, window: 2), split: .none)
    }
}
