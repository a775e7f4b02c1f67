/** The views of `/home` for rooms and streams: `/home?view=<kind>`. */
const viewKinds = ['projector', 'overlay'] as const;

export type ViewKind = (typeof viewKinds)[number];

/** The view that a query names; `undefined`: the page itself. */
export function viewKind(named: unknown): ViewKind | undefined {
  return viewKinds.find((kind) => kind === named);
}
