import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { Annotations, Fn, LocalBackend, TerraformBackend, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import type { Api } from '../apis';
import {
  ApiAlarms,
  ApiNetwork,
  FunctionImage,
  FunctionsApplication,
  HomeRegion,
  IdcsApps,
  IdcsJwtAuth,
  JwtKeys,
  platformsOf,
  SecuredGateway,
  SignedApiFunction,
} from '../constructs';
import type { IApiNetwork, IGatewayAuthentication } from '../constructs';
import type { FunctionOptions, OracleApiStackProps } from './oracle-api-stack-props';
import { checkStack, gatewayScopes, routeOptions, scopeId, scopeProblems } from './stack-checks';
import { addOutputs } from './stack-outputs';

interface Place {
  readonly tenancyId: string;
  readonly compartmentId: string;
  readonly region: string;
}

/** The whole of the manual guide as one stack: network, application, functions, gateway, token check and apps. */
export class OracleApiStack extends TerraformStack {
  /** None unless asked for. */
  readonly homeRegion?: HomeRegion;
  readonly network: IApiNetwork;
  readonly application: FunctionsApplication;
  readonly functions: readonly SignedApiFunction[];
  readonly gateway: SecuredGateway;
  /** None when callers are known another way than by tokens of the identity domain. */
  readonly apps?: IdcsApps;
  /** None unless asked for. */
  readonly alarms?: ApiAlarms;

  /** What every name starts with. */
  private readonly displayName: string;

  constructor(scope: Construct, id: string, props: OracleApiStackProps) {
    super(scope, id);
    checkStack(this, props);
    this.displayName = props.displayName ?? 'oracleapi';
    this.warnOfTwin();
    const place: Place = {
      tenancyId: this.variable('tenancy_ocid', 'OCID of the tenancy'),
      compartmentId: this.variable('compartment_ocid', 'OCID of the compartment that holds everything'),
      region: props.region ?? this.variable('region', 'Region, for example eu-frankfurt-1'),
    };
    const { compartmentId } = place;
    new OciProvider(this, 'Oci', { region: place.region });
    if (props.homeRegion !== undefined) {
      this.homeRegion = new HomeRegion(this, 'HomeRegion', { region: props.homeRegion });
    }

    this.network = this.placed(props, compartmentId);
    this.application = new FunctionsApplication(this, 'Application', {
      displayName: this.displayName,
      ...props.application,
      compartmentId,
      network: this.network,
    });
    this.functions = props.apis.map((api) => this.serve(api, props, place));
    const domainUrl = props.authentication ? undefined : this.domainUrl();
    this.gateway = this.enter(props, compartmentId, props.authentication ?? this.tokensOf(domainUrl ?? '', props));
    if (domainUrl !== undefined) this.apps = this.appsOf(props, domainUrl);
    if (props.alarms) {
      this.alarms = new ApiAlarms(this, 'Alarms', {
        namePrefix: this.displayName,
        ...props.alarms,
        compartmentId,
        deploymentId: this.gateway.deployment.deploymentId,
        applicationId: this.application.applicationId,
      });
    }
    addOutputs(this, {
      domainUrl,
      region: place.region,
      scopes: gatewayScopes(props),
      isOpen: (api) => routeOptions(props, api).allowAnonymousCallers === true,
    });
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

  /** No refusal: the other stack may be for another tenancy. */
  private warnOfTwin(): void {
    const twin = this.node.root.node.children.find(
      (other) => other instanceof OracleApiStack && other !== this && other.displayName === this.displayName,
    );
    if (twin === undefined) return;
    Annotations.of(this).addWarning(
      `displayName is that of ${twin.node.id} too: got ${JSON.stringify(this.displayName)}; expected one of its own, unless the ` +
        'two are for tenancies of their own, where names of dynamic groups and topics are unique.',
    );
  }

  private placed(props: OracleApiStackProps, compartmentId: string): IApiNetwork {
    const { network = {}, keys, remoteKeys: { reachedThrough = 'INTERNET' } = {}, authentication } = props;
    if ('gatewaySubnetId' in network) return network;
    return new ApiNetwork(this, 'Network', {
      displayName: this.displayName,
      // Functions are reached inside OCI; only an issuer's keys are elsewhere, and who knows what another authentication asks.
      gatewayReachesInternet:
        authentication === undefined ? keys === 'remote' && reachedThrough === 'INTERNET' : undefined,
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
      namePrefix: this.displayName,
      ...options,
      compartmentId: place.compartmentId,
      tenancyId: place.tenancyId,
      api,
      image: new FunctionImage(scope, 'Image', {
        platforms: platformsOf(application?.shape ?? 'GENERIC_X86'),
        repositoryName: `${this.displayName}/${api.name}`,
        ...image,
        ...place,
        api,
      }),
      application: this.application,
    });
  }

  private enter(
    props: OracleApiStackProps,
    compartmentId: string,
    authentication: IGatewayAuthentication,
  ): SecuredGateway {
    const gateway = new SecuredGateway(this, 'Gateway', {
      displayName: `${this.displayName}-gw`,
      deploymentName: this.displayName,
      ...props.gateway,
      scopes: gatewayScopes(props),
      compartmentId,
      network: this.network,
      logGroupId: this.application.logGroup.id,
      authentication,
    });
    for (const served of this.functions) gateway.addApi(served, routeOptions(props, served.api));
    return gateway;
  }

  private appsOf(props: OracleApiStackProps, domainUrl: string): IdcsApps {
    this.node.addValidation({ validate: () => scopeProblems(this.gateway.deployment, props) });
    return new IdcsApps(this, 'Apps', {
      namePrefix: this.displayName,
      ...props.apps,
      domainUrl,
      audience: `https://${this.gateway.hostname}/`,
      signingCertificatePublicAccess: props.signingCertificatePublicAccess,
    });
  }

  private domainUrl(): string {
    return Fn.trimsuffix(
      this.variable('identity_domain_url', 'URL of the identity domain, as its details page shows it'),
      '/',
    );
  }

  private tokensOf(
    domainUrl: string,
    { keys, remoteKeys, authenticationType }: OracleApiStackProps,
  ): IGatewayAuthentication {
    return new IdcsJwtAuth({
      type: authenticationType,
      keys: keys === 'remote' ? JwtKeys.remote(`${domainUrl}/admin/v1/SigningCert/jwk`, remoteKeys) : this.fixedKey(),
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

  private variable(name: string, description: string): string {
    const variable = new TerraformVariable(this, name, { type: 'string', description, nullable: false });
    variable.overrideLogicalId(name);
    return variable.stringValue;
  }
}
