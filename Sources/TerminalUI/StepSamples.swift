/// Samples at ascending steps, which are read only where they are shown: drawing a hundred columns needs no array of
/// all samples of a long run.
package struct StepSamples<Value> {
    /// How many samples there are.
    package var count: Int
    /// The step of the sample with the given index; ascending.
    package var step: (Int) -> Int
    /// The value of the sample with the given index.
    package var value: (Int) -> Value

    /// Makes samples that two closures read.
    package init(count: Int, step: @escaping (Int) -> Int, value: @escaping (Int) -> Value) {
        self.count = count
        self.step = step
        self.value = value
    }

    /// Makes samples from an array, ascending by step.
    package init(_ samples: [(step: Int, value: Value)]) {
        self.init(count: samples.count, step: { samples[$0].step }, value: { samples[$0].value })
    }
}
