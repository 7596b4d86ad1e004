import { complianceNames } from './compliance-names.ts'
import type { ComplianceResult } from '../../shared/contract/score.ts'
import { formatTime } from '../../shared/format-time.ts'
import { gradeBand } from './grade-band.ts'
import { Markup, markup } from './markup.ts'
import type { ReportCheck, ReportDocument, ReportEvidence } from './report-document.ts'
import { reportStyle } from './report-style.ts'
import { timelineSvg } from './timeline-svg.ts'

/** A report as one HTML file: no script, nothing loaded from elsewhere, pictures within. */
export function reportHtml(report: ReportDocument): string {
  const { title, platform, madeOn } = report
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}: Hookline report</title>
<style>${new Markup(reportStyle)}</style>
</head>
<body>
<header class="head">
${report.poster && picture(report.poster, 'Poster of the draft')}
<div>
<h1>${title}</h1>
<p class="quiet">Hookline report for ${platform}, made on ${madeOn}</p>
<ul class="scores">
${[{ name: 'Overall', score: report.overall }, ...report.parts].map(
  ({ name, score }) =>
    markup`<li>${name}<b class="${score === null ? 'quiet' : gradeBand(score / 100)}">${score ?? '–'}</b>${score === null ? 'not judged' : 'of 100'}</li>`,
)}
</ul>
</div>
</header>
<main>
${report.warnings.map((warning) => markup`<p class="fair">Warning: ${warning}</p>`)}
<h2>Draft</h2>
<dl>${report.facts.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h2>Timeline</h2>
<div class="scroll">${timelineSvg(report.timeline)}</div>
<p class="quiet">Evidence of checks below 70 of 100. Motion: share of the picture’s diagonal a second, on a square-root scale up to 100 %. Loudness: momentary, LUFS.</p>
<h2>Checks</h2>
${report.checks.map(checkSection)}
${report.seen.length > 0 ? markup`<h2>Text, asks and faces</h2>${seenTable(report)}` : null}
${report.notJudged.length > 0 ? markup`<h2>Not judged</h2>${notJudged(report)}` : null}
<h2>Limits of ${platform}</h2>
${complianceTable(report.compliance)}
<h2>What the numbers mean</h2>
${report.meaning.map((sentence) => markup`<p>${sentence}</p>`)}
</main>
</body>
</html>
`.html
}

function picture(jpeg: Uint8Array, alt: string): Markup {
  return markup`<img alt="${alt}" src="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}">`
}

function checkSection({ label, part, grade, weight, evidence, fix }: ReportCheck): Markup {
  return markup`<section class="check">
<header><b class="${gradeBand(grade)}">${Math.round(grade * 100)}</b><h3>${label}</h3><span class="quiet">${part}, weight ${weight}</span></header>
<ul class="evidence">${evidence.map(evidenceItem)}</ul>
${fix === null ? null : markup`<p class="fix"><b>Fix:</b> ${fix}</p>`}
</section>
`
}

function evidenceItem({ time, note, picture: shown }: ReportEvidence): Markup {
  return markup`<li${new Markup(shown ? ' class="pictured"' : '')}>${
    shown && picture(shown.jpeg, `The picture at ${formatTime(shown.timeS)}`)
  }<b>${time}</b>${note}</li>`
}

function seenTable({ seen }: ReportDocument): Markup {
  return markup`<table><thead><tr><th>When</th><th>What</th><th></th></tr></thead><tbody>${seen.map(
    ({ time, name, note }) => markup`<tr><td>${time}</td><td>${name}</td><td>${note}</td></tr>`,
  )}</tbody></table>`
}

function notJudged({ notJudged: items }: ReportDocument): Markup {
  return markup`<table><thead><tr><th>Check</th><th>Why</th></tr></thead><tbody>${items.map(
    ({ label, reason }) => markup`<tr><td>${label}</td><td>${reason}</td></tr>`,
  )}</tbody></table>`
}

const complianceBands = { pass: 'good', warn: 'fair', fail: 'poor', 'not-judged': 'quiet' } as const

function complianceTable(items: readonly ComplianceResult[]): Markup {
  return markup`<table><thead><tr><th></th><th>What</th><th>Measured</th><th>Limit</th></tr></thead><tbody>${items.map(
    ({ label, status, measured, limit, fix, source, checkedOn }) =>
      markup`<tr><td class="${complianceBands[status]}">${complianceNames[status]}</td><td>${label}${
        fix === null ? null : markup`<br>Fix: ${fix}`
      }<br><small>${source}, looked up on ${checkedOn}</small></td><td>${measured ?? '–'}</td><td>${limit}</td></tr>`,
  )}</tbody></table>`
}
