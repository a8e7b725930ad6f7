import Foundation

extension ChunkAssignment {
    func encoded() throws -> [UInt8] {
        Array(try JSONEncoder().encode(self))
    }
}
