/// sRGB's channels as amounts of light.
enum LinearLight {
    static func channels(_ color: Color) -> (red: Double, green: Double, blue: Double) {
        (table[Int(color.red)], table[Int(color.green)], table[Int(color.blue)])
    }

    private static let table: [Double] = (0...255).map { byte in
        let value = Double(byte) / 255
        return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
    }

    /// The channel, 0…1, of an amount of light; outside where that is.
    static func encoded(_ light: Double) -> Double {
        guard light > 0.0031308 else { return light * 12.92 }
        // The power of 1/2.4 = 5/12.
        let twelfth = Root.of(12, light)
        return 1.055 * (twelfth * twelfth * twelfth * twelfth * twelfth) - 0.055
    }

    /// The power of 2.4 = 2 + 2/5.
    private static func power(_ value: Double) -> Double { value * value * Root.of(5, value * value) }
}
