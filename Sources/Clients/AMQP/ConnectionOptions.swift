/// Limits and identity of one connection to the broker.
package struct ConnectionOptions: Sendable {
    /// Shown in the broker's list of connections. Default: "relecture".
    package var name = "relecture"
    /// Silence after which either side takes the other for dead, whole seconds; asked of the broker, which may lower
    /// it. Default: 10 s.
    package var heartbeat: Duration = .seconds(10)
    /// Limit for name, TCP and TLS together. Default: 5 s.
    package var connectTimeout: Duration = .seconds(5)
    /// Limit for the login. Default: 10 s.
    package var handshakeTimeout: Duration = .seconds(10)
    /// Limit for the answer to one request. Default: 10 s.
    package var replyTimeout: Duration = .seconds(10)
    /// Limit for the confirms of one batch of messages; a quorum queue that loses a node may take 8 s. Default: 30 s.
    package var confirmTimeout: Duration = .seconds(30)
    /// How long one call of the C library may hang before the watchdog cuts the connection. Default: 15 s.
    package var callTimeout: Duration = .seconds(15)

    package init() {}
}
