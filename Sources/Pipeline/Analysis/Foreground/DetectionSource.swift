/// Who found the boxes that are followed; the two err in different ways.
package enum DetectionSource: Sendable {
    /// Patches of foreground: they break into parts, melt into one another, and are everything that moves.
    case foreground
    /// A detector of known objects: each box is one whole object or nothing, and what stands still counts.
    case detector
}
