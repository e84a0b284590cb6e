/** What a browser calls itself, short enough for a list: "Firefox 141, Linux". */

/** In this order: most of them name others, too. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** Of one that says nothing known, the first word; empty where it says nothing. */
export function browserName(userAgent: string): string {
  const system = SYSTEMS.find(([says]) => says.test(userAgent))?.[1];
  const [name] = BROWSERS.flatMap(([says, browser]) => {
    const version = says.exec(userAgent)?.[1];
    return version === undefined ? [] : [`${browser} ${version}`];
  });
  const first = /^[\w./-]{1,40}/.exec(userAgent)?.[0];
  return [name ?? first, system].filter((part) => part !== undefined).join(', ');
}
