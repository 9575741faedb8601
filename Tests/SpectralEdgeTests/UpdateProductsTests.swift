import Kernels
import SpectralEdge
import TestSupport
import Testing

@Suite("Update products")
struct UpdateProductsTests {
    private static func updates(_ count: Int) -> [Update] {
        var generator = RandomGenerator(seed: 2, stream: .probes)
        return (0..<count).map { _ in Update.random(6, from: &generator) }
    }

    private func expect(_ products: UpdateProducts, holds updates: [Update]) {
        #expect(products.count == updates.count)
        for i in updates.indices {
            for j in updates.indices {
                func near(_ value: Double, _ a: [Double], _ b: [Double]) -> Bool {
                    abs(value - sumOfProducts(a, b)) < 1e-13
                }
                #expect(near(products.gram(i, j), updates[i].total, updates[j].total))
                #expect(near(products.gradientWithUpdate(i, j), updates[i].gradient, updates[j].total))
                #expect(near(products.decayWithUpdate(i, j), updates[i].decay, updates[j].total))
            }
        }
    }

    @Test("appended one by one, removed from the front") func appendAndRemove() {
        let updates = Self.updates(9)
        var products = UpdateProducts()
        for index in updates.indices {
            products.append(UpdateProducts.pairs(of: updates[index], with: Array(updates[max(0, index - 3)...index])))
            expect(products, holds: Array(updates[max(0, index - 3)...index]))
            if products.count == 4 { products.removeFirst() }
        }
        for left in (0..<3).reversed() {
            products.removeFirst()
            expect(products, holds: Array(updates.suffix(left)))
        }
        #expect(products == UpdateProducts())
    }
}
