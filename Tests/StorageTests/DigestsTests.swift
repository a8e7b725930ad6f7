import Catalogue
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DigestsTests {
    /// Examples from FIPS 180-4.
    @Test(arguments: [
        ("", "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func textsHaveTheDigestOfTheStandard(text: String, digest: String) {
        #expect(Digests.sha256(text) == digest)
    }
}
