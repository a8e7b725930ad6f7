/// A client's connection, the one that leads on from it, and what is under way between them.
struct ProxiedConnection {
    let number: Int
    private let client: CInt
    private let server: CInt
    var lanes: [ProxyLane]
    /// With `cut` and `halt`: how much has passed since the order, and which order it was.
    private var passed = 0
    private var version = 0

    init(number: Int, client: CInt, server: CInt) {
        self.number = number
        self.client = client
        self.server = server
        lanes = [ProxyLane(from: client, to: server), ProxyLane(from: server, to: client)]
    }

    var isDone: Bool { lanes.allSatisfy(\.isDone) }

    /// Whether nothing goes through now.
    func isStalled(under orders: ProxyControl.Orders) -> Bool {
        switch fault(under: orders) {
        case .stall: true
        case .halt(let limit): version == orders.version && passed >= limit
        default: false
        }
    }

    func fault(under orders: ProxyControl.Orders) -> ProxyFault { orders.single[number] ?? orders.fault }

    /// Sends on what may pass in a lane; false when the connection is broken, or to be cut now.
    mutating func send(lane: Int, under orders: ProxyControl.Orders) -> Bool {
        if version != orders.version { (passed, version) = (0, orders.version) }
        let fault = fault(under: orders)
        switch fault {
        case .cut(let limit), .halt(let limit):
            guard let sent = lanes[lane].send(fault, atMost: max(0, limit - passed)) else { return false }
            passed += sent
            if case .cut = fault { return passed < limit }
            return true
        default: return lanes[lane].send(fault, atMost: .max) != nil
        }
    }

    func reset() {
        ProxySocket.reset(client)
        ProxySocket.reset(server)
    }
}
