/// Something at each of a number of ascending steps, asked for only where it is shown: no array of all that a long run
/// has had is made to draw a hundred columns.
package struct StepSamples<Value> {
    package var count: Int
    package var step: (Int) -> Int
    package var value: (Int) -> Value

    package init(count: Int, step: @escaping (Int) -> Int, value: @escaping (Int) -> Value) {
        self.count = count
        self.step = step
        self.value = value
    }

    package init(_ samples: [(step: Int, value: Value)]) {
        self.init(count: samples.count, step: { samples[$0].step }, value: { samples[$0].value })
    }
}
