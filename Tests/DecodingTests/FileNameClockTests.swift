import Chronology
import Footage
import Testing

@Suite(.timeLimit(.minutes(10)))
struct FileNameClockTests {
    @Test(arguments: [
        ("20240131_215812.mp4", "2024-01-31T21:58:12.000000Z"),
        ("2024-01-31 21-58-12.avi", "2024-01-31T21:58:12.000000Z"),
        ("2024-01-31_21.58.12.mkv", "2024-01-31T21:58:12.000000Z"),
        ("2024-01-31T215812Z.mp4", "2024-01-31T21:58:12.000000Z"),
        ("20240131215812.mp4", "2024-01-31T21:58:12.000000Z"),
        ("20240131215812040.mp4", "2024-01-31T21:58:12.040000Z"),
        ("20240131_215812.040.mp4", "2024-01-31T21:58:12.040000Z"),
        ("20240131_215812.040", "2024-01-31T21:58:12.040000Z"),
        ("ch01_20240131215812.mp4", "2024-01-31T21:58:12.000000Z"),
        ("NVR_ch3_main_20240131215812_20240131225812.mp4", "2024-01-31T21:58:12.000000Z"),
        ("20240131215812-20240131225812.mp4", "2024-01-31T21:58:12.000000Z"),
        ("gate_20260301T215500Z.mp4", "2026-03-01T21:55:00.000000Z"),
        ("gate-20240131T215812+0100.mp4", "2024-01-31T20:58:12.000000Z"),
        ("gate-20240131T215812-0530.mp4", "2024-02-01T03:28:12.000000Z"),
        ("/footage/20200101000000/cam_20240131_215812.mp4", "2024-01-31T21:58:12.000000Z"),
        ("cam_1706738292.mp4", "2024-01-31T21:58:12.000000Z"),
        ("1706738292040.mp4", "2024-01-31T21:58:12.040000Z"),
    ])
    func namesOfRecordersAreRead(name: String, time: String) throws {
        #expect(FileNameClock.clock(inName: name)?.start.rfc3339 == time)
    }

    @Test(arguments: [
        "camera.mp4", "20240230_215812.mp4", "20240131_255812.mp4", "20240131_216012.mp4", "20240131.mp4",
        "17067382920401.mp4", "0123456789.mp4", "IMG_1234.mp4", "120240131215812999999.mp4", "9999999999.mp4",
    ])
    func whatIsNoTimeIsNotTakenForOne(name: String) {
        #expect(FileNameClock.clock(inName: name) == nil)
    }

    @Test func zoneOfTheImportAppliesOnlyWithoutAZoneInTheName() {
        let paris = 3_600
        #expect(
            FileNameClock.clock(inName: "20240131_215812", zone: paris)?.start.rfc3339 == "2024-01-31T20:58:12.000000Z")
        #expect(
            FileNameClock.clock(inName: "20240131_215812Z", zone: paris)?.start.rfc3339 == "2024-01-31T21:58:12.000000Z"
        )
    }

    @Test func optionBeatsNameBeatsBoxBeatsTag() throws {
        let name = try #require(FileNameClock.clock(inName: "20240131_215812"))
        let box = try #require(RecordingClock(hundredNanosecondsSince1601: 133_512_118_920_000_000))
        let tag = try #require(RecordingClock(containerTag: "2024-01-31T20:00:00.000000Z"))
        let option = RecordingClock(source: .option, start: .epoch, raw: "x")
        #expect(box.start.rfc3339 == "2024-01-31T21:58:12.000000Z")
        #expect(RecordingClock.mostTrusted(of: [tag, box, name, option]) == option)
        #expect(RecordingClock.mostTrusted(of: [tag, box, name]) == name)
        #expect(RecordingClock.mostTrusted(of: [tag, box]) == box)
        #expect(RecordingClock.mostTrusted(of: [tag]) == tag)
        #expect(RecordingClock.mostTrusted(of: []) == .unknown)
    }

    @Test(arguments: [
        "1904-01-01T00:00:00.000000Z", "1970-01-01T00:00:00.000000Z", "2000-01-01T00:00:07Z", "yesterday",
    ])
    func clockThatWasNeverSetIsNoClock(tag: String) {
        #expect(RecordingClock(containerTag: tag) == nil)
    }
}
