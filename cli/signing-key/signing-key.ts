import { Command, InvalidArgumentError, Option } from 'commander';
import type { RsaKey } from '../../constructs';
import { httpsOrigin } from '../arguments';
import { signingProfile } from '../oci/user-profile';
import { Printer } from '../printer';
import { UserError } from '../user-error';
import { fetchDomainKeys } from './domain-keys';

/** What the verb `signing-key` takes; see `--help`. */
export interface SigningKeyOptions {
  readonly domain: URL;
  readonly profile?: string;
  readonly config?: string;
  readonly json?: boolean;
}

const VARIABLE = 'identity_domain_signing_key';
/** Every identity domain calls its key so. */
const KID = 'SIGNING_KEY';

/** The verb, for the command line. */
export function signingKeyCommand(): Command {
  return new Command('signing-key')
    .description("print the Terraform variable that holds an identity domain's signing key")
    .addOption(new Option('--domain <url>', "the domain's URL").argParser(domainUrl).makeOptionMandatory())
    .addOption(new Option('--profile <name>', 'who asks: a profile of the configuration file (default: DEFAULT)'))
    .addOption(new Option('--config <file>', "the configuration file of OCI's tools (default: ~/.oci/config)"))
    .addOption(new Option('--json', 'print one JSON object a line'))
    .action((options: SigningKeyOptions) => signingKey(options));
}

/** The URL of an identity domain; OCI's console shows it with a port. */
function domainUrl(text: string): URL {
  if (text.startsWith('https:')) {
    try {
      return httpsOrigin(text);
    } catch {
      // Told below, in the words of a domain.
    }
  }
  throw new InvalidArgumentError(
    'expected the URL of an identity domain, as its details page shows it: https://idcs-….identity.oraclecloud.com:443.',
  );
}

/** `signed-api signing-key`: the value of the variable that holds the identity domain's key. */
export async function signingKey(options: SigningKeyOptions, printer = printerOf(options)): Promise<void> {
  const { domain } = options;
  const key = oneOf(await fetchDomainKeys(domain, signingProfile(options)));
  // `alg` is no part of the variable.
  const value = { kid: key.kid, n: key.n, e: key.e };
  const json = JSON.stringify(value);
  printer.step('signing key', `${key.kid} of ${domain.host}`, { domain: domain.origin, variable: VARIABLE, value });
  printer.text();
  printer.text(`export TF_VAR_${VARIABLE}='${json}'`);
  printer.text();
  printer.text(printer.dim('or, for one command'));
  printer.text(`-var '${VARIABLE}=${json}'`);
}

function printerOf({ json = false }: SigningKeyOptions): Printer {
  return new Printer({ json });
}

function oneOf(keys: readonly RsaKey[]): RsaKey {
  const [only, ...others] = keys;
  const found = others.length === 0 ? only : keys.find(({ kid }) => kid === KID);
  if (found === undefined) {
    const names = keys.map(({ kid }) => kid).join(', ');
    throw new UserError(
      `The domain has several keys (${names}), and none is called ${KID}; take the one of its tokens.`,
    );
  }
  return found;
}
