import Chronology
import Footage
import Foundation
import TestSupport
import Testing

/// Compares the pictures in a bag with its timeline and with the footage as ffmpeg decodes it.
struct BagPictures {
    let bag: String
    /// The folder from which all files were imported.
    let footage: String

    /// Expects each track to have a picture of the right moment, and returns the number of pictures.
    func check() throws -> Int {
        let document = try #require(try json("pictures.json") as? [String: Any])
        #expect((document["about"] as? String)?.contains("the footage is the evidence") == true)
        let pictures = try #require(document["pictures"] as? [[String: Any]])
        let tracks = try tracks()
        #expect(!pictures.isEmpty && pictures.count == tracks.count)
        let manifest = try String(contentsOfFile: bag + "/manifest-sha512.txt", encoding: .utf8)
        var telling = 0
        for picture in pictures {
            let track = try #require(tracks["\(picture["camera"] ?? ""):\(picture["track"] ?? "")"])
            let at = try text(picture, "at")
            #expect(try text(track, "start") <= at && at < text(track, "end"))
            let path = try #require(track["path"] as? [[String: Any]])
            // The path is thinned out, so the very largest box need not be on it.
            if at == picture["wanted"] as? String {
                #expect(try path.allSatisfy { try area($0) <= area(box(picture)) })
            }
            #expect(manifest.contains(try text(picture, "sha512")))
            if try looksLikeItsMomentOnly(picture, at) { telling += 1 }
        }
        #expect(telling > 0)
        return pictures.count
    }

    /// Returns whether, within the track's box, the picture matches the footage at its moment much better than one
    /// frame later.
    private func looksLikeItsMomentOnly(_ picture: [String: Any], _ at: String) throws -> Bool {
        let recordings = try #require(try json("footage.json") as? [[String: Any]])
        let recording = try #require(recordings.first { $0["id"] as? String == picture["recording"] as? String })
        #expect(picture["recordingSha256"] as? String == recording["sha256"] as? String)
        let name = (try text(picture, "recordingFile") as NSString).lastPathComponent
        let times = try [at, text(recording, "start")].map { try #require(Timestamp(rfc3339: $0)).microseconds }
        let width = try #require(picture["width"] as? Int)
        let height = try #require(picture["height"] as? Int)
        // The gate footage is 640 pixels wide.
        #expect(width == 640)
        let seen = try TestClips.luma(of: bag + "/" + text(picture, "file"))
        #expect(seen.count == width * height)
        func footage(after later: Int64) throws -> [UInt8] {
            try TestClips.luma(
                of: "\(self.footage)/\(name)", at: times[0] - times[1] + later, size: (width: width, height: height))
        }
        let same = try footage(after: 0)
        #expect(same.count == seen.count, "the footage has no picture at \(at)")
        #expect(TestClips.difference(seen, same) < 4)
        let next = try footage(after: 80_000)
        let places = try places(box(picture), width, height)
        return next.count == seen.count
            && TestClips.difference(seen, same, at: places) * 2 < TestClips.difference(seen, next, at: places)
    }

    /// Returns the indices of a box's pixels in a plane.
    private func places(_ box: [String: Any], _ width: Int, _ height: Int) throws -> [Int] {
        let (x, y) = (try number(box, "x"), try number(box, "y"))
        let right = min(width, Int((x + (try number(box, "width"))) * Double(width)))
        let bottom = min(height, Int((y + (try number(box, "height"))) * Double(height)))
        let (left, top) = (max(0, Int(x * Double(width))), max(0, Int(y * Double(height))))
        guard left < right, top < bottom else { return [] }
        return (top..<bottom).flatMap { row in (left..<right).map { row * width + $0 } }
    }

    /// Returns the tracks by camera and number.
    private func tracks() throws -> [String: [String: Any]] {
        let timeline = try #require(try json("timeline.json") as? [String: Any])
        var tracks: [String: [String: Any]] = [:]
        for camera in try #require(timeline["cameras"] as? [[String: Any]]) {
            for track in try #require(camera["tracks"] as? [[String: Any]]) {
                tracks["\(camera["camera"] ?? ""):\(track["id"] ?? "")"] = track
            }
        }
        return tracks
    }

    private func box(_ picture: [String: Any]) throws -> [String: Any] {
        try #require(picture["box"] as? [String: Any])
    }

    /// Returns the area in units that make the timeline's four decimals whole numbers.
    private func area(_ box: [String: Any]) throws -> Int {
        Int((try number(box, "width") * 10_000).rounded()) * Int((try number(box, "height") * 10_000).rounded())
    }

    private func number(_ members: [String: Any], _ name: String) throws -> Double {
        try #require(members[name] as? Double)
    }

    private func text(_ members: [String: Any], _ name: String) throws -> String {
        try #require(members[name] as? String)
    }

    private func json(_ name: String) throws -> Any {
        try JSONSerialization.jsonObject(with: try Data(contentsOf: URL(fileURLWithPath: "\(bag)/data/\(name)")))
    }
}
