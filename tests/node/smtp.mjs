// A real SMTP server for AlertingMailTests. Its one argument is JSON:
//   { startTls, key, cert, user, password, refuseFirst }
// It prints {"port": N} and then a line for every message: { from, to, secure, user, raw } (raw in base64).
// It ends when its standard input does.
import { SMTPServer } from 'smtp-server';

const options = JSON.parse(process.argv[2] ?? '{}');
let refusals = options.refuseFirst ?? 0;

const print = (value) => process.stdout.write(JSON.stringify(value) + '\n');

const server = new SMTPServer({
  ...(options.cert ? { key: options.key, cert: options.cert } : {}),
  hideSTARTTLS: !options.startTls,
  disabledCommands: [...(options.startTls ? [] : ['STARTTLS']), ...(options.user ? [] : ['AUTH'])],
  authOptional: !options.user,
  disableReverseLookup: true,
  onAuth(auth, session, done) {
    const welcome = auth.username === options.user && auth.password === options.password;
    done(welcome ? null : new Error('Wrong user or password'), welcome ? { user: auth.username } : undefined);
  },
  onRcptTo(address, session, done) {
    if (address.address.startsWith('refused@')) {
      done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
    } else if (refusals > 0) {
      refusals--;
      done(Object.assign(new Error('Try again later'), { responseCode: 451 }));
    } else {
      done();
    }
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      print({
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map((recipient) => recipient.address),
        secure: session.secure,
        user: session.user ?? null,
        raw: Buffer.concat(chunks).toString('base64'),
      });
      done();
    });
  },
});

server.on('error', () => {}); // a client that hangs up is the test's business
server.listen(0, '127.0.0.1', () => print({ port: server.server.address().port }));
process.stdin.resume().on('end', () => process.exit(0));
