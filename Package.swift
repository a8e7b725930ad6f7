// swift-tools-version: 6.3
import PackageDescription

// Warnings are errors, but not those that only a newer compiler knows: the program must build with it.
#if compiler(<6.4)
    let warnings: [SwiftSetting] = [.treatAllWarnings(as: .error)]
#else
    let warnings: [SwiftSetting] = []
#endif

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + warnings

extension Target {
    /// A target of a layer, in the layer's folder.
    static func part(_ folder: String, _ name: String, _ dependencies: [Dependency] = []) -> Target {
        .target(
            name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)", exclude: excluded(from: name),
            swiftSettings: settings)
    }

    private static func excluded(from name: String) -> [String] {
        switch name {
        case "Analysis": ["README.md"]
        case "Schema": ["SQL"]
        default: []
        }
    }

    static func client(_ name: String, _ dependencies: [Dependency] = []) -> Target {
        part("Clients", name, dependencies)
    }

    static func pipeline(_ name: String, _ dependencies: [Dependency] = []) -> Target {
        part("Pipeline", name, dependencies)
    }

    static func storage(_ name: String, _ dependencies: [Dependency] = []) -> Target {
        part("Storage", name, dependencies)
    }

    static func service(_ name: String, _ dependencies: [Dependency] = []) -> Target {
        part("Services", name, dependencies)
    }

    static func test(_ name: String, _ dependencies: [Dependency]) -> Target {
        .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
    }

    /// Tests that wait for servers and processes rather than compute: compiled without optimisation, in half the time.
    static func waitingTest(_ name: String, _ dependencies: [Dependency]) -> Target {
        .testTarget(
            name: name, dependencies: dependencies, swiftSettings: settings + [.unsafeFlags(["-Onone"])])
    }
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

