internal import Home
internal import Reports
internal import TerminalUI

extension HomeModel {
    /// A home screen before its runs are known.
    init(themes: [Theme], capability: Capability, size: Size, _ settings: HomeSettings) {
        self.init(
            themes: themes, capability: capability, size: size, place: settings.place, presets: settings.entries,
            tables: ExportTable.accepted)
    }
}
