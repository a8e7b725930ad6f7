import Footage
import Testing

/// Encoded tracks with the path that both decoders, `Track` and `relecture.sparse_path`, must read. Neither decoder
/// produced them.
struct TrackPathVector: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The track, encoded.
    let hexadecimal: String
    /// Time in microseconds, left, top, width and height of each point of the path.
    let path: [[Int64]]

    var bytes: [UInt8] { [UInt8](hexadecimal: hexadecimal) ?? [] }

    static let all = [
        TrackPathVector(
            testDescription: "no points",
            hexadecimal: """
                010280d087d0e986a6068092f401d08c010e00756e6b6e6f776e
                """,
            path: []),
        TrackPathVector(
            testDescription: "one point",
            hexadecimal: """
                010480d087d0e986a60602020c02706572736f6e000000a09c01a09c01
                """,
            path: [
                [1_772_530_000_000_000, 0, 0, 10_000, 10_000]
            ]),
        TrackPathVector(
            testDescription: "too short for a second point",
            hexadecimal: """
                010680d087d0e986a606feb4180a06046361720002040608feb41808080808
                """,
            path: [
                [1_772_530_000_000_000, 1, 2, 3, 4]
            ]),
        TrackPathVector(
            testDescription: "the end a step away",
            hexadecimal: """
                010880d087d0e986a60680b5180a0e044772c3b6c39f65000204060880b51808080808
                """,
            path: [
                [1_772_530_000_000_000, 1, 2, 3, 4],
                [1_772_530_000_200_000, 5, 6, 7, 8],
            ]),
        TrackPathVector(
            testDescription: "the end replaces the point before it",
            hexadecimal: """
                010af2cf87d0e986a6068e9f498c0100060ed08c01807dc8019003a0c21ec701c7011414a08d06c701c7011414
                """,
            path: [
                [1_772_530_000_000_000, 9_000, 8_000, 100, 200],
                [1_772_530_000_300_000, 8_800, 7_800, 120, 220],
            ]),
        TrackPathVector(
            testDescription: "25 frames a second for two seconds",
            hexadecimal: """
                010c80d087d0e986a6068092f401a09c010264780000a09c01647880f104c801c701020180f104c801c701020180f104\
                c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c7\
                01020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c7010201\
                80f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104\
                c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c7\
                01020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c7010201\
                80f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104\
                c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c7\
                01020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c701020180f104c801c7010201\
                80f104c801c701020180f104c801c701020180f104c801c701020180f104c801c7010201
                """,
            path: [
                [1_772_530_000_000_000, 0, 10_000, 50, 60],
                [1_772_530_000_200_000, 500, 9_500, 55, 55],
                [1_772_530_000_400_000, 1_000, 9_000, 60, 50],
                [1_772_530_000_600_000, 1_500, 8_500, 65, 45],
                [1_772_530_000_800_000, 2_000, 8_000, 70, 40],
                [1_772_530_001_000_000, 2_500, 7_500, 75, 35],
                [1_772_530_001_200_000, 3_000, 7_000, 80, 30],
                [1_772_530_001_400_000, 3_500, 6_500, 85, 25],
                [1_772_530_001_600_000, 4_000, 6_000, 90, 20],
                [1_772_530_001_960_000, 4_900, 5_100, 99, 11],
            ]),
        TrackPathVector(
            testDescription: "numbers below zero and beyond 32 bits of time",
            hexadecimal: """
                010effc7afa02580c8afa025000206790027130000fec7afa025a680808010ebffffff0f020202fdffffff0f80808080\
                100000
                """,
            path: [
                [-5_000_000_000, -20, -10, 0, 0],
                [0, 0, 0, 1, 1],
            ]),
    ]
}
