import Dashboard
import RunEvents

/// The made-up run of Dyck-1 with all that a person can do to it on top, recorded: each event with the last step that
/// was known of when it came, and when that was.
enum EventfulRun {
    static let stepsPerSecond = 60.0
    static let lastStep = 1_700

    /// What comes at a step besides what the run says by itself. A probe's answer names the step that was probed.
    private static func extras(at step: Int) -> [RunEvent] {
        func command(_ command: RunCommand, _ weightDecay: Double) -> RunEvent {
            .command(.init(step: step, command: command, weightDecay: weightDecay))
        }
        return switch step {
        case 614: [command(.ablate, 1)]
        case 700: [command(.pause, 1), command(.step, 1)]
        case 701: [command(.resume, 1), command(.pace(250), 1)]
        case 740: [command(.probe(.curvature), 1), command(.probe(.attention), 1)]
        case 760: [.probe(ProbeRecord(SyntheticRun.attention(740)))]
        case 780: [.probe(ProbeRecord(SyntheticRun.curvature(740)))]
        case 900: [.probe(ProbeRecord(SyntheticRun.ablation(614)))]
        case 1_100: [command(.weightDecay(.off), 0)]
        case 1_205: [command(.weightDecay(.value(0.5)), 0.5), command(.perturb, 0.5)]
        case 1_240:
            [
                .resumed(.init(step: 1_240, checkpointStep: 1_200, engine: SyntheticRun.started.engine)),
                command(.ablate, 0.5),
            ]
        case 1_300: [.refused(.init(step: 1_300, command: .perturb, reason: "two probes are under way already"))]
        case 1_333: [.probe(ProbeRecord(SyntheticRun.ablation(1_240)))]
        case 1_690: [command(.ablate, 0.5)]
        case lastStep: [.finished(.init(step: lastStep, reason: .stopped, parameterDigest: "6be4b39bc8bf3a20"))]
        default: []
        }
    }

    static let recorded: [RecordedEvent] = {
        var recorded: [RecordedEvent] = []
        func add(_ event: RunEvent, reached: Int) {
            recorded.append(
                RecordedEvent(
                    sequence: recorded.count + 1, reachedStep: reached,
                    elapsedSeconds: Double(reached) / stepsPerSecond,
                    event: event))
        }
        add(.started(SyntheticRun.started), reached: 0)
        for step in 0...lastStep {
            for event in SyntheticRun.events(at: step) + extras(at: step) { add(event, reached: step) }
        }
        return recorded
    }()

    /// Steps at which much happens, and those around them; steps at which nothing does; and the rest in leaps.
    static let cursors: [Int] = {
        let busy = [
            0, 20, 60, 100, 420, 500, 614, 620, 640, 701, 740, 760, 780, 900, 1_000, 1_100, 1_205, 1_220, 1_240, 1_333,
            1_690,
        ]
        let around = busy.flatMap { [$0 - 1, $0, $0 + 1] }.filter { $0 >= 0 }
        return Set(around + Array(stride(from: 0, through: lastStep, by: 37)) + [lastStep]).sorted()
    }()

    static func state(to step: Int = lastStep) -> RunState {
        var state = RunState()
        for event in recorded where event.reachedStep <= step { state.apply(event) }
        return state
    }
}
