import { Command, InvalidArgumentError, Option } from 'commander';
import { imageReference, imageTarget } from './arguments';
import { build } from './build/build';
import { callCommand } from './call/call';
import { invokeCommand } from './call/invoke';
import { deployCheckCommand } from './deploy-check/deploy-check';
import { diffCommand } from './diff/diff';
import { doctorCommand } from './doctor/doctor';
import { imagePush } from './image/image';
import { imagePin } from './image/image-pin';
import { local } from './local/local';
import { ownVersion } from './own-version';
import { resourceManagerCommand } from './resource-manager/resource-manager';
import { signingKey } from './signing-key/signing-key';
import type { SigningKeyOptions } from './signing-key/signing-key';

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new InvalidArgumentError('expected a whole number from 0 to 65535; 0 takes a free port.');
  }
  return value;
}

function domain(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.pathname + url.search + url.hash !== '/' || url.username !== '') {
    throw new InvalidArgumentError(
      'expected the URL of an identity domain, as its details page shows it: https://idcs-….identity.oraclecloud.com:443.',
    );
  }
  return url;
}

/** `NAME=VALUE`; a value that is JSON is taken as such, as terraform does with -var of a complex type. */
function variable(text: string, earlier: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [, name, value] = /^([A-Za-z_][\w-]*)=(.*)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError('expected NAME=VALUE, for example region=eu-frankfurt-1.');
  }
  return { ...earlier, [name]: /^[[{]/.test(value.trimStart()) ? parsed(value) : value };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new InvalidArgumentError('starts like JSON, but is not JSON.');
  }
}

/** The command line: one verb a file. */
export function program(): Command {
  const signedApi = new Command('signed-api')
    .description('OCI REST APIs behind a signing function and a token-checking gateway')
    .version(ownVersion())
    .exitOverride()
    .showHelpAfterError('(--help lists the options)');

  signedApi
    .command('local')
    .description('synthesize the stack and run it on the local cloud')
    .addOption(new Option('--once', 'make one verified round trip for each API, then exit'))
    .addOption(
      new Option(
        '--port <n>',
        "the gateway's port; 0 takes a free one (default: 8080, with --once a free one)",
      ).argParser(port),
    )
    .addOption(new Option('--stack <dir>', 'run this synthesized stack as it is, without a synth'))
    .addOption(
      new Option('--var <name=value>', "a Terraform variable's value instead of the local cloud's own (repeatable)")
        .argParser(variable)
        .default({}, 'none'),
    )
    .addOption(new Option('--verbose', 'while staying up, show every hop and what the functions print'))
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action(local);

  signedApi
    .command('build')
    .description('bundle the function of each API in apis/ into dist/functions/<name>/func.js')
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action(build);

  signedApi
    .command('signing-key')
    .description("print the Terraform variable that holds an identity domain's signing key")
    .addOption(new Option('--domain <url>', "the domain's URL").argParser(domain).makeOptionMandatory())
    .addOption(new Option('--profile <name>', 'who asks: a profile of the configuration file (default: DEFAULT)'))
    .addOption(new Option('--config <file>', "the configuration file of OCI's tools (default: ~/.oci/config)"))
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action(async (options: SigningKeyOptions) => {
      await signingKey(options);
    });

  const image = signedApi.command('image').description('the image of a function').copyInheritedSettings(signedApi);
  const [whoLogsIn, configuration] = [
    new Option('--profile <name>', 'who logs in: a profile of the configuration file (default: DEFAULT)'),
    new Option('--config <file>', "the configuration file of OCI's tools (default: ~/.oci/config)"),
  ];
  image
    .command('push')
    .description(
      'build the image of a bundle and push it, without Docker; nothing is sent when its tag is there already',
    )
    .argument('<bundle>', "the bundle's folder, for example dist/functions/search")
    .argument('<repository>', '<registry host>/<namespace>/<repository>; the tag is a hash of the content', imageTarget)
    .addOption(whoLogsIn)
    .addOption(configuration)
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action(imagePush);
  image
    .command('pin')
    .description("what a base image's tag names at the moment, as baseImage takes it: the same base each time")
    .argument(
      '[base]',
      '<registry host>/<repository>:<tag> (default: the base of every image that names none)',
      imageReference,
    )
    .addOption(whoLogsIn)
    .addOption(configuration)
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action(imagePin);

  for (const verb of [
    diffCommand(),
    callCommand(),
    invokeCommand(),
    deployCheckCommand(),
    doctorCommand(),
    resourceManagerCommand(),
  ]) {
    signedApi.addCommand(verb.copyInheritedSettings(signedApi));
  }
  return signedApi;
}
