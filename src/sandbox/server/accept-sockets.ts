import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import type { Platform } from '../world/platform.ts';
import { isOwnHost } from './guard-host.ts';

const SOCKET_PATH = '/link/';

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}

export interface SocketDoor {
  issueUrl(app: InstalledApp): string;
  stop(): void;
}

/** Socket Mode's door: a WebSocket on the same origin, opened by a ticket that works once. */
export function acceptSockets(server: Server, platform: Platform, deliveries: Deliveries): SocketDoor {
  const door = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', platform.origin);
    if (!isOwnHost(request.headers.host, Number(new URL(platform.origin).port))) {
      return refuse(socket, '403 Forbidden');
    }
    const app = platform.apps.find((candidate) => candidate.id === url.searchParams.get('app_id'));
    const ticket = url.searchParams.get('ticket') ?? '';
    if (url.pathname !== SOCKET_PATH || !app || !deliveries.socketOf(app).takeTicket(ticket)) {
      return refuse(socket, '404 Not Found');
    }
    return door.handleUpgrade(request, socket, head, (client) => deliveries.socketOf(app).admit(client));
  });
  return {
    issueUrl(app) {
      const ticket = deliveries.socketOf(app).issueTicket();
      return `${platform.origin.replace('http', 'ws')}${SOCKET_PATH}?ticket=${ticket}&app_id=${app.id}`;
    },
    stop() {
      for (const client of door.clients) client.terminate();
      door.close();
    },
  };
}
