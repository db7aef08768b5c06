// node page_browser.mjs BASE...: opens BASE.html in Chromium and holds it against BASE.json (wardmote compare --json).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const modules = createRequire(process.env.PAGE_MODULES + "/package.json");
const { chromium } = modules("playwright-core");
const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");
const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const widths = [360, 1024, 1920];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/// A page that may ask for nothing but its own file; what goes wrong is collected.
async function open(base, options) {
  const url = pathToFileURL(base + ".html").href, faults = [];
  const context = await browser.newContext({ offline: true, bypassCSP: options.bypassCSP, ...options });
  const page = await context.newPage();
  page.on("console", (message) => { if (message.type() !== "log") faults.push(`console: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`error: ${error}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url) faults.push(`request: ${request.url()}`); });
  await page.goto(url);
  return { page, faults, close: () => context.close() };
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
  for (const [width, colorScheme, unfolded] of [[360, "dark", false], [1024, "light", true]]) {
    const { page, close } = await open(base, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    if (unfolded) {
      // a long table is the same row again and again: a few of them stand for all
      await page.evaluate(() => {
        document.querySelectorAll("details").forEach((d) => { d.open = true; });
        document.querySelectorAll("tbody tr:nth-child(n+5)").forEach((row) => row.remove());
      });
    }
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
  assert.equal(await page.locator(".live:visible, #switch:visible").count(), 0, "nothing is offered that would not answer");
  await close();
  const start = readFileSync(base + ".html").subarray(0, 300_000).toString("utf8");
  for (const part of ['id="answer"', 'class="matrix"', "</table>", 'class="chart ranges"', "</svg>"]) {
    assert.ok(start.includes(part), `${base}: ${part} is not in the first 300 KB`);
  }
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

  // by keyboard: date, tables, and the switch of policies
  const readout = page.locator("#live-when .readout");
  const before = await readout.textContent();
  await page.focus("#when-time");
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await readout.textContent(), before, "the date moves by keyboard");
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
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  const n = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) || []).length;
  assert.ok(n >= 6 && n <= 90, `${n} pages on paper`);
  await page.emulateMedia({ media: "print" });
  const cut = await page.evaluate(() => [...document.querySelectorAll("table")].filter((t) => t.offsetParent && t.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((t) => `${t.closest("section").getAttribute("aria-labelledby")}: ${Math.round(t.getBoundingClientRect().right)}`));
  assert.deepEqual(cut, [], "no table runs off the paper");
  assert.deepEqual(faults, []);
  await close();
}

try {
  // axe-core and the printer take minutes over the long tables: they, and the second study, belong to the full size
  const full = process.env.WARDMOTE_FULL === "1";
  for (const base of process.argv.slice(2, full ? undefined : 3)) {
    for (const check of [looks, withoutScripts, answers, ...(full ? [accessible, prints] : [])]) await check(base);
  }
} finally {
  await browser.close();
}
