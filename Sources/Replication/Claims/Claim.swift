/// What a row is held to.
package struct Claim: Sendable, Equatable {
    /// That our figure comes to the same as the paper's; nil where only the direction is claimed.
    package var figure: FigureClaim?
    /// The sign, order or inequality that the paper makes something of; nil where only the figure is.
    package var direction: DirectionClaim?

    /// - Precondition: at least one of the two is there.
    package init(figure: FigureClaim? = nil, direction: DirectionClaim? = nil) {
        precondition(figure != nil || direction != nil, "a claim of nothing")
        (self.figure, self.direction) = (figure, direction)
    }

    /// The claim in words.
    ///
    /// - Parameter title: gives the title of another row by its identifier.
    package func words(_ format: ValueFormat, title: (String) -> String) -> String {
        let direction = direction?.words(format, title: title)
        guard let figure = figure?.words(format) else { return direction ?? "" }
        return direction.map { "\(figure); in direction: \($0)" } ?? figure
    }
}
