import Analysis
import Chronology
import Footage

extension TrackPicture {
    /// The styles to show pictures side by side, each with its track outlined.
    static let style = """
        .pictures { display: flex; flex-wrap: wrap; gap: 1em } figure { margin: 0; width: 18em; break-inside: avoid }
        .frame { position: relative } .frame img { width: 100%; height: auto; display: block }
        .frame span { position: absolute; box-sizing: border-box; border: 2px solid #d00 } figcaption { font-size: 9pt }
        """

    /// The picture with its track outlined, for a page in the same folder of the bag; or why there is none.
    var html: String {
        let caption = "Track \(track), \((shown ?? wanted).rfc3339)"
        guard let file else {
            let reason = Markup.escaped("\(caption): no picture, \(note ?? "unknown why")")
            return "<figure><figcaption>\(reason)</figcaption></figure>"
        }
        let source = file.path.hasPrefix("data/") ? String(file.path.dropFirst(5)) : file.path
        return """
            <figure><div class="frame"><img src="\(Markup.escaped(source))" width="\(file.width)" height="\(file.height)" \
            loading="lazy" alt="\(Markup.escaped("\(caption), camera \(camera)"))"><span style="left:\(percent(box.x));\
            top:\(percent(box.y));width:\(percent(box.width));height:\(percent(box.height))"></span></div>\
            <figcaption>\(Markup.escaped(caption))</figcaption></figure>
            """
    }

    /// - Parameter part: the share of the picture's side, in ten-thousandths.
    private func percent(_ part: some BinaryInteger) -> String {
        let hundredths = Int(part)
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
