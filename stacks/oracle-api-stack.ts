import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { Fn, LocalBackend, TerraformBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import type { Api } from '../apis';
import {
  ApiNetwork,
  FunctionImage,
  FunctionsApplication,
  IdcsApps,
  IdcsJwtAuth,
  JwtKeys,
  PropChecks,
  SecuredGateway,
  SignedApiFunction,
} from '../constructs';
import type {
  FunctionImageProps,
  IApiNetwork,
  IdcsAppsProps,
  IdcsJwtAuthProps,
  SignedApiFunctionProps,
} from '../constructs';
import { curlApi, curlToken } from './curl';

/** What {@link OracleApiStack} takes. */
export interface OracleApiStackProps {
  /** The APIs that the gateway serves, each by a function of its own. */
  readonly apis: readonly [Api, ...Api[]];
  /**
   * Whether the gateway is given the identity domain's key or fetches it.
   *
   * A fixed key comes in as the variable `identity_domain_signing_key`. Remote keys need the domain's setting "Access
   * signing certificate": switch it on, or ask for `signingCertificatePublicAccess`.
   *
   * @default 'fixed'
   */
  readonly keys?: 'fixed' | 'remote';
  /**
   * How the gateway is told to check tokens; both ways check the same.
   *
   * @default 'TOKEN_AUTHENTICATION'
   */
  readonly authenticationType?: IdcsJwtAuthProps['type'];
  /**
   * Lets anyone read the domain's signing certificate, which remote keys need. It is a setting of the whole domain.
   *
   * @default false
   */
  readonly signingCertificatePublicAccess?: IdcsAppsProps['signingCertificatePublicAccess'];
  /**
   * How the client app may get its tokens.
   *
   * @default ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer']
   */
  readonly grants?: IdcsAppsProps['grants'];
  /**
   * A network that exists.
   *
   * @default - a new one
   */
  readonly network?: IApiNetwork;
  /**
   * Where the functions may use what their APIs' permissions name.
   *
   * @default 'compartment'
   */
  readonly permissionScope?: SignedApiFunctionProps['permissionScope'];
  /**
   * How policies know each function.
   *
   * @default FunctionAccess.ownGroup()
   */
  readonly access?: SignedApiFunctionProps['access'];
  /**
   * Memory of every function.
   *
   * @default Size.mebibytes(256)
   */
  readonly memory?: SignedApiFunctionProps['memory'];
  /**
   * Environment variables of every function, for example `UPSTREAM_ENDPOINT`.
   *
   * @default - none
   */
  readonly config?: SignedApiFunctionProps['config'];
  /**
   * Makes the functions' bundles.
   *
   * @default new EsbuildBundler()
   */
  readonly bundler?: FunctionImageProps['bundler'];
  /**
   * Where bundles are written, relative to the folder that synth runs in.
   *
   * @default 'dist/functions'
   */
  readonly outDir?: FunctionImageProps['outDir'];
}

interface Place {
  readonly tenancyId: string;
  readonly compartmentId: string;
  readonly region: string;
}

/** The whole of the manual guide as one stack: network, application, functions, gateway, token check and apps. */
export class OracleApiStack extends TerraformStack {
  readonly network: IApiNetwork;
  readonly application: FunctionsApplication;
  readonly functions: readonly SignedApiFunction[];
  readonly gateway: SecuredGateway;
  readonly apps: IdcsApps;

  constructor(scope: Construct, id: string, props: OracleApiStackProps) {
    super(scope, id);
    this.checkNames(props.apis);
    const place: Place = {
      tenancyId: this.variable('tenancy_ocid', 'OCID of the tenancy'),
      compartmentId: this.variable('compartment_ocid', 'OCID of the compartment that holds everything'),
      region: this.variable('region', 'Region, for example eu-frankfurt-1'),
    };
    const { compartmentId } = place;
    const domainUrl = Fn.trimsuffix(
      this.variable('identity_domain_url', 'URL of the identity domain, as its details page shows it'),
      '/',
    );
    new OciProvider(this, 'Oci', { region: place.region });

    this.network = props.network ?? new ApiNetwork(this, 'Network', { compartmentId });
    this.application = new FunctionsApplication(this, 'Application', { compartmentId, network: this.network });
    this.functions = props.apis.map((api) => this.serve(api, props, place));
    this.gateway = new SecuredGateway(this, 'Gateway', {
      compartmentId,
      network: this.network,
      logGroupId: this.application.logGroup.id,
      authentication: new IdcsJwtAuth({
        type: props.authenticationType,
        keys: props.keys === 'remote' ? JwtKeys.remote(`${domainUrl}/admin/v1/SigningCert/jwk`) : this.fixedKey(),
      }),
    });
    for (const served of this.functions) this.gateway.addApi(served);
    this.apps = new IdcsApps(this, 'Apps', {
      domainUrl,
      audience: `https://${this.gateway.hostname}/`,
      grants: props.grants,
      signingCertificatePublicAccess: props.signingCertificatePublicAccess,
    });
    this.addOutputs(`${domainUrl}/oauth2/v1/token`);
  }

  /**
   * The state is kept in a file beside `cdktf.out`, unless the stack was given a backend.
   *
   * The path is relative, so that two clones synthesize the same bytes, and leads out of `cdktf.out`, so that a clean-up
   * loses no state.
   */
  override ensureBackendExists(): TerraformBackend {
    const given = this.node.findAll().find((child) => TerraformBackend.isBackend(child));
    return given ?? new LocalBackend(this, { path: `../../../terraform.${this.node.id}.tfstate` });
  }

  private serve(api: Api, props: OracleApiStackProps, place: Place): SignedApiFunction {
    // What belongs to one API has a scope of its own, whose name no other part of the stack can have.
    const scope = new Construct(this, scopeId(api));
    const { bundler, outDir, memory, config, permissionScope, access } = props;
    const image = new FunctionImage(scope, 'Image', { ...place, api, bundler, outDir });
    return new SignedApiFunction(scope, 'Function', {
      ...place,
      api,
      image,
      application: this.application,
      memory,
      config,
      permissionScope,
      access,
    });
  }

  private fixedKey(): JwtKeys {
    const name = 'identity_domain_signing_key';
    const key = new TerraformVariable(this, name, {
      // An object type drops what it does not name, so a key can be pasted from the domain's key set as it is.
      type: 'object({ kid = string, n = string, e = string })',
      description: 'The key of the identity domain that tokens are signed with: one entry of its key set',
      nullable: false,
    });
    key.overrideLogicalId(name);
    const field = (field: string): string => Fn.lookup(key.value, field) as string;
    return JwtKeys.fixed([{ kid: field('kid'), n: field('n'), e: field('e') }]);
  }

  private addOutputs(tokenUrl: string): void {
    const { clientId, qualifiedScopes } = this.apps;
    const target = { clientId, tokenUrl, scope: qualifiedScopes[0] ?? '', endpoint: this.gateway.endpoint };
    this.output('endpoint', target.endpoint, 'Address of the deployment');
    this.output('token_url', tokenUrl, 'Where clients get their tokens');
    this.output('client_id', clientId, 'Id of the client app');
    new TerraformOutput(this, 'client_secret', {
      value: this.apps.clientSecret,
      description: 'Secret of the client app: terraform output -raw client_secret',
      sensitive: true,
    }).overrideLogicalId('client_secret');
    this.output('scope', target.scope, 'What a client asks for');
    this.output('curl_token', curlToken(target), 'Gets a token; set CLIENT_SECRET first');
    for (const { api } of this.functions) {
      this.output(outputName(api), curlApi(api, target), `Calls ${api.name}; set TOKEN first`);
    }
  }

  private variable(name: string, description: string): string {
    const variable = new TerraformVariable(this, name, { type: 'string', description, nullable: false });
    variable.overrideLogicalId(name);
    return variable.stringValue;
  }

  private output(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description }).overrideLogicalId(name);
  }

  private checkNames(apis: readonly Api[]): void {
    const checks = new PropChecks(this);
    apis.forEach((api, index) => {
      const same = apis.slice(0, index).find((other) => scopeId(other) === scopeId(api));
      checks
        .expect(same === undefined, {
          prop: 'apis',
          wrong: 'has two names that are told apart by nothing but dashes or by nothing at all',
          got: [same?.name, api.name],
          expected: 'a name of its own for each',
        })
        .expect(outputName(api) !== 'curl_token', {
          prop: 'apis',
          wrong: 'has a name that the output curl_token takes',
          got: api.name,
          expected: 'another name',
        });
    });
    checks.done();
  }
}

/** `list-instances` becomes `ListInstancesApi`. */
function scopeId({ name }: Api): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Api`;
}

function outputName({ name }: Api): string {
  return `curl_${name.replaceAll('-', '_')}`;
}
