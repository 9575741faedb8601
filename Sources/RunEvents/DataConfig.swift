/// How much data there is, how it is drawn, and the parameters of the task that makes it.
package struct DataConfig: Sendable, Equatable {
    /// How many sequences the train set has.
    package var trainSequences: Int
    /// How many sequences the test set has.
    package var testSequences: Int
    /// B, how many sequences one optimizer step draws from the train set, with replacement.
    package var batchSequences: Int
    /// The task's parameters by name. The task decides which there are, and which values they may have.
    package var parameters: [String: TaskParameterValue]

    /// Makes a configuration of the data from its members, which it does not check.
    package init(
        trainSequences: Int, testSequences: Int, batchSequences: Int, parameters: [String: TaskParameterValue] = [:]
    ) {
        self.trainSequences = trainSequences
        self.testSequences = testSequences
        self.batchSequences = batchSequences
        self.parameters = parameters
    }
}

/// Sizes and parameters are members of one JSON object, as they have been since the first format, so a parameter cannot
/// have the name of a size. A member that is not a number, a word or a flag comes from a later groktop and is left out.
extension DataConfig: Codable {
    private struct Key: CodingKey, Hashable {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }

        static let trainSequences = Key(stringValue: "trainSequences")
        static let testSequences = Key(stringValue: "testSequences")
        static let batchSequences = Key(stringValue: "batchSequences")
        static let sizes: Set = [trainSequences, testSequences, batchSequences]
    }

    /// Reads a JSON object.
    ///
    /// - Throws: `DecodingError` where a size is missing or not a whole number.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        trainSequences = try container.decode(Int.self, forKey: .trainSequences)
        testSequences = try container.decode(Int.self, forKey: .testSequences)
        batchSequences = try container.decode(Int.self, forKey: .batchSequences)
        parameters = [:]
        for key in container.allKeys where !Key.sizes.contains(key) {
            parameters[key.stringValue] = try? container.decode(TaskParameterValue.self, forKey: key)
        }
    }

    /// Writes a JSON object.
    ///
    /// - Precondition: no parameter has the name of a size.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(trainSequences, forKey: .trainSequences)
        try container.encode(testSequences, forKey: .testSequences)
        try container.encode(batchSequences, forKey: .batchSequences)
        for (name, value) in parameters {
            let key = Key(stringValue: name)
            precondition(!Key.sizes.contains(key), "a task's parameter is called \(name), as a size is")
            try container.encode(value, forKey: key)
        }
    }
}
