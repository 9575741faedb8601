/// The style sheet of a report: colours for light and dark, one column that fits a telephone, and paper.
///
/// The colours are those of the themes groktop-safe-light and groktop-safe-dark.
enum PageStyle {
    /// What the classes of ribbons look like.
    static let classKey = """
        <p class="note"><span class="key"><i class="swatch functional"></i>functional: upper half</span> \
        <span class="key"><i class="swatch mixed"></i>mixed: both halves</span> \
        <span class="key"><i class="swatch compression"></i>compression: lower half</span></p>
        """

    static let text = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#303030;--dim:#6a6a6a;--line:#d8d8d8;--panel:#f6f6f6;\
        --train:#0072b2;--test:#c85000;--functional:#006045;--mixed:#b08000;--compression:#8a2f8a;--gradient:#008070;\
        --decay:#702060;--e1:#bb6f35;--e2:#7a4738;--e3:#381f3b;--e4:#3e527d;--e5:#4486be;--mark:#8a3800}
        @media screen and (prefers-color-scheme:dark){:root{--bg:#101010;--fg:#d8d8d8;--dim:#8c8c8c;--line:#333;\
        --panel:#191919;--train:#56b4e9;--test:#e69f00;--functional:#20c090;--mixed:#fff4a0;--compression:#b858b0;\
        --gradient:#56d0a8;--decay:#b060a8;--e1:#d88a3c;--e2:#eabf8d;--e3:#fcf4dd;--e4:#94b3e2;--e5:#2c71e7;\
        --mark:#f0e442}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:1100px;padding:16px;background:var(--bg);color:var(--fg);\
        font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        h1{font-size:24px;margin:0}h2{font-size:18px;margin:32px 0 8px}header p{margin:0;color:var(--dim)}
        dl{display:flex;flex-wrap:wrap;gap:8px 28px;margin:12px 0}dt{color:var(--dim);font-size:12px}\
        dd{margin:0;font-weight:600}
        figure{margin:0 0 22px}figcaption{margin:0 0 4px 56px;line-height:1.4}figcaption b{margin-right:10px}
        .key{white-space:nowrap;margin-right:12px}.swatch{display:inline-block;width:12px;height:12px;margin-right:5px;\
        vertical-align:-1px;background:currentColor}
        output{font-variant-numeric:tabular-nums;display:inline-block;min-width:4.5em;color:var(--dim)}
        .plot{position:relative;margin-left:56px;touch-action:pan-y}
        .chart .plot{height:190px;background:var(--panel)}.plot svg{display:block;width:100%;height:100%}
        .grid{stroke:var(--line);fill:none}.mark{stroke:var(--dim);stroke-dasharray:2 3;fill:none}
        .curve{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        svg path{vector-effect:non-scaling-stroke}
        .y{position:absolute;right:100%;margin-right:6px;transform:translateY(-50%);font-size:12px;color:var(--dim);\
        white-space:nowrap}
        .sign{position:absolute;bottom:0;transform:translateX(-50%);font-size:13px;color:var(--mark);cursor:help}
        .x{position:relative;height:20px;margin-left:56px;font-size:12px;color:var(--dim)}
        .x span{position:absolute;transform:translateX(-50%)}
        .cursor{display:none;position:absolute;top:0;bottom:0;width:1px;background:var(--fg);pointer-events:none}
        .reads .cursor{display:block}
        #reading{display:none;position:fixed;right:12px;bottom:12px;padding:4px 10px;background:var(--fg);\
        color:var(--bg);border-radius:4px;font-variant-numeric:tabular-nums}.reads #reading{display:block}
        .ribbon{margin:0 0 8px}.ribbon .plot{height:18px;background:var(--panel)}.ribbon b{margin-left:56px}
        .ribbon rect{fill:currentColor}
        .note{color:var(--dim);font-size:13px;margin:2px 0 0 56px}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:13px}
        th,td{text-align:left;padding:2px 12px 2px 0;border-bottom:1px solid var(--line);vertical-align:top}
        .figures td,.figures th{text-align:right;white-space:nowrap}
        pre{overflow-x:auto;background:var(--panel);padding:8px;font-size:12px;line-height:1.4;overflow-wrap:normal}
        details{margin:4px 0}summary{cursor:pointer}footer{margin-top:32px;color:var(--dim);font-size:13px}
        .train{color:var(--train)}.test{color:var(--test)}.functional{color:var(--functional)}.mixed{color:var(--mixed)}
        .unsplit{color:var(--dim)}
        .compression{color:var(--compression)}.gradient{color:var(--gradient)}.decay{color:var(--decay)}
        .eigenvalue1{color:var(--e1)}.eigenvalue2{color:var(--e2)}.eigenvalue3{color:var(--e3)}
        .eigenvalue4{color:var(--e4)}.eigenvalue5{color:var(--e5)}.other1{color:var(--train)}.other2{color:var(--test)}
        .other3{color:var(--gradient)}.other4{color:var(--mixed)}
        .other5{color:var(--compression)}.other6{color:var(--decay)}
        @media(max-width:600px){body{padding:10px}.plot,.x{margin-left:44px}figcaption,.ribbon b,.note{margin-left:0}\
        .chart .plot{height:150px}.y{margin-right:4px;font-size:11px}}
        @media print{body{max-width:none;font-size:11pt}figure,.ribbon,tr{break-inside:avoid}\
        #reading,.cursor{display:none!important}\
        .plot,.swatch,.ribbon rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        .wide,pre{overflow:visible}}
        """
}
