import Testing

@testable import Analysis

@Suite(.timeLimit(.minutes(10)))
struct UsualSizeTests {
    private let background = Street.background()

    @Test func theUsualSizeGrowsTowardsTheCamera() throws {
        let usual = try #require(background.usualSize)
        for row in stride(from: 70, through: 170, by: 20) {
            let height = try #require(usual.height(atFoot: row))
            #expect(abs(height - Street.height(onRow: row)) <= 2)
            #expect(abs(usual.width(ofHeight: height) - height * 2 / 5) <= 2)
        }
    }

    @Test func whatIsWiderThanTallTeachesNoSize() {
        let samples = (0..<24).map { index in
            var street = Street()
            street.fill(10 + index * 37 % 180, 60 + index * 13 % 90, width: 40, height: 20, luma: 30)
            return street.plane
        }
        #expect(Background(samples: samples, profile: .standard).usualSize == nil)
    }

    @Test func groupsAndPartsDoNotChangeTheSize() throws {
        var estimator = UsualSizeEstimator()
        for index in 0..<12 {
            let foot = 60 + index * 9
            let height = Street.height(onRow: foot)
            func add(width: Int, height: Int) {
                let left = 20 + index * 10
                estimator.add(
                    PixelBox(left: left, top: foot - height, right: left + width, bottom: foot), width: Street.width,
                    height: Street.height)
            }
            add(width: height * 2 / 5, height: height)
            if index % 3 == 0 { add(width: height * 4 / 5, height: height * 4 / 3) }
            if index % 3 == 1 { add(width: height / 4, height: height / 2) }
        }
        let usual = try #require(estimator.estimate())
        #expect(abs(try #require(usual.height(atFoot: 100)) - Street.height(onRow: 100)) <= 2)
    }

    @Test func peopleWhoTouchGetABoxEach() {
        var street = Street()
        street.put(personAt: 100, feetOn: 140)
        street.put(personAt: 116, feetOn: 144)
        street.put(personAt: 134, feetOn: 139)
        let boxes = Street.boxes(in: street, background: background)
        #expect(boxes.count == 3)
        for (box, left) in zip(boxes, [100, 116, 134]) {
            #expect(abs(box.left - left) <= 4)
            #expect(abs(box.height - Street.height(onRow: 140)) <= 6)
        }
    }

    @Test func whoStandsBehindSomebodyElseGetsABox() {
        var street = Street()
        street.put(personAt: 108, feetOn: 120, luma: 40)
        street.put(personAt: 100, feetOn: 146)
        let boxes = Street.boxes(in: street, background: background)
        #expect(boxes.count == 2)
        #expect(boxes.contains { abs($0.bottom - 146) <= 5 } && boxes.contains { abs($0.bottom - 120) <= 8 })
    }

    @Test func aVanAmongPeopleIsOneObject() {
        var street = Street()
        street.fill(60, 90, width: 110, height: 46, luma: 30)
        #expect(
            Street.boxes(in: street, background: background) == [PixelBox(left: 60, top: 90, right: 170, bottom: 136)])
    }

    @Test func somebodyBehindASignIsOneObject() {
        var street = Street()
        street.put(personAt: 100, feetOn: 140)
        let empty = Street().plane
        for place in (112 * Street.width)..<(124 * Street.width) { street.plane.pixels[place] = empty.pixels[place] }
        let boxes = Street.boxes(in: street, background: background)
        #expect(boxes.count == 1)
        #expect(boxes.first.map { abs($0.height - Street.height(onRow: 140)) <= 2 } == true)
    }

    @Test func twoPeopleFarApartAreNotJoined() {
        var street = Street()
        street.put(personAt: 100, feetOn: 90)
        street.put(personAt: 102, feetOn: 150)
        #expect(Street.boxes(in: street, background: background).count == 2)
    }
}
