/** The style sheet of the HTML report: in the file itself, for screen (light and dark) and paper. */
export const reportStyle = `
:root{color-scheme:light dark;--paper:#fff;--card:#f5f5f7;--line:#cfd2d7;--text:#16181c;--quiet:#555b66;--good:#18794e;--fair:#8a5a00;--poor:#c0322b;--shot:#8f93e0;--odd:#5b5fc7;--motion:#0f7c86;--loud:#a2387a;--hook:#1f5fd622}
@media (prefers-color-scheme:dark){:root{--paper:#15171a;--card:#1f2227;--line:#3d424b;--text:#eceef1;--quiet:#a4abb6;--good:#4cc38a;--fair:#e2a63a;--poor:#ff7a70;--shot:#5b5fc7;--odd:#9aa0ff;--motion:#4cc6d0;--loud:#ef8fc5;--hook:#6ea3ff22}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.5rem;max-width:64rem;background:var(--paper);color:var(--text);font:15px/1.5 Inter,system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:0}
p{margin:.3rem 0}.quiet{color:var(--quiet)}.good{color:var(--good)}.fair{color:var(--fair)}.poor{color:var(--poor)}
.head{display:flex;gap:1.5rem;align-items:flex-start}.head img{max-width:11rem;max-height:15rem;border-radius:6px}.head>div{flex:1}
.scores{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1rem;padding:0;list-style:none}.scores li{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem 1rem;min-width:7rem}.scores b{display:block;font-size:1.8rem;line-height:1.2}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}dt{color:var(--quiet)}dd{margin:0;white-space:pre-line}
.scroll{overflow-x:auto}
.timeline{width:100%;min-width:36rem;height:auto;display:block}.timeline text{fill:var(--quiet);font:11px Inter,system-ui,sans-serif}.timeline .lane{font-size:12px;fill:var(--text)}.timeline .scale{font-size:9px}
.hook{fill:var(--hook)}line.tick,.base{stroke:var(--line);stroke-width:.7}.shot{fill:var(--shot)}.odd{fill:var(--odd)}.transition{fill:var(--paper);opacity:.55}.black{fill:#000}.frozen{fill:var(--fair)}.silence{fill:var(--quiet)}
polyline{fill:none;stroke-width:1.4;stroke-linejoin:round}.motion{stroke:var(--motion)}.loudness{stroke:var(--loud)}.mark.poor{fill:var(--poor)}.mark.fair{fill:var(--fair)}.mark.good{fill:var(--good)}
.check{border:1px solid var(--line);border-radius:6px;background:var(--card);padding:.75rem 1rem;margin:.6rem 0;break-inside:avoid}.check header{display:flex;gap:.75rem;align-items:baseline}.check header b{min-width:3.2rem}.check header span{margin-left:auto;white-space:nowrap}
.evidence{list-style:none;margin:.4rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.5rem 1rem}.evidence li{max-width:100%}.evidence li.pictured{width:11rem}.evidence img{display:block;max-width:100%;max-height:9rem;border-radius:4px}.evidence b{font-weight:600;margin-right:.4rem}.evidence small{color:var(--quiet)}
.fix{margin-top:.5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line)}th{font-weight:600}tr{break-inside:avoid}td small{color:var(--quiet)}
@media print{:root{color-scheme:light;--paper:#fff;--card:#fff;--line:#bbb;--text:#000;--quiet:#444;--good:#18794e;--fair:#8a5a00;--poor:#c0322b;--shot:#8f93e0;--odd:#5b5fc7;--motion:#0f7c86;--loud:#a2387a;--hook:#1f5fd622}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{padding:0;max-width:none;font-size:10.5pt}h2{break-after:avoid}.timeline{min-width:0}}
@page{margin:15mm}
`
