internal import CKernels

/// The embedding x = tokenTable[id] + positionTable[position], computed once for each distinct pair of token and
/// position.
package enum Embedding {
    /// Writes output [U, D] from tokenTable [V, D] and positionTable [T, D].
    package static func forward(tokens: PackedTokens, tokenTable: Matrix, positionTable: Matrix, output: Matrix) {
        check(tokens, tokenTable, positionTable, output)
        for index in 0..<tokens.entryCount {
            groktop_add_row(
                1, output.columns, tokenTable.row(Int(tokens.identifiers[index])),
                positionTable.row(Int(tokens.positions[index])), output.row(index))
        }
    }

    /// Adds each row of outputGradient [U, D] to the rows of both tables that it came from.
    package static func backward(
        tokens: PackedTokens, outputGradient: Matrix, tokenTableGradient: Matrix, positionTableGradient: Matrix
    ) {
        check(tokens, tokenTableGradient, positionTableGradient, outputGradient)
        for index in 0..<tokens.entryCount {
            let row = outputGradient.row(index)
            groktop_add(outputGradient.columns, row, tokenTableGradient.row(Int(tokens.identifiers[index])))
            groktop_add(outputGradient.columns, row, positionTableGradient.row(Int(tokens.positions[index])))
        }
    }

    private static func check(_ tokens: PackedTokens, _ tokenTable: Matrix, _ positionTable: Matrix, _ rows: Matrix) {
        precondition(
            tokens.vocabulary == tokenTable.rows && tokens.contextLength == positionTable.rows,
            "tokens of \(tokens.vocabulary) at \(tokens.contextLength) positions in tables of \(tokenTable.rows) and "
                + "\(positionTable.rows)")
        precondition(tokens.entryCount == rows.rows, "\(tokens.entryCount) entries in \(rows.rows) rows")
        precondition(rows.columns == tokenTable.columns && rows.columns == positionTable.columns, "widths differ")
    }
}
