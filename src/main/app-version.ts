/** This app's version, as package.json has it: recorded in libraries, locks and backups. */
import packageJson from '../../package.json' with { type: 'json' };

export const APP_VERSION = packageJson.version;
