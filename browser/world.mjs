// Draws the world once: the outline of each country on the page, and the place of its mark.

import { readFile } from "node:fs/promises";
import { geoEqualEarth, geoPath } from "d3-geo";
import polylabel from "polylabel";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

/** Breadth of the page, in its own units; the height follows. */
const WIDTH = 1000;
/** Nothing we draw lies beyond: Antarctica is nobody's, and a third of the page. */
const SOUTH = -58;
/** Smallest triangle of a coast that is kept, in square units of the page. */
const DETAIL = 0.11;
/** A country smaller than this, in square units of the page, has a dot to be seen by. */
const SMALL = 9;
/** Nothing of a country is dropped that is as large as this; of a small one, nothing at all. */
const SPECK = 0.18;
const LEFT_OUT = new Set(["ATA"]);

/**
 * Returns the world as the pages draw it.
 *
 * @param {string} atlas path of the atlas, in TopoJSON
 * @param {string} marks path of the places of states that the atlas does not draw
 * @param {string} credit who drew the boundaries
 */
export async function world(atlas, marks, credit) {
  const topology = JSON.parse(await readFile(atlas, "utf8"));
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(WIDTH, { type: "Sphere" });
  const height = Math.ceil(projection([0, SOUTH])[1]);
  const lean = simplify(presimplify(topology, weighing(projection)), DETAIL);
  const places = {};
  for (const country of feature(lean, lean.objects.countries).features) {
    const code = country.properties.a3;
    if (!LEFT_OUT.has(code)) places[code] = drawn(country, whole(topology, code), projection);
  }
  for (const [code, at] of Object.entries(JSON.parse(await readFile(marks, "utf8")))) {
    places[code] = { point: rounded(projection(at)), dot: true };
  }
  const sorted = Object.fromEntries(Object.entries(places).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { form: 1, credit, width: WIDTH, height, places: sorted };
}

/** Weighs a triangle of a coast by how large it is on the page, not on the globe. */
function weighing(projection) {
  const spot = ([longitude, latitude]) => projection([longitude, latitude]);
  return (triangle) => {
    const [a, b, c] = triangle.map(spot);
    return Math.abs((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1])) / 2;
  };
}

function whole(topology, code) {
  const found = topology.objects.countries.geometries.find((one) => one.properties.a3 === code);
  return feature(topology, found);
}

function drawn(lean, full, projection) {
  const path = geoPath(projection).digits(1);
  const area = path.area(full);
  const shape = area < SMALL ? full : without(lean, path);
  const course = compact(path(shape) ?? "");
  const point = rounded(middle(full, projection, path));
  return { ...(course && { path: course }), point, ...(area < SMALL && { dot: true }) };
}

/** Leaves out islets that nobody could see. */
function without(country, path) {
  if (country.geometry.type !== "MultiPolygon") return country;
  const kept = country.geometry.coordinates.filter(
    (coordinates) => path.area({ type: "Polygon", coordinates }) >= SPECK,
  );
  return { ...country, geometry: { type: "MultiPolygon", coordinates: kept } };
}

/** Returns the place farthest from the coast in the largest piece of a country. */
function middle(country, projection, path) {
  const { type, coordinates } = country.geometry;
  const pieces = type === "MultiPolygon" ? coordinates : [coordinates];
  const areas = pieces.map((piece) => path.area({ type: "Polygon", coordinates: piece }));
  const largest = pieces[areas.indexOf(Math.max(...areas))];
  const rings = largest.map((ring) => ring.map((spot) => projection(spot)));
  const found = polylabel(rings, 0.05);
  return [found[0], found[1]];
}

function rounded([x, y]) {
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}

/** Writes a course in steps from spot to spot, which is shorter, without steps of no length. */
function compact(course) {
  const rings = course.split("Z").filter(Boolean).map((ring) => ring.slice(1).split("L"));
  return rings.map((ring) => steps(ring.map((spot) => spot.split(",").map(tenths)))).join("");
}

function steps(ring) {
  let [x, y] = ring[0];
  let told = `M${x / 10} ${y / 10}l`;
  for (const [across, down] of ring.slice(1)) {
    if (across === x && down === y) continue;
    const pair = [(across - x) / 10, (down - y) / 10].map(short);
    told += told.endsWith("l") || pair[0].startsWith("-") ? pair[0] : ` ${pair[0]}`;
    told += pair[1].startsWith("-") ? pair[1] : ` ${pair[1]}`;
    [x, y] = [across, down];
  }
  return told.endsWith("l") ? `${told}0 0z` : `${told}z`;
}

function tenths(number) {
  return Math.round(Number(number) * 10);
}

function short(number) {
  return String(number).replace(/^(-?)0\./, "$1.");
}
