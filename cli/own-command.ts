import path from 'node:path';

/** In this project the command line runs from its source; whoever installed the package has it compiled. */
const IS_SOURCE = path.extname(__filename) === '.ts';

/**
 * A command line of `signed-api`, as the user can type it: a script of this project, or the program of the installed package.
 *
 * @param isSource whether the command line runs from its source
 */
export function ownCommand(args: string, isSource = IS_SOURCE): string {
  return `${isSource ? 'npm run -s signed-api --' : 'npx signed-api'} ${args}`;
}

/** The command that deploys, as the user can type it; see {@link ownCommand}. */
export function deployCommand(isSource = IS_SOURCE): string {
  return isSource ? 'npm run deploy' : 'npx cdktf deploy';
}

/** The command that synthesizes, as the user can type it; see {@link ownCommand}. */
export function synthCommand(isSource = IS_SOURCE): string {
  return isSource ? 'npm run synth' : 'npx cdktf synth';
}
