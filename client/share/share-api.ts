import { routes } from '../../shared/routes.ts';
import type { MadeShare, NewShare, ShareList } from '../../shared/share.ts';
import type { ApiClient } from '../api/api-client.ts';

/** The links of one meeting, for its host. Every call rejects as `ApiClient` does. */
export interface ShareApi {
  list(): Promise<ShareList>;
  make(wanted: NewShare): Promise<MadeShare>;
  revoke(shareId: string): Promise<void>;
  /** The address of a link that this page has made; the server does not know it any more. */
  linkOf(shareId: string): string | undefined;
}

export function createShareApi(api: Pick<ApiClient, 'get' | 'send'>, meetingId: string): ShareApi {
  const links = new Map<string, string>();
  return {
    list: () => api.get(routes.shares(meetingId)),
    make: async (wanted) => {
      const made = await api.send<MadeShare>('POST', routes.shares(meetingId), wanted);
      links.set(made.share.id, made.link);
      return made;
    },
    revoke: (shareId) => api.send('DELETE', routes.share(meetingId, shareId)),
    linkOf: (shareId) => links.get(shareId),
  };
}
