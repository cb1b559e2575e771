/** `oci_functions_application` */
export interface FunctionsApplication {
  readonly address: string;
  readonly id: string;
  readonly compartmentId: string;
  readonly displayName: string;
  readonly shape: string;
  /** Whether the cloud runs no image without the signature of one of the application's keys. */
  readonly signedImagesOnly: boolean;
  /** Environment of every function of the application; a function's own value wins. */
  readonly config: Readonly<Record<string, string>>;
}

/** `oci_functions_function` */
export interface OciFunction {
  readonly address: string;
  readonly id: string;
  readonly applicationId: string;
  readonly displayName: string;
  /** `<registry host>/<namespace>/<repository>:<tag>` */
  readonly image: string;
  /** MiB */
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly config: Readonly<Record<string, string>>;
}
