// Ends TLS and passes the bytes on as they are: the Node client speaks https
// only, a local control plane http.
import net from 'node:net';
import tls from 'node:tls';

/** Listens on a free port of `localhost` for what is to reach `target`, a URL.
 * Resolves to the server, a `net.Server`. */
export function terminate(target, { key, cert }) {
  const { hostname, port } = new URL(target);
  const server = tls.createServer({ key, cert }, (client) => {
    const upstream = net.connect({ host: hostname, port: Number(port) });
    // Either end that goes takes the other with it.
    client.on('error', () => upstream.destroy()).on('close', () => upstream.destroy());
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, 'localhost', () => resolve(server));
  });
}
