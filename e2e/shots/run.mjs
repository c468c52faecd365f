// Takes pictures of the main screens: npm run shots -- FOLDER
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Say where the pictures go: npm run shots -- FOLDER');
  process.exit(2);
}
const { status } = spawnSync('npx', ['--no-install', 'playwright', 'test', '--config', 'shots/config.ts'], {
  cwd: resolve(import.meta.dirname, '..'),
  // npm changes the folder; INIT_CWD is where it was called.
  env: { ...process.env, SHOTS: resolve(process.env.INIT_CWD ?? '.', folder) },
  stdio: 'inherit',
});
process.exit(status ?? 1);
