import Chronology

/// Finds the start time that recorders put into their file names.
///
/// Known forms, anywhere in the name but not within a longer number: `20240131_215812`, `2024-01-31 21-58-12`,
/// `2024-01-31T215812Z`, `20240131215812`, each with optional milliseconds (`.040` or three more digits) and an
/// optional zone (`Z`, `+0100`, `+01:00`); also Unix seconds or milliseconds (10 or 13 digits) from 2001 to 2099.
package enum FileNameClock {
    /// Returns the first time in the name that is a valid date and time.
    ///
    /// `zone`, in seconds east of UTC, applies if the name states none.
    package static func clock(inName name: String, zone: Int = 0) -> RecordingClock? {
        let text = Array(stem(of: name).utf8)
        let starts = text.indices.filter { text[$0].isDigit && ($0 == 0 || !text[$0 - 1].isDigit) }
        for start in starts {
            if let clock = calendarTime(text[start...], zone: zone) { return clock }
        }
        return starts.lazy.compactMap { epochTime(text[$0...]) }.first
    }

    /// Returns the name without folders and last extension, unless the extension is a number and so part of a time.
    private static func stem(of name: String) -> Substring {
        let file = name.split(separator: "/").last ?? ""
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
        let suffix = file[file.index(after: dot)...]
        return suffix.utf8.allSatisfy(\.isDigit) ? file : file[..<dot]
    }

    private static func calendarTime(_ text: ArraySlice<UInt8>, zone: Int) -> RecordingClock? {
        var reader = Reader(text)
        guard let year = reader.number(4), (1990...2099).contains(year) else { return nil }
        let dateMark = reader.skip(anyOf: "-_.")
        guard let month = reader.number(2), reader.skip(dateMark), let day = reader.number(2) else { return nil }
        if reader.skip(anyOf: "Tt_- ") != nil { reader.skipAll(of: "_- ") }
        guard let hour = reader.number(2) else { return nil }
        let timeMark = reader.skip(anyOf: "-_.:")
        guard let minute = reader.number(2), reader.skip(timeMark), let second = reader.number(2) else { return nil }
        let fraction = reader.fraction()
        let stated = reader.zone()
        guard !reader.isWithinNumber,
            let start = Timestamp(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: fraction,
                secondsEastOfUTC: stated ?? zone)
        else { return nil }
        return RecordingClock(source: .fileName, start: start, raw: reader.consumed)
    }

    private static func epochTime(_ text: ArraySlice<UInt8>) -> RecordingClock? {
        let digits = text.prefix(while: \.isDigit)
        guard digits.count == 10 || digits.count == 13, let raw = String(bytes: digits), let number = Int64(raw) else {
            return nil
        }
        let microseconds = number * (digits.count == 10 ? 1_000_000 : 1_000)
        // Ten digits begin at 2001-09-09; numbers beyond 2099 are serial numbers.
        guard microseconds < 4_102_444_800_000_000, microseconds >= 1_000_000_000_000_000 else { return nil }
        return RecordingClock(source: .fileName, start: Timestamp(microseconds: microseconds), raw: raw)
    }
}

extension FileNameClock {
    /// Moves over a name, field by field. A method that does not find its field does not move.
    private struct Reader {
        private let text: ArraySlice<UInt8>
        private var place: Int

        init(_ text: ArraySlice<UInt8>) {
            self.text = text
            place = text.startIndex
        }

        var consumed: String { String(bytes: text[..<place]) ?? "" }
        var isWithinNumber: Bool { place < text.endIndex && text[place].isDigit }

        mutating func number(_ digits: Int) -> Int? {
            let field = text[place...].prefix(digits)
            guard field.count == digits, field.allSatisfy(\.isDigit) else { return nil }
            place += digits
            return field.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }

        mutating func skip(anyOf marks: String) -> UInt8? {
            guard place < text.endIndex, marks.utf8.contains(text[place]) else { return nil }
            place += 1
            return text[place - 1]
        }

        /// The second separator of a field must equal the first; if the first is missing, so is the second.
        mutating func skip(_ mark: UInt8?) -> Bool {
            guard let mark else { return true }
            guard place < text.endIndex, text[place] == mark else { return false }
            place += 1
            return true
        }

        mutating func skipAll(of marks: String) {
            while skip(anyOf: marks) != nil {}
        }

        /// Reads milliseconds, after a mark or directly after the seconds, as microseconds; returns 0 if there are
        /// none.
        mutating func fraction() -> Int {
            let start = place
            _ = skip(anyOf: ".,")
            if let milliseconds = number(3), !isWithinNumber { return milliseconds * 1_000 }
            place = start
            return 0
        }

        /// Reads the zone as seconds east of UTC; returns nil if the name states none.
        mutating func zone() -> Int? {
            if skip(anyOf: "Zz") != nil { return 0 }
            let start = place
            guard let sign = skip(anyOf: "+-"), let hours = number(2), hours <= 14 else {
                place = start
                return nil
            }
            _ = skip(anyOf: ":")
            // A minus is also a separator: only a full `-hhmm` with nothing numeric after it is a zone.
            guard let minutes = number(2), minutes < 60, !isWithinNumber else {
                place = start
                return nil
            }
            return (hours * 60 + minutes) * (sign == UInt8(ascii: "+") ? 60 : -60)
        }
    }
}

extension String {
    fileprivate init?(bytes: ArraySlice<UInt8>) {
        self.init(validating: bytes, as: UTF8.self)
    }
}
