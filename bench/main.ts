import { Command, InvalidArgumentError, Option } from 'commander';
import { Interrupted } from '../cli/interrupted';
import { functionBench } from './function/function-bench';
import { pushBench } from './push/push-bench';
import { synthBench } from './synth/synth-bench';

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('expected a whole number above 0.');
  return value;
}

const bench = new Command('bench').description('measure this project in ratios, everything of one run in turns');

bench
  .command('function', { isDefault: true })
  .description('the function against the floor of Node, the obvious port and the guide’s Python')
  .addOption(new Option('--rounds <n>', 'starts of each function, taking turns').argParser(count).default(10))
  .addOption(new Option('--calls <n>', 'warm calls a round').argParser(count).default(200))
  .addOption(new Option('--node <file>', 'the Node that runs the functions').default(process.execPath, 'this one'))
  .addOption(new Option('--python <file>', "a Python with fdk, oci and requests: measures the guide's function too"))
  .addOption(new Option('--no-endurance', 'leave out the memory after 10,000 and 50,000 calls (about 2 minutes)'))
  .action(functionBench);

bench
  .command('synth')
  .description('cdktf synth of the default stack against that of an empty one')
  .addOption(new Option('--rounds <n>', 'synths of each, taking turns').argParser(count).default(8))
  .action(synthBench);

bench
  .command('push')
  .description(
    "putting a function's image into a registry on this machine, against buildah; as root, with docker-registry",
  )
  .addOption(new Option('--rounds <n>', 'rounds of all cases, taking turns').argParser(count).default(5))
  .action(pushBench);

bench.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Interrupted ? 130 : 1;
});
