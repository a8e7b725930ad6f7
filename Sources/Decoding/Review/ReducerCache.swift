import Analysis
import Video

/// Reduces frames to luma planes and caches the reducer for the current picture size.
struct ReducerCache {
    private var reducer: PlaneReducer?
    private var size = (width: 0, height: 0)

    /// Returns a new plane with the frame's reduced luma.
    mutating func reduce(_ frame: borrowing Frame, profile: AnalysisProfile) throws -> LumaPlane {
        var plane = LumaPlane(width: 1, height: 1)
        try reduce(frame, profile: profile, into: &plane)
        return plane
    }

    /// Fills a reusable plane, which is reallocated when the picture size changes.
    mutating func reduce(_ frame: borrowing Frame, profile: AnalysisProfile, into plane: inout LumaPlane) throws {
        if reducer == nil || size != (frame.width, frame.height) {
            reducer = PlaneReducer(sourceWidth: frame.width, sourceHeight: frame.height, profile: profile)
            size = (frame.width, frame.height)
        }
        guard let width = reducer?.width, let height = reducer?.height else { return }
        if plane.width != width || plane.height != height {
            plane = LumaPlane(width: width, height: height)
        }
        try frame.withLuma { luma in
            reducer?.reduce(luma.pixels, stride: luma.stride, into: &plane)
        }
    }
}
