package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a token is good. */
class TokenReuseTest {
  @TempDir private Path folder;

  @Test
  void theFirstLineSaysWhatBecomesOfAProxyWithOneTokenAllSessionLong() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='defaultKeyStore' password='${env.KEYS_PASSWORD}'/>",
            "<openidConnectClient",
            "  id='RS'",
            "  inboundPropagation='required'",
            "  issuerIdentifier='https://www.myidp.ibm.com'",
            "  audiences='ALL_AUDIENCES'",
            "  signatureAlgorithm='RS256'",
            "  trustStoreRef='defaultKeyStore'",
            "  trustAliasName='rsakey1'",
            "  realmName='defaultRealm'",
            "  groupIdentifier='groups'",
            "  headerName='jwt'",
            "/>")
        .keyStore("resources/security/key.p12", "RSA", "rsakey1")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": tokenReuse: stricter: false, as "
                + "there: a token is good for one request, and here it must have a jti; a "
                + "proxy that sends one token all session long gets 401: for such a proxy run "
                + "this again with --token-reuse=true",
            "server.xml:3: openidConnectClient \"RS\": uniqueUserIdentifier: stricter: "
                + "unset there: a claim uniqueSecurityName, where a token has it, is the "
                + "user's id; here the id is user:<realm>/<name>",
            "server.xml:3: openidConnectClient \"RS\": audiences: to do: accepts tokens "
                + "for anybody, as there: name your own audience",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'RS',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'https://www.myidp.ibm.com',",
            "            'audiences': 'ALL_AUDIENCES',",
            "            'signatureAlgorithm': 'RS256',",
            "            'trustStoreRef': 'defaultKeyStore',",
            "            'trustAliasName': 'rsakey1',",
            "            'realmName': 'defaultRealm',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groups',",
            "            'clockSkew': '300s',",
            "            'tokenReuse': false",
            "        }",
            "    ],",
            "    'keyStores': [",
            "        {",
            "            'id': 'defaultKeyStore',",
            "            'location': 'resources/security/key.p12',",
            "            'password': '${env.KEYS_PASSWORD}'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void askedForATokenIsGoodForEveryRequest() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='defaultKeyStore' password='${env.KEYS_PASSWORD}'/>",
            "<openidConnectClient",
            "  id='RS'",
            "  inboundPropagation='required'",
            "  issuerIdentifier='https://www.myidp.ibm.com'",
            "  audiences='ALL_AUDIENCES'",
            "  signatureAlgorithm='RS256'",
            "  trustStoreRef='defaultKeyStore'",
            "  trustAliasName='rsakey1'",
            "  realmName='defaultRealm'",
            "  groupIdentifier='groups'",
            "  headerName='jwt'",
            "/>")
        .keyStore("resources/security/key.p12", "RSA", "rsakey1")
        .migrate("--token-reuse=true")
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": uniqueUserIdentifier: stricter: "
                + "unset there: a claim uniqueSecurityName, where a token has it, is the "
                + "user's id; here the id is user:<realm>/<name>",
            "server.xml:3: openidConnectClient \"RS\": audiences: to do: accepts tokens "
                + "for anybody, as there: name your own audience",
            "server.xml:3: openidConnectClient \"RS\": tokenReuse: looser: true, by "
                + "--token-reuse: a token is good for any number of requests; there one with a "
                + "jti is good for one",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .has("'clockSkew': '300s',", "'tokenReuse': true");
  }

  @Test
  void askedForATokenIsGoodForOneRequest() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='defaultKeyStore' password='${env.KEYS_PASSWORD}'/>",
            "<openidConnectClient",
            "  id='RS'",
            "  inboundPropagation='required'",
            "  issuerIdentifier='https://www.myidp.ibm.com'",
            "  audiences='ALL_AUDIENCES'",
            "  signatureAlgorithm='RS256'",
            "  trustStoreRef='defaultKeyStore'",
            "  trustAliasName='rsakey1'",
            "  realmName='defaultRealm'",
            "  groupIdentifier='groups'",
            "  headerName='jwt'",
            "/>")
        .keyStore("resources/security/key.p12", "RSA", "rsakey1")
        .migrate("--token-reuse=false")
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": uniqueUserIdentifier: stricter: "
                + "unset there: a claim uniqueSecurityName, where a token has it, is the "
                + "user's id; here the id is user:<realm>/<name>",
            "server.xml:3: openidConnectClient \"RS\": audiences: to do: accepts tokens "
                + "for anybody, as there: name your own audience",
            "server.xml:3: openidConnectClient \"RS\": tokenReuse: stricter: false, as "
                + "there: a token is good for one request, and here it must have a jti",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .has("'clockSkew': '300s',", "'tokenReuse': false");
  }

  @Test
  void whatServerXmlSaysIsNotOverruled() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='defaultKeyStore' password='${env.KEYS_PASSWORD}'/>",
            "<openidConnectClient",
            "  id='RS'",
            "  inboundPropagation='required'",
            "  issuerIdentifier='https://www.myidp.ibm.com'",
            "  audiences='ALL_AUDIENCES'",
            "  signatureAlgorithm='RS256'",
            "  trustStoreRef='defaultKeyStore'",
            "  trustAliasName='rsakey1'",
            "  realmName='defaultRealm'",
            "  groupIdentifier='groups'",
            "  headerName='jwt' tokenReuse='false'",
            "/>")
        .keyStore("resources/security/key.p12", "RSA", "rsakey1")
        .migrate("--token-reuse=true")
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": uniqueUserIdentifier: stricter: "
                + "unset there: a claim uniqueSecurityName, where a token has it, is the "
                + "user's id; here the id is user:<realm>/<name>",
            "server.xml:3: openidConnectClient \"RS\": audiences: to do: accepts tokens "
                + "for anybody, as there: name your own audience",
            "server.xml:3: openidConnectClient \"RS\": tokenReuse: stricter: false, as "
                + "there: a token is good for one request, and here it must have a jti",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .has("'tokenReuse': false");
  }

  @Test
  void whatComesFirstIsSaidOfAllDefinitionsAtOnce() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='defaultKeyStore' password='${env.KEYS_PASSWORD}'/>",
            "<openidConnectClient",
            "  id='RS'",
            "  inboundPropagation='required'",
            "  issuerIdentifier='https://www.myidp.ibm.com'",
            "  audiences='ALL_AUDIENCES'",
            "  signatureAlgorithm='RS256'",
            "  trustStoreRef='defaultKeyStore'",
            "  trustAliasName='rsakey1'",
            "  realmName='defaultRealm'",
            "  groupIdentifier='groups'",
            "  headerName='jwt'",
            "/>",
            "<openidConnectClient id='two' inboundPropagation='required' "
                + "headerName='jwt' realmName='r'",
            "    issuerIdentifier='two' audiences='urn:app' signatureAlgorithm='RS256'",
            "    mapIdentityToRegistryUser='true' jwkEndpointUrl='https://k.example.com/'/>")
        .keyStore("resources/security/key.p12", "RSA", "rsakey1")
        .migrate()
        .reports(
            2,
            0,
            "server.xml:3, 15: openidConnectClient \"RS\", \"two\": tokenReuse: "
                + "stricter: false, as there: a token is good for one request, and here it "
                + "must have a jti; a proxy that sends one token all session long gets 401: "
                + "for such a proxy run this again with --token-reuse=true",
            "server.xml:3: openidConnectClient \"RS\": uniqueUserIdentifier: stricter: "
                + "unset there: a claim uniqueSecurityName, where a token has it, is the "
                + "user's id; here the id is user:<realm>/<name>",
            "server.xml:3: openidConnectClient \"RS\": audiences: to do: accepts tokens "
                + "for anybody, as there: name your own audience",
            Server.takenOut("server.xml:3, 15: openidConnectClient \"RS\", \"two\""));
  }

  @Test
  void anMpJwtLetsATokenInAgainUnlessItSaysOtherwise() throws Exception {
    Server.in(folder)
        .xml(
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' tokenReuse='false'/>")
        .migrate()
        .reports(
            1,
            0,
            Server.isRealm("server.xml:2: mpJwt \"a\""),
            "server.xml:2: mpJwt \"a\": tokenReuse: stricter: false, as there; here a "
                + "token must have a jti",
            Server.injects("server.xml:2: mpJwt \"a\""),
            Server.notRead("server.xml:2: mpJwt \"a\""),
            Server.takenOut("server.xml:2: mpJwt \"a\""))
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'a',",
            "            'inboundPropagation': 'supported',",
            "            'headerName': 'Authorization',",
            "            'issuerIdentifier': 'i',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/',",
            "            'realmName': 'i',",
            "            'userIdentifier': 'upn',",
            "            'groupIdentifier': 'groups',",
            "            'clockSkew': '5m',",
            "            'tokenReuse': false",
            "        }",
            "    ]",
            "}");
  }
}
