import Testing

@testable import AMQP

@Suite(.timeLimit(.minutes(10)))
struct AMQPEndpointTests {
    @Test func everyPartIsPercentDecoded() throws {
        let endpoint = try AMQPEndpoint("amqp://re%40lecture:p%2Fw%3A%20x@broker.example:5673/site%2Fa")
        #expect(endpoint.user == "re@lecture")
        #expect(endpoint.password == "p/w: x")
        #expect(endpoint.host == "broker.example")
        #expect(endpoint.port == 5673)
        #expect(endpoint.virtualHost == "site/a")
        #expect(endpoint.tls == nil)
    }

    @Test(arguments: [("amqp://h", 5672), ("amqps://h", 5671), ("AMQP://h/", 5672)])
    func leftOutPartsHaveTheirDefaults(text: String, port: Int) throws {
        let endpoint = try AMQPEndpoint(text)
        #expect(endpoint.port == port)
        #expect(endpoint.virtualHost == "/")
        #expect(endpoint.user == "guest")
    }

    @Test func numericAddressOfVersion6LosesItsBrackets() throws {
        let endpoint = try AMQPEndpoint("amqp://u:p@[::1]:5672/")
        #expect(endpoint.host == "::1")
        #expect(endpoint.address == "[::1]:5672")
    }

    @Test func tlsFilesComeFromTheParameters() throws {
        let endpoint = try AMQPEndpoint("amqps://u:p@h/?cacertfile=/etc/ca%20x.pem&certfile=/c.pem&keyfile=/k.pem")
        #expect(endpoint.tls?.authorities == "/etc/ca x.pem")
        #expect(endpoint.tls?.certificate == "/c.pem")
        #expect(endpoint.tls?.key == "/k.pem")
        #expect(try AMQPEndpoint("amqps://h").tls?.authorities == "/etc/ssl/certs/ca-certificates.crt")
    }

    @Test(arguments: [
        "", "broker", "http://h", "amqp://", "amqp://u:secret-word@h:99999/", "amqp://u:secret-word@h:0/",
        "amqp://u:secret%zz-word@h", "amqp://u:secret-word@h/a/b", "amqp://u:secret-word@h/?cacertfile=/x",
        "amqps://u:secret-word@h/?verify=none", "amqps://u:secret-word@h/?certfile=/c.pem", "amqp://u:sec ret-word@h/",
    ])
    func unusableAddressIsNamedWithoutItsPassword(text: String) {
        let error = #expect(throws: AMQPError.self) { try AMQPEndpoint(text) }
        #expect(error?.kind == .invalidEndpoint)
        #expect(error?.description.hasPrefix("the AMQP address is not usable: ") == true)
        #expect(error?.description.contains("-word") == false)
    }

    @Test(arguments: [
        ("amqps://h", true), ("amqp://localhost", true), ("amqp://127.0.0.1:5673", true), ("amqp://h", false),
    ])
    func onlyABrokerOnThisMachineOrBehindTLSIsTrustworthy(text: String, isTrustworthy: Bool) throws {
        #expect(try AMQPEndpoint(text).isTrustworthy == isTrustworthy)
    }

    @Test func passwordIsNeverPrinted() throws {
        let endpoint = try AMQPEndpoint("amqps://worker:secret-word@h/v")
        var dumped = ""
        dump(endpoint, to: &dumped)
        dump([endpoint], to: &dumped)
        for text in ["\(endpoint)", String(reflecting: endpoint), "\([endpoint])", dumped] {
            #expect(!text.contains("secret"))
            #expect(text.contains("worker@h:5671"))
        }
    }
}
