import TCPProxy

/// The faults of one trial and their times: a pure function of the seed, so that a failing trial can be repeated.
package struct FaultSchedule: Sendable, Equatable {
    package struct Step: Sendable, Equatable {
        /// Milliseconds from the start.
        package let at: Int
        package let fault: Fault

        package init(at: Int, _ fault: Fault) {
            self.at = at
            self.fault = fault
        }
    }

    package static let coordinators = 2
    package static let workers = 3
    /// Faults begin within this many milliseconds.
    static let window = 6_000

    package let seed: UInt64
    package let steps: [Step]
    /// Offset of the last worker's wall clock, in seconds.
    package let skew: Int

    package init(seed: UInt64, steps: [Step], skew: Int = 0) {
        self.seed = seed
        self.steps = steps.sorted { $0.at < $1.at }
        self.skew = skew
    }

    package init(seed: UInt64) {
        // Mix the seed, so that neighbouring seeds share nothing.
        var dice = Dice(seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ 0x5EED)
        let skew = dice.once(in: 4) ? dice.pick([-3_600, 3_600]) : 0
        var steps = (0..<dice.number(2...6)).map { _ in
            Step(at: dice.number(0...FaultSchedule.window), FaultSchedule.smallFault(&dice))
        }
        // Servers take seconds to return, so inject at most one such fault for each.
        if dice.once(in: 3) {
            steps.append(
                Step(
                    at: dice.number(0...3_000),
                    .broker(dice.pick([.restart, .kill, .kill, .wipe, .freeze(for: 4_000)]))))
        }
        if dice.once(in: 3) {
            steps.append(
                Step(at: dice.number(0...5_000), .database(dice.pick([.immediate, .restart, .freeze(for: 3_000)]))))
        }
        self.init(seed: seed, steps: steps, skew: skew)
    }

    private static func smallFault(_ dice: inout Dice) -> Fault {
        switch dice.number(1...20) {
        case 1...3: .kill(.worker(dice.number(1...workers)), pause: dice.number(0...4_000))
        case 4: .kill(.coordinator(dice.number(1...coordinators)), pause: dice.number(0...4_000))
        // Both longer and shorter than the lease of 3 s.
        case 5...6: .freeze(.worker(dice.number(1...workers)), for: dice.number(500...5_500))
        case 7: .freeze(.coordinator(dice.number(1...coordinators)), for: dice.number(500...6_000))
        case 8: .killChild(of: dice.number(1...workers))
        case 9: .freezeChild(of: dice.number(1...workers), for: dice.number(500...4_000))
        case 10...13: .network(node(&dice), dice.pick(Fault.Link.allCases), cut(&dice), for: dice.number(300...5_000))
        case 14: .networkOfAll(dice.pick(Fault.Link.allCases), cut(&dice), for: dice.number(300...2_500))
        case 15: .broker(dice.pick([.purgeQueues, .deleteQueues]))
        case 16...17: .database(.terminateSessions)
        default: .tickets(dice.pick(Fault.TicketNoise.allCases))
        }
    }

    private static func node(_ dice: inout Dice) -> Node {
        dice.once(in: 3) ? .coordinator(dice.number(1...coordinators)) : .worker(dice.number(1...workers))
    }

    private static func cut(_ dice: inout Dice) -> ProxyFault {
        switch dice.number(1...6) {
        case 1: .refuse
        case 2: .reset
        case 3: .delay(.milliseconds(dice.number(20...400)))
        case 4: .throttle(bytesPerSecond: dice.number(500...20_000))
        case 5: .cut(afterBytes: dice.number(1...4_000))
        default: .stall
        }
    }
}

extension FaultSchedule: CustomStringConvertible {
    package var description: String {
        let clock = skew == 0 ? [] : ["the clock of worker-\(FaultSchedule.workers) is \(skew) s off"]
        return (clock + steps.map { "\($0.at) ms: \($0.fault)" }).joined(separator: "\n")
    }
}
