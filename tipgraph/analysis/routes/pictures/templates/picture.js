// The picture: hands rows to Vega, and turns what is done to the picture into calls.
const Picture = (() => {
  "use strict";
  const { settings, details, many, rounded } = Model;
  const box = document.getElementById("picture");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isMap = settings.layout === "map";
  const ZOOM = [1, 24];
  const REST = 90; // milliseconds without a move
  const ROW = 17; // pixels that a name in a layer needs
  let view, size = [0, 0], rows = { links: [], places: [] }, looks = { zoom: 1, panX: 0, panY: 0 }, frame = 0;
  let deepest = 0, drawn = looks, rest = 0;

  const at = (place, end) => ({ [`lon${end}`]: place.lon, [`lat${end}`]: place.lat });

  function link(edge, off) {
    const { origin, destination, weight, breadth } = edge;
    const weighed = breadth === weight ? "" : `, weighed ${rounded(breadth)}`;
    return {
      id: edge.id, o: origin.code, d: destination.code, weight: breadth, dashed: edge.dashed, off,
      support: settings.colorOf[edge.support], ...at(origin, 1), ...at(destination, 2),
      says: `${origin.name} → ${destination.name}: ${many(weight, "report")}${weighed}`,
    };
  }

  // Sums of the links at each place, and how many reports pass through it, which is drawn too if they only do.
  function placesOf(edges, off, layers) {
    const found = new Map();
    const add = (place, measure, weight, faint) => {
      if (!place.drawn) return;
      if (!found.has(place)) found.set(place, { out: 0, in: 0, via: 0, off: true });
      const sums = found.get(place);
      sums[measure] += weight;
      sums.off &&= faint;
    };
    for (const edge of edges) {
      add(edge.origin, "out", edge.breadth, off(edge));
      add(edge.destination, "in", edge.breadth, off(edge));
      for (const via of details(edge).lists.via) add(Model.places[via], "via", 0, off(edge));
    }
    for (const [place, reports] of Model.transit(edges)) if (place.drawn) found.get(place).via = reports;
    return [...found].map(([place, sums]) => ({
      code: place.code, name: place.name, region: place.region, lon: place.lon, lat: place.lat, ...sums,
      layer: sums.out || sums.in ? layers.get(place) : 1, says: `${place.name}: out ${rounded(sums.out)}, in ${rounded(sums.in)}, through ${sums.via} (reports)`,
    })).sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  // Rows of the edges to draw; what lies outside the focus is faint.
  function rowsOf(edges, focus, layers) {
    const off = (edge) => Boolean(focus) && !Model.touches(edge, focus);
    const strongestLast = [...edges].reverse().sort((a, b) => off(b) - off(a));
    return { links: strongestLast.map((edge) => link(edge, off(edge))), places: placesOf(edges, off, layers) };
  }

  // As tipgraph/analysis/routes/pictures/layouts.py has it.
  function layer({ out, in: into, via }) {
    const role = (out - into) / Math.max(1, out + into + via);
    return role > 0.34 ? 0 : role < -0.34 ? 2 : 1;
  }

  // By all routes under the filters: what a place is does not depend on how many are drawn.
  function layersOf(all) {
    const sums = placesOf(all, () => false, new Map());
    return new Map(sums.map((row) => [Model.byCode.get(row.code), layer(row)]));
  }

  function depth(places) {
    const layers = [0, 0, 0];
    for (const place of places) layers[place.layer] += 1;
    return Math.max(...layers);
  }

  const between = (low, value, high) => Math.min(high, Math.max(low, value));

  function sizeFor(width) {
    const narrow = width < 600;
    const height = width * (isMap ? (narrow ? 0.52 : settings.ratio) : narrow ? 1.25 : settings.ratio);
    const framed = document.documentElement.classList.contains("embedded");
    const others = document.body.scrollHeight - box.offsetHeight;
    if (framed && settings.layout !== "layered") return [width, Math.round(between(120, height, innerHeight - others))];
    const room = innerHeight - (narrow ? 120 : 210);
    if (settings.layout === "layered") return [width, Math.max(Math.min(height, room), 26 + ROW * deepest)];
    return [width, Math.round(isMap ? between(160, height, Math.max(room, 320)) : between(320, height, room))];
  }

  function signals() {
    const [width, height] = size;
    const scale = between(0.5, Math.min(width / 1000, height / 420), 1.7);
    return {
      ...looks, width, height,
      unit: scale * Math.pow(looks.zoom, 0.3), lettering: between(isMap || size[0] < 600 ? 0.86 : 1, scale, 1.5),
      words: isMap ? Math.round(width / 24 * Math.sqrt(looks.zoom)) : 500,
      colors: dark.matches ? settings.dark : settings.light,
    };
  }

  const put = (target, names, values) => names
    .filter((name) => settings.spec.data.some((data) => data.name === name && !data.source))
    .forEach((name) => target.data(name, values.map((row) => ({ ...row }))));

  function fill(target, { links, places }) {
    put(target, ["links", "edges"], links);
    put(target, ["places", "spread"], places);
  }

  // One drawing for each frame of the screen, however many changes there were.
  function draw() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      for (const [name, value] of Object.entries(signals())) view.signal(name, value);
      if (view.width() !== size[0] || view.height() !== size[1]) view.width(size[0]).height(size[1]);
      drawn = looks;
      view.runAsync().then(() => {
        box.dataset.drawn = String(rows.links.length);
        box.querySelector("canvas").style.transform = "";
      });
    });
  }

  function resize() {
    const next = sizeFor(box.clientWidth);
    if (next[0] === size[0] && next[1] === size[1]) return;
    size = next;
    box.style.height = `${size[1]}px`;
    draw();
  }

  function show(edges, { all, focus, chosen }) {
    rows = rowsOf(edges, focus, settings.layout === "layered" ? layersOf(all) : new Map());
    if (settings.layout === "layered") deepest = depth(rows.places);
    if (!isMap) looks = { zoom: 1, panX: 0, panY: 0 }; // the places have moved
    fill(view, rows);
    view.signal("focus", focus ? focus.code : null).signal("chosen", chosen ? chosen.id : null);
    if (isMap) view.signal("ground", focus ? focus.number : null);
    resize();
    draw();
  }

  // While it moves, the drawn picture is shifted and stretched; it is drawn again when it comes to rest.
  function look(next) {
    looks = { ...looks, ...next };
    const ratio = looks.zoom / drawn.zoom;
    const shift = (pan, center) => center + looks[pan] - ratio * (center + drawn[pan]);
    box.querySelector("canvas").style.transform =
      `translate(${shift("panX", size[0] / 2)}px, ${shift("panY", size[1] / 2)}px) scale(${ratio})`;
    clearTimeout(rest);
    rest = setTimeout(draw, REST);
  }

  // The point under the fingers stays where it is.
  function zoomBy(factor, x = size[0] / 2, y = size[1] / 2) {
    if (!factor) return look({ zoom: 1, panX: 0, panY: 0 });
    const zoom = between(ZOOM[0], looks.zoom * factor, ZOOM[1]);
    const moved = (pan, point) => point - (zoom / looks.zoom) * (point - pan);
    look({ zoom, panX: moved(looks.panX, x - size[0] / 2), panY: moved(looks.panY, y - size[1] / 2) });
    box.style.touchAction = zoom > 1 ? "none" : "pan-y";
  }

  const panBy = (x, y) => look({ panX: looks.panX + x, panY: looks.panY + y });

  function meet(item, chosen) {
    const name = item?.mark?.name;
    if (name === "spots") return chosen.place(Model.byCode.get(item.datum.code));
    if (name === "reach") return chosen.link(item.datum.id);
    if (name === "land") return chosen.place(Model.byNumber.get(item.datum.id));
    return chosen.nothing();
  }

  function hover(item) {
    const hot = item?.mark?.name === "reach" ? item.datum.id : null;
    if (view.signal("hot") === hot) return;
    view.signal("hot", hot).runAsync();
  }

  // With an interpreter of expressions, as the page's policy lets nothing be compiled.
  const made = async (where, spec, renderer) => (await vegaEmbed(where, spec, {
    mode: "vega", ast: true, actions: false, hover: false, renderer, defaultStyle: false,
    logLevel: 1, // that no row passes the filters is no fault
  })).view;

  async function start(chosen) {
    view = await made(box, settings.spec, "canvas");
    // Vega knows what a click meets by the pointer's moves before it, and a finger makes none.
    let touched = null;
    view.addEventListener("touchstart", (event, item) => { touched = item; });
    view.addEventListener("click", (event, item) => {
      if (!Moves.dragged()) meet(item ?? touched, chosen);
      touched = null;
    });
    view.addEventListener("pointermove", (event, item) => hover(item));
    Moves.listen(box, { zoomBy, panBy });
    new ResizeObserver(resize).observe(box);
    dark.addEventListener("change", draw);
  }

  // The picture with title, legend and caption, as it is looked at now.
  async function whole(title, lines) {
    const [legend, caption] = structuredClone(settings.below);
    caption.marks.forEach((mark, line) => { mark.encode.update.text.value = lines[line] ?? ""; });
    const spec = { ...settings.spec, autosize: "pad", padding: 10, marks: [...settings.spec.marks, legend, caption],
      title: { text: title, anchor: "start", font: settings.font, fontSize: 16, offset: 12 } };
    const still = await made(document.createElement("div"), spec, "canvas");
    const now = { ...signals(), colors: settings.light, focus: view.signal("focus"), chosen: view.signal("chosen") };
    const wide = Math.max(size[0], 900) / size[0];
    const stretch = { width: now.width * wide, height: now.height * (settings.layout === "layered" ? 1 : wide),
      panX: now.panX * wide, panY: now.panY * wide, unit: now.unit * wide, lettering: 1 };
    for (const [name, value] of Object.entries({ ...now, ...stretch })) still.signal(name, value);
    fill(still, rows);
    return still.runAsync();
  }

  return { start, show, whole, zoomBy };
})();
