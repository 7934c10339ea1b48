// A small map of the routes in an answer: great circles over the outlines of the world.
import { unescaped } from "./iri.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST = 300;
const MARGIN = 8;
const STEPS = 72;
const RADIANS = Math.PI / 180;

function drawn(name, attributes = {}, title = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (title) element.append(drawn("title"));
  if (title) element.firstChild.textContent = title;
  return element;
}

const code = (term, base) => (term?.value.startsWith(`${base}place/`) ? unescaped(term.value.slice(base.length + 6)) : null);

// One route for each pair of places, with the number of reports in the rows, or else of rows.
function routes(rows, { base, points }) {
  const found = new Map();
  let placeless = 0;
  for (const row of rows) {
    const [from, to] = [code(row.origin, base), code(row.destination, base)];
    if (!from || !to) continue;
    if (!points[from] || !points[to]) {
      placeless += 1;
      continue;
    }
    const key = `${from} → ${to}`;
    const route = found.get(key) ?? { key, from: points[from], to: points[to], weight: 0, possible: true };
    route.weight += Number(row.reports?.value ?? 1);
    route.possible &&= row.asserting?.value === "0" || Boolean(row.certainty?.value.endsWith("/possible"));
    found.set(key, route);
  }
  return { found: [...found.values()].sort((one, other) => other.weight - one.weight), placeless };
}

const onSphere = ([east, north]) => [
  Math.cos(north * RADIANS) * Math.cos(east * RADIANS),
  Math.cos(north * RADIANS) * Math.sin(east * RADIANS),
  Math.sin(north * RADIANS),
];

function greatCircle(from, to) {
  const [a, b] = [onSphere(from), onSphere(to)];
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  if (angle < 1e-6) return "";
  let path = "";
  let last = null;
  for (let step = 0; step <= STEPS; step += 1) {
    const [p, q] = [Math.sin((1 - step / STEPS) * angle) / Math.sin(angle), Math.sin((step / STEPS) * angle) / Math.sin(angle)];
    const [x, y, z] = a.map((each, at) => p * each + q * b[at]);
    const east = Math.atan2(y, x) / RADIANS;
    const down = -Math.asin(Math.min(1, Math.max(-1, z))) / RADIANS;
    // A line that leaves the map on one side continues on the other.
    path += `${last === null || Math.abs(east - last) > 180 ? "M" : "L"}${east.toFixed(1)} ${down.toFixed(1)}`;
    last = east;
  }
  return path;
}

// All points with a margin, twice as wide as high, within the world.
function frame(points) {
  const easts = points.map(([east]) => east);
  const downs = points.map(([, north]) => -north);
  const [west, top] = [Math.min(...easts) - MARGIN, Math.min(...downs) - MARGIN];
  const width = Math.min(360, Math.max(40, Math.max(...easts) + MARGIN - west, 2 * (Math.max(...downs) + MARGIN - top)));
  const height = Math.min(150, width / 2);
  return [Math.min(Math.max(west, -180), 180 - width), Math.min(Math.max(top, -85), 65 - height), width, height];
}

export function map(rows, context) {
  const { found, placeless } = routes(rows, context);
  if (!found.length) return null;
  const shown = found.slice(0, MOST);
  const box = frame(shown.flatMap((route) => [route.from, route.to]));
  const unit = box[2] / 100;
  const label = `Map of ${shown.length} routes: the table has the same content`;
  const picture = drawn("svg", { viewBox: box.join(" "), role: "img", "aria-label": label });
  picture.append(drawn("image", { href: `${context.root}static/world.svg`, x: -180, y: -90, width: 360, height: 180, preserveAspectRatio: "none" }));
  for (const route of shown.toReversed()) {
    const width = (Math.min(0.2 + 0.1 * route.weight, 0.9) * unit).toFixed(3);
    const kind = route.possible ? "out possible" : "out";
    picture.append(drawn("path", { d: greatCircle(route.from, route.to), class: kind, "stroke-width": width }, route.key));
  }
  for (const [east, north] of new Set(shown.map((route) => route.to))) {
    picture.append(drawn("circle", { cx: east, cy: -north, r: (0.5 * unit).toFixed(3) }));
  }
  const figure = document.createElement("figure");
  figure.className = "map";
  const caption = document.createElement("figcaption");
  const left = found.length - shown.length;
  caption.textContent =
    "Dots are destinations; dashed lines are stated only as possible. Lines join the centers of countries and do not show travel paths." +
    (left ? ` ${left} routes of fewer reports are not drawn.` : "") +
    (placeless ? ` ${placeless} rows have an end that has no place on a map.` : "");
  figure.append(picture, caption);
  return figure;
}
