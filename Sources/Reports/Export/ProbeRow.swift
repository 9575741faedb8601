/// A row of the table `probes`: a model with its figures, or a single quantity.
struct ProbeRow {
    /// What was measured: `v1`, `base`, `stream_0.linear`, `encoderSelf.layer_1.head_2`.
    let subject: String
    /// By column.
    var figures: [String: Double] = [:]
    var quantity = ""
    /// Which element of a quantity that is a list; in an attention pattern the position of the query, from 0.
    var index: Int?
    /// The position of the key in an attention pattern, from 0.
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
