extension PresentationTimes {
    /// Computes times from presentation order and frame duration.
    ///
    /// AVI numbers its pictures in the decoding time and skips numbers where the recorder dropped pictures: the k-th
    /// picture shown takes the k-th of these numbers. Raw streams have no numbers, so the k-th picture takes k times
    /// the frame duration.
    func synthesised(_ pictures: [CodedPicture], step: Int64) -> [Int64] {
        var ticks = pictures.compactMap(\.dts).sorted()
        let isCounted = ticks.count == pictures.count && zip(ticks, ticks.dropFirst()).allSatisfy(<)
        if !isCounted { ticks = pictures.indices.map { Int64($0) &* max(step, 1) } }
        var times = [Int64](repeating: 0, count: pictures.count)
        for (rank, place) in presentationOrder(pictures).enumerated() { times[place] = ticks[rank] }
        return times
    }

    /// Returns the indices of the pictures in presentation order.
    private func presentationOrder(_ pictures: [CodedPicture]) -> [Int] {
        guard pictures.allSatisfy({ $0.order != nil }) else { return orderByKind(pictures) }
        var order: [Int] = []
        for segment in countedSegments(pictures) {
            order += segment.sorted { (pictures[$0].order ?? 0, $0) < (pictures[$1].order ?? 0, $1) }
        }
        return order
    }

    /// Splits at keyframes where the counter restarts: those numbered 0, or no higher than the previous keyframe (a
    /// splice).
    private func countedSegments(_ pictures: [CodedPicture]) -> [Range<Int>] {
        var starts: [Int] = []
        var lastKey = Int.min
        for (place, picture) in pictures.enumerated() where picture.isKeyframe || place == 0 {
            let order = picture.order ?? 0
            if place == 0 || order == 0 || order <= lastKey { starts.append(place) }
            lastKey = order
        }
        return zip(starts, starts.dropFirst() + [pictures.count]).map { $0..<$1 }
    }

    /// Orders MPEG-2 and MPEG-4 pictures: a reference picture is shown once the next reference picture has been
    /// decoded.
    private func orderByKind(_ pictures: [CodedPicture]) -> [Int] {
        var order: [Int] = []
        var held: Int?
        for (place, picture) in pictures.enumerated() {
            if picture.kind == .bidirectional {
                order.append(place)
            } else {
                if let held { order.append(held) }
                held = place
            }
        }
        if let held { order.append(held) }
        return order
    }
}
