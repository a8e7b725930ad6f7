import Footage
import Video

/// A pass over all packets of the video stream, and what it recorded.
struct PacketPass: ~Copyable {
    private let container: Container
    private let stream: StreamDescription
    private let scanner: PictureScanner?
    private(set) var pictures: [CodedPicture] = []
    private(set) var width: Int
    private(set) var height: Int
    /// The error that ended the pass before the end of the file.
    private var breakage: VideoError?
    /// Indices in `pictures` of packets that the container reported corrupt.
    private var corrupt: [Int] = []

    init(container: Container, stream: StreamDescription) {
        self.container = container
        self.stream = stream
        scanner = PictureScanner(container: container)
        width = stream.width
        height = stream.height
    }

    /// Reads to the end, or up to where the container cannot be read further.
    ///
    /// - Parameter advanced: Receives the byte offset of each packet.
    mutating func run(_ advanced: (Int64) throws -> Void) throws {
        container.followSound()
        var packet = Packet()
        // Where the container states no presentation order, it must be read from the pictures.
        let needsOrder = !container.statesPresentationTimes
        while try next(&packet) {
            if stream.codec == "mpeg4", packet.holdsTwoPictures { throw packed }
            // A predicted keyframe starts a gradual refresh.
            let scanned = needsOrder || width == 0 || packet.isKeyframe ? scanner?.scan(packet) : nil
            if width == 0, let scanned { (width, height) = (scanned.width, scanned.height) }
            if packet.isCorrupt { corrupt.append(pictures.count) }
            pictures.append(
                CodedPicture(
                    pts: plausible(packet.pts), dts: plausible(packet.dts), duration: plausible(packet.duration),
                    position: packet.position,
                    isKeyframe: packet.isKeyframe, order: scanned?.order, kind: kind(scanned?.kind),
                    isHidden: packet.isHidden))
            if let position = packet.position { try advanced(position) }
        }
    }

    /// Two pictures in one packet share time and position, and decoding cannot start between them.
    private var packed: IntakeFailure {
        IntakeFailure(
            .unsupportedCodec, path: container.path,
            "packs two MPEG-4 pictures into one packet; unpack it without loss by `ffmpeg -i IN -c copy "
                + "-bsf:v mpeg4_unpack_bframes OUT.avi` and import that")
    }

    func index() -> FrameIndex {
        let base = TimeBase(numerator: stream.timeBaseNumerator, denominator: stream.timeBaseDenominator)
        let times = PresentationTimes(
            timeBase: base, nominalFrameDuration: stream.nominalFrameDuration,
            areStated: container.statesPresentationTimes)
        return times.index(of: pictures)
    }

    /// Returns the footage that the header claims beyond the last picture, and the spans reported corrupt.
    func damage(_ index: FrameIndex) -> [ProbedFootage.Damage] {
        var damage: [ProbedFootage.Damage] = corruptSpans(index)
        let end = index.duration
        let claimed = container.claimsDuration ? claimedEnd(index) : end
        // Containers round durations, and audio may outlast video slightly: report only losses above one second.
        let isShort = claimed - max(end, container.latestEnd) > 1_000_000
        if isShort || breakage != nil {
            damage.append(ProbedFootage.Damage(from: end, to: isShort ? claimed : end, reason: .truncated))
        }
        return damage
    }

    private func claimedEnd(_ index: FrameIndex) -> Int64 {
        if !container.statesPresentationTimes, let count = stream.claimedPictures,
            let step = stream.nominalFrameDuration
        {
            return index.timeBase.microseconds(ticks: count.multipliedReportingOverflow(by: step).partialValue)
        }
        if let ticks = stream.claimedDuration { return index.timeBase.microseconds(ticks: ticks) }
        return container.claimedDuration ?? 0
    }

    /// Returns the spans from each corrupt picture to the next intact keyframe.
    private func corruptSpans(_ index: FrameIndex) -> [ProbedFootage.Damage] {
        var spans: [ProbedFootage.Damage] = []
        let broken = Set(corrupt)
        for place in corrupt {
            let from = max(0, index.offset(of: index.entries[place]))
            if let last = spans.last, from < last.to { continue }
            let clean = index.entries.indices.dropFirst(place + 1)
                .first { index.entries[$0].isKeyframe && !broken.contains($0) }
            let to = clean.map { index.offset(of: index.entries[$0]) } ?? index.duration
            spans.append(ProbedFootage.Damage(from: from, to: max(from, to), reason: .corrupt))
        }
        return spans
    }

    /// Rejects times that are years from zero in any time base: they are damage.
    private func plausible(_ ticks: Int64?) -> Int64? {
        ticks.flatMap { $0.magnitude < 1 << 50 ? $0 : nil }
    }

    /// A broken container is a result, not an error: the packets before the break are kept.
    private mutating func next(_ packet: inout Packet) throws -> Bool {
        do {
            return try container.read(into: &packet)
        } catch  where !error.isInterruption {
            breakage = error
            return false
        }
    }

    private func kind(_ kind: PictureScanner.Kind?) -> CodedPicture.Kind {
        switch kind {
        case .intra: .intra
        case .predicted: .predicted
        case .bidirectional: .bidirectional
        case .unknown, nil: .unknown
        }
    }
}
