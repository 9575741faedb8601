/// The script of a report. It reads numbers alone (`RunPage.data`), and writes text alone.
enum PageScript {
    static let text = """
        "use strict";
        (() => {
          const data = JSON.parse(document.getElementById("data").textContent);
          const body = document.body, reading = document.getElementById("reading");
          const charts = [...document.querySelectorAll(".chart")], ribbons = [...document.querySelectorAll(".ribbon")];
          for (const chart of data.charts) for (const curve of chart) {
            let step = 0;
            curve.s = curve.s.map(d => step += d);
          }
          // The last index whose step is not after this one; -1 for none.
          const index = (steps, step) => {
            let low = 0, high = steps.length;
            while (low < high) {
              const middle = (low + high) >> 1;
              if (steps[middle] <= step) low = middle + 1; else high = middle;
            }
            return low - 1;
          };
          const number = v => {
            if (v === null || v === undefined) return "\u{2013}";
            const size = Math.abs(v);
            return v !== 0 && (size < 1e-3 || size >= 1e6) ? v.toExponential(2) : String(Number(v.toPrecision(4)));
          };
          let shown = null;
          const show = step => {
            shown = step === null ? null : Math.max(0, Math.min(data.limit, Math.round(step)));
            body.classList.toggle("reads", shown !== null);
            document.querySelectorAll(".cursor").forEach(c => c.style.left = 100 * (shown ?? 0) / data.limit + "%");
            reading.textContent = shown === null ? "" : "step " + shown.toLocaleString("en-US");
            charts.forEach((chart, c) => chart.querySelectorAll("output").forEach((output, s) => {
              const curve = data.charts[c][s];
              output.textContent = shown === null ? output.dataset.last : number(curve.v[index(curve.s, shown)]);
            }));
            ribbons.forEach((ribbon, r) => {
              const stretch = shown === null ? null : data.ribbons[r].find(s => shown <= s[0]);
              ribbon.querySelector("output").textContent = stretch ? stretch[1] : "";
            });
          };
          for (const plot of document.querySelectorAll(".plot")) {
            const read = event => {
              const box = plot.getBoundingClientRect();
              show(data.limit * (event.clientX - box.left) / box.width);
            };
            plot.addEventListener("pointermove", read);
            plot.addEventListener("pointerdown", read);
            plot.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") show(null); });
          }
          addEventListener("keydown", event => {
            if (event.altKey || event.ctrlKey || event.metaKey) return;
            const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
            if (event.key === "Escape") show(null);
            if (!move) return;
            event.preventDefault();
            show((shown ?? data.limit) + move * Math.max(1, data.limit / (event.shiftKey ? 20 : 200)));
          });
        })();
        """
}
