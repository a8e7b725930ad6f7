import Formats
import Testing

@Suite(.timeLimit(.minutes(10)))
struct MOTTrackingTests {
    @Test func aPersonWalkingIsOneIdInEveryFrameMissedOnesToo() throws {
        let seen = (1...60).filter { $0 % 9 != 0 }
        let rows = seen.map { "\($0),-1,\(10 + $0 * 2).5,50,20,60.25,0.9,-1,-1,-1\n" }
        let tracks = try lines(rows.joined())
        let everyFrame = (1...60).map(String.init)
        #expect(tracks.map { $0[0] } == everyFrame)
        #expect(Set(tracks.map { $0[1] }) == ["1"])
        #expect(tracks.allSatisfy { $0.count == 10 && Array($0[7...]) == ["-1", "-1", "-1"] })
    }

    @Test func theOrderOfRowsAndWhatIsLeftOutDoNotMatter() throws {
        let rows = (1...40).flatMap { frame in
            [[frame, -1, 100 + frame, 50, 20, 60, 1], [frame, -1, 400 - frame, 80, 22, 66, 1]]
        }
        let full = rows.map { $0.map(String.init).joined(separator: ",") + ",-1,-1,-1" }
        let short = rows.reversed().map { $0.dropLast().map { "\($0).0" }.joined(separator: ", ") }
        let expected = try MOTTracking.tracks(ofDetections: full.joined(separator: "\n"))
        #expect(!expected.isEmpty)
        #expect(try MOTTracking.tracks(ofDetections: short.joined(separator: "\r\n") + "\n\n") == expected)
    }

    @Test func aStatedSizeAndTheExtentOfTheBoxesGiveTheSameToAFractionOfAPixel() throws {
        let text = (1...30).map { "\($0),-1,\(100 + 3 * $0),50,20,60,0.9\n" }.joined()
        let (one, other) = (try lines(text), try lines(text, size: (640, 480)))
        #expect(one.count == other.count)
        for (row, same) in zip(one, other) {
            for column in 2...5 {
                let (left, right) = (try #require(Double(row[column])), try #require(Double(same[column])))
                #expect(abs(left - right) < 0.5)
            }
        }
    }

    @Test func anotherScaleOfConfidenceGivesTheSameTracks() throws {
        func text(_ scale: (Int) -> String) -> String {
            (1...50).map { frame in
                "\(frame),-1,\(100 + frame),50,20,60,\(scale(80 + frame % 7))\n"
                    + (frame > 20 && frame < 25 ? "\(frame),-1,300,200,20,60,\(scale(10))\n" : "")
            }.joined()
        }
        let percent = try lines(text { "\($0)" }).map { $0.prefix(6) }
        let fractions = try lines(text { "0.\($0)" }).map { $0.prefix(6) }
        #expect(percent == fractions)
        #expect(percent.count == 50)
    }

    @Test func noRowsGiveNoTracks() throws {
        #expect(try MOTTracking.tracks(ofDetections: "\n") == "")
    }

    @Test(arguments: [
        ("1,-1,10,10,20,30,0.9\n1,-1,ten,10,20,30,0.9", "line 2: the left is \"ten\", not a number"),
        ("1,-1,10,10,20", "line 1: 5 columns, where 6 to 10 are expected"),
        ("\n0,-1,10,10,20,30", "line 2: the frame is 0; frames are whole numbers from 1"),
        ("1.5,-1,10,10,20,30", "line 1: the frame is 1.5; frames are whole numbers from 1"),
        ("1,-1,10,10,-20,30", "line 1: the width is -20, and must be above zero"),
        ("1,-1,10,nan,20,30", "line 1: the top is \"nan\", not a number"),
    ])
    func aRowThatIsNoDetectionIsNamed(text: String, problem: String) {
        #expect {
            try MOTTracking.tracks(ofDetections: text)
        } throws: {
            String(describing: $0) == problem
        }
    }

    private func lines(_ text: String, size: (width: Int, height: Int)? = nil) throws -> [[String]] {
        try MOTTracking.tracks(ofDetections: text, size: size).split(separator: "\n").map {
            $0.split(separator: ",").map(String.init)
        }
    }
}
