/// Turns a value into the tree of its JSON.
///
/// Foundation's encoder writes a whole double without its point, so that a field would be an integer in one line and a
/// float in the next. This one does not.
final class JSONValueEncoder: Encoder {
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private var content: Content = .none

    /// A container may be requested more than once; each continues where the one before ended.
    private enum Content {
        case none
        case single(JSONValue)
        case list([Element])
        case object([String: Element])
    }

    /// A finished value, or one that is still being encoded.
    private enum Element {
        case value(JSONValue)
        case pending(JSONValueEncoder)

        var made: JSONValue {
            switch self {
            case .value(let value): value
            case .pending(let encoder): encoder.made
            }
        }
    }

    private init(_ codingPath: [any CodingKey]) { self.codingPath = codingPath }

    static func value(of value: some Encodable, at codingPath: [any CodingKey] = []) throws -> JSONValue {
        let encoder = JSONValueEncoder(codingPath)
        try value.encode(to: encoder)
        return encoder.made
    }

    private var made: JSONValue {
        switch content {
        case .none: .object([:])
        case .single(let value): value
        case .list(let elements): .list(elements.map(\.made))
        case .object(let members): .object(members.mapValues(\.made))
        }
    }

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .none = content { content = .object([:]) }
        return KeyedEncodingContainer(Keyed<Key>(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if case .none = content { content = .list([]) }
        return Unkeyed(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

    private func set(_ element: Element, _ key: any CodingKey) {
        guard case .object(var members) = content else {
            preconditionFailure("\(codingPath): a key of what is no object")
        }
        content = .none
        members[key.stringValue] = element
        content = .object(members)
    }

    private func append(_ element: Element) {
        guard case .list(var elements) = content else {
            preconditionFailure("\(codingPath): an element of what is no list")
        }
        content = .none
        elements.append(element)
        content = .list(elements)
    }

    private func child(_ key: (any CodingKey)?) -> JSONValueEncoder {
        JSONValueEncoder(codingPath + (key.map { [$0] } ?? []))
    }
}

extension JSONValueEncoder {
    private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let encoder: JSONValueEncoder
        var codingPath: [any CodingKey] { encoder.codingPath }

        func encodeNil(forKey key: Key) { encoder.set(.value(.null), key) }

        // Plain values need no encoder of their own: a configuration is some hundred of them, and a list of ten
        // thousand runs encodes each run's.
        func encode(_ value: Bool, forKey key: Key) { encoder.set(.value(.bool(value)), key) }
        func encode(_ value: String, forKey key: Key) { encoder.set(.value(.string(value)), key) }
        func encode(_ value: Double, forKey key: Key) { encoder.set(.value(JSONValue(value)), key) }
        func encode(_ value: Float, forKey key: Key) { encoder.set(.value(JSONValue(value)), key) }
        func encode<Integer: FixedWidthInteger & Encodable>(_ value: Integer, forKey key: Key) {
            encoder.set(.value(.number("\(value)")), key)
        }

        func encode(_ value: some Encodable, forKey key: Key) throws {
            encoder.set(.value(try JSONValueEncoder.value(of: value, at: codingPath + [key])), key)
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            pending(key).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { pending(key).unkeyedContainer() }

        func superEncoder() -> any Encoder { pending(SuperKey()) }
        func superEncoder(forKey key: Key) -> any Encoder { pending(key) }

        private func pending(_ key: any CodingKey) -> JSONValueEncoder {
            let child = encoder.child(key)
            encoder.set(.pending(child), key)
            return child
        }
    }

    private struct SuperKey: CodingKey {
        let stringValue = "super"
        let intValue: Int? = nil
        init() {}
        init?(stringValue: String) { nil }
        init?(intValue: Int) { nil }
    }

    private struct Unkeyed: UnkeyedEncodingContainer {
        let encoder: JSONValueEncoder
        var codingPath: [any CodingKey] { encoder.codingPath }
        var count: Int {
            guard case .list(let elements) = encoder.content else { return 0 }
            return elements.count
        }

        func encodeNil() { encoder.append(.value(.null)) }

        func encode(_ value: some Encodable) throws {
            encoder.append(.value(try JSONValueEncoder.value(of: value, at: codingPath)))
        }

        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
            pending().container(keyedBy: type)
        }

        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { pending().unkeyedContainer() }
        func superEncoder() -> any Encoder { pending() }

        private func pending() -> JSONValueEncoder {
            let child = encoder.child(nil)
            encoder.append(.pending(child))
            return child
        }
    }

    private struct Single: SingleValueEncodingContainer {
        let encoder: JSONValueEncoder
        var codingPath: [any CodingKey] { encoder.codingPath }

        func encodeNil() { encoder.content = .single(.null) }
        func encode(_ value: Bool) { encoder.content = .single(.bool(value)) }
        func encode(_ value: String) { encoder.content = .single(.string(value)) }
        func encode(_ value: Double) { encoder.content = .single(JSONValue(value)) }
        func encode(_ value: Float) { encoder.content = .single(JSONValue(value)) }
        func encode<Integer: FixedWidthInteger & Encodable>(_ value: Integer) {
            encoder.content = .single(.number("\(value)"))
        }
        func encode(_ value: some Encodable) throws {
            encoder.content = .single(try JSONValueEncoder.value(of: value, at: codingPath))
        }
    }
}

extension JSONValue {
    /// The tree of any value.
    ///
    /// - Throws: errors of the value's own encoding. Numbers that JSON cannot express are no error.
    package init(_ value: some Encodable) throws {
        self = try JSONValueEncoder.value(of: value)
    }
}
