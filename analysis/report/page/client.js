// The page says all it has to say without this. Scripts add a switch of policies and charts that answer to the reader.
(function () {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("chart-data").textContent);
  const policies = data.scenarios.slice(1);

  // ---- small helpers ----
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }
  function fill(select, options) {
    select.replaceChildren(...options.map(([value, text]) => element("option", { value }, text)));
  }
  function digits(value, decimals, sign) {
    if (value === null) return "n/a";
    const size = Math.abs(value).toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    if (!/[1-9]/.test(size)) return size;
    return (value < 0 ? "\u2212" : sign ? "+" : "") + size;
  }
  function table(place, caption, head, rows) {
    const cells = (row) => row.map((text, i) => i === 0 ? element("th", { scope: "row" }, text) : element("td", { class: "n" }, text));
    place.replaceChildren(element("table", {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row))))));
  }
  const verdictColours = { better: "var(--better)", worse: "var(--worse)" };
  const colourOf = (verdict, outcome) => (!outcome.no_verdict && verdictColours[verdict]) || "var(--soft)";

  // ---- one policy at a time, everywhere ----
  const choice = byId("policy");
  const listeners = [];
  fill(choice, [["", "All policies"], ...policies.map((s) => [s.id, s.title])]);
  function switchPolicy() {
    document.querySelectorAll("[data-scenario]").forEach((part) => {
      part.hidden = choice.value !== "" && part.dataset.scenario !== choice.value;
    });
    listeners.forEach((draw) => draw());
  }
  choice.addEventListener("change", switchPolicy);
  byId("switch").hidden = policies.length < 2;

  // ---- maps: the first are in the page, the others are drawn like them when they are asked for ----
  const maps = [...document.querySelectorAll("details.map")], kind = byId("map-kind"), outlined = byId("map-outlines");
  function paint(svg, map, s) {
    const { values, shades, unsure } = map.policies[s];
    const said = values.map((v) => digits(v, map.decimals, true));
    svg.setAttribute("aria-label", `${policies[s].title}, by ward, ${map.unit}: ${said.map((v, w) => `${data.wards[w]} ${v}`).join("; ")}`);
    svg.querySelectorAll("g").forEach((ward, w) => {
      ward.classList.toggle("unsure", unsure[w] === "1");
      ward.querySelector("title").textContent = `${data.wards[w]}: ${said[w]}${unsure[w] === "1" ? ", cannot be told from no change" : ""}`;
      const shade = ward.querySelector(".shade"), value = ward.querySelector(".value");
      shade.setAttribute("class", `shade ${shades[w] < 0 ? "down" : "up"}`);
      shade.setAttribute("fill-opacity", Math.abs(shades[w]));
      if (value) value.textContent = said[w];
    });
  }
  function drawMaps() {
    const model = document.querySelector(outlined && outlined.checked ? "svg.outlines" : "svg.tiles");
    maps.forEach((box, j) => {
      if (!box.open) return;
      box.querySelectorAll("figure").forEach((figure, s) => {
        if (figure.querySelector(`svg.${model.classList[1]}`)) return;
        const svg = model.cloneNode(true);
        paint(svg, data.maps[j], s);
        figure.append(svg);
      });
    });
  }
  maps.forEach((box) => box.addEventListener("toggle", drawMaps));
  if (kind) {
    kind.hidden = false;
    kind.addEventListener("change", () => {
      kind.parentElement.classList.toggle("by-outlines", outlined.checked);
      drawMaps();
    });
  }

  if (typeof Plot === "undefined") return;

  // ---- charts that answer ----
  const boxes = [];
  /// Room beside a chart, which grows with the letters.
  const room = (px) => px * parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  /// The drawing as a whole is named; Plot's names of its parts would be labels on elements without a role.
  function unname(place) {
    place.querySelectorAll("svg [aria-label]").forEach((part) => {
      part.dataset.mark = part.getAttribute("aria-label");
      part.removeAttribute("aria-label");
    });
  }
  /// A chart in its box: drawn again when its controls, the policy or the width change.
  function chart(id, controls, draw) {
    const box = byId(id), place = box.querySelector(".plot");
    box.hidden = false;
    let width = 0;
    const redraw = () => {
      width = Math.max(260, place.clientWidth);
      const { options, spoken, readout, rows, head } = draw(width);
      const svg = Plot.plot({ width, style: { background: "none", fontSize: "0.75rem" }, ...options });
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", spoken);
      place.replaceChildren(svg);
      unname(place);
      box.querySelector(".readout").replaceChildren(...readout);
      table(box.querySelector(".live-table"), spoken, head, rows);
    };
    controls.forEach((control) => control.addEventListener("input", redraw));
    listeners.push(redraw);
    boxes.push(redraw);
    new MutationObserver(() => unname(place)).observe(place, { childList: true, subtree: true });
    new ResizeObserver(() => { if (Math.abs(place.clientWidth - width) > 4 && place.clientWidth > 0) redraw(); }).observe(place);
  }
  const faded = (s) => choice.value !== "" && s.id !== choice.value ? 0.2 : 1;
  /// The axis holds all values and always more than the strip of what is too small to matter.
  function domain(values, matters) {
    const held = values.filter((v) => v !== null).concat([-1.6 * matters, 1.6 * matters]);
    const low = Math.min(...held), high = Math.max(...held), margin = 0.04 * (high - low || 1);
    return [low - margin, high + margin];
  }

  // every set of assumptions, one dot
  const worldsOutcome = byId("worlds-outcome");
  fill(worldsOutcome, data.outcomes.map((o, j) => [j, o.title]));
  chart("live-worlds", [worldsOutcome], () => {
    const j = Number(worldsOutcome.value), outcome = data.outcomes[j], matters = outcome.factor * outcome.matters;
    const shown = policies.filter((s) => faded(s) === 1);
    const dots = shown.flatMap((s) => s.outcomes[j].worlds.map((d, w) => ({ policy: s.title, world: w + 1, d: d === null ? null : d * outcome.factor, verdict: s.outcomes[j].verdict })))
      .filter((dot) => dot.d !== null);
    const text = (v) => digits(v, outcome.decimals, true);
    return {
      spoken: `${outcome.title}: difference from the baseline in every set of assumptions, ${outcome.shown_unit}`,
      options: {
        height: 46 + 64 * shown.length, marginLeft: 8, marginRight: 8, marginTop: 8, marginBottom: room(38),
        x: { domain: domain(policies.flatMap((s) => s.outcomes[j].worlds.map((d) => d === null ? null : d * outcome.factor)), matters), label: `${outcome.better === "lower" ? "\u2190 better \u00b7 " : ""}${outcome.shown_unit}${outcome.better === "higher" ? " \u00b7 better \u2192" : ""}`, labelAnchor: "center", labelArrow: "none", tickFormat: text, ticks: 5 },
        fy: { domain: shown.map((s) => s.title), axis: null, padding: 0.06 },
        marks: [
          Plot.rect([0], { x1: [-matters], x2: [matters], fill: "var(--strip)" }),
          Plot.ruleX([0], { stroke: "var(--faint)", strokeDasharray: "2 2" }),
          Plot.dot(dots, Plot.dodgeY("middle", { x: "d", fy: "policy", r: 3.5, fill: (d) => colourOf(d.verdict, outcome), title: (d) => `${d.policy}\nset ${d.world}: ${text(d.d)} ${outcome.shown_unit}`, tip: true })),
          Plot.text(shown, { fy: "title", text: "title", frameAnchor: "top-left", fontWeight: 600, fill: "var(--ink)", stroke: "var(--card)", strokeWidth: 4 })
        ]
      },
      readout: [`Each dot is one set of assumptions, the mean of its runs. Strip: ${digits(matters, outcome.decimals)} ${outcome.shown_unit} either way is too small to matter.`],
      head: ["Set", ...policies.map((s) => s.title)],
      rows: policies[0].outcomes[j].worlds.map((_, w) => [String(w + 1), ...policies.map((s) => s.outcomes[j].worlds[w]).map((d) => d === null ? "n/a" : text(d * outcome.factor))])
    };
  });

  // what an outcome costs
  const costsOutcome = byId("frontier-outcome"), costsOf = byId("frontier-cost");
  const measures = { pounds: ["pounds a year", data.budget.pounds_year], officer_hours: ["officer hours a year", data.budget.officer_hours_year], councillor_hours: ["councillor hours a year", undefined] };
  fill(costsOutcome, data.outcomes.map((o, j) => [j, o.title]));
  fill(costsOf, Object.entries(measures).map(([key, [text]]) => [key, text]));
  chart("live-frontier", [costsOutcome, costsOf], (width) => {
    const j = Number(costsOutcome.value), outcome = data.outcomes[j], matters = outcome.factor * outcome.matters;
    const [unit, limit] = measures[costsOf.value];
    const shown = policies.map((s, i) => {
      const d = s.outcomes[j].difference, c = s[costsOf.value], k = outcome.factor;
      const of = (v) => v === null ? null : k * v;
      return { id: s.id, title: s.title, n: i + 1, verdict: s.outcomes[j].verdict, x: c.middle, x1: c.low, x2: c.high, y: of(d.middle), y1: of(d.low), y2: of(d.high) };
    });
    const text = (v) => digits(v, outcome.decimals, true), cost = (v) => digits(v, 0, true);
    const stroke = (s) => colourOf(s.verdict, outcome);
    const xs = shown.flatMap((s) => [s.x1, s.x2]).concat([0], limit === undefined ? [] : [limit]);
    return {
      spoken: `${outcome.title} (${outcome.shown_unit}, difference from the baseline) against ${unit}`,
      options: {
        height: Math.min(430, Math.max(320, 0.6 * width)), marginLeft: room(56), marginRight: 16, marginBottom: room(48), marginTop: room(30),
        x: { domain: domain(xs, 0), label: `more than the baseline: ${unit}`, labelAnchor: "center", labelArrow: "none", tickFormat: (v) => digits(v, 0), ticks: width < 480 ? 3 : 7 },
        y: { domain: domain(shown.flatMap((s) => [s.y1, s.y2]), matters), reverse: outcome.better === "lower", label: `\u2191 better, ${outcome.shown_unit}`, labelArrow: "none", tickFormat: text, ticks: 6 },
        marks: [
          Plot.rect([0], { y1: [-matters], y2: [matters], fill: "var(--strip)" }),
          Plot.ruleY([0], { stroke: "var(--faint)", strokeDasharray: "2 2" }),
          limit === undefined ? null : Plot.ruleX([limit], { stroke: "var(--ink)", strokeDasharray: "6 4" }),
          limit === undefined ? null : Plot.text([limit], { x: (d) => d, text: () => "budget", frameAnchor: "top", dy: -12, fill: "var(--ink)" }),
          Plot.link(shown, { x1: "x1", x2: "x2", y1: "y", y2: "y", stroke, strokeOpacity: faded, strokeWidth: 2 }),
          Plot.link(shown, { x1: "x", x2: "x", y1: "y1", y2: "y2", stroke, strokeOpacity: faded, strokeWidth: 2 }),
          Plot.dot(shown, { x: "x", y: "y", r: 10, fill: "var(--card)", stroke, strokeWidth: 2, strokeOpacity: faded, title: (s) => `${s.title}\n${cost(s.x)} ${unit}\n${text(s.y)} ${outcome.shown_unit} (${text(s.y1)} to ${text(s.y2)})`, tip: true }),
          Plot.text(shown, { x: "x", y: "y", text: (s) => String(s.n), fontWeight: 700, fill: "var(--ink)", fillOpacity: faded })
        ]
      },
      readout: [element("ol", {}, ...shown.map((s) => element("li", {}, s.title)))],
      head: ["Policy", unit, "nine in ten", outcome.shown_unit, "nine in ten"],
      rows: shown.map((s) => [s.title, cost(s.x), `${cost(s.x1)} to ${cost(s.x2)}`, text(s.y), `${text(s.y1)} to ${text(s.y2)}`])
    };
  });

  // over time
  if (data.courses.length > 0 && byId("live-when")) {
    const whenOutcome = byId("when-outcome"), whenPolicy = byId("when-policy"), whenTime = byId("when-time");
    fill(whenOutcome, data.courses.map((c, i) => [i, c.title]));
    fill(whenPolicy, policies.map((s, i) => [i, s.title]));
    const begin = new Date(data.start + "T00:00:00Z").getTime();
    const day = (k) => new Date(begin + 864e5 * data.days[k]);
    const said = (k) => day(k).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    const nineInTen = 1.6448536269514722;
    whenTime.max = data.courses[0].difference[0].middle.length - 1;
    whenTime.value = whenTime.max;
    listeners.push(() => { const at = policies.findIndex((s) => s.id === choice.value); if (at >= 0) whenPolicy.value = at; });
    chart("live-when", [whenOutcome, whenPolicy, whenTime], (width) => {
      const course = data.courses[whenOutcome.value], band = course.difference[whenPolicy.value], at = Number(whenTime.value);
      const title = policies[whenPolicy.value].title;
      const points = band.middle.map((middle, k) => ({ t: day(k), middle, low: band.low[k], high: band.high[k], luck: band.luck[k] === null ? null : nineInTen * band.luck[k] })).filter((p) => p.middle !== null);
      const text = (v) => digits(v, course.decimals, true), matters = course.matters;
      // where a strip says what matters each policy may have its own axis; else one for all keeps small things small
      const luck = (d, sign) => d.middle.map((v, k) => v === null || d.luck[k] === null ? null : v + sign * nineInTen * d.luck[k]);
      const held = (matters > 0 ? [band] : course.difference).flatMap((d) => [d.low, d.high, luck(d, -1), luck(d, 1)].flat());
      whenTime.setAttribute("aria-valuetext", said(at));
      return {
        spoken: `${title}: ${course.shows}, difference from the baseline over time, ${course.unit}`,
        options: {
          height: room(320), marginLeft: room(56), marginRight: 12, marginTop: room(26), marginBottom: room(36),
          x: { type: "utc", label: null, ticks: width < 480 ? "year" : "6 months" },
          y: { domain: domain(held, matters), label: `${course.unit}, difference from the baseline`, labelArrow: "none", tickFormat: text, ticks: 6 },
          marks: [
            matters > 0 ? Plot.rect([0], { y1: [-matters], y2: [matters], fill: "var(--strip)" }) : null,
            Plot.ruleY([0], { stroke: "var(--faint)", strokeDasharray: "2 2" }),
            Plot.areaY(points, { x: "t", y1: "low", y2: "high", fill: "var(--grey)", fillOpacity: 0.55, clip: true }),
            Plot.areaY(points, { x: "t", y1: (p) => p.middle - p.luck, y2: (p) => p.middle + p.luck, fill: "var(--dark)", fillOpacity: 0.75, clip: true }),
            Plot.lineY(points, { x: "t", y: "middle", stroke: "var(--ink)", strokeWidth: 2 }),
            Plot.ruleX([day(at)], { stroke: "var(--link)", strokeWidth: 1.5 }),
            Plot.tip(points, Plot.pointerX({ x: "t", y: "middle", title: (p) => `${p.t.toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" })}\n${text(p.middle)} (${text(p.low)} to ${text(p.high)}) ${course.unit}` }))
          ]
        },
        readout: [`${said(at)}: ${text(band.middle[at])} ${course.unit}; nine in ten sets of assumptions lie between ${text(band.low[at])} and ${text(band.high[at])}.`],
        head: ["Date", "Middle", "Low", "High"],
        rows: band.middle.map((v, k) => [said(k), text(v), text(band.low[k]), text(band.high[k])])
      };
    });
  }
  boxes.forEach((redraw) => redraw());
}());
