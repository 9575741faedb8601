internal import Foundation

/// The three descriptors that every program starts with.
package enum StandardStreams {
    /// Opens /dev/null in place of each standard descriptor that is closed, so that no file of a run gets that number
    /// and receives messages. Reading from and writing to these descriptors still fails.
    package static func occupy() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // The flags are the opposite of the stream's use; `open` returns the lowest number that is free.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
