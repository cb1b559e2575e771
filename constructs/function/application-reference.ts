import type { FunctionConfig } from './function-config';
import type { PropNames } from '../prop-names';

/** Processors that an application's functions may run on; an image has to be built for them. */
export type ApplicationShape = 'GENERIC_X86' | 'GENERIC_ARM' | 'GENERIC_X86_ARM';

/** Each of them, as OCI spells it. */
export const APPLICATION_SHAPES: readonly ApplicationShape[] = ['GENERIC_X86', 'GENERIC_ARM', 'GENERIC_X86_ARM'];

/** What is known of an application; what is left out is not checked. */
export interface ApplicationAttributes {
  /** OCID of the application. */
  readonly applicationId: string;
  /**
   * Which processors its functions run on.
   *
   * @default - unknown
   */
  readonly shape?: ApplicationShape;
  /**
   * Environment variables of every function.
   *
   * @default - unknown
   */
  readonly config?: FunctionConfig;
  /**
   * Whether its functions can be traced.
   *
   * @default - unknown
   */
  readonly tracingEnabled?: boolean;
  /**
   * Whether its functions may call out beyond OCI's own services.
   *
   * @default - unknown
   */
  readonly functionsReachInternet?: boolean;
}

export const APPLICATION_ATTRIBUTES: PropNames<ApplicationAttributes> = {
  applicationId: true,
  shape: true,
  config: true,
  tracingEnabled: true,
  functionsReachInternet: true,
};

/** An application that functions can be added to, whoever made it. */
export interface IFunctionsApplication extends ApplicationAttributes {
  /**
   * Tells the application of a function that is about to be added to it.
   *
   * @returns why it cannot be added, for example because its name is taken; nothing when it can.
   */
  tryAddFunction?(displayName: string): string | undefined;
}
