/** Every name that the props may have, those of each form where they have several. */
export type NameOf<Props> = Props extends unknown ? keyof Props & string : never;

/** A table of every name that the props may have, so that the compiler misses a new one. */
export type PropNames<Props> = Readonly<Record<NameOf<Props>, true>>;

/** The props of these names alone, for a construct that takes no others. */
export function pickedProps<Props extends object, Name extends keyof Props & string>(
  props: Props,
  names: Readonly<Record<Name, unknown>>,
): Pick<Props, Name> {
  return Object.fromEntries(Object.entries(props).filter(([name]) => Object.hasOwn(names, name))) as Pick<Props, Name>;
}
