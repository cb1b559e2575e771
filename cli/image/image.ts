import { Command, Option } from 'commander';
import { imageReference, imageTarget } from '../arguments';
import { imagePush } from './image-push';
import { imagePin } from './image-pin';

/** The verb and what stands below it, for the command line. */
export function imageCommand(): Command {
  const image = new Command('image').description('the image of a function');
  image.addCommand(pushCommand());
  image.addCommand(pinCommand());
  return image;
}

function pushCommand(): Command {
  return withLogin(new Command('push'))
    .description(
      'build the image of a bundle and push it, without Docker; nothing is sent when its tag is there already',
    )
    .argument('<bundle>', "the bundle's folder, for example dist/functions/search")
    .argument('<repository>', '<registry host>/<namespace>/<repository>; the tag is a hash of the content', imageTarget)
    .action(imagePush);
}

function pinCommand(): Command {
  return withLogin(new Command('pin'))
    .description("what a base image's tag names at the moment, as baseImage takes it: the same base each time")
    .argument(
      '[base]',
      '<registry host>/<repository>:<tag> (default: the base of every image that names none)',
      imageReference,
    )
    .action(imagePin);
}

function withLogin(command: Command): Command {
  return command
    .addOption(new Option('--profile <name>', 'who logs in: a profile of the configuration file (default: DEFAULT)'))
    .addOption(new Option('--config <file>', "the configuration file of OCI's tools (default: ~/.oci/config)"))
    .addOption(new Option('--json', 'print one JSON object a line'));
}
