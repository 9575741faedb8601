import Foundation
import Safetensors
import Testing

@Suite("Safetensors: what the system refuses")
struct SafetensorsSystemTests {
    private static let tensors = [SafetensorsTensor(name: "w", shape: [2], values: .float32([1, 2]))]

    private func expect(_ message: String, _ body: () throws -> Void) {
        let error = #expect(throws: SafetensorsError.self) { try body() }
        #expect(error?.description == message)
    }

    @Test("files that cannot be read") func unreadable() throws {
        let folder = try TemporaryFolder()
        try Data([1]).write(to: folder.file("file"))
        mkfifo(folder.file("pipe").path, 0o600)
        for (name, message) in [
            ("none", "cannot be opened: No such file or directory"),
            ("file/under", "cannot be opened: Not a directory"),
            (String(repeating: "n", count: 256), "cannot be opened: File name too long"),
            ("", "is no regular file"),
            ("pipe", "is no regular file"),
            ("file", "1 bytes are no safetensors file: it starts with 8 bytes of header length"),
        ] {
            expect(message) { _ = try SafetensorsFile(contentsOf: folder.file(name)) }
            expect(message) { _ = try SafetensorsHeader(contentsOf: folder.file(name)) }
        }
        expect("is no regular file") { _ = try SafetensorsFile(contentsOf: URL(fileURLWithPath: "/dev/null")) }
    }

    @Test("the header is read alone, and checked against the file's size") func headerAlone() throws {
        let folder = try TemporaryFolder()
        let url = folder.file("a")
        try SafetensorsWriter.write(Self.tensors, metadata: ["step": "3"], to: url)
        let header = try SafetensorsHeader(contentsOf: url)
        #expect(header.metadata == ["step": "3"] && header.names == ["w"] && header.order == ["w"])
        #expect(header.entries["w"]?.shape == [2] && header.entries["w"]?.type == .float32)
        #expect(try header == SafetensorsFile(contentsOf: url).header)
        let contents = try Data(contentsOf: url)
        try contents.dropLast().write(to: url)
        expect("the header is not valid: tensors end at byte 8 of 7") { _ = try SafetensorsHeader(contentsOf: url) }
        try (contents + Data([0])).write(to: url)
        expect("the header is not valid: tensors end at byte 8 of 9") { _ = try SafetensorsHeader(contentsOf: url) }
    }

    /// A file of holes: what it claims is there, and still nothing of it is read.
    @Test("a header that claims a tebibyte which the file has is refused for its length alone") func claimed() throws {
        let folder = try TemporaryFolder()
        let url = folder.file("a")
        try Data([0, 0, 0, 0, 0, 1, 0, 0]).write(to: url)
        try #require(truncate(url.path, 2 << 40) == 0)
        let message = "a header of 1099511627776 bytes is too long: at most 8388608 are accepted"
        expect(message) { _ = try SafetensorsFile(contentsOf: url) }
        expect(message) { _ = try SafetensorsHeader(contentsOf: url) }
    }

    @Test("places where nothing can be written, and where nothing is then") func unwritable() throws {
        let folder = try TemporaryFolder()
        try Data([1]).write(to: folder.file("file"))
        try FileManager.default.createDirectory(at: folder.file("folder"), withIntermediateDirectories: false)
        for (name, message) in [
            ("none/a", "its folder cannot be opened: No such file or directory"),
            ("file/a", "its folder cannot be opened: Not a directory"),
            // Only the last step of all fails here, with everything written.
            ("folder", "cannot be put in its place: Is a directory"),
            (String(repeating: "n", count: 256), "cannot be put in its place: File name too long"),
        ] {
            expect(message) { try SafetensorsWriter.write(Self.tensors, to: folder.file(name)) }
        }
        #expect(try folder.names() == ["file", "folder"])
        #expect(try Data(contentsOf: folder.file("file")) == Data([1]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("folder").path).isEmpty)
    }

    @Test("the longest name that there is can be written") func longName() throws {
        let folder = try TemporaryFolder()
        let name = String(repeating: "n", count: 255)
        try SafetensorsWriter.write(Self.tensors, to: folder.file(name))
        #expect(try folder.names() == [name])
    }

    @Test("a header that no reader would accept is not written") func longHeader() throws {
        let folder = try TemporaryFolder()
        expect("a header of 8388640 bytes is too long: at most 8388608 are accepted") {
            try SafetensorsWriter.write(
                [], metadata: ["k": String(repeating: "v", count: 8_388_608)], to: folder.file("a"))
        }
        #expect(try folder.names().isEmpty)
    }

    #if os(Linux)
        @Test("a full disk, and a descriptor that is none") func fullDisk() throws {
            let full = open("/dev/full", O_WRONLY)
            try #require(full >= 0)
            defer { close(full) }
            for (descriptor, message) in [
                (full, "cannot be written: No space left on device"), (-1, "cannot be written: Bad file descriptor"),
            ] {
                expect(message) {
                    try [UInt8](repeating: 1, count: 10).withUnsafeBytes { try FileTransfer.write($0, to: descriptor) }
                }
            }
        }
    #endif

    @Test("interrupted and short moves go on; others end") func transfer() throws {
        var script: [(moved: Int, code: Int32)] = [(-1, EINTR), (3, 0), (1, 0), (-1, EINTR), (-1, EINTR), (6, 0)]
        var asked: [[Int]] = []
        let moved = try FileTransfer.all(10, "cannot") { done, count in
            asked.append([done, count])
            let next = script.removeFirst()
            errno = next.code
            return next.moved
        }
        #expect(moved == 10 && script.isEmpty)
        #expect(asked == [[0, 10], [0, 10], [3, 7], [4, 6], [4, 6], [4, 6]])
        #expect(try FileTransfer.all(10, "cannot") { done, _ in done == 0 ? 4 : 0 } == 4)
        #expect(try FileTransfer.all(0, "cannot") { _, _ in -1 } == 0)
        expect("cannot be moved: Input/output error") {
            _ = try FileTransfer.all(10, "cannot be moved") { done, _ in
                errno = EIO
                return done == 0 ? 4 : -1
            }
        }
    }

    @Test("more than a gibibyte is moved by the gibibyte") func largeTransfer() throws {
        var asked: [[Int]] = []
        let moved = try FileTransfer.all(5 << 29, "cannot") { done, count in
            asked.append([done, count])
            return count
        }
        #expect(moved == 5 << 29)
        #expect(asked == [[0, 1 << 30], [1 << 30, 1 << 30], [1 << 31, 1 << 29]])
    }

    @Test("a file that is cut short between its opening and its reading") func shrunk() throws {
        let folder = try TemporaryFolder()
        let url = folder.file("a")
        try Data([1, 2, 3, 4]).write(to: url)
        let file = try ReadableFile(url)
        try #require(truncate(url.path, 2) == 0)
        #expect(try file.bytes(0..<2) == Data([1, 2]))
        expect("became shorter while it was read") { _ = try file.bytes(1..<4) }
    }
}
