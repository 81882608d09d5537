/** Whether node_modules holds what the lock file names, whoever installed it: npm keeps its own record
 * of the last install that went through. Apart from the launcher, so that a test can ask. Plain
 * JavaScript for any Node from 18 on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const packagesOf = (file) => {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'));
    return packages && typeof packages === 'object' ? packages : null;
  } catch {
    return null;
  }
};

/** Packages of other machines are optional ones that are rightly absent. */
export const isInstalled = (root) => {
  const locked = packagesOf(join(root, 'package-lock.json'));
  const there = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!locked || !there) return false;
  const isRight = ([path, { version, integrity, optional, devOptional }]) => {
    const found = there[path];
    if (!found) return optional === true || devOptional === true;
    return found.version === version && found.integrity === integrity;
  };
  return Object.entries(locked).every((entry) => entry[0] === '' || isRight(entry));
};
