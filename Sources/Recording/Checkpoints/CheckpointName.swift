/// What the files of checkpoints are called: `step-000001000.safetensors`.
enum CheckpointName {
    static let suffix = ".safetensors"
    static let windowsSuffix = ".windows.safetensors"
    private static let prefix = "step-"
    private static let digits = 9

    static func of(_ step: Int) -> String {
        let number = String(step)
        return prefix + String(repeating: "0", count: max(0, digits - number.count)) + number
    }

    /// The step in a file's name; nil for any other name.
    static func step(_ name: String, _ suffix: String) -> Int? {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix),
            let step = Int(name.dropFirst(prefix.count).dropLast(suffix.count)), step >= 0, name == of(step) + suffix
        else { return nil }
        return step
    }
}
