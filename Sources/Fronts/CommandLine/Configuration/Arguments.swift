import ArgumentParser
import Chronology
import Footage
import Planning
import WorkLedger
import WorkQueue

extension Timestamp: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(rfc3339: argument)
    }
}

extension CameraID: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(rawValue: argument)
    }
}

extension ChunkLength: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}

extension Urgency: ExpressibleByArgument {}
extension ChunkState: ExpressibleByArgument {}
extension ChunkID: ExpressibleByArgument {}
