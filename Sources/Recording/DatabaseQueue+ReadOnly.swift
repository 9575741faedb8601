internal import GRDB

extension DatabaseQueue {
    /// A recorder that is starting, or closing, may hold all others off for a moment.
    private static let busySeconds = 2.0

    /// Opens a run's database to be read only.
    /// - Parameter name: a path, or a URI with SQLite's parameters.
    static func readOnly(_ name: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "groktop.reading"
        configuration.readonly = true
        configuration.busyMode = .timeout(busySeconds)
        configuration.prepareDatabase { database in
            // Damaged or foreign files: check pages before they are used, and run nothing that a schema brings along.
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return try DatabaseQueue(path: name, configuration: configuration)
    }
}
