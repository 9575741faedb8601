/// Text in XML.
package enum Markup {
    /// The text with entities in the place of what has a meaning in XML.
    package static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
            "\"", with: "&quot;")
    }

    /// `code` between backquotes.
    static func inline(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
            index % 2 == 1 ? "<code>\(escaped(String(part)))</code>" : escaped(String(part))
        }.joined()
    }

    static func table(_ header: [String], _ rows: [[String]], rowClasses: [String] = []) -> String {
        let head = "<tr>" + header.map { "<th>\(inline($0))</th>" }.joined() + "</tr>"
        let body = rows.enumerated().map { index, row in
            let name = index < rowClasses.count && !rowClasses[index].isEmpty ? " class=\"\(rowClasses[index])\"" : ""
            return "<tr\(name)>" + row.map { "<td>\(inline($0))</td>" }.joined() + "</tr>"
        }
        return
            "<div class=\"wide\"><table><thead>\(head)</thead><tbody>\n"
            + "\(body.joined(separator: "\n"))\n</tbody></table></div>"
    }
}
