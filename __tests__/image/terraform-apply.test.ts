import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { startRegistry } from '../../testing/docker-registry';
import { ImageStack, PUSH, TERRAFORM } from '../../testing/image-stack';
import { OWN_PLATFORM, pushNodeBase } from '../../testing/node-base-image';
import { describeWith } from '../../testing/optional-tool';
import { RegistryStandIn } from '../../testing/registry-stand-in';
import { scratch } from '../../testing/scratch';

const TIMEOUT_MS = 120_000;

async function tagsIn(host: string, repository: string): Promise<unknown> {
  return ((await (await fetch(`http://${host}/v2/${repository}/tags/list`)).json()) as { tags: unknown }).tags;
}

describeWith([TERRAFORM, 'docker-registry', 'skopeo'], 'terraform apply of an image', () => {
  test(
    'pushes, plans nothing more, pushes what changed, and ends clean',
    async () => {
      const { host } = await startRegistry();
      const repository = 'ns/oracleapi/search';
      const stack = new ImageStack(`${host}/${repository}`, { base: pushNodeBase(host), platform: OWN_PLATFORM });
      const tags = (): Promise<unknown> => tagsIn(host, repository);

      const first = stack.synth('exports.one = 1;\n');
      await stack.terraform('init', '-input=false');
      const applied = await stack.terraform('apply', '-input=false', '-auto-approve', '-no-color');
      expect(applied).toContain(`search:${first} pushed`);
      expect(await tags()).toEqual([first]);

      expect(await stack.plan()).toEqual({ [PUSH]: ['no-op'] });

      const second = stack.synth('exports.two = 2;\n');
      expect(second).not.toBe(first);
      expect(await stack.plan()).toEqual({ [PUSH]: ['delete', 'create'] });
      await stack.terraform('apply', '-input=false', 'plan');
      expect(await tags()).toEqual(expect.arrayContaining([first, second]));

      await stack.terraform('destroy', '-input=false', '-auto-approve');
      const state = JSON.parse(fs.readFileSync(stack.state, 'utf8')) as { resources: [] };
      expect(state.resources).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describeWith([TERRAFORM, 'docker-registry', 'skopeo'], 'terraform apply of an image whose repository changes', () => {
  test(
    'pushes it to the new one',
    async () => {
      const { host } = await startRegistry();
      const image = { base: pushNodeBase(host), platform: OWN_PLATFORM };
      const before = new ImageStack(`${host}/ns/before`, image);
      const tag = before.synth('exports.one = 1;\n');
      await before.terraform('init', '-input=false');
      await before.terraform('apply', '-input=false', '-auto-approve');

      const after = before.movedTo(`${host}/ns/after`);
      expect(after.synth('exports.one = 1;\n')).toBe(tag);
      expect(await after.plan()).toEqual({ [PUSH]: ['delete', 'create'] });
      await after.terraform('apply', '-input=false', 'plan');

      expect(await tagsIn(host, 'ns/after')).toEqual([tag]);
    },
    TIMEOUT_MS,
  );
});

describeWith([TERRAFORM], 'terraform apply with a registry that has to be logged in to', () => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
  const password = 'planted-auth-token-4711';
  const auth = Buffer.from(`tenancy/user:${password}`).toString('base64');
  const token = 'planted-bearer-token-0815';
  const secrets = [password, auth, token, ...pem.split('\n').filter((line) => line.length > 30)];

  let registry: RegistryStandIn;
  beforeEach(async () => {
    registry = await RegistryStandIn.start();
  });
  afterEach(() => registry.stop());

  /** A home with every secret that the pusher could come by, and a log of all that Terraform does. */
  function environment(withLogin: boolean): NodeJS.ProcessEnv {
    const home = scratch('home');
    fs.mkdirSync(path.join(home, '.oci'));
    fs.mkdirSync(path.join(home, '.docker'));
    fs.writeFileSync(path.join(home, '.oci', 'key.pem'), pem);
    fs.writeFileSync(
      path.join(home, '.oci', 'config'),
      `[DEFAULT]\nuser=u\nfingerprint=f\ntenancy=t\nkey_file=${path.join(home, '.oci', 'key.pem')}\n`,
    );
    const auths = withLogin ? { [registry.host]: { auth } } : { 'other.test': { auth } };
    fs.writeFileSync(path.join(home, '.docker', 'config.json'), JSON.stringify({ auths }));
    return { HOME: home, TF_LOG: 'trace', TF_LOG_PATH: path.join(home, 'terraform.log') };
  }

  /** Wants a login, and lets in whoever has the token that a right password gets. */
  function guard(): void {
    registry.fault = ({ target, authorization }, response) => {
      if (target.startsWith('/token')) {
        const isRight = authorization === `Basic ${auth}`;
        response.writeHead(isRight ? 200 : 401).end(isRight ? JSON.stringify({ token }) : '{}');
        return true;
      }
      if (target.includes('/base/') || authorization === `Bearer ${token}`) return false;
      response
        .writeHead(401, { 'www-authenticate': `Bearer realm="http://${registry.host}/token",service="test"` })
        .end(token);
      return true;
    };
  }

  /** Every file that the run left, and what it printed. */
  function expectNoSecret(stack: ImageStack, home: string, printed: string): void {
    const texts = [printed, fs.readFileSync(path.join(home, 'terraform.log'), 'utf8')];
    for (const file of fs.readdirSync(stack.outdir, { recursive: true, encoding: 'utf8' })) {
      const whole = path.join(stack.outdir, file);
      if (fs.statSync(whole).isFile()) texts.push(fs.readFileSync(whole, 'latin1'));
    }
    expect(texts.length).toBeGreaterThan(6);
    expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
  }

  test(
    'leaves no secret in document, assets, plan, state or logs',
    async () => {
      const env = environment(true);
      const stack = new ImageStack(`${registry.host}/ns/search`, { base: registry.base, platform: 'linux/amd64' }, env);
      const tag = stack.synth('exports.one = 1;\n');
      guard();
      let printed = await stack.terraform('init', '-input=false');
      printed += await stack.terraform('plan', '-input=false', '-out=plan');
      printed += await stack.terraform('show', '-json', 'plan');
      printed += await stack.terraform('apply', '-input=false', 'plan');
      printed += await stack.terraform('show', '-json');
      expect(registry.tagsOf('ns/search')).toEqual([tag]);
      expectNoSecret(stack, env.HOME ?? '', printed);
    },
    TIMEOUT_MS,
  );

  test(
    'fails with what was tried when it cannot log in, pushes nothing and can be repeated',
    async () => {
      const env = environment(false);
      const stack = new ImageStack(`${registry.host}/ns/search`, { base: registry.base, platform: 'linux/amd64' }, env);
      stack.synth('exports.one = 1;\n');
      guard();
      await stack.terraform('init', '-input=false');
      const failed = await stack.terraform('apply', '-input=false', '-auto-approve', '-no-color').catch(String);
      expect(failed).toContain(`✗ ${registry.host} does not let you log in (401). Tried: `);
      expect(failed).toContain(`config.json has no login for ${registry.host}.`);
      expect(registry.tagsOf('ns/search')).toEqual([]);
      expectNoSecret(stack, env.HOME ?? '', failed);

      registry.fault = () => false;
      await stack.terraform('apply', '-input=false', '-auto-approve');
      expect(registry.tagsOf('ns/search')).toHaveLength(1);
    },
    TIMEOUT_MS,
  );
});
