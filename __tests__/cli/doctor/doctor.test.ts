import path from 'node:path';
import { runCommand } from '../../../testing/command';
import { folder, identity, look, lookAtCloud, user } from '../../../testing/doctor-scene';
import { loopbackServer } from '../../../testing/loopback-server';

describe('signed-api doctor', () => {
  test('has a line for each thing that a deploy needs', async () => {
    const { lines, failure } = await lookAtCloud();
    expect(failure).toBeUndefined();
    expect(Object.keys(lines)).toEqual([
      'node',
      'terraform',
      'provider',
      'variables',
      'configuration',
      'key',
      'clock',
      'region',
      'identity domain',
      'signing key',
      'fixed key',
      'registry',
      'base image',
    ]);
    expect(lines.region).toMatchObject({ ok: true, text: 'eu-frankfurt-1: subscribed, the home region' });
  });

  test('only reads', async () => {
    const regions = await identity();
    await lookAtCloud({ regions });
    expect(regions.seen).toEqual(['GET /', 'GET /20160918/tenancies/ocid1.tenancy.oc1..test/regionSubscriptions']);
  });

  test("prints nothing of the user's key", async () => {
    expect(JSON.stringify(await lookAtCloud())).not.toContain(user.secret);
  });

  test('skips what it cannot look at, with the reason', async () => {
    const { lines, failure } = await look({ config: path.join(folder, 'none') });
    expect(lines.configuration).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/none, the configuration file, is not there\./) as string,
    });
    expect(lines.key).toMatchObject({ skipped: true, reason: 'there is no profile to sign with.' });
    expect(lines.clock).toMatchObject({
      skipped: true,
      reason: 'no region is known. Set TF_VAR_region, or pass --region.',
    });
    expect(lines['identity domain']).toMatchObject({
      skipped: true,
      reason: 'no identity domain is known. Set TF_VAR_identity_domain_url, or pass --domain.',
    });
    // The configuration, and the registries of the provider and the base image, which were not there either.
    expect(failure).toBe('3 checks failed.');
  });

  test('wants no profile where a principal of the machine signs', async () => {
    const environment = { OCI_CLI_AUTH: 'instance_principal', OCI_CLI_CONFIG_FILE: '/nowhere' };
    const { lines } = await look({ config: undefined }, { environment });
    expect(lines.configuration).toMatchObject({
      skipped: true,
      reason: 'OCI_CLI_AUTH=instance_principal signs for the push, without a profile. Pass --profile to look at one.',
    });
    expect(lines.key).toMatchObject({ skipped: true });
    expect((await look({}, { environment })).lines.configuration).toMatchObject({ ok: true });
  });

  test('fails with exit code 1', async () => {
    const { exitCode, stderr } = await runCommand(['doctor', '--config', path.join(folder, 'none')]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^\d checks? failed\.\n$/);
  });

  test('refuses a domain that is none, with exit code 2', async () => {
    const { exitCode, stderr } = await runCommand(['doctor', '--domain', 'http://domain.test']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('expected https:// and a host');
  });

  test('waits no longer than agreed', async () => {
    const silent = await loopbackServer(() => undefined);
    const { lines } = await look({}, { serviceUrl: () => silent, timeoutMs: 50 });
    expect(lines.clock).toMatchObject({ ok: false, problem: `${silent.host} did not answer within 0.05 s.` });
  });
});
