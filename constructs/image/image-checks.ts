import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { apiProblems } from '../../apis';
import { checkBundling } from './bundling-checks';
import type { FunctionImageProps } from './function-image-props';
import { IMAGE_PLATFORMS } from './image-platform';
import { isReference, isRepositoryName } from './image-reference';
import { isRealmDomain } from '../operations/realms';
import { isRegion } from '../operations/regions';
import { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropKind } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { holdsExpression, withoutExpressions } from '../terraform-reference';

const TEXT: PropKind = { wrong: 'is no text', expected: 'a text', is: (value) => typeof value === 'string' };

/** What plain JavaScript lets pass. */
const PROPS: PropNames<FunctionImageProps> = {
  api: true,
  compartmentId: true,
  tenancyId: true,
  region: true,
  realmDomain: true,
  repositoryName: true,
  baseImage: true,
  platforms: true,
  outDir: true,
  bundleBudget: true,
  bundling: true,
  bundler: true,
  labels: true,
  pushAtDeploy: true,
};

const KINDS: Readonly<Partial<Record<keyof FunctionImageProps, PropKind>>> = {
  api: KIND.api,
  region: TEXT,
  realmDomain: TEXT,
  repositoryName: TEXT,
  baseImage: TEXT,
  platforms: KIND.list,
  outDir: TEXT,
  bundleBudget: KIND.size,
  bundling: KIND.options,
  bundler: KIND.bundler,
  labels: KIND.options,
  pushAtDeploy: KIND.boolean,
};

/**
 * Checks the props of an image before anything is bundled: what is wrong with them would be found by a push, after repository and
 * more were made.
 *
 * @throws PropError
 */
export function checkImage(scope: Construct, props: FunctionImageProps): void {
  const given: Partial<FunctionImageProps> = props;
  // Those that every image needs are wrong where they are missing.
  const required = { ...given, api: given.api ?? null, region: given.region ?? null };
  const checks = new PropChecks(scope).known(props, PROPS).ofKind(required, KINDS);
  for (const problem of apiProblems(props.api)) {
    checks.expect(false, { prop: 'api', wrong: 'is not declared correctly', got: props.api.name, expected: problem });
  }
  checkPlace(checks, props);
  checkContent(checks, props);
  checks.expect(props.bundler === undefined || props.bundling === undefined, {
    prop: 'bundling',
    wrong: 'goes with esbuild only',
    got: Object.keys(props.bundling ?? {}),
    expected: 'bundling or bundler, not both',
  });
  checkBundling(checks, props.bundling ?? {});
  checks.done();
}

function checkPlace(checks: PropChecks, { region, realmDomain, repositoryName }: FunctionImageProps): void {
  checks
    .expect(holdsExpression(region) || isRegion(region), {
      prop: 'region',
      wrong: 'is not a region',
      got: region,
      expected: 'eu-frankfurt-1 or the like',
    })
    .expect(realmDomain === undefined || isRealmDomain(withoutExpressions(realmDomain, 'a.b')), {
      prop: 'realmDomain',
      wrong: 'is no domain',
      got: realmDomain,
      expected: 'oraclecloud.com, oraclegovcloud.com or the like',
    })
    .expect(repositoryName === undefined || isRepositoryName(repositoryName), {
      prop: 'repositoryName',
      wrong: 'is nothing that a repository can be named',
      got: repositoryName,
      expected: "lower-case words and digits joined by '/', '-', '_' or '.'",
    });
}

function checkContent(checks: PropChecks, { baseImage, platforms, labels = {} }: FunctionImageProps): void {
  checks
    .expect(baseImage === undefined || isReference(baseImage), {
      prop: 'baseImage',
      wrong: 'is no reference of an image',
      got: atSynth(baseImage),
      expected: '<registry host>/<repository>:<tag>',
    })
    .expect(platforms === undefined || arePlatforms(platforms), {
      prop: 'platforms',
      wrong: 'are none that functions run on',
      got: platforms,
      expected: IMAGE_PLATFORMS.join(', '),
    });
  for (const [name, value] of Object.entries<unknown>(labels)) {
    checks.expect(name !== '' && typeof value === 'string' && !Token.isUnresolved(value), {
      prop: 'labels',
      wrong: 'has one that cannot be written into an image',
      got: { [name]: atSynth(value) },
      expected: 'names with a text each, known at synth',
    });
  }
}

/** Whether functions run on each of them, and there is one. */
export function arePlatforms(platforms: readonly unknown[]): boolean {
  return platforms.length > 0 && platforms.every((one) => IMAGE_PLATFORMS.some((known) => known === one));
}

/** What is written into a bundle has to be known now, so a stand-in for what only Terraform knows is judged like all else. */
function atSynth(value: unknown): unknown {
  return Token.isUnresolved(value) ? 'a value that only Terraform knows' : value;
}
