import Analysis
import Chronology
import Footage
import Foundation
import Video

extension ChunkAssignment {
    func encoded() throws -> [UInt8] {
        Array(try JSONEncoder().encode(self))
    }

    /// Returns a copy whose sources refer to the descriptors that the child process inherits.
    func reading(from files: [OpenedFootage]) -> ChunkAssignment {
        var next: Int32 = 3
        var sources = sources
        for (place, file) in zip(sources.indices, files) {
            sources[place].descriptors = file.descriptors.map { _ in
                defer { next += 1 }
                return next
            }
        }
        return ChunkAssignment(profile: profile, span: span, backgroundRun: backgroundRun, sources: sources)
    }

    /// Microseconds of footage that a review may have to decode.
    var footage: Int64 { backgroundRun.intersection(reach)?.duration ?? span.duration }

    /// The span, extended by what its backgrounds look at on either side.
    private var reach: TimeSpan {
        let beyond = Int64(profile.windowReach) * 2_000
        return TimeSpan(
            start: span.start.advanced(byMicroseconds: -beyond), end: span.end.advanced(byMicroseconds: beyond))
    }
}

extension ChunkAssignment.Source {
    /// Opens the file for one reader.
    func container(_ interruption: Interruption?) throws -> Container {
        guard let descriptor = descriptors.first else { return try Container(path: path, interruption: interruption) }
        return try Container(descriptor: descriptor, path: path, interruption: interruption)
    }

    /// The same source for a second reader, which needs its own read position.
    var again: ChunkAssignment.Source {
        var source = self
        source.descriptors = Array(descriptors.dropFirst())
        return source
    }
}
