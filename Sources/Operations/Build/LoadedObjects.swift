import Foundation

/// The shared libraries loaded into this process.
enum LoadedObjects {
    /// File names without folders, sorted; as reported by the kernel, not by the linker.
    static var names: [String] {
        // The file reports no size, so read it to its end.
        let data = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
        let maps = String(decoding: data ?? Data(), as: UTF8.self)
        let files = maps.split(separator: "\n").compactMap { line -> String? in
            guard let slash = line.firstIndex(of: "/"), line.contains(".so") else { return nil }
            return line[slash...].split(separator: "/").last.map(String.init)
        }
        return Set(files).sorted()
    }
}
