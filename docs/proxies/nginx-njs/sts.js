// Makes one signed JWT (RS256) for the user whom nginx has logged in. The name of the signing key, which is also its kid, is in the
// file "current"; NAME.key is the private key in PEM (PKCS#8). Both are read anew for each token, so that rolling a key needs no
// restart.
import fs from 'fs';

const FOLDER = '/etc/nginx/signet/';
const ISSUER = 'https://proxy.example.com';
const AUDIENCE = 'urn:backend';
const LIFETIME_SECONDS = 300;
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

function base64url(bytes) {
  return Buffer.from(bytes).toString('base64url');
}

function part(object) {
  return base64url(JSON.stringify(object));
}

function pkcs8(pem) {
  const base64 = pem.split('\n').filter((line) => line.length > 0 && line[0] !== '-').join('');
  return Buffer.from(base64, 'base64');
}

function claims(variables) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: variables.remote_user,
    groups: variables.signet_groups.split(',').filter((group) => group.length > 0),
    iat: now,
    exp: now + LIFETIME_SECONDS,
  };
}

// Every await stands alone: njs 0.7 ends the worker when one is an argument of a call.
async function token(request) {
  if (!request.variables.remote_user) {
    request.return(401);
    return;
  }
  try {
    const kid = fs.readFileSync(FOLDER + 'current', 'utf8').trim();
    const pem = fs.readFileSync(FOLDER + kid + '.key', 'utf8');
    const key = await crypto.subtle.importKey('pkcs8', pkcs8(pem), RS256, false, ['sign']);
    const input = part({ alg: 'RS256', kid: kid }) + '.' + part(claims(request.variables));
    const signature = await crypto.subtle.sign(RS256, key, input);
    request.headersOut['X-Signet-Token'] = input + '.' + base64url(signature);
    request.return(204);
  } catch (e) {
    // no detail: it could be a part of the key
    request.error('the token could not be signed');
    request.return(500);
  }
}

export default { token };
