// Keeps vendor.lock: which packages went into the built files, and the digest of every file.

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const LOCK = "vendor.lock";

/** Writes the lock anew. */
export async function locked(here, places, carried) {
  const told = await stated(here, places, carried);
  await writeFile(join(here, LOCK), `${JSON.stringify(told, null, 2)}\n`);
}

/** Returns in which entries the lock and what was built differ. */
export async function checked(here, places, carried) {
  const wanted = JSON.parse(await readFile(join(here, LOCK), "utf8"));
  const found = await stated(here, places, carried);
  const entries = (lock) => new Map(Object.entries(lock).flatMap(([part, listed]) =>
    listed.map((one) => [`${part}: ${one.name}`, JSON.stringify(one)])));
  const [before, now] = [entries(wanted), entries(found)];
  const names = [...new Set([...before.keys(), ...now.keys()])].sort();
  return names.filter((name) => before.get(name) !== now.get(name));
}

async function stated(here, places, carried) {
  const lock = JSON.parse(await readFile(join(here, "package-lock.json"), "utf8")).packages;
  const names = Object.keys(lock).filter((path) => path && !lock[path].optional);
  const packages = names.sort().map((path) => packaged(here, path, lock[path], carried));
  return {
    files: [...await files(places.built, "built"), ...await files(places.tests, "tests")],
    packages: await Promise.all(packages),
  };
}

/** Describes a package; its digest is over the digests of its files, as they are installed. */
async function packaged(here, path, { version, license, integrity }, carried) {
  const name = path.replace(/^.*node_modules\//, "");
  const about = JSON.parse(await readFile(join(here, path, "package.json"), "utf8"));
  const told = (await files(join(here, path), "")).map((one) => `${one.sha256}  ${one.name}\n`);
  const sha256 = digest(told.join(""));
  const use = carried.includes(name) ? "carried" : "tool";
  return { name, version, licence: license ?? about.license, use, sha256, integrity };
}

async function files(folder, under) {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1).replaceAll("\\", "/"))
    .filter((path) => !path.split("/").includes("node_modules"));
  return Promise.all(paths.sort().map(async (path) => {
    const sha256 = digest(await readFile(join(folder, path)));
    return { name: under ? `${under}/${path}` : path, sha256 };
  }));
}

function digest(content) {
  return createHash("sha256").update(content).digest("hex");
}
