/** `serve` and `watch --web` as a person starts them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Bureau, RobotProcess } from '../commands/robot-process.ts';
import { csvText, purchase } from '../support/batch.ts';
import { freePort, served } from './chromium.ts';

function bureau(configuration: Readonly<Record<string, unknown>> = {}): Bureau {
  const made = new Bureau(configuration);
  onTestFinished(() => made.remove());
  return made;
}

describe('serve', () => {
  test.each([['serve'], ['watch', '--web']])(
    '%s %s answers at the address that it tells, and ends when it is told',
    async (...command) => {
      const own = bureau();
      const page = await served(
        own,
        command.filter((part) => part !== undefined),
      );
      const answer = await fetch(`${page.address}lots`);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('Aucun lot n’a encore été reçu');
      const start = performance.now();
      expect(await page.end()).toBe(0);
      expect(performance.now() - start).toBeLessThan(8_000);
      expect(own.files('en-cours')).toEqual([]);
      await expect(fetch(`${page.address}lots`)).rejects.toThrow();
    },
  );

  test('refuses to be open to the network without a password', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
      const own = bureau({ web: { host, port: 4180 } });
      for (const command of [['serve'], ['watch', '--web']]) {
        const { exitCode, stderr } = await own.run(command, { limitMs: 8_000 });
        expect(exitCode, `${command} ${host}`).toBe(2);
        expect(stderr).toContain('sans mot de passe');
        expect(existsSync(own.path('registre.db'))).toBe(false);
      }
    }
  });

  test('says so where the password is short, the root is missing or the port is another’s', async () => {
    const short = await bureau({ web: { password: 'court' } }).run(['serve']);
    expect([short.exitCode, short.stderr]).toEqual([2, expect.stringContaining('12 à 200 caractères')]);

    const lost = bureau();
    lost.configure({ root: lost.path('absent') });
    const missing = await lost.run(['serve']);
    expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining('n’existe pas')]);

    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => {
      other.close();
    });
    await new Promise((done) => other.once('listening', done));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const own = bureau({ web: { port } });
    mkdirSync(own.path('en-cours'));
    const busy = await own.run(['serve'], { limitMs: 10_000 });
    expect([busy.exitCode, busy.stderr]).toEqual([3, expect.stringContaining('EADDRINUSE')]);
    expect(busy.stderr).toContain('web.port');
    expect(own.files('en-cours')).toEqual([]);

    const elsewhere = bureau({ web: { host: '192.0.2.1', port: 4180, password: 'une phrase longue' } });
    const refused = await elsewhere.run(['serve'], { limitMs: 10_000 });
    expect([refused.exitCode, refused.stderr]).toEqual([3, expect.stringContaining('web.host')]);
  });

  test('a robot whose page has no port does its work, says what to do, and serves the page once it can', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as AddressInfo;
    const own = bureau({ web: { port } });
    const robot = new RobotProcess(own, { options: ['--web'] });
    onTestFinished(async () => void (await robot.end()));
    await robot.until(() => robot.output.includes('La page n’est pas servie'), 'Word of the page');
    expect(robot.output).toContain(`le port ${port} est déjà pris (EADDRINUSE)`);
    expect(robot.output).toContain('web.port');
    writeFileSync(own.path('depot-ami/888_un.csv'), csvText(purchase('P1')));
    await robot.until(() => own.imports('888').length === 1, 'The import file');
    const [log = ''] = own.files('journaux');
    expect(readFileSync(own.path(`journaux/${log}`), 'utf8')).toContain('"event":"page-unavailable"');
    other.close();
    await robot.until(
      () => robot.output.includes(`La page est à l’adresse http://127.0.0.1:${port}/`),
      'The page',
    );
    expect((await fetch(`http://127.0.0.1:${port}/lots`)).status).toBe(200);
    expect((await robot.end()).exitCode).toBe(0);
  });

  test.each(['0.0.0.0', '::'])('on %s it tells that all addresses lead to it', async (host) => {
    const port = await freePort();
    const own = bureau({ web: { host, port, password: 'une phrase longue' } });
    const { stdout } = await own.run(['serve'], {
      limitMs: 20_000,
      onStart: (child) => child.stdout?.once('data', () => child.kill('SIGTERM')),
    });
    expect(stdout).toContain(`http://localhost:${port}/`);
    expect(stdout).toContain(`toutes les adresses de celle-ci (${host}, port ${port})`);
  });

  test('with --json tells its address and nothing else', async () => {
    const port = await freePort();
    const own = bureau({ web: { port } });
    const { stdout } = await own.run(['serve', '--json'], {
      limitMs: 20_000,
      onStart: (child) => child.stdout?.once('data', () => child.kill('SIGTERM')),
    });
    expect(JSON.parse(stdout)).toEqual({ url: `http://127.0.0.1:${port}/` });
  });
});
