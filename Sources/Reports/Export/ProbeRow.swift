/// A row of the table `probes`: a model with its figures, or a single quantity.
struct ProbeRow {
    /// The thing that was measured: `v1`, `base`, `stream_0.linear`, `encoderSelf.layer_1.head_2`.
    let subject: String
    /// The figures by name of column.
    var figures: [String: Double] = [:]
    var quantity = ""
    /// The place in a quantity that is a list. In an attention pattern it is the position of the query, counted from 0.
    var index: Int?
    /// The position of the key in an attention pattern, counted from 0.
    var key: Int?
    var value: Double?

    init(_ subject: String, _ figures: [String: Double]) {
        self.subject = subject
        self.figures = figures
    }

    init(_ subject: String, _ quantity: String, index: Int? = nil, key: Int? = nil, _ value: Double?) {
        self.subject = subject
        self.quantity = quantity
        self.index = index
        self.key = key
        self.value = value
    }
}
