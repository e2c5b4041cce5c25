// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Modules that may touch neither C, files nor the network; the compiler also refuses unsafe pointers in them.
let pure: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
    name: "precut",
    products: [
        .library(name: "Precut", targets: ["Precut"]),
        .executable(name: "precut", targets: ["PrecutCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // Pure: values in, values out.
        .target(name: "ExactTime", swiftSettings: pure),
        .target(name: "Findings", swiftSettings: pure),
        .target(name: "Playlist", dependencies: ["ExactTime", "Findings"], swiftSettings: pure),
        .target(name: "ElementaryStreams", dependencies: ["ExactTime"], swiftSettings: pure),
        .target(name: "Segments", dependencies: ["ExactTime", "ElementaryStreams"], swiftSettings: pure),
        .target(name: "MovieFile", dependencies: ["ExactTime", "ElementaryStreams"], swiftSettings: pure),
        .target(name: "Cutting", dependencies: ["ExactTime", "ElementaryStreams"], swiftSettings: pure),
        .target(
            name: "Timeline", dependencies: ["ExactTime", "Findings", "Playlist", "Segments", "Cutting"],
            swiftSettings: pure),

        // Effects: each C library is imported by exactly one Swift module.
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CCurlShims", dependencies: ["CCurl"]),
        .target(name: "Transport", dependencies: ["CCurl", "CCurlShims"], swiftSettings: strict),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "Crypto", dependencies: ["COpenSSL"], swiftSettings: strict),
        // FFmpeg is not linked but loaded when it is first called: see Forwarders.c.
        .systemLibrary(name: "CFFmpeg"),
        .target(name: "CFFmpegShims", dependencies: ["CFFmpeg"]),
        .target(
            name: "Media", dependencies: ["CFFmpeg", "CFFmpegShims", "ExactTime", "ElementaryStreams"],
            swiftSettings: strict),

        // Use cases, and the shell over them.
        .target(
            name: "Precut",
            dependencies: [
                "ExactTime", "Findings", "Playlist", "ElementaryStreams", "Segments", "Timeline", "Transport",
                "Crypto", "Media", "MovieFile", "Cutting",
            ], swiftSettings: strict),
        .executableTarget(
            name: "PrecutCommand",
            dependencies: [
                "Precut", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: strict),

        // Tests: what several of them share, one target per module, and the command as a process.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "ExactTimeTests", dependencies: ["ExactTime"], swiftSettings: strict),
        .testTarget(
            name: "PlaylistTests", dependencies: ["Playlist", "ExactTime", "Findings", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ElementaryStreamsTests", dependencies: ["ElementaryStreams", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SegmentsTests",
            dependencies: ["Segments", "ElementaryStreams", "ExactTime", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "MovieFileTests",
            dependencies: ["MovieFile", "ElementaryStreams", "ExactTime", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CuttingTests", dependencies: ["Cutting", "ElementaryStreams", "ExactTime"],
            swiftSettings: strict),
        .testTarget(
            name: "TimelineTests",
            dependencies: ["Timeline", "Playlist", "Segments", "ElementaryStreams", "ExactTime", "Findings"],
            swiftSettings: strict),
        .testTarget(
            name: "TransportTests", dependencies: ["Transport", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "CryptoTests", dependencies: ["Crypto", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "MediaTests", dependencies: ["Media", "ElementaryStreams", "ExactTime", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PrecutTests", dependencies: ["Precut", "MovieFile", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests", dependencies: ["PrecutCommand", "TestSupport"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// A fuzz target is in the package only while Scripts/fuzz builds it; libFuzzer brings the `main`.
if let name = Context.environment["PRECUT_FUZZ"] {
    package.products.append(.library(name: name, type: .static, targets: [name]))
    package.targets.append(
        .target(
            name: name, dependencies: ["ExactTime", "Findings", "Playlist", "ElementaryStreams", "Segments"],
            path: "Tests/Fuzz/\(name)", swiftSettings: strict))
}
