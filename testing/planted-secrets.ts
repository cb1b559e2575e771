import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { scratch } from './scratch';

const ROOT = path.join(__dirname, '..');
const TSX = pathToFileURL(require.resolve('tsx')).href;
/** A part this long of a key is a leak. */
const LINE_LENGTH = 30;

/** A text, and where it was found. */
type Found = readonly [place: string, content: string];

/** What a run of a program came to. */
export interface PlantedRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A machine whose environment and home are full of secrets, and a folder in which programs run; all of it is searched. */
export class PlantedSecrets {
  readonly environment: NodeJS.ProcessEnv;
  private readonly secrets = new Map<string, readonly string[]>();
  private readonly printed: Found[] = [];

  /**
   * @param folder for a `cdktf.json` that runs the project's own `main.ts`; nothing of another run is in it
   * @param project whose `signed-api` runs
   */
  constructor(
    readonly folder = scratch('planted'),
    private readonly project = ROOT,
  ) {
    const home = scratch('home');
    this.environment = { ...this.variables(), PATH: process.env.PATH, HOME: home, CHECKPOINT_DISABLE: '1', CI: 'true' };
    this.fillHome(home);
    const app = `"${process.execPath}" --import "${TSX}" "${path.join(ROOT, 'main.ts')}"`;
    const config = {
      language: 'typescript',
      app,
      output: 'cdktf.out',
      projectId: 'planted',
      sendCrashReports: 'false',
    };
    fs.writeFileSync(path.join(this.folder, 'cdktf.json'), JSON.stringify(config));
  }

  /** The secrets that there are, by the place that each was planted in. */
  get places(): readonly string[] {
    return [...this.secrets.keys()];
  }

  /** A planted secret. */
  secret(place: string): string {
    return this.secrets.get(place)?.[0] ?? '';
  }

  /** Runs `signed-api` as the scripts of package.json do, in the folder. */
  signedApi(...args: readonly string[]): PlantedRun {
    return this.run('--import', TSX, path.join(this.project, 'cli', 'main.ts'), ...args);
  }

  /** Runs `cdktf`, in the folder. */
  cdktf(...args: readonly string[]): PlantedRun {
    return this.run(path.join(ROOT, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf'), ...args);
  }

  /** Every file that was written, those of zip files too. */
  files(): readonly string[] {
    return this.written().map(([place]) => place);
  }

  /** Each planted secret that was written or printed, with the place. */
  leaks(): readonly string[] {
    return [...this.written(), ...this.printed].flatMap(([place, content]) => this.leaksIn(place, content));
  }

  /** Each planted secret in a text, also in Base64, escaped for JSON or for a URL. */
  leaksIn(place: string, content: string): readonly string[] {
    return [...this.secrets].flatMap(([name, parts]) =>
      parts.flatMap(formsOf).some((form) => content.includes(form)) ? [`${name} is in ${place}`] : [],
    );
  }

  private run(...args: readonly string[]): PlantedRun {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: this.environment,
    });
    this.printed.push(['standard output', stdout], ['standard error', stderr]);
    return { exitCode: status, stdout, stderr };
  }

  private variables(): NodeJS.ProcessEnv {
    const names = ['TF_VAR_tenancy_ocid', 'TF_VAR_compartment_ocid', 'TF_VAR_region', 'TF_VAR_client_secret'];
    const more = ['CLIENT_SECRET', 'TOKEN', 'NPM_TOKEN', 'OCI_CLI_PASSPHRASE', 'AWS_SECRET_ACCESS_KEY'];
    const url = (name: string): string => `http://user:${this.plant(name)}@127.0.0.1:9`;
    return {
      ...Object.fromEntries([...names, ...more].map((name) => [name, this.plant(name)])),
      TF_VAR_identity_domain_url: `https://${this.plant('TF_VAR_identity_domain_url')}.example.com`,
      TF_VAR_identity_domain_signing_key: JSON.stringify({ n: this.plant('TF_VAR_identity_domain_signing_key') }),
      OCI_CLI_KEY_CONTENT: this.plantKey('OCI_CLI_KEY_CONTENT'),
      DATABASE_URL: url('DATABASE_URL'),
      HTTPS_PROXY: url('HTTPS_PROXY'),
    };
  }

  private fillHome(home: string): void {
    const key = path.join(home, '.oci', 'key.pem');
    const files = {
      '.oci/key.pem': this.plantKey('.oci/key.pem'),
      '.oci/config': `[DEFAULT]\nuser=ocid1.user.oc1..u\nfingerprint=aa:bb\ntenancy=ocid1.tenancy.oc1..t\nregion=eu-test-1\nkey_file=${key}\npass_phrase=${this.plant('.oci/config')}\n`,
      '.oci/sessions/DEFAULT/token': this.plant('.oci/sessions/DEFAULT/token'),
      '.docker/config.json': JSON.stringify({
        auths: {
          'ocir.eu-test-1.oci.oraclecloud.com': {
            auth: Buffer.from(`ns/user:${this.plant('.docker/config.json')}`).toString('base64'),
          },
        },
      }),
      '.npmrc': `//registry.example.com/:_authToken=${this.plant('.npmrc')}\n`,
      '.terraform.d/credentials.tfrc.json': JSON.stringify({
        credentials: { 'app.terraform.io': { token: this.plant('.terraform.d/credentials.tfrc.json') } },
      }),
    };
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
      fs.writeFileSync(path.join(home, name), text);
    }
  }

  private plant(place: string): string {
    const secret = `planted-${String(this.secrets.size)}-4711-${place.replaceAll(/\W+|_/g, '-').toLowerCase()}`;
    this.secrets.set(place, [secret]);
    return secret;
  }

  private plantKey(place: string): string {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    // The header is the same in every key.
    const lines = pem.split('\n').filter((line) => line.length > LINE_LENGTH && !line.startsWith('-----'));
    this.secrets.set(place, lines.slice(1));
    return pem;
  }

  private written(): Found[] {
    return fs
      .readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .filter((name) => fs.statSync(path.join(this.folder, name)).isFile())
      .flatMap((name) => contentsOf(name, fs.readFileSync(path.join(this.folder, name))));
  }
}

/** A file's content, and that of its entries if it is a zip file. */
function contentsOf(name: string, content: Buffer): Found[] {
  const entries = name.endsWith('.zip') ? Object.entries(unzipSync(content)) : [];
  return [
    [name, content.toString('latin1')],
    ...entries.flatMap(([entry, bytes]) => contentsOf(`${name}/${entry}`, Buffer.from(bytes))),
  ];
}

function formsOf(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), ...base64Of(secret)];
}

/** What Base64 makes of a secret wherever it stands in a text: without the signs that depend on what is around it. */
function base64Of(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.from(`${'x'.repeat(before)}${secret}`);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    return whole.slice(before === 0 ? 0 : 4);
  });
}
