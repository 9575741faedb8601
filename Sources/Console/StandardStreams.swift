internal import Foundation

/// The three descriptors that every program is given.
package enum StandardStreams {
    /// Takes the place of those that are closed, so that no file of a run is opened as one of them and written to as
    /// such. What is written to them, or read from them, still fails.
    package static func occupy() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // Opened the other way round; it gets the lowest number that is free.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
