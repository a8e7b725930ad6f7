import Glibc

/// The proxy's thread: waits for sockets, orders and due times, and moves bytes.
struct ProxyLoop {
    /// What an entry of the poll set stands for.
    private enum Meaning {
        case alarm, listener
        case reading(connection: Int, lane: Int)
        case sending(connection: Int, lane: Int)
    }

    private let address: String
    private let port: Int
    private let control: ProxyControl
    private var listener: ProxySocket?
    private var connections: [ProxiedConnection] = []
    private var lastNumber = 0
    private var resets = 0

    init(listener: ProxySocket, at address: String, control: ProxyControl) {
        self.address = address
        self.listener = listener
        self.control = control
        port = listener.port
    }

    consuming func run() {
        while true {
            let orders = control.current
            guard !orders.isClosed else { return end() }
            obey(orders)
            control.report(connections.map(\.number))
            var (entries, meanings, timeout) = interests(orders)
            guard poll(&entries, nfds_t(entries.count), timeout) >= 0 || errno == EINTR else { return end() }
            serve(zip(entries, meanings).filter { $0.0.revents != 0 }.map(\.1))
        }
    }

    private mutating func end() {
        connections.forEach { $0.reset() }
        if let listener { close(listener.descriptor) }
        control.report([])
    }

    /// Opens or closes the listener and ends connections as ordered.
    private mutating func obey(_ orders: ProxyControl.Orders) {
        if orders.fault == .refuse, let open = listener {
            close(open.descriptor)
            listener = nil
        } else if orders.fault != .refuse, listener == nil {
            listener = try? ProxySocket.listen(at: address, on: port)
        }
        let isResetting = resets != orders.resets
        resets = orders.resets
        drop { isResetting || $0.fault(under: orders) == .reset }
    }

    private mutating func drop(_ isBroken: (ProxiedConnection) -> Bool) {
        connections.filter(isBroken).forEach { $0.reset() }
        connections.removeAll(where: isBroken)
    }

    private func interests(_ orders: ProxyControl.Orders) -> ([pollfd], [Meaning], CInt) {
        var entries = [pollfd(fd: control.alarm.read, events: Int16(POLLIN), revents: 0)]
        var meanings = [Meaning.alarm]
        var wake: ContinuousClock.Instant?
        // During a stall the kernel still accepts connections, but we do not.
        if let listener, orders.fault != .stall {
            entries.append(pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0))
            meanings.append(.listener)
        }
        let now = ContinuousClock.now
        for (index, connection) in connections.enumerated() where !connection.isStalled(under: orders) {
            for (position, lane) in connection.lanes.enumerated() {
                if lane.wantsToRead {
                    entries.append(pollfd(fd: lane.source, events: Int16(POLLIN), revents: 0))
                    meanings.append(.reading(connection: index, lane: position))
                }
                guard let due = lane.due else { continue }
                if due <= now {
                    entries.append(pollfd(fd: lane.target, events: Int16(POLLOUT), revents: 0))
                    meanings.append(.sending(connection: index, lane: position))
                } else {
                    wake = min(wake ?? due, due)
                }
            }
        }
        let pause = wake.map { now.duration(to: $0) } ?? .seconds(60)
        let milliseconds = pause.components.seconds * 1_000 + pause.components.attoseconds / 1_000_000_000_000_000
        return (entries, meanings, CInt(milliseconds + 1))
    }

    private mutating func serve(_ events: [Meaning]) {
        let orders = control.current
        var broken: Set<Int> = []
        for event in events {
            switch event {
            case .alarm: control.quiet()
            case .listener: accept(orders)
            case .reading(let index, let lane):
                let fault = connections[index].fault(under: orders)
                let isSound =
                    connections[index].lanes[lane].read(fault) && connections[index].send(lane: lane, under: orders)
                if !isSound { broken.insert(connections[index].number) }
            case .sending(let index, let lane):
                if !connections[index].send(lane: lane, under: orders) { broken.insert(connections[index].number) }
            }
        }
        drop { broken.contains($0.number) || $0.isDone }
    }

    private mutating func accept(_ orders: ProxyControl.Orders) {
        while let client = listener?.accept() {
            guard let server = try? ProxySocket.connect(to: orders.upstream) else {
                ProxySocket.reset(client)
                continue
            }
            lastNumber += 1
            connections.append(ProxiedConnection(number: lastNumber, client: client, server: server))
        }
    }
}
