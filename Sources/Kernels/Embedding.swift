internal import CKernels

/// x = tokenTable[id] + positionTable[position].
package enum Embedding {
    /// output [N, D] from tokenTable [V, D] and positionTable [T, D].
    package static func forward(tokens: PackedTokens, tokenTable: Matrix, positionTable: Matrix, output: Matrix) {
        check(tokens, tokenTable, positionTable, output)
        for index in 0..<tokens.count {
            groktop_add_row(
                1, output.columns, tokenTable.row(Int(tokens.identifiers[index])),
                positionTable.row(Int(tokens.positions[index])), output.row(index))
        }
    }

    /// Adds each row of outputGradient [N, D] to the rows of both tables that it came from.
    package static func backward(
        tokens: PackedTokens, outputGradient: Matrix, tokenTableGradient: Matrix, positionTableGradient: Matrix
    ) {
        check(tokens, tokenTableGradient, positionTableGradient, outputGradient)
        for index in 0..<tokens.count {
            let row = outputGradient.row(index)
            groktop_add(outputGradient.columns, row, tokenTableGradient.row(Int(tokens.identifiers[index])))
            groktop_add(outputGradient.columns, row, positionTableGradient.row(Int(tokens.positions[index])))
        }
    }

    private static func check(_ tokens: PackedTokens, _ tokenTable: Matrix, _ positionTable: Matrix, _ rows: Matrix) {
        precondition(
            tokens.longestSequence <= positionTable.rows,
            "a sequence of \(tokens.longestSequence) tokens has no place in \(positionTable.rows) positions")
        precondition(
            tokens.largestIdentifier < tokenTable.rows,
            "token \(tokens.largestIdentifier) of a vocabulary of \(tokenTable.rows)")
        precondition(tokens.count <= rows.rows, "\(tokens.count) tokens in \(rows.rows) rows")
        precondition(rows.columns == tokenTable.columns && rows.columns == positionTable.columns, "widths differ")
    }
}
