/// Limits and identity of one connection to the broker.
package struct ConnectionOptions: Sendable {
    /// Shown in the broker's connection list. Default: "relecture".
    package var name = "relecture"
    /// Silence after which either side considers the other dead, in whole seconds. A request: the broker may lower it.
    /// Default: 10 s.
    package var heartbeat: Duration = .seconds(10)
    /// Limit for name resolution, TCP and TLS together. Default: 5 s.
    package var connectTimeout: Duration = .seconds(5)
    /// Limit for the login. Default: 10 s.
    package var handshakeTimeout: Duration = .seconds(10)
    /// Limit for the reply to one request. Default: 10 s.
    package var replyTimeout: Duration = .seconds(10)
    /// Limit for the confirms of one batch; a quorum queue that loses a node may take 8 s. Default: 30 s.
    package var confirmTimeout: Duration = .seconds(30)
    /// How long one C library call may hang before the watchdog shuts down the socket. Default: 15 s.
    package var callTimeout: Duration = .seconds(15)

    package init() {}
}
