// node page_browser.mjs BASE...: opens BASE.html in Chromium and holds it against BASE.json (wardmote compare --json).
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const modules = createRequire(process.env.PAGE_MODULES + "/package.json");
const { chromium } = modules("playwright-core");
const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const widths = [360, 1024, 1920];

const full = process.env.WARDMOTE_FULL === "1";

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/// A page that may ask for nothing but its own file; what goes wrong is collected.
async function open(base, options) {
  const url = pathToFileURL(base + ".html").href, faults = [];
  const context = await browser.newContext({ offline: true, bypassCSP: options.bypassCSP, ...options });
  context.setDefaultTimeout(180_000);  // a machine may have other work
  const page = await context.newPage();
  page.on("console", (message) => { if (message.type() !== "log") faults.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url) faults.push(`request: ${request.url()}`); });
  await page.goto(url);
  return { page, faults, close: () => context.close() };
}

/// The checks have teeth: what they are to find is found where it is planted.
async function findsWhatIsPlanted(base) {
  const whole = readFileSync(base + ".html", "utf8");
  const plants = { request: '<img alt="" src="http://192.0.2.1/x.png">', console: '<script>console.error("planted")</script>', error: "<script>throw Error('planted')</script>" };
  for (const [what, plant] of Object.entries(plants)) {
    writeFileSync(`${base}-${what}.html`, whole.replace("</body>", () => plant + "</body>"));
    const { faults, close } = await open(`${base}-${what}`, { bypassCSP: true });
    assert.ok(faults.some((fault) => fault.startsWith(what)), `a planted ${what} goes unseen: ${faults}`);
    await close();
  }
}

async function looks(base) {
  const { page, faults, close } = await open(base, { viewport: { width: widths[0], height: 900 } });
  for (const width of widths) {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${base} at ${width}: ${wide} px too wide`);
      assert.deepEqual(faults, [], `${base} at ${width} ${colorScheme}`);
    }
  }
  await close();
}

async function accessible(base) {
  const seen = [[360, "dark", false], [1024, "light", true], ...(full ? [[1920, "dark", true]] : [])];
  for (const [width, colorScheme, unfolded] of seen) {
    const { page, close } = await open(base, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    if (unfolded) await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    // a long table is the same row again and again, a grid the same chart: a few of them stand for all
    if (!full) await page.evaluate((keep) => {
      document.querySelectorAll("tbody tr").forEach((row) => { if (row.sectionRowIndex >= keep) row.remove(); });
      document.querySelectorAll(".panels, .small, .cards").forEach((grid) => [...grid.children].slice(keep).forEach((one) => one.remove()));
      document.querySelectorAll("svg.chart").forEach((svg) => [...svg.querySelectorAll("g")].slice(3 * keep).forEach((one) => one.remove()));
    }, 3);
    await page.evaluate(axe);
    const { violations } = await page.evaluate((values) => axe.run(document, { runOnly: { type: "tag", values } }), levels);
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`), [], `${base} at ${width} ${colorScheme}`);
    await close();
  }
}

async function withoutScripts(base) {
  const { page, close } = await open(base, { javaScriptEnabled: false });
  for (const part of ["#answer", ".card .sum", "table.matrix", "svg.ranges"]) {
    assert.ok(await page.locator(part).first().isVisible(), `${base} without scripts: ${part}`);
  }
  assert.equal(await page.locator(".live:visible, #switch:visible, #map-kind:visible").count(), 0, "nothing is offered that would not answer");
  await close();
  const start = readFileSync(base + ".html").subarray(0, 300_000).toString("utf8");
  for (const part of ['id="answer"', 'class="matrix"', "</table>", 'class="chart ranges"', "</svg>"]) {
    assert.ok(start.includes(part), `${base}: ${part} is not in the first 300 KB`);
  }
}

/// The cells of a table, or of one table in parts, row by row: what it is called, then "middle" and "low to high" as text.
async function rowsOf(page, selector) {
  const parts = await page.locator(selector).evaluateAll((tables) => tables.map((table) => [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector("td"))
    .map((row) => [...row.cells].map((cell) => [cell.firstChild.textContent, cell.querySelector("small")?.textContent ?? ""]))));
  return parts.length === 0 ? [] : parts[0].map((row, i) => [row[0], ...parts.flatMap((part) => part[i].slice(1))]);
}

