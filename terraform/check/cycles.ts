/**
 * The cycles in a graph of references, each as the addresses on the way round, the first one again at the end.
 *
 * Terraform orders whole blocks, so two blocks that refer to each other are a cycle even where their attributes are not.
 */
export function findCycles(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const finished = new Set<string>();
  const visit = (address: string, path: readonly string[]): void => {
    const start = path.indexOf(address);
    if (start >= 0) {
      cycles.push([...path.slice(start), address]);
      return;
    }
    if (!finished.has(address)) {
      for (const next of edges.get(address) ?? []) {
        visit(next, [...path, address]);
      }
      finished.add(address);
    }
  };
  for (const address of edges.keys()) {
    visit(address, []);
  }
  return cycles;
}
