// Makes the boundaries of the pictures: world-atlas in, TopoJSON out. `python -m tools.boundaries` runs it.
const { readFileSync } = require("fs");
const { presimplify, simplify, filter, filterAttachedWeight, sphericalRingArea, sphericalTriangleArea } =
  require("topojson-simplify");
const { quantize } = require("topojson-client");

const BEND = 3e-6; // steradians: a coast's bends that are smaller go; at the width of a page they are no pixel
const ISLAND = 5e-6; // steradians: lone islands that are smaller go; their countries are drawn as points
const GRID = 1e4; // steps on each axis: less than 4 km
const ANTARCTICA = "010"; // has no reports, and takes a sixth of the picture

function countries(topology) {
  const named = topology.objects.countries.geometries.filter((each) => each.id !== ANTARCTICA);
  const geometries = named.map(({ properties, ...rest }) => rest);
  return { ...topology, objects: { countries: { type: "GeometryCollection", geometries } } };
}

function withoutIslets(topology) {
  return filter(topology, filterAttachedWeight(topology, ISLAND, sphericalRingArea));
}

function drawable(topology) {
  const { countries } = topology.objects;
  countries.geometries = countries.geometries.filter((each) => each.type);
  return topology;
}

const read = countries(JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"))));
const smooth = simplify(presimplify(read, sphericalTriangleArea), BEND);
process.stdout.write(JSON.stringify(quantize(drawable(withoutIslets(smooth)), GRID)) + "\n");
