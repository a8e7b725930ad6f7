/// A client's connection, its upstream connection, and the bytes in flight between them.
struct ProxiedConnection {
    let number: Int
    private let client: CInt
    private let server: CInt
    var lanes: [ProxyLane]
    /// For `cut` and `halt`: bytes passed since the order, and the version of that order.
    private var passed = 0
    private var version = 0

    init(number: Int, client: CInt, server: CInt) {
        self.number = number
        self.client = client
        self.server = server
        lanes = [ProxyLane(from: client, to: server), ProxyLane(from: server, to: client)]
    }

    var isDone: Bool { lanes.allSatisfy(\.isDone) }

    /// Whether nothing passes at present.
    func isStalled(under orders: ProxyControl.Orders) -> Bool {
        switch fault(under: orders) {
        case .stall: true
        case .halt(let limit): version == orders.version && passed >= limit
        default: false
        }
    }

    func fault(under orders: ProxyControl.Orders) -> ProxyFault { orders.single[number] ?? orders.fault }

    /// Forwards the bytes that may pass in a lane. Returns false if the connection is broken or is to be cut now.
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
