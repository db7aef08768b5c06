#include "analysis/report/page_template.hpp"

namespace wardmote::report {

char const* const page_template = R"html(<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{title}} &ndash; a what-if</title>
<style>
:root {
  --paper: #fbfaf7; --card: #ffffff; --ink: #1d2327; --soft: #4d575e; --faint: #667078; --rule: #dcd8cf;
  --better: #01665e; --worse: #8c510a; --strip: #e9e5db; --grey: #bcc3c8; --dark: #4a6a7c; --tile: #f0ede5; --link: #17526f;
  --banner: #20343f; --banner-ink: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181b; --card: #1c2226; --ink: #eceae4; --soft: #bcc4c9; --faint: #9aa4aa; --rule: #353d42;
    --better: #5ec9bd; --worse: #e0a458; --strip: #2a3135; --grey: #4b565d; --dark: #8fb3c7; --tile: #262d31; --link: #9cd0ea;
    --banner: #0c2029; --banner-ink: #f2f6f8;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
h1, h2, h3 { font-family: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; line-height: 1.2; font-weight: 600; text-wrap: balance; }
h1 { font-size: clamp(1.7rem, 4.5vw, 2.6rem); margin: .2em 0 .3em; }
h2 { font-size: clamp(1.35rem, 3vw, 1.75rem); margin: 2.6em 0 .5em; padding-top: .5em; border-top: 3px double var(--rule); }
h3 { font-size: 1.12rem; margin: 0 0 .35em; }
p { max-width: 68ch; margin: .5em 0; }
a { color: var(--link); }
.wrap { max-width: 1160px; margin: 0 auto; padding: 0 clamp(14px, 3vw, 32px); }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px 12px; z-index: 9; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.banner { background: var(--banner); color: var(--banner-ink); padding: 12px 0; }
.banner p { margin: 0; max-width: none; } .banner strong { font-family: Charter, Georgia, serif; font-size: 1.1em; }
.lead { font-size: 1.15rem; color: var(--soft); }
.facts { color: var(--soft); font-size: .95rem; }
nav ul { list-style: none; margin: 1em 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: .95rem; }
nav a { display: inline-block; padding: 4px 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 460px), 1fr)); gap: 18px; margin-top: 1em; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 18px 20px; break-inside: avoid; }
.card .purpose { color: var(--soft); font-size: .93rem; margin-top: 0; }
.card .sum { font-weight: 600; }
.card dl { margin: .6em 0 0; } .card dt { font-weight: 600; font-size: .93rem; margin-top: .7em; display: flex; gap: .5em; align-items: baseline; }
.card dd { margin: 0 0 0 1.65em; color: var(--soft); font-size: .95rem; }
.mark { flex: none; width: 1.15em; text-align: center; font-weight: 700; }
.better .mark, .v.better { color: var(--better); } .worse .mark, .v.worse { color: var(--worse); }
.same .mark, .unclear .mark, .notworse .mark { color: var(--faint); }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); gap: 18px; margin: 1em 0; }
.small { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 236px), 1fr)); gap: 14px; margin: .8em 0; }
figure { margin: 0; background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 12px 14px; break-inside: avoid; min-width: 0; display: flex; flex-direction: column; }
figure svg.chart { margin-top: auto; }
figcaption { font-size: .93rem; font-weight: 600; line-height: 1.3; margin-bottom: 6px; }
figcaption span { display: block; font-weight: 400; color: var(--faint); font-size: .85rem; }
svg.chart { display: block; width: 100%; height: auto; overflow: visible; }
svg text { fill: var(--ink); font: 11.5px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
svg .tiny { font-size: 9.5px; fill: var(--faint); } svg .tiny.strong { fill: var(--better); font-weight: 600; } svg .faint { fill: var(--faint); }
svg .strip { fill: var(--strip); } svg .zero { stroke: var(--faint); stroke-width: 1; stroke-dasharray: 2 2; }
svg .span { stroke: var(--faint); stroke-width: 4; stroke-linecap: round; } svg .dot { fill: var(--card); stroke: var(--faint); stroke-width: 3; }
svg .better .span { stroke: var(--better); } svg .better .dot { fill: var(--better); stroke: var(--better); }
svg .worse .span { stroke: var(--worse); } svg .worse .dot { fill: var(--worse); stroke: var(--worse); }
svg .same .dot { fill: var(--faint); }
svg .ignorance { fill: var(--grey); fill-opacity: .55; } svg .luck { fill: var(--dark); fill-opacity: .75; }
svg .line { fill: none; stroke: var(--ink); stroke-width: 1.6; stroke-linejoin: round; } svg .end { font-weight: 600; }
figure svg.tiles { max-width: 420px; margin: 0 auto; } svg .tile { fill: var(--tile); } svg .up { fill: var(--better); } svg .down { fill: var(--worse); }
svg .hatch { stroke: var(--faint); stroke-width: 1.2; stroke-opacity: .55; } svg .code { font-size: 10.5px; fill: var(--soft); } svg .value { font-size: 14px; font-weight: 600; }
.key { display: flex; flex-wrap: wrap; gap: 6px 20px; font-size: .88rem; color: var(--soft); padding: 0; margin: .4em 0; list-style: none; }
.key i { display: inline-block; width: 22px; height: 12px; border-radius: 3px; margin-right: 6px; vertical-align: -1px; }
.scroll { overflow-x: auto; border: 1px solid var(--rule); border-radius: 10px; background: var(--card); margin: .8em 0; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; min-width: 100%; }
caption { text-align: left; padding: 10px 12px; color: var(--soft); font-size: .9rem; }
th, td { padding: 8px 12px; border-top: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { font-weight: 600; vertical-align: bottom; } tbody th { font-weight: 600; min-width: 150px; }
td.n { text-align: right; white-space: nowrap; } th.n { text-align: right; }
.matrix td { min-width: 132px; } .matrix .v { font-weight: 600; display: block; } .matrix b { font-weight: 400; } td small, th small { display: block; color: var(--faint); font-weight: 400; } .r { white-space: nowrap; }
td.better { box-shadow: inset 3px 0 var(--better); } td.worse { box-shadow: inset 3px 0 var(--worse); }
.tag { font-size: .8rem; border: 1px solid var(--rule); border-radius: 20px; padding: 1px 8px; white-space: nowrap; }
details { margin: .8em 0; } summary { cursor: pointer; padding: 6px 0; font-weight: 600; } summary:hover { color: var(--link); }
.note { border-left: 4px solid var(--rule); padding: 2px 0 2px 14px; color: var(--soft); }
.pick { display: flex; flex-wrap: wrap; gap: 6px; margin: .8em 0; }
.pick button { font: inherit; font-size: .88rem; color: var(--ink); background: var(--card); border: 1px solid var(--rule); border-radius: 20px; padding: 5px 13px; min-height: 32px; cursor: pointer; }
.pick button[aria-pressed=true] { background: var(--banner); color: var(--banner-ink); border-color: var(--banner); }
code { font-size: .86em; overflow-wrap: anywhere; } footer { margin: 4em 0 3em; color: var(--faint); font-size: .88rem; }
@media print {
  :root { --paper: #fff; --card: #fff; --banner: #fff; --banner-ink: #000; }
  body { font-size: 10.5pt; } nav, .pick, .skip { display: none; } .banner { border-bottom: 2px solid #000; }
  h2 { break-after: avoid; margin-top: 1.4em; } .scroll { overflow: visible; } table { font-size: 8pt; } th, td { padding: 3px 5px; min-width: 0 !important; }
  .panels { grid-template-columns: 1fr 1fr; } .small { grid-template-columns: repeat(3, 1fr); }
  @page { margin: 16mm 14mm; }
}
</style>
</head>
<body>
<a class="skip" href="#answer">Skip to the answer</a>
<div class="banner" role="region" aria-label="What this is"><div class="wrap">
<p><strong>A what-if, not a forecast.</strong> It works out what follows if our assumptions hold. It recommends nothing and ranks nobody.</p>
</div></div>

<header class="wrap">
<h1>{{title}}</h1>
<p class="lead">{{question}}</p>
<p class="facts">{{facts}}</p>
{{#failed}}<p class="note">{{failed}}</p>{{/failed}}
<nav aria-label="Contents"><ul>
<li><a href="#answer">The answer</a></li><li><a href="#outcomes">Outcomes</a></li><li><a href="#costs">What it takes</a></li>
{{#has_courses}}<li><a href="#when">When</a></li>{{/has_courses}}{{#has_maps}}<li><a href="#where">Where</a></li>{{/has_maps}}{{#has_groups}}<li><a href="#who">Who</a></li>{{/has_groups}}
<li><a href="#sure">How sure</a></li><li><a href="#assumptions">Assumptions</a></li><li><a href="#made">How it was made</a></li>
</ul></nav>
</header>

<main class="wrap">
<section aria-labelledby="answer">
<h2 id="answer">The answer, in plain words</h2>
<p>Each policy is compared with &ldquo;{{baseline}}&rdquo;. {{worlds_sentence}}</p>
<div class="cards">
{{#scenarios}}<article class="card">
<h3>{{title}}</h3>
<p class="purpose">{{purpose}}</p>
<p class="sum">{{summary}}</p>
<p>{{cost}}</p>
<dl>{{#lines}}<div class="{{class}}"><dt><span class="mark" aria-hidden="true">{{mark}}</span><span>{{outcome}}</span></dt><dd>{{text}}</dd></div>{{/lines}}</dl>
</article>
{{/scenarios}}</div>
</section>

<section aria-labelledby="outcomes">
<h2 id="outcomes">The headline outcomes</h2>
<p>A dot is the middle of the sets of assumptions we tried, its line holds nine in ten of them. The shaded strip is too small to matter; it was set before any result was seen.</p>
<div class="panels">
{{#panels}}<figure><figcaption>{{title}}<span>{{note}}</span></figcaption>{{{svg}}}</figure>
{{/panels}}</div>
<div class="scroll" role="region" aria-label="Verdicts" tabindex="0"><table class="matrix">
<caption>Verdicts: the middle difference from the baseline and the range that holds nine in ten sets of assumptions; below, how many sets agree.</caption>
<thead><tr><th scope="col">Outcome</th>{{#columns}}<th scope="col">{{title}}</th>{{/columns}}</tr></thead>
<tbody>{{#rows}}<tr><th scope="row">{{title}}<small>{{note}}</small></th>{{#cells}}<td class="{{class}}"><span class="v {{class}}">{{verdict}}</span><b>{{value}}</b><small class="r">{{range}}</small><small>{{worlds}}</small>{{#why}}<small>{{why}}</small>{{/why}}</td>{{/cells}}</tr>
{{/rows}}</tbody></table></div>
<p class="note">&ldquo;Cannot tell&rdquo; says why: <em>we do not know enough</em> (the sets of assumptions disagree, and more computing will not help), <em>not enough runs</em> (more computing could help), or <em>it depends on the structure</em> (on how the model is built).</p>
</section>

<section aria-labelledby="costs">
<h2 id="costs">What it takes</h2>
<p>More than the baseline, a year, at the middle of the sets of assumptions, with the range that holds nine in ten. Hours turn into savings only where posts go. One-off costs are spread over the years of the study.{{#budget}} {{budget}}{{/budget}}</p>
<div class="scroll" role="region" aria-label="Costs" tabindex="0"><table>
<thead><tr><th scope="col">Policy</th><th scope="col" class="n">Officer hours</th><th scope="col" class="n">Councillor hours</th><th scope="col" class="n">Pounds</th></tr></thead>
<tbody>{{#costs}}<tr><th scope="row">{{title}}{{#over}}<small>beyond the study's budget</small>{{/over}}</th><td class="n">{{officer}}<small>{{officer_range}}</small></td><td class="n">{{councillor}}<small>{{councillor_range}}</small></td><td class="n">{{pounds}}<small>{{pounds_range}}</small></td></tr>
{{/costs}}</tbody></table></div>
<details><summary>By line of the budget</summary>
<div class="scroll" role="region" aria-label="Costs by line of the budget" tabindex="0"><table><caption>Mean over the sets of assumptions, a year, beyond the baseline: officer hours / councillor hours / pounds.</caption>
<thead><tr><th scope="col">Line</th>{{#columns}}<th scope="col">{{title}}</th>{{/columns}}</tr></thead>
<tbody>{{#cost_lines}}<tr><th scope="row">{{line}}</th>{{#cells}}<td class="n">{{text}}</td>{{/cells}}</tr>{{/cost_lines}}</tbody></table></div></details>
</section>

{{#has_courses}}<section aria-labelledby="when">
<h2 id="when">When</h2>
<p>Difference from the baseline, week by week. First in each row: the level in the baseline of a council like this one.</p>
<ul class="key"><li><i style="background:var(--grey)"></i>what we do not know about this council (nine in ten sets of assumptions)</li><li><i style="background:var(--dark)"></i>luck alone (nine in ten runs)</li><li><i style="background:var(--strip)"></i>too small to matter</li></ul>
<div class="pick" data-pick="when" hidden></div>
{{#courses}}<h3>{{title}}</h3><p class="facts">{{shows}}</p>
<div class="small"><figure><figcaption>Baseline<span>level, a council like this</span></figcaption>{{{baseline}}}</figure>
{{#charts}}<figure data-scenario="{{id}}"><figcaption>{{title}}<span>difference</span></figcaption>{{{svg}}}</figure>
{{/charts}}</div>
<details><summary>As a table</summary><div class="scroll" role="region" aria-label="{{title}}, over time" tabindex="0"><table><caption>{{shows}} The middle of the sets of assumptions, and the range that holds nine in ten.</caption><thead><tr><th scope="col">End of</th><th scope="col" class="n">Baseline</th>{{#columns}}<th scope="col" class="n">{{title}}</th>{{/columns}}</tr></thead>
<tbody>{{#table}}<tr><th scope="row">{{when}}</th>{{#cells}}<td class="n">{{text}}<small>{{range}}</small></td>{{/cells}}</tr>{{/table}}</tbody></table></div></details>
{{/courses}}</section>
{{/has_courses}}

{{#has_maps}}<section aria-labelledby="where">
<h2 id="where">Where</h2>
<p>Every tile is a ward. The number is the difference from the baseline, mean of the last year, at the middle of the sets of assumptions. Wards are not ranked, and levels are not shown.</p>
<ul class="key"><li><i style="background:var(--better);opacity:.55"></i>better</li><li><i style="background:var(--worse);opacity:.55"></i>worse</li><li><i style="background:repeating-linear-gradient(45deg,var(--faint) 0 1px,var(--tile) 1px 5px)"></i>the sets of assumptions disagree about the direction</li></ul>
<div class="pick" data-pick="where" hidden></div>
{{#maps}}<details{{#open}} open{{/open}}><summary>{{title}}</summary>
<div class="panels">{{#charts}}<figure data-scenario="{{id}}"><figcaption>{{title}}<span>{{unit}}</span></figcaption>{{{svg}}}</figure>
{{/charts}}</div>
<details><summary>As a table</summary><div class="scroll" role="region" aria-label="{{title}}, by ward" tabindex="0"><table><caption>{{title}}: difference from the baseline in {{unit}}, the middle of the sets of assumptions, and the range that holds nine in ten.</caption><thead><tr><th scope="col">Ward</th>{{#columns}}<th scope="col" class="n">{{title}}</th>{{/columns}}</tr></thead>
<tbody>{{#table}}<tr><th scope="row">{{ward}}<small>{{code}}, {{zone}}</small></th>{{#cells}}<td class="n">{{text}}<small>{{range}}</small></td>{{/cells}}</tr>{{/table}}</tbody></table></div></details>
</details>
{{/maps}}</section>
{{/has_maps}}

{{#has_groups}}<section aria-labelledby="who">
<h2 id="who">Who</h2>
<p>Difference from the baseline for groups of adults, mean of the last year: the middle of the sets of assumptions, and the range that holds nine in ten.</p>
{{#groups}}<div class="scroll" role="region" aria-label="{{title}}, by group" tabindex="0"><table><caption><strong>{{title}}</strong>, {{unit}}</caption><thead><tr><th scope="col">Group</th>{{#columns}}<th scope="col" class="n">{{title}}</th>{{/columns}}</tr></thead>
<tbody>{{#table}}<tr><th scope="row">{{group}}</th>{{#cells}}<td class="n">{{text}}<small>{{range}}</small></td>{{/cells}}</tr>{{/table}}</tbody></table></div>
{{/groups}}</section>
{{/has_groups}}

<section aria-labelledby="sure">
<h2 id="sure">How sure</h2>
<p>{{rule_sentence}}</p>
<p>Two things blur an answer. <strong>Luck</strong>: the same policy in the same place turns out a little differently each time. <strong>What we do not know</strong>: the sets of assumptions differ. More computing shrinks the first, never the second. A survey of 1,000 residents would itself miss changes under about 5 points.</p>
<div class="scroll" role="region" aria-label="How sure" tabindex="0"><table>
<caption>Of the spread of a difference, the share that is luck; what an unclear answer turns on (rank correlation over the sets of assumptions); and how many unrelated pairs of runs one pair with common random numbers is worth.</caption>
<thead><tr><th scope="col">Outcome</th><th scope="col">Policy</th><th scope="col" class="n">Luck</th><th scope="col">What it turns on</th><th scope="col" class="n">A pair is worth</th></tr></thead>
<tbody>{{#sure}}<tr><th scope="row">{{outcome}}</th><td>{{policy}}</td><td class="n">{{luck}}</td><td>{{turns_on}}</td><td class="n">{{pairing}}</td></tr>
{{/sure}}</tbody></table></div>
<h3>What this is not</h3>
<ul>
<li>It does not say what will happen, and gives no probability that a policy works.</li>
<li>The people are invented: their numbers match published ward totals. No real person is in it, and no real councillor or officer.</li>
<li>Levels are those of a council like this one, not this council's own, unless its own data were given. {{own_data}}</li>
<li>The pandemic is not modelled, and nothing else that happened after the start.</li>
<li>Hours are not savings unless posts go.</li>
</ul>
</section>

<section aria-labelledby="assumptions">
<h2 id="assumptions">What we assumed</h2>
<p>{{assumption_sentence}}</p>
{{#has_levers}}<details><summary>The policies, as they were entered</summary>
{{#levers}}<h3>{{scenario}}</h3><ul>{{#list}}<li><strong>{{id}} {{title}}</strong>, from {{from}}: happens as planned to a share of {{delivery}} <span class="tag">{{tag}}</span></li>{{/list}}</ul>{{/levers}}
</details>{{/has_levers}}
{{#has_parameters}}<details><summary>All {{n_parameter}} numbers, with their ranges and where they come from</summary>
<div class="scroll" role="region" aria-label="Assumptions" tabindex="0"><table><thead><tr><th scope="col">Assumption</th><th scope="col" class="n">Value</th><th scope="col" class="n">Range</th><th scope="col">Unit</th><th scope="col">Standing</th><th scope="col">Source</th></tr></thead>
<tbody>{{#parameters}}<tr><th scope="row">{{name}}</th><td class="n">{{value}}</td><td class="n">{{range}}</td><td>{{unit}}</td><td><span class="tag">{{tag}}</span></td><td>{{source}}</td></tr>
{{/parameters}}</tbody></table></div></details>{{/has_parameters}}
</section>

<section aria-labelledby="made">
<h2 id="made">How it was made</h2>
<p>{{method_sentence}}</p>
<div class="scroll" role="region" aria-label="Provenance" tabindex="0"><table><tbody>
{{#facts_made}}<tr><th scope="row">{{name}}</th><td><code>{{text}}</code></td></tr>
{{/facts_made}}</tbody></table></div>
<p>Quality assurance: none recorded.</p>
</section>
</main>
<footer class="wrap"><p>Made with Wardmote {{version}} from results <code>{{digest}}</code>. The file opens without a network and holds no scripts that anything depends on.</p></footer>
<script>
(function () {
  "use strict";
  // one policy at a time in the small charts and maps
  document.querySelectorAll(".pick").forEach(function (bar) {
    var section = bar.closest("section"), seen = {}, buttons = [];
    function choose(id) {
      section.querySelectorAll("[data-scenario]").forEach(function (f) { f.hidden = id !== "" && f.dataset.scenario !== id; });
      buttons.forEach(function (b) { b.setAttribute("aria-pressed", String(b.dataset.id === id)); });
    }
    function add(id, text) {
      var b = document.createElement("button");
      b.type = "button"; b.dataset.id = id; b.textContent = text;
      b.addEventListener("click", function () { choose(id); });
      bar.appendChild(b); buttons.push(b);
    }
    add("", "All policies");
    section.querySelectorAll("[data-scenario]").forEach(function (f) {
      var id = f.dataset.scenario;
      if (!seen[id]) { seen[id] = true; add(id, f.querySelector("figcaption").firstChild.textContent); }
    });
    bar.hidden = buttons.length < 3; choose("");
  });
  // paper shows everything
  window.addEventListener("beforeprint", function () { document.querySelectorAll("details").forEach(function (d) { d.open = true; }); });
}());
</script>
</body>
</html>
)html";

}  // namespace wardmote::report
