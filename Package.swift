// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "groktop",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(
            name: "COpenBLAS", pkgConfig: "openblas",
            providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
        .target(name: "CKernels"),
        .target(name: "Kernels", dependencies: ["COpenBLAS", "CKernels"], swiftSettings: settings),
        .target(name: "RunEvents", swiftSettings: settings),
        .target(name: "Tasks", dependencies: ["Kernels", "RunEvents"], swiftSettings: settings),
        .target(name: "Transformer", dependencies: ["Kernels"], swiftSettings: settings),
        .target(name: "SpectralEdge", dependencies: ["Kernels", "RunEvents"], swiftSettings: settings),
        .target(
            name: "Training",
            dependencies: [
                "Kernels", "RunEvents", "Transformer", "Tasks", "SpectralEdge",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: settings),
        .target(
            name: "Probes", dependencies: ["Kernels", "RunEvents", "Transformer", "SpectralEdge"],
            swiftSettings: settings),
        .target(name: "Safetensors", swiftSettings: settings),

        .testTarget(
            name: "OracleTests",
            dependencies: [
                "Kernels", "RunEvents", "Transformer", "SpectralEdge", "Training", "Probes", "Safetensors",
            ], resources: [.copy("Resources")], swiftSettings: settings),
    ]
)
