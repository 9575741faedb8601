import CNcurses

/// Whether the terminal takes UTF-8, and how that is known.
struct CharacterChoice: Hashable {
    /// Whether characters beyond ASCII can be shown.
    let isUTF8: Bool
    /// The codeset, and where its name comes from: one line for a person.
    let reason: String

    /// What a locale's name says that it is for, where the system does not have it.
    enum Named: Hashable {
        case nothing, utf8
        case other(String)

        /// Reads a name such as `de_DE.ISO-8859-1@euro`.
        init(locale: String) {
            guard let dot = locale.firstIndex(of: ".") else {
                self = .nothing
                return
            }
            let codeset = String(locale[locale.index(after: dot)...].prefix { $0 != "@" })
            let plain = codeset.lowercased().filter { $0 != "-" && $0 != "_" }
            self = plain == "utf8" ? .utf8 : codeset.isEmpty ? .nothing : .other(codeset)
        }
    }

    /// Sets the locale of this process's characters.
    ///
    /// Terminals take UTF-8 nowadays, also where no locale is set, as in containers and on remote machines, or where
    /// the one that is set is not installed. Only a locale that names another codeset is believed.
    static func choose() -> CharacterChoice {
        let (variable, value) = setting()
        let words = value.map { "\(variable)=\($0)" } ?? "no locale is set"
        let isPlain = ["C", "POSIX"].contains(value ?? "C")
        if groktop_set_locale("") != nil {
            if groktop_is_utf8() != 0 { return CharacterChoice(isUTF8: true, reason: "UTF-8: \(words)") }
            if !isPlain {
                let codeset = String(cString: groktop_codeset())
                return CharacterChoice(isUTF8: false, reason: "ASCII: \(words) means \(codeset)")
            }
        } else if let value, case .other(let codeset) = Named(locale: value) {
            return CharacterChoice(isUTF8: false, reason: "ASCII: \(words) is not installed, and names \(codeset)")
        }
        // The last is macOS's.
        for name in ["C.UTF-8", "en_US.UTF-8", "UTF-8"] where groktop_set_locale(name) != nil && groktop_is_utf8() != 0
        {
            let why = isPlain ? words : "\(words) is not installed"
            return CharacterChoice(isUTF8: true, reason: "UTF-8: \(why), and UTF-8 is what terminals take")
        }
        return CharacterChoice(isUTF8: false, reason: "ASCII: \(words), and the system has no locale with UTF-8")
    }

    /// The variable that decides (locale(7)), and its value; nil where none is set.
    private static func setting() -> (variable: String, value: String?) {
        for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
            if let value = Terminal.environment(name) { return (name, value) }
        }
        return ("", nil)
    }
}
