// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// The module map links it where the system has it; Homebrew's is found through pkg-config. (On Linux pkg-config only
// adds flags that SwiftPM warns about.)
#if os(macOS)
    let ncursesPackage: String? = "ncursesw"
    // macOS has SHA-256 in its own CommonCrypto.
    let libcryptoPackage: String? = nil
#else
    let ncursesPackage: String? = nil
    let libcryptoPackage: String? = "libcrypto"
#endif

let package = Package(
    name: "groktop",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenBLAS", pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
        .systemLibrary(
            name: "CLibcrypto", pkgConfig: libcryptoPackage, providers: [.apt(["libssl-dev"])]),
        .target(name: "Digests", dependencies: ["CLibcrypto"], swiftSettings: settings),
        .target(name: "CKernels"),
        .target(name: "Kernels", dependencies: ["COpenBLAS", "CKernels"], swiftSettings: settings),
        .target(name: "RunEvents", swiftSettings: settings),
        .target(name: "Tasks", dependencies: ["Kernels", "RunEvents"], swiftSettings: settings),
        .target(name: "Transformer", dependencies: ["Kernels"], swiftSettings: settings),
        .target(name: "SpectralEdge", dependencies: ["Kernels", "RunEvents"], swiftSettings: settings),
        .target(name: "Alerts", dependencies: ["RunEvents"], swiftSettings: settings),
        .target(
            name: "Training",
            dependencies: [
                "Alerts", "Digests", "Kernels", "RunEvents", "Transformer", "Tasks", "SpectralEdge",
            ], swiftSettings: settings),
        .target(
            name: "Probes", dependencies: ["Kernels", "RunEvents", "Tasks", "Transformer", "SpectralEdge"],
            swiftSettings: settings),
        .target(
            name: "Benchmark",
            dependencies: ["Kernels", "RunEvents", "Transformer", "Tasks", "SpectralEdge", "Training"],
            swiftSettings: settings),
        .target(name: "Lifecycle", dependencies: ["RunEvents"], swiftSettings: settings),
        .target(name: "Replication", dependencies: ["RunEvents", "Tasks", "Lifecycle"], swiftSettings: settings),
        .target(
            name: "Survey", dependencies: ["RunEvents", "Lifecycle", "Replication"], swiftSettings: settings),
        .target(name: "Safetensors", swiftSettings: settings),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "Recording",
            dependencies: [
                "CSQLite", "Digests", "RunEvents", "Safetensors", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], swiftSettings: settings),
        .systemLibrary(
            name: "CNcurses", pkgConfig: ncursesPackage, providers: [.apt(["libncurses-dev"]), .brew(["ncurses"])]),
        .target(name: "TerminalUI", swiftSettings: settings),
        .target(
            name: "Dashboard", dependencies: ["Alerts", "RunEvents", "Tasks", "Lifecycle", "TerminalUI"],
            swiftSettings: settings),
        .target(name: "Home", dependencies: ["Dashboard", "RunEvents", "TerminalUI"], swiftSettings: settings),
        .target(
            name: "Board", dependencies: ["RunEvents", "Survey", "TerminalUI"], swiftSettings: settings),
        .target(
            name: "Configuration",
            dependencies: [
                "Alerts", "Dashboard", "RunEvents", "Tasks", "TerminalUI",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ], swiftSettings: settings),
        .target(name: "NcursesTerminal", dependencies: ["TerminalUI", "CNcurses"], swiftSettings: settings),
        .target(name: "Console", dependencies: ["RunEvents"], swiftSettings: settings),
        .target(
            name: "Runs",
            dependencies: [
                "Alerts",
                "Kernels", "RunEvents", "Tasks", "Transformer", "SpectralEdge", "Training", "Probes", "Benchmark",
                "Recording", "Safetensors",
                "Console",
            ], swiftSettings: settings),
        .target(
            name: "Reports",
            dependencies: [
                "Alerts",
                "Kernels", "RunEvents", "Tasks", "Training", "Benchmark", "Recording", "Safetensors", "TerminalUI",
                "Dashboard",
                "Console", "Runs",
            ], swiftSettings: settings),
        .target(
            name: "LiveScreen",
            dependencies: [
                "Alerts", "Kernels", "RunEvents", "Tasks", "Transformer", "SpectralEdge", "Training", "Probes",
                "Benchmark",
                "Recording",
                "TerminalUI",
                "Board", "Dashboard", "Digests", "Home", "NcursesTerminal", "Console", "Runs", "Reports", "Survey",
                "Sweeps",
            ], swiftSettings: settings),
        .target(
            name: "Study",
            dependencies: [
                "RunEvents", "Tasks", "Transformer", "SpectralEdge", "Training", "Probes", "Replication", "Recording",
                "TerminalUI",
                "Console", "Runs", "Reports",
            ], swiftSettings: settings),
        .target(
            name: "Sweeps",
            dependencies: ["Configuration", "Console", "Digests", "Recording", "RunEvents", "Survey", "TerminalUI"],
            swiftSettings: settings),
        .executableTarget(
            name: "groktop",
            dependencies: [
                "Alerts", "Configuration",
                "Kernels", "RunEvents", "Tasks", "Transformer", "SpectralEdge", "Training", "Probes", "Benchmark",
                "Replication", "Recording", "TerminalUI", "Dashboard", "NcursesTerminal",
                "Console", "Runs", "Reports", "LiveScreen", "Study", "Survey", "Sweeps",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),

        // What tests share: naive twins in double, finite differences, and a run of another program.
        .target(
            name: "TestSupport", dependencies: ["Kernels", "RunEvents", "Transformer"], path: "Tests/Support",
            swiftSettings: settings),
        // Its malloc stands before the C library's in the tests' executable.
        .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
        // So does its clock_gettime.
        .target(name: "ShiftedClock", path: "Tests/ShiftedClock"),
        .testTarget(name: "KernelsTests", dependencies: ["Kernels", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "TasksTests",
            dependencies: ["Digests", "Kernels", "RunEvents", "Tasks"],
            swiftSettings: settings),
        .testTarget(
            name: "TransformerTests", dependencies: ["Kernels", "Transformer", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "SpectralEdgeTests",
            dependencies: ["Kernels", "RunEvents", "SpectralEdge", "Tasks", "Training", "Transformer", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "TrainingTests",
            dependencies: [
                "Kernels", "Probes", "RunEvents", "SpectralEdge", "Tasks", "Training", "Transformer", "TestSupport",
                "AllocationCounter", "ShiftedClock",
            ], swiftSettings: settings),
        .testTarget(
            name: "BenchmarkTests", dependencies: ["Benchmark", "RunEvents", "Tasks"], swiftSettings: settings),
        .testTarget(
            name: "ProbesTests",
            dependencies: [
                "Kernels", "Probes", "RunEvents", "SpectralEdge", "Tasks", "Training", "Transformer", "TestSupport",
            ],
            resources: [.copy("Resources")], swiftSettings: settings),
        .testTarget(name: "SafetensorsTests", dependencies: ["Safetensors"], swiftSettings: settings),
        .testTarget(
            name: "RecordingTests",
            dependencies: [
                "Recording", "RunEvents", "Safetensors", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: settings),
        .testTarget(name: "AlertsTests", dependencies: ["Alerts", "RunEvents", "Tasks"], swiftSettings: settings),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: ["Alerts", "Configuration", "Dashboard", "RunEvents", "Runs", "Tasks", "TerminalUI"],
            swiftSettings: settings),
        .testTarget(name: "LifecycleTests", dependencies: ["Lifecycle", "RunEvents"], swiftSettings: settings),
        .testTarget(
            name: "ReplicationTests", dependencies: ["Lifecycle", "Replication", "RunEvents", "Tasks"],
            swiftSettings: settings),
        .testTarget(
            name: "SurveyTests", dependencies: ["Replication", "RunEvents", "Survey"],
            swiftSettings: settings),
        .testTarget(
            name: "SweepsTests",
            dependencies: [
                "Console", "Recording", "RunEvents", "Survey", "Sweeps", "Tasks",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: settings),
        .testTarget(name: "RunEventsTests", dependencies: ["RunEvents", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "TerminalUITests", dependencies: ["TerminalUI"], swiftSettings: settings),
        .testTarget(
            name: "DashboardTests",
            dependencies: ["Alerts", "Dashboard", "Lifecycle", "RunEvents", "Tasks", "TerminalUI", "TestSupport"],
            resources: [.copy("Screens")], swiftSettings: settings),
        .testTarget(
            name: "HomeTests", dependencies: ["Home", "RunEvents", "TerminalUI", "TestSupport"],
            resources: [.copy("Screens")], swiftSettings: settings),
        .testTarget(
            name: "BoardTests", dependencies: ["Board", "RunEvents", "Survey", "TerminalUI", "TestSupport"],
            resources: [.copy("Screens")], swiftSettings: settings),
        .testTarget(
            name: "RunsTests",
            dependencies: [
                "Alerts", "Console", "Kernels", "Recording", "RunEvents", "Runs", "Safetensors", "SpectralEdge",
                "Tasks",
                "TestSupport", "Training",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "RunEvents", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "OracleTests",
            dependencies: [
                "Kernels", "RunEvents", "Transformer", "SpectralEdge", "Training", "Probes", "Safetensors",
            ], resources: [.copy("Resources")], swiftSettings: settings),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "groktop", "Alerts", "Board", "Configuration", "Home", "Kernels", "RunEvents", "Dashboard", "Probes",
                "Recording", "Replication", "Safetensors", "Survey", "Tasks", "TerminalUI", "TestSupport", "Training",
                "Transformer", .product(name: "GRDB", package: "GRDB.swift"),
            ], resources: [.copy("OldRuns")], swiftSettings: settings),
    ]
)
