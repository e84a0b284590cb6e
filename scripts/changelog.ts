/** CHANGELOG.md, as far as releases are made of it. */

/** A release that cannot be made as things are. */
export class NotReleasable extends Error {
  override readonly name = 'NotReleasable';
}

/**
 * What the changelog says of a version, without its heading.
 *
 * @throws NotReleasable if it says nothing, or that the version has not been released
 */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/\s/, 1)[0] === version);
  if (section === undefined) throw new NotReleasable(`CHANGELOG.md does not tell of ${version}.`);
  const [heading = '', ...lines] = section.split('\n');
  if (heading.includes('(unreleased)')) {
    throw new NotReleasable(`CHANGELOG.md calls ${version} unreleased: write its date there.`);
  }
  const notes = lines.join('\n').trim();
  if (notes === '') throw new NotReleasable(`CHANGELOG.md says nothing about ${version}.`);
  return notes;
}

/**
 * The version that a tag of a release names.
 *
 * @throws NotReleasable if it is not the version in package.json
 */
export function taggedVersion(tag: string, packageVersion: string): string {
  if (tag === `v${packageVersion}`) return packageVersion;
  throw new NotReleasable(`The tag ${tag} is not v${packageVersion}, the version in package.json.`);
}
