internal import Console
internal import Dispatch
internal import Home
internal import Recording
internal import Reports

/// What the home screen asks for that needs no other screen: it exports tables and removes runs, one request after the
/// other.
final class HomeFiles: Sendable {
    private let catalog: RunCatalog
    private let mailbox: OverviewMailbox<HomeMessage>
    private let watch: RunsWatch
    private let queue = DispatchQueue(label: "groktop.home.files")

    init(_ catalog: RunCatalog, mailbox: OverviewMailbox<HomeMessage>, watch: RunsWatch) {
        (self.catalog, self.mailbox, self.watch) = (catalog, mailbox, watch)
    }

    /// Returns at once; what came of it goes to the mailbox.
    func perform(_ effect: HomeEffect) {
        queue.async { [self] in
            do {
                switch effect {
                case .export(let name, let table, let file): try export(name, table, file)
                case .remove(let names): try remove(names)
                default: break
                }
            } catch {
                mailbox.put(.notice(ErrorText.line(error), isAlert: true))
            }
            watch.hurry()
        }
    }

    private func export(_ name: String, _ table: String, _ file: String) throws {
        guard let known = ExportTable(table) else { preconditionFailure("no table \(table)") }
        try TableExport(RunReader(catalog.resolve(exactly: name))).write(known, to: file)
        mailbox.put(.notice("\(table) of \(name) is in \(file)", isAlert: false))
    }

    /// Removes the runs until one cannot be removed.
    private func remove(_ names: [String]) throws {
        for name in names { try catalog.resolve(exactly: name).remove() }
        mailbox.put(.notice(names.count == 1 ? "removed \(names[0])" : "removed \(names.count) runs", isAlert: false))
    }
}
