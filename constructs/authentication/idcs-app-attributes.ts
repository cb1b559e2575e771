const APP_SCHEMA = 'urn:ietf:params:scim:schemas:oracle:idcs:App';

/** What every app of an identity domain has, whatever it is for. */
export function appAttributes(domainUrl: string): {
  readonly idcsEndpoint: string;
  readonly schemas: string[];
  readonly basedOnTemplate: { readonly value: string };
  readonly active: boolean;
  readonly forceDelete: boolean;
  readonly lifecycle: { readonly ignoreChanges: string[] };
} {
  return {
    idcsEndpoint: domainUrl,
    schemas: [APP_SCHEMA],
    basedOnTemplate: { value: 'CustomWebAppTemplateId' },
    active: true,
    // An active app cannot be deleted otherwise.
    forceDelete: true,
    // The service adds an extension of its own, which would show as a change for ever.
    lifecycle: { ignoreChanges: ['schemas'] },
  };
}
