import ArgumentParser

/// A width and a height in pixels, written `1920x1080`.
struct PictureSize: ExpressibleByArgument {
    let width: Int
    let height: Int

    init?(argument: String) {
        let numbers = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let width = numbers[0], let height = numbers[1],
            (1...65_535).contains(width), (1...65_535).contains(height)
        else { return nil }
        self.width = width
        self.height = height
    }
}
