package import Planning

/// Lets tests name chunks that do not exist.
extension ChunkID: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int64) { self.init(rawValue: value) }
}
