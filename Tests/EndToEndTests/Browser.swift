import Foundation
import Testing

/// A real browser without a window: Chromium, where it is installed.
enum Browser {
    /// The program; nil where there is none.
    static let path: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let names = ["chromium", "chromium-browser", "google-chrome"]
        return names.lazy.flatMap { name in folders.map { "\($0)/\(name)" } }.first(
            where: FileManager.default.isExecutableFile)
    }()

    /// Why tests with a browser are skipped.
    static let absence: Comment = "no Chromium is installed"

    /// The page as it is in the browser once its scripts have run.
    static func page(_ html: String) throws -> String {
        let folder = try TemporaryFolder()
        try Data(html.utf8).write(to: folder.file("page.html"))
        // A browser of its own for each page: they run beside each other.
        let program = try Program.run(
            try #require(path),
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.path)/profile",
                "--virtual-time-budget=3000", "--dump-dom", folder.file("page.html").absoluteString,
            ])
        try #require(program.exitCode == 0, "\(program.errors)")
        return program.output
    }

    /// What a script says of a page, once that has run: the script calls `say` with a string, after the page's own.
    ///
    /// - Parameters:
    ///   - html: a whole page.
    ///   - width: the width of the window in pixels.
    /// - Returns: the string; it begins with `error:` where the page or the script threw something.
    static func answer(_ html: String, _ script: String, width: Int = 1280) throws -> String {
        let before =
            "<script>const errors=[];addEventListener('error',e=>errors.push(e.message));"
            + "addEventListener('securitypolicyviolation',e=>errors.push('blocked '+e.blockedURI));"
            + "const say=t=>parent.postMessage(errors.length?'error: '+errors:String(t),'*');</script>"
        let after =
            "<script>addEventListener('load',()=>{try{\(script)}catch(e){errors.push(e);say('')}})</script></body>"
        let page = html.replacing("<style>", with: before + "<style>", maxReplacements: 1)
            .replacing("</body>", with: after)
        // A window cannot be as narrow as a telephone, but a frame can.
        let host =
            "<body><pre id='answer'></pre><script>const frame=document.createElement('iframe');"
            + "addEventListener('message',e=>document.getElementById('answer').textContent=e.data);"
            + "frame.style.cssText='border:0;height:900px;width:\(width)px';"
            + "frame.srcdoc=new TextDecoder().decode(Uint8Array.from(atob('\(Data(page.utf8).base64EncodedString())'),"
            + "c=>c.charCodeAt(0)));document.body.append(frame)</script></body>"
        let text = try self.page(host)
        let start = try #require(text.range(of: "<pre id=\"answer\">")).upperBound
        let end = try #require(text.range(of: "</pre>", range: start..<text.endIndex)).lowerBound
        return String(text[start..<end]).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
            "&amp;", with: "&")
    }
}
