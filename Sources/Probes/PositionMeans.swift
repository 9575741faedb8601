internal import Kernels
internal import Transformer

/// The mean state at each position over the sequences that have the position, where each counts once.
struct PositionMeans {
    private let width: Int
    /// The sums of the states, [n, D].
    private var sums: [[Double]] = []
    private var counts: [Int] = []

    init(width: Int) {
        self.width = width
    }

    mutating func add(_ stream: StreamReading) {
        for (row, position) in stream.positions.enumerated() {
            while sums.count <= position {
                sums.append(Array(repeating: 0, count: width))
                counts.append(0)
            }
            let copies = Double(stream.copies[row])
            counts[position] += Int(stream.copies[row])
            for column in 0..<width { sums[position][column] += copies * Double(stream.states[row, column]) }
        }
    }

    /// The means, [n, D].
    var values: [[Double]] {
        zip(sums, counts).map { sum, count in sum.map { $0 / Double(count) } }
    }
}
