/// The formulas of the page, with their sources.
enum SurveyMethods {
    static let html = """
        <ul>
        <li>Not grokked yet: S(t) = ∏ (1 − d/n) over the steps up to t at which runs grokked, with d of the n runs \
        that were still watched and had not (Kaplan and Meier, JASA 53, 1958, 457–481). A run that ended, was stopped, \
        gave up, diverged or is still trained counts among the n up to its last step. That is right where runs are not \
        stopped because of what they were about to do; a run that diverged may break it.</li>
        <li>Its 95 %: S^exp(±1.96 √v / ln S), with v = Σ d/(n(n − d)) (Greenwood 1926; Kalbfleisch and Prentice, The \
        Statistical Analysis of Failure Time Data, 1980). None is given where S is 0.</li>
        <li>Median grok step: the first step with S ≤ ½, and as its 95 % the steps at which the interval of S holds ½ \
        (Brookmeyer and Crowley, Biometrics 38, 1982, 29–41). An open end, …, lies beyond what was watched, or is not \
        determined by so few runs.</li>
        <li>Shares: Wilson's score interval (JASA 22, 1927, 209–212). The share that grokked is of the runs of which \
        it is known: those that grokked, and those that came to their end without. The most frequent class was chosen \
        by the same runs, so its share is too large where classes are nearly equal.</li>
        <li>Comparisons: the log-rank test (Mantel, Cancer Chemotherapy Reports 50, 1966, 163–170), χ² = (O − E)²/V \
        with one degree of freedom, which is rough for a handful of runs; p-values after Holm (Scandinavian Journal of \
        Statistics 6, 1979, 65–70). Rate ratio: exp((O − E)/V ± 1.96/√V), the one-step estimate (Yusuf and others, \
        Progress in Cardiovascular Diseases 27, 1985, 335–371), which is drawn towards 1 where the ratio is far from \
        it.</li>
        <li>Means: Student's t with n − 1 degrees of freedom, which takes figures of different seeds for independent \
        and about normal. Quartiles: definition 7 of Hyndman and Fan (The American Statistician 50, 1996, 361–365).</li>
        </ul>
        """
}
