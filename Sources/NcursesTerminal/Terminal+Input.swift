import CNcurses
package import TerminalUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension Terminal {
    /// Waits for a key or for something else to do.
    ///
    /// The wait is ours (`poll`) and not ncurses's: `getch` says the same of a time that is up and of a terminal that
    /// is gone, and a program that cannot tell them apart spins for ever.
    package func nextKey(timeoutMilliseconds: Int) -> Input {
        if let input = signalled() ?? read() { return input }

        var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        let ready = poll(&descriptor, 1, Int32(clamping: timeoutMilliseconds))
        if let input = signalled() { return input }
        if ready > 0, Int32(descriptor.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { return .ended }
        // Readable with nothing to read is the end of the file.
        if ready > 0, groktop_waiting_bytes(STDIN_FILENO) <= 0 { return .ended }
        // Also when nothing came: ncurses takes note of a new size here.
        return read() ?? .none
    }

    private func signalled() -> Input? {
        if SignalFlags.take(.hangUp) { return .ended }
        if SignalFlags.take(.terminate) { return .interrupted }
        // From here a stop takes the same way as the key does.
        if SignalFlags.take(.stop) { return .key(.control("z")) }
        if SignalFlags.take(.resumed) {
            takeBack()
            return .redraw
        }
        return nil
    }

    private func read() -> Input? {
        var value: UInt32 = 0
        let result = groktop_get(&value)
        if groktop_is_error(result) != 0 { return nil }
        if groktop_is_key_code(result) != 0 {
            if value == groktop_key_resize() { return .resize(size) }
            return Terminal.keyCode(value).map(Input.key)
        }
        return Terminal.character(value).map(Input.key)
    }

    private static func keyCode(_ code: UInt32) -> Key? {
        switch code {
        case groktop_key_up(): return .up
        case groktop_key_down(): return .down
        case groktop_key_left(): return .left
        case groktop_key_right(): return .right
        case groktop_key_home(): return .home
        case groktop_key_end(): return .end
        case groktop_key_page_up(): return .pageUp
        case groktop_key_page_down(): return .pageDown
        case groktop_key_backspace(): return .backspace
        case groktop_key_delete(): return .delete
        case groktop_key_enter(): return .enter
        case groktop_key_back_tab(): return .backTab
        default:
            let number = Int(code) - Int(groktop_key_function_0())
            return (1...63).contains(number) ? .function(number) : nil
        }
    }

    private static func character(_ value: UInt32) -> Key? {
        switch value {
        case 0x08, 0x7F: return .backspace
        case 0x09: return .tab
        case 0x0A, 0x0D: return .enter
        case 0x1B: return .escape
        case 0x01...0x1A: return Unicode.Scalar(value + 0x60).map(Key.control)
        case 0..<0x20: return nil
        default: return Unicode.Scalar(value).map(Key.character)
        }
    }
}
