// Opens pages in a browser, wide and light, then narrow and dark, and has axe-core look at each.
// Argument: the browser. Standard input: the pages' paths, a line each. Prints JSON:
// [{page, view, passes: COUNT, violations: [{rule, help, where: [SELECTOR…]}…]}…].
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const VIEWS = [
  { name: "wide and light", width: 1280, colorScheme: "light" },
  { name: "narrow and dark", width: 375, colorScheme: "dark" },
];
// Our pages fetch nothing, and the browser is to fetch nothing either.
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
const told = [];

async function look(context, path, view) {
  const page = await context.newPage();
  await page.goto(pathToFileURL(path).href);
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
  const violations = found.violations.map((each) => ({
    rule: each.id,
    help: each.help,
    where: each.nodes.map((node) => node.target.join(" ")),
  }));
  told.push({ page: path, view: view.name, passes: found.passes.length, violations });
  await page.close();
}

const browser = await chromium.launch({ executablePath: process.argv[2], chromiumSandbox: false, args: QUIET });
for (const view of VIEWS) {
  const context = await browser.newContext({
    colorScheme: view.colorScheme,
    reducedMotion: "reduce",
    viewport: { width: view.width, height: 900 },
  });
  for (const path of paths) {
    await look(context, path, view);
  }
  await context.close();
}
await browser.close();
console.log(JSON.stringify(told));