/// What tests of several layers may name.
let everything: [Target.Dependency] = [
    "Chronology", "Footage", "Requisitions", "Planning", "Analysis", "Timelines", "Formats", "Postgres", "AMQP",
    "Video",
    "Sandbox", "TCPProxy", "Schema", "Catalogue", "Journal", "Access", "WorkLedger", "Findings", "Erasure", "Decoding",
    "Operations", "WorkQueue", "Telemetry", "LocalServers", "Coordinator", "Worker", "SampleFootage", "FaultInjection",
    "Commands", "SeededRandomness", "TestSupport", crypto, lifecycle, logging, subprocess, system,
]

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
        .pipeline("Chronology"),
        .pipeline("Footage", ["Chronology"]),
        .pipeline("Requisitions", ["Chronology", "Footage"]),
        .pipeline("Planning", ["Chronology", "Footage"]),
        .pipeline("Analysis", ["Chronology", "Footage", "CKernels"]),
        .pipeline("Timelines", ["Chronology", "Footage", "Analysis"]),
        .pipeline("Formats", ["Chronology", "Footage", "Analysis", "Timelines"]),

        // Storage: the handle and the schema, then a target for each aggregate.
        // CSchema is the SQL, embedded by the C compiler: no files beside the executable.
        .target(
            name: "CSchema", path: "Sources/Storage/Schema/SQL",
            exclude: ["README.md", "Migrations", "Functions", "Views"]),
        .storage("Schema", ["CSchema", "Postgres", "Chronology"]),
        .storage(
            "Catalogue", ["Schema", "Postgres", "Chronology", "Footage", "Requisitions", "Planning", crypto]),
        .storage("Journal", ["Schema", "Postgres", "Chronology", "Footage", "Planning", crypto]),
        .storage("Access", ["Schema", "Catalogue", "Journal", "Postgres", "Chronology", "Footage", "Requisitions"]),
        .storage(
            "WorkLedger",
            [
                "Schema", "Catalogue", "Postgres", "Chronology", "Footage", "Requisitions", "Planning", "Analysis",
                "Timelines", crypto,
            ]),
        .storage(
            "Findings",
            [
                "Schema", "Catalogue", "WorkLedger", "Postgres", "Chronology", "Footage", "Requisitions", "Planning",
                "Analysis",
                "Timelines",
            ]),
        .storage(
            "Erasure",
            [
                "Schema", "Catalogue", "WorkLedger", "Journal", "Postgres", "Chronology", "Footage", "Requisitions",
                "Planning",
            ]),

        // What runs locked in, and the parent's side of it.
        .target(
            name: "Decoding",
            dependencies: [
                "Video", "Sandbox", "BlockingExecutor", "Chronology", "Footage", "Requisitions", "Planning", "Analysis",
                "Timelines", "Schema", "Catalogue", "WorkLedger", "Postgres", crypto,
            ], swiftSettings: settings),

        // Services that know no footage.
        .service("WorkQueue", ["AMQP", "Planning", logging]),
        .service("Telemetry", [httpServer, sockets, lifecycle, logging]),
        .service("LocalServers", ["Postgres", "BlockingExecutor", "WorkQueue", crypto, subprocess, system]),

        // The use cases.
        .target(
            name: "Operations",
            dependencies: [
                "Decoding", "Video", "Sandbox", "BlockingExecutor", "Schema", "Catalogue", "WorkLedger", "Findings",
                "Journal", "Access", "Erasure", "WorkQueue", "LocalServers", "Postgres", "AMQP", "Chronology",
                "Footage",
                "Requisitions", "Planning", "Analysis", "Timelines", "Formats", crypto, logging,
            ], swiftSettings: settings),

        // Services that do the work.
        .service(
            "Coordinator",
            [
                "Operations", "AMQP", "Schema", "Catalogue", "WorkLedger", "Findings", "WorkQueue", "Telemetry",
                "Chronology", "Footage", "Requisitions", "Planning", "Analysis", "Timelines", crypto, lifecycle,
                logging,
            ]),
        .service(
            "Worker",
            [
                "Operations", "Decoding", "BlockingExecutor", "Video", "Sandbox", "Schema", "Catalogue", "WorkLedger",
                "WorkQueue", "Telemetry", "Chronology", "Footage", "Requisitions", "Planning", "Analysis", "Timelines",
                crypto, lifecycle, logging, subprocess, system,
            ]),

        // Lab: what tries and measures all of it.
        .part("Lab", "SampleFootage", ["Video", "Chronology", "Footage"]),
        // Harms servers of its own, so it needs those that can be harmed.
        .part(
            "Lab", "FaultInjection",
            ["TCPProxy", "AMQP", "Postgres", "WorkQueue", "Planning", "LocalServers", "BlockingExecutor", logging]),

        .part(
            "Lab", "Bench",
            [
                "Coordinator", "Worker", "WorkQueue", "LocalServers", "Operations", "Decoding", "Schema", "Catalogue",
                "WorkLedger", "Postgres", "AMQP", "Chronology", "Footage", "Requisitions", "Planning", "Analysis",
                "Timelines", "Formats", logging, subprocess, system,
            ]),
        .part(
            "Lab", "Selftest",
            [
                "FaultInjection", "SampleFootage", "LocalServers", "Operations", "Decoding", "Sandbox", "Video",
                "WorkLedger", "Chronology", "Footage", "Planning", "Analysis", "Timelines", "Formats",
            ]),

        // Fronts: parsing and printing.
        .target(
            name: "Commands",
            dependencies: [
                "Operations", "Decoding", "Coordinator", "Worker", "WorkQueue", "Telemetry", "LocalServers",
                "SampleFootage", "FaultInjection", "Bench", "Selftest", "AMQP", "Postgres", "Video", "Sandbox",
                "BlockingExecutor", "Schema", "Catalogue", "WorkLedger", "Findings", "Journal", "Access", "Erasure",
                "Chronology", "Footage",
                "Requisitions", "Planning", "Analysis", "Timelines", "Formats", argumentParser, lifecycle, logging,
                signals, subprocess, system, crypto,
            ], path: "Sources/Fronts/CommandLine", swiftSettings: settings),
        .executableTarget(
            name: "relecture", dependencies: ["Commands"], path: "Sources/Fronts/relecture", swiftSettings: settings),

        // Tests: pure, then those with real servers, then whole clusters.
        .target(
            name: "TestSupport",
            dependencies: [
                "LocalServers", "SampleFootage", "Video", "WorkQueue", "Postgres", "Schema", "Catalogue", "WorkLedger",
                "Journal", "Access", "Findings", "Erasure", "Chronology", "Footage", "Requisitions", "Planning",
            ], path: "Tests/TestSupport", swiftSettings: settings),
        .target(name: "SeededRandomness", path: "Tests/SeededRandomness", swiftSettings: settings),
        .test("FootageTests", ["Chronology", "Footage", "SeededRandomness"]),
        .waitingTest("RequisitionsTests", ["Chronology", "Requisitions", "Footage"]),
        .test("PlanningTests", ["Chronology", "Planning", "Footage", "SeededRandomness"]),
        .test("AnalysisTests", ["Chronology", "Analysis", "CKernels", "Footage", "SeededRandomness"]),
        .test("TimelinesTests", ["Chronology", "Timelines", "Analysis", "Planning", "Footage", "SeededRandomness"]),
        .waitingTest(
            "FormatsTests",
            ["Chronology", "Formats", "Timelines", "Analysis", "Planning", "Requisitions", "Footage", "TestSupport"]),
        .waitingTest("SandboxTests", ["Sandbox", "TestSupport", "relecture"]),
        .test("VideoTests", ["Chronology", "Video", "Footage", "Decoding", "TestSupport"]),
        .test(
            "DecodingTests",
            [
                "Decoding", "Operations", "Sandbox", "Video", "Chronology", "Footage", "Requisitions", "Planning",
                "Analysis", "Timelines", "Schema", "Catalogue", "WorkLedger", "SampleFootage", "TestSupport",
                "relecture", crypto,
            ]),
        .test("SampleFootageTests", ["Chronology", "SampleFootage", "Video", "Footage"]),
        .waitingTest("AMQPTests", ["AMQP", "BlockingExecutor", "LocalServers", "TestSupport", logging]),
        .waitingTest("TelemetryTests", ["Telemetry", lifecycle, logging]),
        .waitingTest("WorkQueueTests", ["WorkQueue", "Planning", "AMQP", "TestSupport", logging]),
        .waitingTest("PostgresTests", ["Postgres", "TestSupport"]),
        .waitingTest("LocalServersTests", ["LocalServers", "Postgres", "WorkQueue", "TestSupport"]),
        .waitingTest("StorageTests", everything),
        .waitingTest("OperationsTests", everything),
        .test("WorkerTests", everything + ["relecture"]),
        .waitingTest("CoordinatorTests", everything),
        .waitingTest("FaultTests", everything + ["relecture"]),
        .waitingTest("ClusterTests", everything + ["relecture"]),
    ]
)
