internal import Foundation
internal import GRDB
internal import RunEvents

/// A row of the index: what was read of a run, and as what its folder was read.
struct IndexedRun: Sendable, Equatable {
    /// The folder's name.
    var name: String
    /// The stamp that the folder had.
    var stamp: Int64
    /// Bytes of all its files.
    var bytes: Int
    /// What the list shows. Everything in it could be read.
    var facts: RunFacts

    /// The columns, in the order in which they are written and read. The last is a hash of all others.
    static let columns = [
        "folder", "stamp", "bytes", "name", "identifier", "created_at", "task", "is_watched", "seed", "steps",
        "has_weight_decay", "weight_decay", "step", "best_test_accuracy", "grokked_at", "state", "parent_name",
        "parent_identifier", "fork_step", "finish_step", "finish_reason", "finish_detail", "parameter_digest",
        "training_digest", "is_scheduled_stop", "foreign_command", "curve", "hash",
    ]

    init(name: String, stamp: Int64, bytes: Int, facts: RunFacts) {
        (self.name, self.stamp, self.bytes, self.facts) = (name, stamp, bytes, facts)
    }

    /// The values of all columns.
    var values: [DatabaseValue] {
        let curve = facts.curve.withUnsafeBytes { Data($0) }
        let values: [(any DatabaseValueConvertible)?] = [
            name, stamp, bytes, facts.reference.name, facts.reference.identifier,
            facts.createdAt.timeIntervalSince1970, facts.name, facts.isWatched,
            facts.seed.map { Int64(bitPattern: $0) }, facts.steps, facts.hasWeightDecay, facts.weightDecay, facts.step,
            facts.bestTestAccuracy, facts.grokkedAt, facts.state.rawValue, facts.parent?.parent.name,
            facts.parent?.parent.identifier, facts.parent?.step, facts.finish?.step, facts.finish?.reason.rawValue,
            facts.finish?.detail, facts.parameterDigest, facts.trainingDigest, facts.isScheduledStop,
            (try? facts.foreignCommand.get()) ?? nil, curve,
        ]
        let written = values.map { $0?.databaseValue ?? .null }
        return written + [Self.hash(written).databaseValue]
    }

    /// - Parameter values: of all columns.
    /// - Returns: nil for a row that nobody has written so: it counts as missing.
    init?(_ values: [DatabaseValue]) {
        guard values.count == Self.columns.count, values.last == Self.hash(values.dropLast()).databaseValue else {
            return nil
        }
        var reader = ValueReader(values)
        guard let name: String = reader.next(), let stamp: Int64 = reader.next(), let bytes: Int = reader.next(),
            let facts = RunFacts(&reader)
        else { return nil }
        self.init(name: name, stamp: stamp, bytes: bytes, facts: facts)
    }

    private static func hash(_ values: some Sequence<DatabaseValue>) -> Int64 {
        var hash = StableHash()
        for value in values {
            switch value.storage {
            case .null: hash.add(UInt8(0))
            case .int64(let number): hash.add(UInt64(bitPattern: number))
            case .double(let number): hash.add(number.bitPattern)
            case .string(let text): hash.add(text.utf8)
            case .blob(let data): hash.add(data)
            }
            // Ends the value, so that its bytes do not run into the next one.
            hash.add(UInt8(0xFF))
        }
        return Int64(bitPattern: hash.value)
    }
}

/// Values from the left.
struct ValueReader {
    private var values: ArraySlice<DatabaseValue>

    init(_ values: [DatabaseValue]) { self.values = values[...] }

    /// The next value; nil where it is none of this type.
    mutating func next<Value: DatabaseValueConvertible>() -> Value? {
        values.popFirst().flatMap { Value.fromDatabaseValue($0) }
    }
}

extension RunFacts {
    /// - Returns: nil where a value is missing or of another kind.
    fileprivate init?(_ reader: inout ValueReader) {
        guard let name: String = reader.next(), let identifier: String = reader.next(),
            let seconds: Double = reader.next(), let task: String = reader.next(), let isWatched: Bool = reader.next()
        else { return nil }
        (reference, createdAt) = (
            RunReference(name: name, identifier: identifier), Date(timeIntervalSince1970: seconds)
        )
        (self.name, self.isWatched) = (task, isWatched)
        let seed: Int64? = reader.next()
        self.seed = seed.map { UInt64(bitPattern: $0) }
        steps = reader.next()
        guard let hasWeightDecay: Bool = reader.next(), let weightDecay: Double = reader.next(),
            let step: Int = reader.next()
        else { return nil }
        (self.hasWeightDecay, self.weightDecay, self.step) = (hasWeightDecay, weightDecay, step)
        bestTestAccuracy = reader.next()
        grokkedAt = reader.next()
        guard let word: String = reader.next(), let state = RunSummary.State(rawValue: word) else { return nil }
        self.state = state
        let (parent, parentIdentifier): (String?, String?) = (reader.next(), reader.next())
        let forkStep: Int? = reader.next()
        if let parent, let parentIdentifier, let forkStep {
            self.parent = ForkedRecord(step: forkStep, parent: RunReference(name: parent, identifier: parentIdentifier))
        }
        let (endStep, endReason): (Int?, String?) = (reader.next(), reader.next())
        let (detail, digest): (String?, String?) = (reader.next(), reader.next())
        if let endStep, let reason = endReason.flatMap(FinishedRecord.Reason.init), let digest {
            finish = FinishedRecord(step: endStep, reason: reason, detail: detail, parameterDigest: digest)
        }
        trainingDigest = reader.next()
        guard let isScheduledStop: Bool = reader.next() else { return nil }
        self.isScheduledStop = isScheduledStop
        let foreignCommand: String? = reader.next()
        self.foreignCommand = .success(foreignCommand)
        guard let curve: Data = reader.next() else { return nil }
        self.curve = Array(unsafeUninitializedCapacity: curve.count / MemoryLayout<Float>.size) { buffer, count in
            count = buffer.count
            _ = curve.copyBytes(to: buffer)
        }
    }
}
