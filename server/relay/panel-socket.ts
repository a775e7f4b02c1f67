/** Socket.IO's types, with what a panel and we say to each other. */
import type { Namespace, Server, Socket } from 'socket.io';
import type { PanelToServerEvents, ServerToPanelEvents } from '../../shared/panel-protocol.ts';
import type { Admission } from '../access/access-table.ts';
import type { ViewerSession } from '../access/viewer-session.ts';

interface PanelData {
  viewer: ViewerSession;
  admission: Admission;
  expiry?: NodeJS.Timeout;
  /** What it reads. */
  language?: string;
}

/** Nodes say nothing to each other. */
type BetweenServers = Record<string, never>;

export type PanelServer = Server<PanelToServerEvents, ServerToPanelEvents, BetweenServers, PanelData>;
export type PanelNamespace = Namespace<PanelToServerEvents, ServerToPanelEvents, BetweenServers, PanelData>;
export type PanelSocket = Socket<PanelToServerEvents, ServerToPanelEvents, BetweenServers, PanelData>;