/// Hours, pounds, contacts and councillors by time in office: the tables hold the comparison's numbers, rounded.
async function takesWhatIsCompared(page, policies, base) {
  const read = (text) => Number(text.replace("\u2212", "-").replace(/[,+£]/g, ""));
  const close = (text, value, unit) => Math.abs(read(text) - value) <= (Math.abs(value) < 9.5 * unit ? 0.0501 : 0.501) * unit;
  function holds([middle, range], { middle: m, low, high }, unit, where) {
    assert.ok(close(middle, m, unit), `${where}: ${middle} is not ${m}`);
    const [from, to] = range ? range.split(" to ") : [middle, middle];  // its ends are the middle as shown
    assert.ok(close(from, low, unit) && close(to, high, unit), `${where}: ${range} is not ${low} to ${high}`);
  }
  const years = policies.map((policy) => policy.per_year);
  const parts = (cells, part, where) => [["officer_hours", 100], ["councillor_hours", 100], ["pounds", 1000]].forEach(([key, unit], i) => holds(cells[i], part[key], unit, where));

  const takes = await rowsOf(page, "table.costs");
  assert.equal(takes.length, policies.length);
  takes.forEach(([, officers, displaced, councillors, pounds], s) => {
    parts([officers, councillors, pounds], years[s], `${base}, policy ${s}`);
    holds(displaced, years[s].displaced, 100, "displaced");
  });
  const levers = await rowsOf(page, "table.levers");
  const compared = years.flatMap((year) => [...year.levers, year.elsewhere]);
  assert.equal(levers.length, compared.length, "every lever of every policy");
  levers.forEach(([[name], ...cells], i) => {
    assert.ok(i + 1 === levers.length || name.startsWith(compared[i].name) || compared[i].name === "elsewhere", name);
    parts(cells, compared[i], name);
  });
  const channels = await rowsOf(page, "table.channels");
  channels.forEach(([[name], ...cells], c) => cells.forEach((cell, s) => holds(cell, years[s].contacts[c].number, 100, name)));
  assert.equal(channels.length, years[0].contacts.length);

  // services with their grades: a service is one that is not a part
  const staff = await rowsOf(page, "table.staff");
  const isPart = (await page.locator("table.staff").first().locator("tbody th").evaluateAll((heads) => heads.map((head) => head.classList.contains("part"))));
  const moved = [0, ...years[0].staff.keys()].filter((i, k) => k === 0 || years.some((year) => Object.values(year.staff[i].officer_hours).some((hours) => Math.abs(hours) >= 5)));
  const services = staff.filter((_, i) => !isPart[i]);
  assert.equal(services.length, moved.length, "all services, and each that a policy moves");
  services.slice(1).forEach(([[name], ...cells], k) => cells.forEach((cell, s) => holds(cell, years[s].staff[moved[k + 1]].officer_hours, 100, name)));
  years[0].grades.forEach((_, g) => {
    const row = staff.slice(1, isPart.indexOf(false, 1)).find(([[name]]) => name === (years[0].grades[g].grade === "not_said" ? "no service named" : years[0].grades[g].grade));
    if (row) row.slice(1).forEach((cell, s) => holds(cell, years[s].grades[g].officer_hours, 100, row[0][0]));
  });
}

