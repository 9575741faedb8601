import Foundation

/// A random command line: real commands and options, hostile values.
enum FuzzedCommandLine {
    private static let hostileNumbers = [
        "0", "-0", "-1", "+1", "1", "2", "5", "1e-13", "1e300", "-1e300", "1e999", "nan", "-nan", "inf", "-inf",
        "infinity", "1e-320",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615",
        "18446744073709551616",
        "1000000000", "1000000001", "0x10", "0x1p-1074", "1_000", "1,5", "١٢", "0.001", "0.0009", "1000000",
        "2147483648",
    ]
    private static let hostileTexts = [
        "", " ", "-", "--", "=", ":", "/", ".", "..", "@", "@@", "~", "\u{1B}[2J", "\u{1B}]0;x\u{7}", "\u{9B}31m",
        "a\nb", "\r\n", "\u{202E}abc",
        "%n%s", "\\", "'", "\"", "ä\u{301}", "\u{1F9E0}", "/dev/null", "/dev/full", "/dev/zero", "/dev/tty",
        "/proc/self/mem", "/nonexistent/x",
        String(repeating: "a", count: 5_000), String(repeating: "../", count: 300), "nosuch.theme", "-h", "--help",
    ]
    private static let commands = [
        "weight-decay=0", "weight-decay=off", "weight-decay=1e9", "weight-decay=nan", "weight-decay=-1", "pace=1e-13",
        "pace=1e300",
        "pace=0.001", "pace=unlimited", "stop", "pause", "ablate", "perturb", "intervene", "fresh-optimizer", "fly", "",
        "=", "weight-decay=",
    ]

    private static let numberOptions = [
        "--p", "--seed", "--steps", "--train-size", "--test-size", "--batch", "--learning-rate", "--weight-decay",
        "--beta1", "--beta2",
        "--clip", "--d-model", "--layers", "--heads", "--ff", "--interval", "--window", "--curvature-size",
        "--response-every", "--eval-every",
        "--shards", "--threads", "--pace", "--checkpoint-every", "--checkpoint-budget", "--step",
    ]
    private static let textOptions = [
        "--task", "--split", "--tracked", "--evaluate", "--format", "--theme", "--symbols", "--runs", "--table",
        "--output",
    ]
    private static let choices = [
        "dyck", "modadd", "scan", "simple", "attention", "all", "part", "full", "csv", "ndjson", "text", "safetensors",
        "ascii", "braille",
        "groktop-dark", "evaluations", "probes", "windows",
    ]
    private static let words = [
        "train", "watch", "runs", "replay", "resume", "fork", "verify", "export", "probe", "rm", "replicate", "help",
        "nosuch",
    ]
    /// Sizes that are soon trained. Those behind take their place.
    private static let tiny = [
        "--steps", "4", "--train-size", "6", "--test-size", "6", "--batch", "4", "--d-model", "8", "--heads", "1",
        "--ff", "8", "--layers", "1",
        "--interval", "5", "--eval-every", "2",
    ]

    static func make(_ chance: inout FuzzChance, runs: String) -> [String] {
        let word = chance.one(of: words)
        var line = chance.once(in: 20) ? [] : [word]
        switch word {
        case "train", "watch": line += tiny + ["--runs", runs]
        case "runs": line += ["--runs", runs]
        case "probe":
            line += [chance.one(of: ["ablate", "intervene", "curvature", "x"]), run(&chance), "--runs", runs]
        case "replicate": line += ["--no-train", "--out", runs + "/replication"]
        case "fork": line += [run(&chance), "--at", value(&chance), "--runs", runs, "--no-train"]
        case "help", "nosuch": break
        // Nobody is there to ask, and nothing outside is to be removed.
        default: line += [run(&chance), "--runs", runs]
        }
        for _ in 0..<Int.random(in: 0...3, using: &chance) { line += option(&chance, word) }
        return line
    }

    private static func run(_ chance: inout FuzzChance) -> String {
        chance.once(in: 2) ? "@" : chance.one(of: hostileTexts)
    }

    private static func option(_ chance: inout FuzzChance, _ word: String) -> [String] {
        switch Int.random(in: 0..<10, using: &chance) {
        case 0...4: return joined(chance.one(of: numberOptions), value(&chance), &chance)
        case 5, 6:
            let value = chance.once(in: 3) ? chance.one(of: hostileTexts) : chance.one(of: choices)
            return joined(chance.one(of: textOptions), value, &chance)
        case 7, 8:
            let step =
                chance.once(in: 2) ? String(Int.random(in: 0...5, using: &chance)) : chance.one(of: hostileNumbers)
            return ["--at", "\(step):\(chance.one(of: commands))"]
        default:
            return [
                chance.one(
                    of: ["--json", "--no-record", "--fresh-optimizer", "--no-train", "--version"] + hostileTexts)
            ]
        }
    }

    private static func joined(_ name: String, _ value: String, _ chance: inout FuzzChance) -> [String] {
        chance.once(in: 4) ? ["\(name)=\(value)"] : [name, value]
    }

    private static func value(_ chance: inout FuzzChance) -> String {
        chance.once(in: 4) ? chance.one(of: hostileTexts) : chance.one(of: hostileNumbers)
    }
}
