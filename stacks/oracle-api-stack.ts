import { OciProvider } from '@cdktf/provider-oci/lib/provider';
import { Fn, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Api } from '../apis';
import {
  ApiNetwork,
  FunctionImage,
  FunctionsApplication,
  IdcsApps,
  IdcsJwtAuth,
  JwtKeys,
  SecuredGateway,
  SignedApiFunction,
} from '../constructs';
import type { Bundler, IApiNetwork, IdcsAppsProps, IdcsJwtAuthProps, SignedApiFunctionProps } from '../constructs';

export interface OracleApiStackProps {
  /** The APIs that the gateway serves, each by a function of its own. */
  readonly apis: readonly [Api, ...Api[]];
  /**
   * Whether the gateway is given the identity domain's key or fetches it.
   *
   * A fixed key comes in as the variable `identity_domain_signing_key`. Remote keys need the domain's setting "Access signing
   * certificate": switch it on, or ask for `signingCertificatePublicAccess`.
   *
   * @default 'fixed'
   */
  readonly keys?: 'fixed' | 'remote';
  /** @default 'TOKEN_AUTHENTICATION' */
  readonly authenticationType?: IdcsJwtAuthProps['type'];
  /** @default false */
  readonly signingCertificatePublicAccess?: IdcsAppsProps['signingCertificatePublicAccess'];
  /** @default ['client_credentials', 'urn:ietf:params:oauth:grant-type:jwt-bearer'] */
  readonly grants?: IdcsAppsProps['grants'];
  /**
   * A network that exists.
   *
   * @default - a new one
   */
  readonly network?: IApiNetwork;
  /** @default 'compartment' */
  readonly permissionScope?: SignedApiFunctionProps['permissionScope'];
  /** @default 'function' */
  readonly dynamicGroupMembers?: SignedApiFunctionProps['dynamicGroupMembers'];
  /** @default 256 */
  readonly memory?: SignedApiFunctionProps['memory'];
  /** @default - esbuild */
  readonly bundler?: Bundler;
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
    const tenancyId = this.variable('tenancy_ocid', 'OCID of the tenancy').stringValue;
    const compartmentId = this.variable(
      'compartment_ocid',
      'OCID of the compartment that holds everything',
    ).stringValue;
    const region = this.variable('region', 'Region, for example eu-frankfurt-1').stringValue;
    const domainUrl = Fn.trimsuffix(
      this.variable('identity_domain_url', 'URL of the identity domain, as its details page shows it').stringValue,
      '/',
    ) as string;

    new OciProvider(this, 'Oci', { region });
    // Outside cdktf.out, so that cleaning it up loses no state, and relative, so that two clones synthesize the same bytes.
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });

    this.network = props.network ?? new ApiNetwork(this, 'Network', { compartmentId });
    this.application = new FunctionsApplication(this, 'Application', { compartmentId, network: this.network });
    this.functions = props.apis.map((api) => this.serve(api, props, { tenancyId, compartmentId, region }));
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
    this.addOutputs(domainUrl);
  }

  private serve(
    api: Api,
    props: OracleApiStackProps,
    place: { readonly tenancyId: string; readonly compartmentId: string; readonly region: string },
  ): SignedApiFunction {
    const id = api.name
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('');
    const image = new FunctionImage(this, `${id}Image`, { ...place, api, bundler: props.bundler });
    return new SignedApiFunction(this, id, {
      ...place,
      api,
      image,
      application: this.application,
      memory: props.memory,
      permissionScope: props.permissionScope,
      dynamicGroupMembers: props.dynamicGroupMembers,
    });
  }

  /** An object type drops what it does not name, so a key can be pasted from the domain's key set as it is. */
  private fixedKey(): JwtKeys {
    const { value } = this.variable(
      'identity_domain_signing_key',
      'The key of the identity domain that tokens are signed with: one entry of its key set',
      'object({ kid = string, n = string, e = string })',
    );
    const field = (name: string): string => Fn.lookup(value, name) as string;
    return JwtKeys.fixed([{ kid: field('kid'), n: field('n'), e: field('e') }]);
  }

  private addOutputs(domainUrl: string): void {
    const { endpoint } = this.gateway;
    const tokenUrl = `${domainUrl}/oauth2/v1/token`;
    const scope = this.apps.qualifiedScopes[0] ?? '';
    this.output('endpoint', endpoint, 'Address of the deployment');
    this.output('token_url', tokenUrl, 'Where clients get their tokens');
    this.output('client_id', this.apps.clientId, 'Id of the client app');
    new TerraformOutput(this, 'client_secret', {
      value: this.apps.clientSecret,
      description: 'Secret of the client app: terraform output -raw client_secret',
      sensitive: true,
    }).overrideLogicalId('client_secret');
    this.output('scope', scope, 'What a client asks for');
    this.output(
      'curl_token',
      `curl --user "${this.apps.clientId}:$CLIENT_SECRET" --data grant_type=client_credentials --data-urlencode 'scope=${scope}' '${tokenUrl}'`,
      'Gets a token; set CLIENT_SECRET first',
    );
    for (const { api } of this.functions) {
      const body = JSON.stringify(api.example).replaceAll("'", "'\\''");
      this.output(
        `curl_${api.name.replaceAll('-', '_')}`,
        `curl --request ${api.route.method} --header "Authorization: Bearer $TOKEN" --header 'Content-Type: application/json' --data '${body}' '${endpoint}${api.route.path}'`,
        `Calls ${api.name}; set TOKEN first`,
      );
    }
  }

  private variable(name: string, description: string, type = 'string'): TerraformVariable {
    const variable = new TerraformVariable(this, name, { type, description, nullable: false });
    variable.overrideLogicalId(name);
    return variable;
  }

  private output(name: string, value: string, description: string): void {
    new TerraformOutput(this, name, { value, description }).overrideLogicalId(name);
  }
}
