internal import Foundation
internal import Synchronization

/// A line of a stream.
struct Line: Sendable {
    /// The line's number, counted from 1.
    var number: Int
    /// The text without its line feed; nil where the line is longer than allowed.
    var text: String?
}

/// Reads lines from a file descriptor on a thread of its own, so that no other thread waits for input.
final class LineReader: @unchecked Sendable {
    private let descriptor: Int32
    private let longest: Int
    private let take: @Sendable (Line) -> Void
    private let end: @Sendable () -> Void
    private let isStopped = Atomic<Bool>(false)

    /// - Parameters:
    ///   - descriptor: the file descriptor to read. The reader closes it at the end.
    ///   - longest: the length in bytes up to which a line is handed over.
    ///   - take: receives each line, on the reader's thread. A last line without a line feed counts.
    ///   - end: is called once, after the last line.
    init(
        descriptor: Int32, longest: Int, take: @escaping @Sendable (Line) -> Void, end: @escaping @Sendable () -> Void
    ) {
        (self.descriptor, self.longest, self.take, self.end) = (descriptor, longest, take, end)
    }

    func start() {
        let thread = Thread { [self] in
            read()
            close(descriptor)
            end()
        }
        thread.name = "groktop stream"
        thread.start()
    }

    /// Makes the thread end soon, even if no more input comes.
    func stop() { isStopped.store(true, ordering: .relaxed) }

    private func read() {
        var rest: [UInt8] = []
        var number = 0
        var isTooLong = false
        func hand(_ bytes: some Collection<UInt8>) {
            number += 1
            take(Line(number: number, text: isTooLong ? nil : String(decoding: bytes, as: UTF8.self)))
            isTooLong = false
        }
        while let bytes = next() {
            var start = bytes.startIndex
            while let newline = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
                hand(rest + bytes[start..<newline])
                rest = []
                start = newline + 1
            }
            rest += bytes[start...]
            if rest.count > longest { (rest, isTooLong) = ([], true) }
        }
        if !rest.isEmpty || isTooLong { hand(rest) }
    }

    /// The next bytes; nil at the end.
    private func next() -> [UInt8]? {
        while !isStopped.load(ordering: .relaxed) {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 200) != 0 else { continue }
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                let result = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
                if result < 0 { failure = errno }
                count = max(0, result)
            }
            if failure == EINTR || failure == EAGAIN { continue }
            return bytes.isEmpty ? nil : bytes
        }
        return nil
    }
}
