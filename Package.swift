// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

extension Target {
    static func client(_ name: String, _ dependencies: [Dependency] = []) -> Target {
        .target(name: name, dependencies: dependencies, path: "Sources/Clients/\(name)", swiftSettings: settings)
    }

    static func pipeline(_ name: String, _ dependencies: [Dependency] = []) -> Target {
        .target(
            name: name, dependencies: dependencies, path: "Sources/Pipeline/\(name)", exclude: documents(name),
            swiftSettings: settings)
    }

    static func service(_ name: String, _ dependencies: [Dependency] = []) -> Target {
        .target(name: name, dependencies: dependencies, path: "Sources/Services/\(name)", swiftSettings: settings)
    }

    static func test(_ name: String, _ dependencies: [Dependency]) -> Target {
        .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
    }

    private static func documents(_ name: String) -> [String] { name == "Analysis" ? ["README.md"] : [] }
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let httpServer = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let sockets = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "relecture",
    products: [.executable(name: "relecture", targets: ["relecture"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        // Clients: each wraps one foreign thing and knows nothing of footage.
        .systemLibrary(name: "CRabbitMQ", path: "Sources/Clients/CRabbitMQ", pkgConfig: "librabbitmq"),
        .systemLibrary(name: "CPostgres", path: "Sources/Clients/CPostgres", pkgConfig: "libpq"),
        .systemLibrary(name: "CFFmpeg", path: "Sources/Clients/CFFmpeg", pkgConfig: "libavformat"),
        .target(name: "CKernels", path: "Sources/Clients/CKernels"),
        .client("BlockingExecutor"),
        .client("AMQP", ["CRabbitMQ", "BlockingExecutor", logging]),
        .client("Postgres", ["CPostgres", "BlockingExecutor", logging]),
        .client("Video", ["CFFmpeg"]),
        .target(name: "CSandbox", path: "Sources/Clients/CSandbox"),
        .client("Sandbox", ["CSandbox", subprocess, system]),
        .client("TCPProxy"),

        // Pipeline: values and functions, in the order of the flow.
        .pipeline("Footage"),
        .pipeline("Requisitions", ["Footage"]),
        .pipeline("ChunkPlanning", ["Footage"]),
        .pipeline("Analysis", ["Footage", "CKernels"]),
        .pipeline("Timelines", ["Footage", "Analysis"]),
        .pipeline("Exporting", ["Footage", "Analysis", "Timelines"]),

        // Services: long-running or stateful.
        .service("Storage", ["Postgres", "Footage", "Requisitions", "ChunkPlanning", "Analysis", "Timelines", crypto]),
        .service("OrderFiles", ["Requisitions"]),
        .service("WorkQueue", ["AMQP", "ChunkPlanning", logging]),
        .service("Telemetry", [httpServer, sockets, lifecycle, logging]),
        .service("Intake", ["Video", "Sandbox", "BlockingExecutor", "Storage", "Footage", "Requisitions", crypto]),
        .service(
            "Coordinator",
            [
                "AMQP", "Storage", "WorkQueue", "Telemetry", "Footage", "Requisitions", "ChunkPlanning", "Analysis",
                "Timelines", "Exporting",
                crypto, lifecycle, logging,
            ]),
        .service(
            "Worker",
            [
                "BlockingExecutor", "Video", "Sandbox", "Storage", "WorkQueue", "Telemetry", "Intake", "Footage",
                "Requisitions",
                "ChunkPlanning", "Analysis", "Timelines", crypto, lifecycle, logging,
            ]),
        .service("LocalServers", ["Postgres", "BlockingExecutor", "WorkQueue", crypto, subprocess, system]),
        .service("Custody", ["Storage", "Footage", "Exporting", crypto]),
        .service("SampleFootage", ["Video", "Footage"]),
        // Harms servers of its own, so it needs those that can be harmed.
        .service(
            "FaultInjection",
            ["TCPProxy", "AMQP", "Postgres", "WorkQueue", "ChunkPlanning", "LocalServers", "BlockingExecutor", logging]),

        .executableTarget(
            name: "relecture",
            dependencies: [
                "AMQP", "Postgres", "Video", "Sandbox", "Footage", "Requisitions", "ChunkPlanning", "Analysis",
                "Timelines", "Exporting", "Storage", "WorkQueue", "Telemetry", "Intake", "Coordinator", "Worker",
                "Custody", "LocalServers", "SampleFootage", "FaultInjection", "BlockingExecutor", argumentParser,
                lifecycle, logging,
                "OrderFiles", signals, subprocess, system,
            ],
            path: "Sources/relecture", swiftSettings: settings),

        // Tests: pure, then those with real servers, then whole clusters.
        .target(
            name: "TestSupport",
            dependencies: [
                "LocalServers", "Postgres", "Storage", "Requisitions", "ChunkPlanning", "Footage", "SampleFootage",
                "Video",
                "WorkQueue",
            ],
            path: "Tests/TestSupport", swiftSettings: settings),
        .target(name: "SeededRandomness", path: "Tests/SeededRandomness", swiftSettings: settings),
        .test("FootageTests", ["Footage", "SeededRandomness"]),
        .test("RequisitionsTests", ["Requisitions", "Footage"]),
        .test("OrderFilesTests", ["OrderFiles", "Requisitions", "Footage"]),
        .test("ChunkPlanningTests", ["ChunkPlanning", "Footage", "SeededRandomness"]),
        .test("AnalysisTests", ["Analysis", "CKernels", "Footage", "SeededRandomness"]),
        .test("TimelinesTests", ["Timelines", "Analysis", "ChunkPlanning", "Footage", "SeededRandomness"]),
        .test("ExportingTests", ["Exporting", "Timelines", "Analysis", "Footage", "TestSupport"]),
        .test("SandboxTests", ["Sandbox", "TestSupport", "relecture"]),
        .test("VideoTests", ["Video", "Footage", "Intake", "TestSupport"]),
        .test(
            "IntakeTests",
            [
                "Intake", "Sandbox", "Video", "Footage", "Storage", "SampleFootage", "TestSupport", "relecture", crypto,
            ]),
        .test("SampleFootageTests", ["SampleFootage", "Video", "Footage"]),
        .test("AMQPTests", ["AMQP", "BlockingExecutor", "TestSupport", logging]),
        .test("TelemetryTests", ["Telemetry", lifecycle, logging]),
        .test("WorkQueueTests", ["WorkQueue", "AMQP", "ChunkPlanning", "TestSupport", logging]),
        .test("PostgresTests", ["Postgres", "TestSupport"]),
        .test("LocalServersTests", ["LocalServers", "Postgres", "WorkQueue", "TestSupport"]),
        .test(
            "StorageTests",
            [
                "Storage", "Postgres", "Requisitions", "ChunkPlanning", "Analysis", "Timelines", "Footage",
                "TestSupport",
            ]),
        .test("CustodyTests", ["Custody", "Storage", "Exporting", "Footage", "TestSupport"]),
        .test(
            "WorkerTests",
            [
                "Worker", "Sandbox", "Analysis", "ChunkPlanning", "Timelines", "Footage", "Storage", "Video",
                "SampleFootage", "SeededRandomness", "TestSupport", "relecture", crypto,
            ]),
        .test(
            "CoordinatorTests",
            [
                "Coordinator", "Storage", "AMQP", "WorkQueue", "Telemetry", "Postgres", "LocalServers", "Analysis",
                "Timelines",
                "ChunkPlanning", "Exporting", "Footage", "Requisitions", "TestSupport", lifecycle, logging,
            ]),
        .test(
            "FaultTests",
            [
                "relecture", "FaultInjection", "TCPProxy", "AMQP", "WorkQueue", "Postgres", "Storage", "ChunkPlanning",
                "Timelines",
                "Footage", "LocalServers", "SampleFootage", "TestSupport", subprocess, system,
            ]),
        .test(
            "ClusterTests",
            [
                "relecture", "TestSupport", "SampleFootage", "Video", "Footage", "Postgres", "Storage", "LocalServers",
                "Worker", "Sandbox", "WorkQueue", "ChunkPlanning", "AMQP", "Exporting", "Telemetry", logging, lifecycle,
            ]),
    ]
)
