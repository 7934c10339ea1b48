// What the page knows, and what is left of it under filters. Nothing here touches the page.
const Model = (() => {
  "use strict";
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const settings = read("settings");
  const content = read("content");
  const named = (names) => (cells) => Object.fromEntries(names.map((name, at) => [name, cells[at]]));

  const places = content.places.map(([code, name, lon, lat, region, number], id) =>
    ({ id, code, name, lon, lat, region: Boolean(region), number, drawn: lon !== null }));
  const reports = content.reports.map(named(settings.report));
  const claims = content.claims.map(named(settings.claim));
  const codes = content.codes;
  for (const claim of claims) claim.publication = reports[claim.report].publication;
  const years = [...new Set(claims.map((claim) => reports[claim.report].year))].sort((a, b) => a - b);
  const compare = new Intl.Collator("en").compare;
  const byCode = new Map(places.map((place) => [place.code, place]));
  const byNumber = new Map(places.filter((place) => place.number).map((place) => [place.number, place]));

  const anyOf = (wanted, found) => !wanted.size || found.some((each) => wanted.has(each));

  function passes(claim, filters) {
    const { year } = reports[claim.report];
    return year >= filters.from && year <= filters.until
      && anyOf(filters.exploitation, claim.exploitation) && anyOf(filters.victims, claim.victims)
      && anyOf(filters.sectors, claim.sectors) && anyOf(filters.publication, [claim.publication])
      && anyOf(filters.kind, [claim.kind]) && anyOf(filters.certainty, [claim.asserted])
      && (claim.reviewed || (!filters.reviewed && claim.precision >= filters.minPrecision));
  }

  // Years of which a report on a country was read that would name routes, for all countries.
  function yearsRead(filters) {
    const read = new Map();
    for (const { country, year, speaksOfRoutes } of reports) {
      if (!speaksOfRoutes || year < filters.from || year > filters.until) continue;
      if (!read.has(country)) read.set(country, new Set());
      read.get(country).add(year);
    }
    return read;
  }

  // The reports that name each route, whatever the filters of content: they make no report silent.
  const keyOf = (origin, destination) => origin * places.length + destination;
  const naming = new Map();
  function name(origin, destination, report) {
    const key = keyOf(origin, destination);
    if (!naming.has(key)) naming.set(key, new Set());
    naming.get(key).add(report);
  }
  for (const claim of claims) if (!claim.inferred) name(claim.origin, claim.destination, claim.report);
  for (const witness of content.otherReports) name(...witness);

  // As tipgraph/analysis/routes/route.py has it.
  function supportOf(edge, read, filters) {
    if (edge.origin.region || edge.destination.region) return "region";
    const ends = new Set([edge.origin.id, edge.destination.id]);
    const stating = [...naming.get(keyOf(edge.origin.id, edge.destination.id)) ?? []].map((id) => reports[id])
      .filter(({ year }) => year >= filters.from && year <= filters.until);
    if (!stating.length) return "inferred";
    const onEnds = stating.filter((report) => ends.has(report.country));
    const speaking = new Set(onEnds.map((report) => report.country));
    if (speaking.size === ends.size) return "both-ends";
    if (!speaking.size) return "third-countries-only";
    const [other] = [...ends].filter((end) => !speaking.has(end));
    const silent = onEnds.some((report) => read.get(other)?.has(report.year));
    return silent ? "other-end-silent" : "other-end-not-read";
  }

  function grouped(filters) {
    const groups = new Map();
    for (const claim of claims) {
      if (!passes(claim, filters)) continue;
      const key = keyOf(claim.origin, claim.destination);
      const group = groups.get(key);
      if (group) group.push(claim); else groups.set(key, [claim]);
    }
    return groups;
  }

  const union = (group, name) => [...new Set(group.flatMap((claim) => claim[name]))].sort((a, b) => a - b);

  function edgeOf(group) {
    const origin = places[group[0].origin];
    const destination = places[group[0].destination];
    const sure = group.filter((claim) => claim.asserted);
    return {
      id: `${origin.code}>${destination.code}`, origin, destination, claims: group,
      reports: new Set(group.map((claim) => claim.report)),
      asserting: new Set(sure.map((claim) => claim.report)).size,
      inferred: group.every((claim) => claim.inferred),
    };
  }

  // The lists of an edge are only made where they are looked at: an archive has thousands of edges.
  function details(edge) {
    edge.lists ??= Object.fromEntries(
      ["via", "exploitation", "victims", "sectors"].map((name) => [name, union(edge.claims, name)]));
    edge.years ??= [...new Set(edge.claims.map((claim) => reports[claim.report].year))].sort((a, b) => a - b);
    return edge;
  }

  // How many reports can be expected to state a route: each counts with the precision of its most precise claim.
  function expected(group) {
    const best = new Map();
    for (const claim of group) {
      const precision = claim.reviewed ? 1 : claim.precision ?? settings.unmeasured;
      best.set(claim.report, Math.max(precision, best.get(claim.report) ?? 0));
    }
    return [...best.values()].reduce((sum, precision) => sum + precision, 0);
  }

  const strongerFirst = (a, b) => b.breadth - a.breadth || b.asserting - a.asserting
    || (a.id < b.id ? -1 : Number(a.id > b.id));

  // All pairs of places that have a claim under the filters, the strongest first.
  function edges(filters) {
    const read = yearsRead(filters);
    const found = [...grouped(filters).values()].map(edgeOf);
    for (const edge of found) {
      edge.weight = edge.reports.size;
      edge.breadth = filters.weigh ? expected(edge.claims) : edge.weight;
      edge.support = supportOf(edge, read, filters);
      edge.dashed = edge.inferred || !edge.asserting;
      edge.drawn = edge.origin.drawn && edge.destination.drawn && edge.origin !== edge.destination;
    }
    return found.filter((edge) => anyOf(filters.support, [edge.support])).sort(strongerFirst);
  }

  // The places that a claim passes through: an end is none.
  const stops = (claim) => claim.via.filter((place) => place !== claim.origin && place !== claim.destination);

  // The number of reports that name each place as a transit place, as the measure `transit` counts.
  function transit(found) {
    const passing = new Map();
    for (const claim of found.flatMap((edge) => edge.claims)) {
      for (const place of stops(claim)) {
        if (!passing.has(place)) passing.set(place, new Set());
        passing.get(place).add(claim.report);
      }
    }
    return new Map([...passing].map(([place, named]) => [places[place], named.size]));
  }

  const concerns = (claim, place) => claim.origin === place.id || claim.destination === place.id
    || claim.via.includes(place.id);

  const touches = (edge, place) => edge.origin === place || edge.destination === place
    || details(edge).lists.via.includes(place.id);

  const yearsAs = (list) => {
    const runs = [];
    for (const year of list) {
      const run = runs.at(-1);
      if (run && run[1] === year - 1) run[1] = year; else runs.push([year, year]);
    }
    return runs.map(([from, until]) => (from === until ? `${from}` : `${from}–${until}`)).join(", ");
  };

  const labels = (name, list) => list.map((code) => codes[name][code][1]).sort(compare).join(", ");
  const rounded = (number) => number.toLocaleString("en", { maximumFractionDigits: 1 });
  const many = (number, thing) => `${rounded(number)} ${thing}${number === 1 ? "" : "s"}`;
  const certaintyOf = (edge) => (edge.inferred ? "Inferred" : edge.asserting ? "Asserted" : "Possible");

  return { settings, content, places, reports, claims, codes, years, compare, byCode, byNumber, edges, details,
    stops, transit, concerns, touches, yearsAs, labels, many, rounded, certaintyOf };
})();
