import { createServer } from 'node:http';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import type { Certificate } from './certificate';

/** What a proxy was asked for. */
export interface SeenConnect {
  /** `<host>:<port>`. */
  readonly target: string;
  readonly authorization?: string;
}

/** A proxy that leads every host to one server on this machine, behind that host's certificate. */
export interface ConnectProxy {
  readonly port: number;
  readonly seen: readonly SeenConnect[];
  stop(): Promise<void>;
}

const REFUSALS = {
  refuses: '403 Forbidden',
  'wants a login': '407 Proxy Authentication Required',
  'is down': '503 Service Unavailable',
} as const;

/** How a proxy answers: leads on, with a status of its own, or not at all. */
export type ProxyMood = 'leads' | 'is silent' | keyof typeof REFUSALS;

/** @param to port of the plain server that TLS is ended for */
export async function startConnectProxy(
  to: number,
  certificate: Certificate | undefined,
  mood: ProxyMood = 'leads',
): Promise<ConnectProxy> {
  const seen: SeenConnect[] = [];
  const sockets = new Set<Socket>();
  const joined = (one: Socket, other: Socket): void => {
    for (const socket of [one, other]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        one.destroy();
        other.destroy();
      });
    }
    one.pipe(other).pipe(one);
  };
  const ender = tls.createServer({ key: certificate?.key, cert: certificate?.cert }, (inner) => {
    joined(inner, net.connect(to, '127.0.0.1'));
  });
  ender.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => ender.listen(0, '127.0.0.1', resolve));
  const proxy = createServer();
  proxy.on('connect', ({ url = '', headers }, socket: Socket) => {
    seen.push({ target: url, authorization: headers['proxy-authorization'] });
    sockets.add(socket);
    socket.on('error', () => undefined);
    if (mood === 'is silent') return;
    if (mood !== 'leads') {
      socket.end(`HTTP/1.1 ${REFUSALS[mood]}\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const outer = net.connect((ender.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      joined(socket, outer);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    seen,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([proxy, ender].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
