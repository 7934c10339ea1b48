// Prints what axe finds serious on pages, as JSON: node axe.cjs CHROMIUM FILE…
const fs = require("fs");
const { pathToFileURL } = require("url");
const puppeteer = require("puppeteer-core");

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [chromium, ...files] = process.argv.slice(2);

async function seen(page, file, width, scheme) {
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  const found = await page.evaluate(async () =>
    (await axe.run()).violations.map((one) => `${one.impact} ${one.id}: ${one.nodes[0].html}`)
  );
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return over > 0 ? [...found, `${over} pixels wider than the screen`] : found;
}

(async () => {
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  const all = {};
  for (const file of files)
    for (const [width, scheme] of [[360, "light"], [1280, "dark"]]) {
      const found = await seen(page, file, width, scheme);
      if (found.length) all[`${file} ${width} ${scheme}`] = found;
    }
  await browser.close();
  console.log(JSON.stringify(all));
})();
