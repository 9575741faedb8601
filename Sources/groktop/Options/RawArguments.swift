internal import Console
internal import Foundation
internal import RunEvents

/// The arguments of the command line as bytes.
enum RawArguments {
    /// Checks that all arguments are UTF-8. Swift replaces other bytes by U+FFFD, so that a path with such bytes would
    /// be looked for under another name.
    ///
    /// - Throws: `Failure` with EX_USAGE that shows the first argument that is no UTF-8.
    static func check() throws(Failure) {
        for (index, bytes) in bytes().enumerated() where String(validating: bytes, as: UTF8.self) == nil {
            throw .usage(
                "argument \(index + 1) is not UTF-8, and groktop takes no other text: "
                    + "'\(PrintableText.line(bytes: bytes))'; "
                    + "a folder of such a name can be renamed")
        }
    }

    /// The bytes of each argument, without the program's own name.
    private static func bytes() -> [[UInt8]] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { index in
            guard let start = CommandLine.unsafeArgv[index] else { return nil }
            return Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
        }
    }

    /// A message with every argument in it, and every value behind an argument's `=`, made printable.
    static func escaped(in message: String) -> String {
        CommandLine.arguments.dropFirst().reduce(message) { message, argument in
            let value = argument.firstIndex(of: "=").map { String(argument[argument.index(after: $0)...]) }
            return [argument, value].compactMap(\.self).reduce(message) { message, text in
                let printable = PrintableText.line(text)
                return printable == text ? message : message.replacing(text, with: printable)
            }
        }
    }
}
