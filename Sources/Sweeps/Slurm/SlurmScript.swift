internal import Foundation

/// What Slurm is given: a script, and the words of sbatch.
struct SlurmScript {
    let folder: SweepFolder
    let manifest: SweepManifest
    /// The absolute path of groktop.
    let program: String

    /// The script of a batch's jobs. Signals come to the shell alone (`--signal=B:`), and a shell handles a signal only
    /// where it waits.
    func text(_ batch: SlurmBatch) -> String {
        let work = [program, "sweep", "task", folder.path, "--batch", "\(batch.number)"]
        return """
            #!/bin/bash
            # Written by groktop sweep. Each element of the array works on one run of the sweep, and goes on where an
            # earlier attempt has ended.
            \(manifest.slurm.setup.map { $0 + "\n" }.joined())\
            \(ShellText.quoted(work)) --index "$SLURM_ARRAY_TASK_ID" &
            work=$!
            trap 'woken=1; asked=1; kill -TERM "$work" 2>/dev/null' USR1
            trap 'woken=1; kill -TERM "$work" 2>/dev/null' TERM
            asked=
            while :; do
                woken=
                wait "$work"
                code=$?
                [ -n "$woken" ] || break
            done
            # Slurm said that the time limit is near: the run has its checkpoint, and goes back to the queue. 143 is a
            # run that was not begun yet.
            if [ -n "$asked" ] && { [ "$code" -eq 75 ] || [ "$code" -eq 143 ]; } && \
            [ "${SLURM_RESTART_COUNT:-0}" -lt \(SlurmOptions.mostRestarts) ]; then
                scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
            fi
            exit "$code"

            """
    }

    /// The words of sbatch for a batch, the program's own name first.
    func submission(_ batch: SlurmBatch) -> [String] {
        let signal = manifest.slurm.signalSeconds ?? SlurmOptions.usualSignal
        let limit = manifest.slurm.limit.map { "%\($0)" } ?? ""
        // Slurm reads % in the name of a log.
        let logs = batch.logs(in: folder).path.replacingOccurrences(of: "%", with: "%%")
        return ["sbatch"] + manifest.slurm.sbatch + [
            "--parsable", "--job-name=\(batch.jobName(manifest))",
            "--array=0-\(batch.cells.count - 1)\(limit)", "--output=\(logs)/%A_%a.txt",
            "--requeue", "--open-mode=append", "--signal=B:USR1@\(signal)", batch.script(in: folder).path,
        ]
    }
}
