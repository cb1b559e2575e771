import { Command } from 'commander';
import { buildCommand } from './build/build';
import { callCommand } from './call/call';
import { invokeCommand } from './call/invoke';
import { deployCheckCommand } from './deploy-check/deploy-check';
import { diffCommand } from './diff/diff';
import { doctorCommand } from './doctor/doctor';
import { imageCommand } from './image/image';
import { localCommand } from './local/local';
import { ownVersion } from './own-version';
import { resourceManagerCommand } from './resource-manager/resource-manager';
import { signingKeyCommand } from './signing-key/signing-key';

/** The command line: each verb is a command that its own folder makes. */
export function program(): Command {
  const signedApi = new Command('signed-api')
    .description('OCI REST APIs behind a signing function and a token-checking gateway')
    .version(ownVersion());
  const verbs = [
    localCommand(),
    buildCommand(),
    signingKeyCommand(),
    imageCommand(),
    diffCommand(),
    callCommand(),
    invokeCommand(),
    deployCheckCommand(),
    doctorCommand(),
    resourceManagerCommand(),
  ];
  for (const verb of verbs) signedApi.addCommand(verb);
  return withoutExit(signedApi);
}

/** Errors are told by who started the program, in every command alike. */
function withoutExit(command: Command): Command {
  command.exitOverride().showHelpAfterError('(--help lists the options)');
  command.commands.forEach(withoutExit);
  return command;
}
