/// The Swift packages that are in the build, as Package.swift pins them or as those need them.
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

    /// What those need, in the newest release that fits when it is built.
    static let needed: [BuildStatement.Library] = ["swift-asn1", "swift-async-algorithms", "swift-collections"].map {
        .init(name: $0, version: "as resolved", licence: "Apache-2.0")
    }
}