async function answers(base) {
  const compared = JSON.parse(readFileSync(base + ".json", "utf8")), policies = compared.scenarios.slice(1);
  const { page, faults, close } = await open(base, { viewport: { width: 1024, height: 900 } });

  // the data are the comparison's
  const data = JSON.parse(await page.locator("#chart-data").textContent());
  assert.deepEqual(data.scenarios.map((s) => s.title), compared.scenarios.map((s) => s.title));
  policies.forEach((policy, s) => {
    const shown = data.scenarios[s + 1];
    policy.outcomes.forEach((outcome, j) => {
      assert.equal(shown.outcomes[j].verdict, outcome.verdict);
      assert.deepEqual(shown.outcomes[j].difference, outcome.difference);
      assert.deepEqual(shown.outcomes[j].worlds, outcome.difference_by_world);
    });
    for (const cost of ["officer_hours", "councillor_hours", "pounds"]) assert.deepEqual(shown[cost], policy.per_year[cost]);
  });

  // the static drawing shows the comparison's numbers, rounded as it says
  const read = (text) => Number(text.replace("\u2212", "-").replaceAll(",", ""));
  for (const [j, outcome] of data.outcomes.entries()) {
    const titles = await page.locator("svg.ranges").nth(j).locator("circle title").allTextContents();
    const drawn = policies.filter((p) => p.outcomes[j].difference.middle !== null);
    assert.equal(titles.length, drawn.length, outcome.id);
    titles.forEach((title, s) => {
      const numbers = /([+\u2212]?[\d.,]+), ([+\u2212]?[\d.,]+) to ([+\u2212]?[\d.,]+) /.exec(title.slice(drawn[s].title.length)).slice(1).map(read);
      const { middle, low, high } = drawn[s].outcomes[j].difference;
      [middle, low, high].forEach((value, i) => assert.ok(Math.abs(numbers[i] - value * outcome.factor) <= 0.5001 * 10 ** -outcome.decimals, `${outcome.id}: ${title} is not ${value}`));
    });
  }

  await takesWhatIsCompared(page, policies, base);

  // every chart is drawn: as many dots as sets of assumptions with a number, whatever outcome is chosen
  assert.equal(await page.locator(".live:visible").count(), 3);
  for (let j = 0; j < compared.outcomes.length; ++j) {
    await page.selectOption("#worlds-outcome", String(j));
    const dots = policies.flatMap((p) => p.outcomes[j].difference_by_world).filter((d) => d !== null).length;
    assert.equal(await page.locator("#live-worlds svg [data-mark=dot] circle").count(), dots, compared.outcomes[j].id);
    await page.selectOption("#frontier-outcome", String(j));
    assert.equal(await page.locator("#live-frontier svg [data-mark=dot] circle").count(),
      policies.filter((p) => p.outcomes[j].difference.middle !== null).length);
  }
  for (const cost of ["pounds", "officer_hours", "councillor_hours"]) await page.selectOption("#frontier-cost", cost);
  assert.ok(await page.locator("#live-when svg [data-mark=area] path").count() >= 2, "two bands");
  assert.ok(await page.locator("svg.time path.line").count() >= policies.length);
  assert.ok(await page.locator("svg.tiles").count() >= policies.length);
  const empty = await page.evaluate(() => [...document.querySelectorAll("svg path")].filter((p) => /NaN|Infinity/.test(p.getAttribute("d"))).length);
  assert.equal(empty, 0, "no path holds what is not a number");

  // every map is drawn when its outcome is unfolded, and shows what its table says
  const folded = page.locator("details.map");
  for (let k = 0; k < await folded.count(); ++k) {
    await folded.nth(k).evaluate((box) => { box.open = true; });
    await folded.nth(k).locator("svg.tiles").nth(policies.length - 1).waitFor();
    const [shown, told] = await folded.nth(k).evaluate((box) => [
      [...box.querySelectorAll("svg.tiles")].map((svg) => [...svg.querySelectorAll(".value")].map((value) => value.textContent)),
      [...box.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td.n")].map((cell) => cell.firstChild.textContent))]);
    told.forEach((row, w) => row.forEach((text, s) => assert.equal(shown[s][w], text, `map ${k}, policy ${s}, ward ${w}`)));
    assert.equal(new Set(shown.map((policy) => policy.length)).size, 1);
  }

  // by keyboard: date, tables, and the switch of policies
  const readout = page.locator("#live-when .readout");
  const before = await readout.textContent();
  await page.focus("#when-time");
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await readout.textContent(), before, "the date moves by keyboard");
  if (await page.locator("#map-outlines").count()) {
    await page.focus("#map-tiles");
    await page.keyboard.press("ArrowRight");
    assert.ok(await page.locator("svg.outlines").first().isVisible(), "boundaries by keyboard");
    assert.ok(!await page.locator("svg.tiles").first().isVisible(), "in place of the tiles");
    await page.locator("label[for=map-tiles]").click();
    assert.ok(await page.locator("svg.tiles").first().isVisible(), "and back by mouse");
  }
  const details = page.locator("#live-worlds details");
  await details.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await details.locator("tbody tr:visible").count(), compared.worlds);
  if (policies.length > 1) {
    const all = await page.locator("figure[data-scenario]").count();
    await page.focus("#policy");
    await page.keyboard.press("ArrowDown");
    const hidden = await page.locator("figure[data-scenario][hidden]").count();
    assert.equal(hidden * policies.length, all * (policies.length - 1), "one policy is left in sight");
    await page.selectOption("#policy", "");
    assert.equal(await page.locator("figure[data-scenario][hidden]").count(), 0);
  }
  assert.deepEqual(faults, [], base);
  await close();
}

async function prints(base) {
  const { page, faults, close } = await open(base, { viewport: { width: 700, height: 1000 } });
  writeFileSync(base + ".pdf", await page.pdf({ format: "A4" }));
  const papers = execFileSync("pdftotext", ["-layout", base + ".pdf", "-"], { encoding: "utf8" }).split("\f").slice(0, -1);
  assert.ok(papers.length >= 6 && papers.length <= 60, `${papers.length} pages on paper`);
  const text = papers.join(" ").replace(/\s+/g, " ");
  let last = 0;
  for (const heading of ["A what-if, not a forecast.", "The answer, in plain words", "The headline outcomes", "What it takes", "When", "Where", "Who", "What the answer hangs on", "Does the baseline resemble", "How it was made", "What we assumed", "Checklists", "What it is for", "Quality log"]) {
    const at = text.indexOf(heading, last);
    assert.ok(at >= last, `${heading} is on paper, in order`);
    last = at;
  }
  papers.slice(0, -1).forEach((paper, i) => assert.ok(paper.trim().length > 60, `page ${i + 1} of ${papers.length} on paper is all but empty`));
  await page.emulateMedia({ media: "print" });
  const cut = await page.evaluate(() => [...document.querySelectorAll("table")].filter((t) => t.offsetParent && t.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((t) => `${t.closest("section").getAttribute("aria-labelledby")}: ${Math.round(t.getBoundingClientRect().right)}`));
  assert.deepEqual(cut, [], "no table runs off the paper");
  assert.deepEqual(faults, []);
  await close();
}

try {
  await findsWhatIsPlanted(process.argv[2]);
  for (const base of process.argv.slice(2)) {
    for (const check of [looks, withoutScripts, answers, prints]) await check(base);
  }
  for (const base of process.argv.slice(2, full ? undefined : 3)) await accessible(base);
} finally {
  await browser.close();
}
