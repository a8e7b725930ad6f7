/// The Swift packages in the build: those pinned in Package.swift and their dependencies.
enum SwiftPackages {
    static let all: [BuildStatement.Library] = [
        .init(name: "FlyingFox", version: "0.27.1", licence: "MIT"),
        .init(name: "swift-argument-parser", version: "1.8.2", licence: "Apache-2.0"),
        .init(name: "swift-crypto", version: "4.5.2", licence: "Apache-2.0, with BoringSSL's ISC and OpenSSL licences"),
        .init(name: "swift-log", version: "1.16.2", licence: "Apache-2.0"),
        .init(name: "swift-service-lifecycle", version: "2.13.0", licence: "Apache-2.0"),
        .init(name: "swift-subprocess", version: "1.0.2", licence: "Apache-2.0"),
        .init(name: "swift-system", version: "1.8.1", licence: "Apache-2.0"),
    ]

    /// Dependencies of the pinned packages, in the newest release that fits at build time.
    static let needed: [BuildStatement.Library] = ["swift-asn1", "swift-async-algorithms", "swift-collections"].map {
        .init(name: $0, version: "as resolved", licence: "Apache-2.0")
    }
}
