/// Counts the set bits in any rectangle of part of a mask, in constant time.
struct SummedArea: Sendable {
    private var sums: [Int32] = []
    private(set) var room = PixelBox(left: 0, top: 0, right: 0, bottom: 0)
    private var columns = 1

    /// Takes the part of the mask within `room`.
    mutating func take(_ mask: BitPlane, within room: PixelBox) {
        self.room = room
        columns = room.width + 1
        let count = columns * (room.height + 1)
        if sums.count < count { sums = [Int32](repeating: 0, count: count) }
        sums.withUnsafeMutableBufferPointer { sums in
            for column in 0..<columns { sums[column] = 0 }
            for row in 0..<room.height {
                let line = (row &+ 1) &* columns
                var sum: Int32 = 0
                sums[line] = 0
                for column in 0..<room.width {
                    if mask[room.left &+ column, room.top &+ row] { sum &+= 1 }
                    sums[line &+ column &+ 1] = sums[line &- columns &+ column &+ 1] &+ sum
                }
            }
        }
    }

    /// Returns the number of set bits in the part of a box that lies within the room.
    @inline(__always)
    func count(_ box: PixelBox) -> Int {
        let left = max(0, box.left &- room.left)
        let right = min(room.width, box.right &- room.left)
        let top = max(0, box.top &- room.top) &* columns
        let bottom = min(room.height, box.bottom &- room.top) &* columns
        guard left < right, top < bottom else { return 0 }
        return sums.withUnsafeBufferPointer {
            Int($0[bottom &+ right] &- $0[bottom &+ left] &- $0[top &+ right] &+ $0[top &+ left])
        }
    }
}
