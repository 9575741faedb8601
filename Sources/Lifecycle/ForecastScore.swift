/// How well forecasts of a change came true: how often the sign was right, and how forecasts and changes correlate.
package struct ForecastScore: Sendable, Equatable {
    /// Forecasts that were followed by a measurement.
    package private(set) var count = 0
    /// How many of these had the sign of the change that came.
    package private(set) var rightSigns = 0
    private var (forecastMean, changeMean) = (0.0, 0.0)
    /// Sums of squares and of products about the means.
    private var (forecasts, changes, products) = (0.0, 0.0, 0.0)

    /// No forecast yet.
    package init() {}

    /// The share of right signs, from 0 to 1; nil before the first forecast.
    package var signRate: Double? { count > 0 ? Double(rightSigns) / Double(count) : nil }

    /// Pearson's r of forecasts and changes; nil below two, or where one of them never varies.
    package var correlation: Double? {
        let scale = (forecasts * changes).squareRoot()
        return count >= 2 && scale > 0 && scale.isFinite ? products / scale : nil
    }

    /// Counts a forecast and the change that came; what is not finite is passed over.
    mutating func count(forecast: Double, change: Double) {
        guard forecast.isFinite, change.isFinite else { return }
        count += 1
        if (forecast < 0) == (change < 0) { rightSigns += 1 }
        // Welford's sums: the differences from the means before and after.
        let (forecastBefore, changeBefore) = (forecast - forecastMean, change - changeMean)
        forecastMean += forecastBefore / Double(count)
        changeMean += changeBefore / Double(count)
        forecasts += forecastBefore * (forecast - forecastMean)
        changes += changeBefore * (change - changeMean)
        products += forecastBefore * (change - changeMean)
    }
}
