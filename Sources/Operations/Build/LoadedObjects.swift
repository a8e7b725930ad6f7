import Foundation

/// The shared libraries that are in this process.
enum LoadedObjects {
    /// File names without their folders, sorted; by what the kernel says, not by what was linked.
    static var names: [String] {
        // The kernel states no size of it, so it is read to its end.
        let data = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
        let maps = String(decoding: data ?? Data(), as: UTF8.self)
        let files = maps.split(separator: "\n").compactMap { line -> String? in
            guard let slash = line.firstIndex(of: "/"), line.contains(".so") else { return nil }
            return line[slash...].split(separator: "/").last.map(String.init)
        }
        return Set(files).sorted()
    }
}
