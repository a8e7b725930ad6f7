import Testing

@testable import Telemetry

struct ReadinessTests {
    @Test func readyOnlyWhenEveryServerHasAnsweredLately() {
        let readiness = Readiness(dependencies: ["postgresql", "rabbitmq"], patience: .seconds(20))
        let start = ContinuousClock.now
        #expect(readiness.report(at: start).lines == ["postgresql: no answer yet", "rabbitmq: no answer yet"])
        readiness.answered("postgresql", at: start)
        #expect(!readiness.report(at: start).isReady)
        readiness.answered("rabbitmq", at: start + .seconds(5))
        #expect(readiness.report(at: start + .seconds(20)).isReady)
        let late = readiness.report(at: start + .seconds(21))
        #expect(!late.isReady)
        #expect(late.lines == ["postgresql: silent 21 s ago", "rabbitmq: answered 16 s ago"])
    }

    @Test func obstacleKeepsItFromBeingReadyUntilItIsGone() {
        let readiness = Readiness(dependencies: [])
        #expect(readiness.report().isReady)
        readiness.set("sandbox", "Landlock is missing")
        #expect(readiness.report() == (false, ["sandbox: Landlock is missing"]))
        readiness.set("sandbox", nil)
        #expect(readiness.report().isReady)
    }

    @Test(arguments: [
        ("127.0.0.1:9464", "127.0.0.1", 9464), ("[::1]:0", "::1", 0), ("0.0.0.0:65535", "0.0.0.0", 65_535),
    ])
    func addressIsRead(text: String, host: String, port: Int) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.host == host && Int(address.port) == port && address.description == text)
    }

    @Test(arguments: ["", "9464", ":9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:9464", "[127.0.0.1]:1"])
    func addressIsRefused(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
