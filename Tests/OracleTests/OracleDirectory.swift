import Foundation
import Safetensors
import Testing

/// Golden files from PyTorch and NumPy. `GROKTOP_ORACLE_DIR` names another set of the same shape.
enum OracleDirectory {
    static let url: URL = {
        if let path = ProcessInfo.processInfo.environment["GROKTOP_ORACLE_DIR"], !path.isEmpty {
            return URL(fileURLWithPath: path, isDirectory: true)
        }
        return Bundle.module.bundleURL.appendingPathComponent("Resources", isDirectory: true)
    }()

    static func has(_ names: String...) -> Bool {
        names.allSatisfy { FileManager.default.fileExists(atPath: url.appendingPathComponent($0).path) }
    }

    static func tensors(_ name: String) throws -> SafetensorsFile {
        try SafetensorsFile(Data(contentsOf: url.appendingPathComponent(name)))
    }

    static func json<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: url.appendingPathComponent(name)))
    }
}
