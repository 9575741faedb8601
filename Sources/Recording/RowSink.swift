/// Takes the values of a table's row, column by column from the left.
protocol RowSink {
    mutating func integer(_ value: Int)
    mutating func real(_ value: Double)
    mutating func text(_ value: String)
    mutating func null()
}

extension RowSink {
    mutating func optionalInteger(_ value: Int?) {
        if let value { integer(value) } else { null() }
    }

    mutating func optionalReal(_ value: Double?) {
        if let value { real(value) } else { null() }
    }

    mutating func optionalText(_ value: String?) {
        if let value { text(value) } else { null() }
    }

    /// `count` columns; those behind the end of the list become NULL.
    mutating func reals(_ values: [Double], count: Int) {
        precondition(values.count <= count, "\(values.count) values for \(count) columns")
        for value in values { real(value) }
        for _ in values.count..<count { null() }
    }
}
