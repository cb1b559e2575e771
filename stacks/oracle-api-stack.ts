import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { Fn, LocalBackend, TerraformBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import type { Api } from '../apis';
import {
  ApiAlarms,
  ApiNetwork,
  FunctionImage,
  FunctionsApplication,
  IdcsApps,
  IdcsJwtAuth,
  JwtKeys,
  platformsOf,
  PropChecks,
  SecuredGateway,
  SignedApiFunction,
} from '../constructs';
import type { IApiNetwork, IGatewayAuthentication } from '../constructs';
import { apiOutputs } from './api-outputs';
import { curlApi, curlToken } from './curl';
import type { FunctionOptions, OracleApiStackProps } from './oracle-api-stack-props';

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
  /** None when callers are known another way than by tokens of the identity domain. */
  readonly apps?: IdcsApps;
  /** None unless asked for. */
  readonly alarms?: ApiAlarms;

  constructor(scope: Construct, id: string, props: OracleApiStackProps) {
    super(scope, id);
    this.checkNames(props.apis);
    const place: Place = {
      tenancyId: this.variable('tenancy_ocid', 'OCID of the tenancy'),
      compartmentId: this.variable('compartment_ocid', 'OCID of the compartment that holds everything'),
      region: this.variable('region', 'Region, for example eu-frankfurt-1'),
    };
    const { compartmentId } = place;
    new OciProvider(this, 'Oci', { region: place.region });

    this.network = this.placed(props, compartmentId);
    this.application = new FunctionsApplication(this, 'Application', {
      ...props.application,
      compartmentId,
      network: this.network,
    });
    this.functions = props.apis.map((api) => this.serve(api, props, place));
    const domainUrl = props.authentication ? undefined : this.domainUrl();
    this.gateway = new SecuredGateway(this, 'Gateway', {
      ...props.gateway,
      compartmentId,
      network: this.network,
      logGroupId: this.application.logGroup.id,
      authentication: props.authentication ?? this.tokensOf(domainUrl ?? '', props),
    });
    for (const served of this.functions) this.gateway.addApi(served);
    if (domainUrl !== undefined) {
      this.apps = new IdcsApps(this, 'Apps', {
        ...props.apps,
        domainUrl,
        audience: `https://${this.gateway.hostname}/`,
        signingCertificatePublicAccess: props.signingCertificatePublicAccess,
      });
    }
    if (props.alarms) {
      this.alarms = new ApiAlarms(this, 'Alarms', {
        ...props.alarms,
        compartmentId,
        deploymentId: this.gateway.deployment.deploymentId,
        applicationId: this.application.applicationId,
      });
    }
    this.addOutputs(domainUrl, place.region);
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

  private placed(props: OracleApiStackProps, compartmentId: string): IApiNetwork {
    const { network = {}, keys, authentication } = props;
    if ('gatewaySubnetId' in network) return network;
    return new ApiNetwork(this, 'Network', {
      // Functions are reached inside OCI; only an issuer's keys are elsewhere, and who knows what another authentication asks.
      gatewayReachesInternet: authentication === undefined ? keys === 'remote' : undefined,
      // It cannot be had later; without one the VCN's own resolver is not to be relied upon.
      dnsLabel: network.vcnId === undefined ? 'oracleapi' : undefined,
      ...network,
      compartmentId,
    });
  }

  private serve(
    api: Api,
    { image, application, functions = {} }: OracleApiStackProps,
    place: Place,
  ): SignedApiFunction {
    // What belongs to one API has a scope of its own, whose name no other part of the stack can have.
    const scope = new Construct(this, scopeId(api));
    const options: FunctionOptions = typeof functions === 'function' ? functions(api) : functions;
    return new SignedApiFunction(scope, 'Function', {
      ...options,
      ...place,
      api,
      image: new FunctionImage(scope, 'Image', {
        platforms: platformsOf(application?.shape ?? 'GENERIC_X86'),
        ...image,
        ...place,
        api,
      }),
      application: this.application,
    });
  }

  private domainUrl(): string {
    return Fn.trimsuffix(
      this.variable('identity_domain_url', 'URL of the identity domain, as its details page shows it'),
      '/',
    );
  }

  private tokensOf(domainUrl: string, { keys, authenticationType }: OracleApiStackProps): IGatewayAuthentication {
    return new IdcsJwtAuth({
      type: authenticationType,
      keys: keys === 'remote' ? JwtKeys.remote(`${domainUrl}/admin/v1/SigningCert/jwk`) : this.fixedKey(),
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

  private addOutputs(domainUrl: string | undefined, region: string): void {
    const { endpoint } = this.gateway;
    this.output('endpoint', endpoint, 'Address of the deployment');
    if (this.apps && domainUrl !== undefined) {
      const { clientId, qualifiedScopes } = this.apps;
      const target = { clientId, tokenUrl: `${domainUrl}/oauth2/v1/token`, scope: qualifiedScopes[0] ?? '' };
      this.output('token_url', target.tokenUrl, 'Where clients get their tokens');
      this.output('client_id', clientId, 'Id of the client app');
      new TerraformOutput(this, 'Output-client_secret', {
        value: this.apps.clientSecret,
        description: 'Secret of the client app: terraform output -raw client_secret',
        sensitive: true,
      }).overrideLogicalId('client_secret');
      this.output('scope', target.scope, 'What a client asks for');
      this.output('curl_token', curlToken(target), 'Gets a token; set CLIENT_SECRET first');
    }
    for (const { api } of this.functions) {
      this.output(outputName(api), curlApi(api, endpoint), `Calls ${api.name}; set TOKEN first`);
    }
    this.output('apis', apiOutputs(this.functions, endpoint), 'What the command signed-api has to know of each API');
    this.output('log_group_id', this.application.logGroup.id, 'Where the logs are');
    this.output('region', region, 'Where everything is');
  }

  private variable(name: string, description: string): string {
    const variable = new TerraformVariable(this, name, { type: 'string', description, nullable: false });
    variable.overrideLogicalId(name);
    return variable.stringValue;
  }

  private output(name: string, value: string | object, description: string): void {
    // A variable may have the same name, and no two parts of a stack the same id.
    new TerraformOutput(this, `Output-${name}`, { value, description }).overrideLogicalId(name);
  }

  private checkNames(apis: readonly Api[]): void {
    const checks = new PropChecks(this).expect(apis.length > 0, {
      prop: 'apis',
      wrong: 'is empty',
      got: apis,
      expected: 'at least one API',
      nextStep: "Import one of './apis', or declare one",
    });
    apis.forEach((api, index) => {
      const same = apis.slice(0, index).find((other) => scopeId(other) === scopeId(api));
      checks
        .expect(same === undefined, {
          prop: 'apis',
          wrong: 'has two names that differ in dashes and capitals at most',
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
