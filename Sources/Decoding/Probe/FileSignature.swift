/// Recognises, by first bytes and suffix, files that libav cannot or must not open, and names the remedy.
struct FileSignature {
    /// The first bytes of the file, up to 4 KiB.
    let head: [UInt8]
    /// Lower case, without the dot.
    let suffix: String

    /// Returns why the file must not be opened, or nil if libav should try.
    func refusal(path: String) -> IntakeFailure? {
        if let format = recorderMagic { return proprietary(path, format) }
        if starts("#EXTM3U") || starts("ffconcat") || starts("[playlist]") || contains("<MPD") || starts("v=0") {
            return IntakeFailure(
                .playlist, path: path,
                "is a playlist that names other files instead of holding video; give the video files themselves")
        }
        if starts("MZ") {
            return IntakeFailure(
                .proprietaryFormat, path: path,
                "is a Windows program (a recorder's self-playing export); run it and export as MP4 or AVI")
        }
        return nil
    }

    /// Explains why libav could not open the file.
    func explanation(path: String, libav: String, hasMovieIndex: Bool) -> IntakeFailure {
        if isMP4, !hasMovieIndex {
            return IntakeFailure(
                .noIndex, path: path,
                "has no index (moov box): the recording was cut off before the recorder wrote it; copy the file again, "
                    + "or recover it with a repair tool and an intact file of the same recorder")
        }
        if head.starts(with: [0, 0, 1, 0xBA]) {
            return proprietary(path, "a recorder's MPEG program stream")
        }
        if let vendor = FileSignature.recorderSuffixes[suffix] { return proprietary(path, vendor) }
        if isText { return IntakeFailure(.notVideo, path: path, "is text, not video; check what was copied") }
        return IntakeFailure(
            .notVideo, path: path, "is not a readable video (\(libav)); export it as MP4, AVI, MKV or MPEG-TS")
    }

    private static let recorderSuffixes = [
        "dav": "Dahua DAV", "264": "a recorder's raw H.264", "h264": "a recorder's raw H.264",
        "265": "a recorder's raw H.265",
        "dvr": "a recorder's DVR container", "sec": "Samsung/Hanwha SEC", "ifv": "Dedicated Micros/IFV",
        "ssf": "a recorder's SSF container", "nvf": "a recorder's NVF container", "g64": "Genetec G64",
        "g64x": "Genetec G64X", "re4": "March Networks RE4", "mef": "a recorder's MEF container",
        "exe": "a recorder's player",
        "pss": "a recorder's PSS container", "irf": "a recorder's IRF container", "bvr": "Blue Iris BVR",
    ]

    private var recorderMagic: String? {
        if starts("IMKH") { return "Hikvision (IMKH)" }
        if starts("DHAV") || starts("DAHUA") || starts("DHII") { return "Dahua (DHAV)" }
        if starts("HKMI") || starts("4HKH") { return "Hikvision" }
        return nil
    }

    private func proprietary(_ path: String, _ format: String) -> IntakeFailure {
        IntakeFailure(
            .proprietaryFormat, path: path,
            "is in a recorder's own format (\(format)); export it as MP4 or AVI with the recorder's player")
    }

    private var isMP4: Bool {
        let type = head.dropFirst(4).prefix(4)
        return ["ftyp", "mdat", "free", "wide", "skip"].contains { type.elementsEqual($0.utf8) }
    }

    private var isText: Bool {
        !head.isEmpty && head.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (9...13).contains($0) }
    }

    private func starts(_ text: String) -> Bool { head.starts(with: text.utf8) }

    private func contains(_ text: String) -> Bool {
        isText && String(decoding: head, as: UTF8.self).contains(text)
    }
}
