// Gathers the licences of what the built files are made of, so that they travel with them.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const RULE = "-".repeat(78);

/**
 * Returns the licence of each package, in full.
 *
 * @param {string} modules where the packages lie
 * @param {string[]} names which of them
 * @param {string} here where texts lie that a package lacks
 */
export async function notices(modules, names, here) {
  const told = await Promise.all([...names].sort().map((name) => notice(modules, name, here)));
  const head = "The files in this folder are built from the packages below.";
  return `${[head, ...told].join(`\n\n${RULE}\n`)}\n`;
}

async function notice(modules, name, here) {
  const about = JSON.parse(await readFile(join(modules, name, "package.json"), "utf8"));
  const file = (await readdir(join(modules, name))).find((one) => /^licen[cs]e/i.test(one));
  const text = await readFile(file ? join(modules, name, file) : join(here, "notices", `${name}.txt`), "utf8");
  return `${name} ${about.version} (${about.license})\n\n${text.trim()}`;
}
