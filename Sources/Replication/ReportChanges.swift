/// What is different from the report before, and why: written by hand, since no figure says it.
enum ReportChanges {
    static let title = "What changed since the last report, and why"

    static let lines = [
        "**Two tables in place of one.** The last report compared figures of a fixed step with figures “at "
            + "grokking”. The "
            + "author's published scripts have fixed steps; now each figure is held against "
            + "its own protocol once, and the reading against each run's grokking once.",
        "**“At grokking” was step 500 for ablation and readouts, and 600 for the gradient share.** On Dyck-1 the "
            + "three published "
            + "seeds grok at 600, 1,400 and 1,000. Step 600 is the first whose window has let go of the first update.",
        "**Curvature.** The author's is a second difference of the *test* loss, and the 1.84 of “the memorized bulk” "
            + "is v₄ of "
            + "the run without weight decay at step 3,900. The last report had the train loss, which is near zero "
            + "there, and "
            + "concluded that the figure does not come out. That was our mistake.",
        "**Rotation** is a mean over consecutive windows in the author's scripts; the last report had a median.",
        "**g₂₃.** The published 33 is the mean of 48, 47 and 4.5, of windows with W = 3 and N = 200 or 50, up to the "
            + "grok step. "
            + "His own runs without weight decay have 192, 151 and 22. The last report had one window for all, and "
            + "no run "
            + "without weight decay beside it.",
        "**The control of the ablation.** The last report called a random vector as long as the edge's part the fair "
            + "control. "
            + "Such a vector is nearly orthogonal to θ, and the edge's part is not: removing the two does not take "
            + "away the "
            + "same share of ‖θ_S‖. The control that decides now matches the norm *and* the angle to θ.",
        "**“4,000×”** is |Δ| / (|mean Δ of random planes| + 10⁻⁸). Its denominator is what a plane costs that holds "
            + "next to "
            + "nothing of θ; where that is zero to the last token, the quotient is the numerator times 10⁸.",
        "**Verdicts.** “Within two standard deviations of ours” was the more easily met the more our seeds "
            + "scattered. Now a "
            + "figure has to be shown to lie within a margin, on seeds that were not selected, and rows are "
            + "corrected for how "
            + "many they are. Three seeds decide nothing, and one against one least of all.",
        "**The gap flow** is judged once, by the correlation of its prediction; the last report judged it three "
            + "times, and its "
            + "predicted class as well.",
        "**The lifecycle estimate** is scored on seeds that neither its constants nor its strings were chosen for, "
            + "beside a "
            + "naive rule.",
    ]
}
