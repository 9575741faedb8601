/// Samples at ascending steps, looked up only where they are shown: a hundred columns of a long run are drawn without
/// an array of all its samples.
package struct StepSamples<Value> {
    /// How many samples there are.
    package var count: Int
    /// The step of the sample at an index, 0..<`count`; never falls as the index grows.
    package var step: (Int) -> Int
    /// The value of the sample at an index.
    package var value: (Int) -> Value

    /// Samples that are looked up when they are needed.
    package init(count: Int, step: @escaping (Int) -> Int, value: @escaping (Int) -> Value) {
        self.count = count
        self.step = step
        self.value = value
    }

    /// Samples that are all there, ascending by step.
    package init(_ samples: [(step: Int, value: Value)]) {
        self.init(count: samples.count, step: { samples[$0].step }, value: { samples[$0].value })
    }
}
