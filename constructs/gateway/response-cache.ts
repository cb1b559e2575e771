import type { ApigatewayGatewayResponseCacheDetails } from '@cdktf/provider-oci/lib/apigateway-gateway';
import type { IdentityDynamicGroup } from '@cdktf/provider-oci/lib/identity-dynamic-group';
import { Construct } from 'constructs';
import { Duration } from '../duration';
import type { PermissionPolicy } from '../access/permission-policy';
import { CalledServer } from '../network/called-server';
import { isWholeBetween, PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { gatewaySecret } from './gateway-secret';
import { checkSecretVersion } from './secret-version';
import type { SecretVersion } from './secret-version';

const DEFAULT_PORT = 6379;

/** What {@link ResponseCache} takes of the user. */
export interface ResponseCacheOptions {
  /** Name or IPv4 address of the one server that keeps answers, Redis or another that speaks RESP; no cluster. */
  readonly host: string;
  /**
   * The server's port.
   *
   * @default 6379
   */
  readonly port?: number;
  /**
   * OCID of the vault secret that holds `{"username": "…", "password": "…"}` of the server; the user name may be left out.
   */
  readonly secretId: string;
  /** Version of the secret to use, at least 1; a secret of the stack gives it as `currentVersionNumber`. */
  readonly secretVersion: SecretVersion;
  /**
   * OCID of the compartment that holds the secret.
   *
   * @default - the gateway's own compartment
   */
  readonly secretCompartmentId?: string;
  /** Dynamic groups live in the tenancy itself; one is made, so that the gateway may read the secret. */
  readonly tenancyId: string;
  /**
   * How long connecting may take, in whole milliseconds; after it, the backend is asked and nothing is kept.
   *
   * @default Duration.seconds(1)
   */
  readonly connectTimeout?: Duration;
  /**
   * How long reading may take, in whole milliseconds; after it, the backend is asked.
   *
   * @default Duration.seconds(1)
   */
  readonly readTimeout?: Duration;
  /**
   * How long writing may take, in whole milliseconds; after it, nothing is kept.
   *
   * @default Duration.seconds(1)
   */
  readonly sendTimeout?: Duration;
  /**
   * Sends answers and the server's password in plain text.
   *
   * @default false
   */
  readonly connectInPlainText?: boolean;
  /**
   * Takes any certificate for the server's. One of an authority of one's own needs no such thing: give the gateway
   * `certificateAuthorityIds`.
   *
   * @default false
   */
  readonly trustAnyServerCertificate?: boolean;
}

const OPTIONS: PropNames<ResponseCacheOptions> = {
  host: true,
  port: true,
  secretId: true,
  secretVersion: true,
  secretCompartmentId: true,
  tenancyId: true,
  connectTimeout: true,
  readTimeout: true,
  sendTimeout: true,
  connectInPlainText: true,
  trustAnyServerCertificate: true,
};

/** What {@link ResponseCache} takes. */
export interface ResponseCacheProps extends ResponseCacheOptions {
  /** OCID of the compartment that holds the gateway. */
  readonly compartmentId: string;
  /** Names the dynamic group and the policy. */
  readonly name: string;
}

const PROPS: PropNames<ResponseCacheProps> = {
  ...OPTIONS,
  compartmentId: true,
  name: true,
};

/**
 * Lets gateways of a compartment read the one secret that opens the cache's server, and says how the server is called.
 *
 * Nobody but the gateways has to reach the server: whoever can reads and writes answers.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayresponsecaching.htm
 */
export class ResponseCache extends Construct {
  readonly dynamicGroup: IdentityDynamicGroup;
  readonly policy: PermissionPolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ResponseCacheProps,
  ) {
    super(scope, id);
    const { compartmentId, name, tenancyId, secretId, secretCompartmentId = compartmentId } = props;
    this.checkProps();
    const { dynamicGroup, policy } = gatewaySecret(this, {
      gatewayCompartmentId: compartmentId,
      tenancyId,
      secretId,
      secretCompartmentId,
      name,
      purpose: "that opens the cache's server",
    });
    this.dynamicGroup = dynamicGroup;
    this.policy = policy;
  }

  /** The server; that it is in the VCN, or in a network joined to it, is taken for granted. */
  get server(): CalledServer {
    const { host, port = DEFAULT_PORT } = this.props;
    return CalledServer.at(`redis://${host}:${String(port)}/`, { reachedThrough: 'VCN' });
  }

  /** What the gateway's `response_cache_details` hold. */
  toBlock(): ApigatewayGatewayResponseCacheDetails {
    const { host, port = DEFAULT_PORT, secretId, secretVersion, connectInPlainText = false } = this.props;
    const { connect, read, send } = this.timeouts();
    return {
      type: 'EXTERNAL_RESP_CACHE',
      servers: [{ host, port }],
      authenticationSecretId: secretId,
      authenticationSecretVersionNumber: String(secretVersion),
      isSslEnabled: !connectInPlainText,
      isSslVerifyDisabled: this.props.trustAnyServerCertificate ?? false,
      connectTimeoutInMs: connect,
      readTimeoutInMs: read,
      sendTimeoutInMs: send,
    };
  }

  private timeouts(): Record<'connect' | 'read' | 'send', number> {
    const { connectTimeout, readTimeout, sendTimeout } = this.props;
    const ms = (timeout = Duration.seconds(1)): number => timeout.toSeconds() * 1000;
    return { connect: ms(connectTimeout), read: ms(readTimeout), send: ms(sendTimeout) };
  }

  private checkProps(): void {
    const {
      host,
      port = DEFAULT_PORT,
      secretVersion,
      connectInPlainText = false,
      trustAnyServerCertificate,
    } = this.props;
    const { duration, boolean } = KIND;
    const checks = new PropChecks(this)
      .known(this.props, PROPS)
      .ofKind(this.props, { connectTimeout: duration, readTimeout: duration, sendTimeout: duration })
      .ofKind(this.props, { connectInPlainText: boolean, trustAnyServerCertificate: boolean })
      .expect(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(host), {
        prop: 'host',
        wrong: 'is not a host',
        got: host,
        expected: 'a host name or an IPv4 address, without scheme and port',
      })
      .expect(isWholeBetween(port, 1, 65_535), {
        prop: 'port',
        wrong: 'is out of range',
        got: port,
        expected: '1 to 65535',
      })
      .expect(!(connectInPlainText && trustAnyServerCertificate === true), {
        prop: 'trustAnyServerCertificate',
        wrong: 'means nothing beside connectInPlainText',
        got: trustAnyServerCertificate,
        expected: 'one of the two',
      });
    checkSecretVersion(checks, 'secretVersion', secretVersion);
    for (const [name, ms] of Object.entries(this.timeouts())) {
      checks.expect(isWholeBetween(ms, 1, 2_147_483_647), {
        prop: `${name}Timeout`,
        wrong: 'is out of range',
        got: `${String(ms)} ms`,
        expected: 'whole milliseconds, at least 1',
      });
    }
    checks.done();
  }
}
