import Chronology
import Footage

/// Reads an order from JSON and collects all errors, so that the author can fix them in one go.
struct OrderFileReader {
    private(set) var problems: [OrderFile.Problem] = []
    private let legalBases: Set<String>?
    private var values: [String: OrderJSON] = [:]

    private static let texts = ["procedure", "legal_basis", "officer", "magistrate", "purpose", "seal"]
    private static let others = ["reference", "authority", "cameras", "windows", "flagrance", "ordered_on", "expires"]

    init(legalBases: Set<String>?) {
        self.legalBases = legalBases
    }

    mutating func read(_ json: OrderJSON) -> RequisitionOrder? {
        guard let values = members(json, at: "", of: Self.texts + Self.others) else { return nil }
        self.values = values
        let reference = text("reference", isCompulsory: true)
        let authority = text("authority", isCompulsory: true)
        let cameras = readCameras()
        let windows = readWindows()
        var details = RequisitionDetails()
        details.procedure = text("procedure")
        details.legalBasis = text("legal_basis")
        details.officer = text("officer")
        details.magistrate = text("magistrate")
        details.purpose = text("purpose")
        details.seal = text("seal")
        details.orderedOn = text("ordered_on")
        if case .bool(let value)? = values["flagrance"] {
            details.isFlagrance = value
        } else if let other = values["flagrance"] {
            add("/flagrance", "it is \(other.kind), not true or false")
        }
        if values["expires"] != nil { details.expires = time(values["expires"]!, at: "/expires") }
        if !details.orderedOn.isEmpty, !RequisitionDetails.isDate(details.orderedOn) {
            add("/ordered_on", "\"\(details.orderedOn)\" is no date such as 2026-03-03")
        }
        if let legalBases, !details.legalBasis.isEmpty, !legalBases.contains(details.legalBasis) {
            add(
                "/legal_basis",
                "\"\(details.legalBasis)\" is not on the site's list: "
                    + legalBases.sorted().joined(separator: ", "))
        }
        guard problems.isEmpty else { return nil }
        return try? RequisitionOrder(
            reference: reference, authority: authority, cameras: cameras, windows: windows, details: details)
    }

    private mutating func readCameras() -> [CameraID] {
        guard let items = list("cameras") else { return [] }
        var cameras: [CameraID] = []
        for (place, item) in items.enumerated() {
            let name = text(item, at: "/cameras/\(place)", isCompulsory: true)
            let camera = CameraID(rawValue: name)
            if cameras.contains(camera), !name.isEmpty { add("/cameras/\(place)", "\"\(name)\" is named twice") }
            cameras.append(camera)
        }
        return cameras
    }

    private mutating func readWindows() -> [TimeSpan] {
        guard let items = list("windows") else { return [] }
        var windows: [TimeSpan] = []
        for (place, item) in items.enumerated() {
            let pointer = "/windows/\(place)"
            guard let ends = members(item, at: pointer, of: ["from", "to"]) else { continue }
            for name in ["from", "to"] where ends[name] == nil { add("\(pointer)/\(name)", "it is missing") }
            guard let first = ends["from"], let last = ends["to"] else { continue }
            let (from, to) = (time(first, at: pointer + "/from"), time(last, at: pointer + "/to"))
            guard let from, let to else { continue }
            guard from < to else {
                add(pointer, "it ends at \(to.rfc3339), not after its start, \(from.rfc3339)")
                continue
            }
            let window = TimeSpan(start: from, end: to)
            if let other = windows.firstIndex(where: { $0.overlaps(window) }) {
                add(pointer, "it overlaps window \(other)")
            }
            windows.append(window)
        }
        return windows
    }

    private mutating func list(_ name: String) -> [OrderJSON]? {
        switch values[name] {
        case nil: add("/\(name)", "it is missing")
        case .array(let items)?:
            if items.isEmpty { add("/\(name)", "it is empty: name one at least") } else { return items }
        case let other?: add("/\(name)", "it is \(other.kind), not a list")
        }
        return nil
    }

    private mutating func text(_ name: String, isCompulsory: Bool = false) -> String {
        guard let value = values[name] else {
            if isCompulsory { add("/\(name)", "it is missing") }
            return ""
        }
        return text(value, at: "/\(name)", isCompulsory: isCompulsory)
    }

    private mutating func text(_ value: OrderJSON, at pointer: String, isCompulsory: Bool) -> String {
        guard case .string(let text) = value else {
            add(pointer, "it is \(value.kind), not text")
            return ""
        }
        if text.unicodeScalars.contains("\0") {
            add(pointer, "it holds a NUL character, which no database keeps")
        } else if isCompulsory, !text.contains(where: { !$0.isWhitespace }) {
            add(pointer, "it is empty")
        }
        return text
    }

    private mutating func time(_ value: OrderJSON, at pointer: String) -> Timestamp? {
        guard case .string(let text) = value else {
            add(pointer, "it is \(value.kind), not a time")
            return nil
        }
        let time = Timestamp(rfc3339: text)
        if time == nil, Timestamp(rfc3339: text + "Z") != nil {
            add(pointer, "\"\(text)\" needs its zone: add Z for UTC, or the offset, such as +01:00")
        } else if time == nil {
            add(pointer, "\"\(text)\" is no time with a zone such as 2026-03-01T21:00:00Z")
        }
        return time
    }

    /// Returns the members of an object, each with one of the given names and at most once.
    private mutating func members(
        _ value: OrderJSON, at pointer: String, of names: [String]
    ) -> [String: OrderJSON]? {
        guard case .object(let members) = value else {
            add(pointer, "it is \(value.kind), not an object")
            return nil
        }
        var found: [String: OrderJSON] = [:]
        for member in members {
            let place = pointer + "/" + OrderFileReader.escaped(member.key)
            if !names.contains(member.key), !(pointer.isEmpty && member.key == "$schema") {
                add(place, "there is no such field; there are \(names.sorted().joined(separator: ", "))")
            } else if found.updateValue(member.value, forKey: member.key) != nil {
                add(place, "it stands twice")
            }
        }
        return found
    }

    /// RFC 6901, section 3.
    private static func escaped(_ key: String) -> String {
        key.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
    }

    private mutating func add(_ pointer: String, _ text: String) {
        problems.append(OrderFile.Problem(pointer: pointer, text: text))
    }
}
