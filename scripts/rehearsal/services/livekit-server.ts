/**
 * A real livekit-server for the rehearsal, private and empty: rooms and WebRTC on loopback alone. Called by the live
 * line's stage, by tests and by benchmarks. It has no SIP: the stand-in gateway answers in its front.
 */
import { randomBytes } from 'node:crypto';
import { buildLiveKitServer } from './build-livekit-server.js';
import { findOnPath, startChildServer } from './child-server.js';

export interface LiveKitServer {
  /** For clients of the room and of the API alike. */
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  close(): Promise<void>;
}

/** Its full path. Where it is not on the PATH it is built, once for this user; without Go this rejects with what to install. */
export const liveKitServerProgram = async (env: NodeJS.ProcessEnv = process.env): Promise<string> =>
  findOnPath('livekit-server', env['PATH']) ?? (await buildLiveKitServer(env));

/** Starts livekit-server on a free port; resolves when it takes connections. Rejects as {@link liveKitServerProgram}. */
export async function startLiveKitServer(env: NodeJS.ProcessEnv = process.env): Promise<LiveKitServer> {
  const program = await liveKitServerProgram(env);
  const apiKey = 'APIrehearsal';
  const apiSecret = randomBytes(32).toString('hex');
  const { port, close } = await startChildServer({
    program,
    args: (freePort) => ['--config-body', JSON.stringify(configOf(freePort, { [apiKey]: apiSecret }))],
    ready: /starting LiveKit server/,
    // Asked to end, it waits for the last participant to leave; asked in its first 100 ms, for ever.
    endedBy: 'KILL',
  });
  return { url: `ws://127.0.0.1:${port}`, apiKey, apiSecret, close };
}

/** Signals over TCP and media over UDP, on the same number. Nothing leaves loopback, nor asks who we are outside. */
const configOf = (port: number, keys: Readonly<Record<string, string>>) => ({
  port,
  bind_addresses: ['127.0.0.1'],
  rtc: {
    udp_port: port,
    tcp_port: 0,
    node_ip: '127.0.0.1',
    interfaces: { includes: [process.platform === 'darwin' ? 'lo0' : 'lo'] },
    enable_loopback_candidate: true,
    use_external_ip: false,
    // Its clients would ask those of the Internet, and where there is none wait for their addresses, a thread each.
    stun_servers: ['127.0.0.1:9'],
  },
  keys,
});
