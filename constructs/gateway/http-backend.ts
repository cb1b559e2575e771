import type { ApigatewayDeploymentSpecificationRoutesBackend } from '@cdktf/provider-oci/lib/apigateway-deployment';
import { Duration } from '../duration';
import { knownUrl } from '../known-url';
import { checkWayOut, WAY_OUT_OPTIONS } from '../network/way-out';
import type { WayOutOptions } from '../network/way-out';
import type { PropChecks } from '../prop-error';
import { KIND } from '../prop-kind';
import type { PropNames } from '../prop-names';
import { shownUrl } from '../shown-url';

const URL_FORM = /^https?:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?(?:\?[^#\s]*)?$/;
const CONTEXT_IN_QUERY = /\?.*\$\{/;

/**
 * How a server that answers a route is called.
 *
 * @see https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusinghttpbackend.htm
 */
export interface HttpBackendOptions extends WayOutOptions {
  /**
   * How long connecting may take: 1 to 75 seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly connectTimeout?: Duration;
  /**
   * How long the server may be silent while it answers: 1 to 300 seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly readTimeout?: Duration;
  /**
   * How long the server may take nothing while it is sent a request: 1 to 300 seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly sendTimeout?: Duration;
  /**
   * Takes any certificate for the server's, so that whoever stands between reads the callers' tokens.
   *
   * A certificate of an authority of one's own needs no such thing: give the gateway `certificateAuthorityIds`.
   *
   * @default false
   */
  readonly trustAnyServerCertificate?: boolean;
  /**
   * Takes a URL that begins with `http:`, so that callers' tokens are sent in plain text.
   *
   * @default false
   */
  readonly allowPlainTextConnection?: boolean;
}

const OPTIONS: PropNames<HttpBackendOptions> = {
  connectTimeout: true,
  readTimeout: true,
  sendTimeout: true,
  trustAnyServerCertificate: true,
  allowPlainTextConnection: true,
  ...WAY_OUT_OPTIONS,
};

/** Notes what is wrong with a server's URL and how it is called. */
export function checkHttpBackend(checks: PropChecks, url: string, options: HttpBackendOptions): void {
  const { boolean } = KIND;
  checks
    .known(options, OPTIONS, 'backend')
    .ofKind(options, { allowPlainTextConnection: boolean, trustAnyServerCertificate: boolean }, 'backend.');
  const known = knownUrl(url);
  if (known !== undefined) checkUrl(checks, known, options);
  checkWayOut(checks, 'backend.reachedThrough', options);
  const { connectTimeout, readTimeout, sendTimeout } = timeoutsOf(options);
  checkTimeout(checks, 'connectTimeout', connectTimeout, 75);
  checkTimeout(checks, 'readTimeout', readTimeout, 300);
  checkTimeout(checks, 'sendTimeout', sendTimeout, 300);
}

/** Judges what is written out of a URL that Terraform may complete. */
function checkUrl(checks: PropChecks, url: string, { allowPlainTextConnection = false }: HttpBackendOptions): void {
  checks
    .expect(URL_FORM.test(url), {
      prop: 'backend.url',
      wrong: 'is not the URL of a server',
      got: shownUrl(url),
      expected: 'https://, a host and a path, without user, password and fragment',
    })
    .expect(!CONTEXT_IN_QUERY.test(url), {
      prop: 'backend.url',
      wrong: 'has a context variable in its query, where the gateway takes none',
      got: shownUrl(url),
      expected: 'context variables in the path',
      nextStep: 'Set the query parameter with transformQueryParameters.',
    })
    .expect(!url.startsWith('http:') || allowPlainTextConnection, {
      prop: 'backend.url',
      wrong: "sends callers' tokens in plain text",
      got: shownUrl(url),
      expected: 'https',
      nextStep: 'If that is meant, say allowPlainTextConnection: true.',
    });
}

/** What the route's `backend` holds. */
export function httpBackendBlock(
  url: string,
  options: HttpBackendOptions,
): ApigatewayDeploymentSpecificationRoutesBackend {
  const { connectTimeout, readTimeout, sendTimeout } = timeoutsOf(options);
  return {
    type: 'HTTP_BACKEND',
    url,
    connectTimeoutInSeconds: connectTimeout.toSeconds(),
    readTimeoutInSeconds: readTimeout.toSeconds(),
    sendTimeoutInSeconds: sendTimeout.toSeconds(),
    isSslVerifyDisabled: options.trustAnyServerCertificate ?? false,
  };
}

function timeoutsOf({
  connectTimeout = Duration.seconds(60),
  readTimeout = Duration.seconds(10),
  sendTimeout = Duration.seconds(10),
}: HttpBackendOptions): Required<Pick<HttpBackendOptions, 'connectTimeout' | 'readTimeout' | 'sendTimeout'>> {
  return { connectTimeout, readTimeout, sendTimeout };
}

function checkTimeout(checks: PropChecks, prop: string, timeout: Duration, most: number): void {
  checks.ofKind({ [prop]: timeout }, { [prop]: KIND.duration }, 'backend.');
  const seconds = timeout.toSeconds();
  checks.expect(seconds >= 1 && seconds <= most, {
    prop: `backend.${prop}`,
    wrong: 'is out of range',
    got: `${String(seconds)} s`,
    expected: `1 to ${String(most)} seconds`,
  });
}
