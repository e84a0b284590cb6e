/** Where every version of Fermata can be had, older ones too: the place that electron-builder.yml publishes to. */
export const RELEASES_PAGE = 'https://github.com/fermata-player/fermata/releases';

/** The page of one release: its files, and what was new in it. */
export function releasePage(version: string): string {
  return `${RELEASES_PAGE}/tag/v${version}`;
}
