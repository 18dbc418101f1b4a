package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates vouch for a key server, and which keys are found at all. */
class KeyServersTest {
  @TempDir private Path folder;

  @Test
  void javasOwnCertificatesVouchNoMore() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='s' location='s.p12' password='${env.KEYS_PASSWORD}'/>",
            "<ssl id='tls' keyStoreRef='s' trustDefaultCerts='true'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' sslRef='tls'/>")
        .keyStore("resources/security/s.p12", "RSA", "k")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:3: ssl \"tls\": trustDefaultCerts: stricter: true there: Java's "
                + "own certificates vouch for the key server too; here only those of the key "
                + "store do. Where the key server's certificate comes from a public authority, "
                + "take jwkTrustStoreRef out",
            Server.isRealm("server.xml:4: mpJwt \"a\""),
            Server.injects("server.xml:4: mpJwt \"a\""),
            Server.notRead("server.xml:4: mpJwt \"a\""),
            Server.takenOut("server.xml:4: mpJwt \"a\""))
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
            "            'jwkTrustStoreRef': 's',",
            "            'realmName': 'i',",
            "            'userIdentifier': 'upn',",
            "            'groupIdentifier': 'groups',",
            "            'clockSkew': '5m'",
            "        }",
            "    ],",
            "    'keyStores': [",
            "        {",
            "            'id': 's',",
            "            'location': 'resources/security/s.p12',",
            "            'password': '${env.KEYS_PASSWORD}'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void whetherJavasOwnCertificatesVouchIsNotKnown() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='U' value='${env.T}'/>",
            "<keyStore id='s' location='s.p12' password='${env.KEYS_PASSWORD}'/>",
            "<ssl id='tls' keyStoreRef='s' trustDefaultCerts='${T}'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' sslRef='tls'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:4: ssl \"tls\": trustDefaultCerts: to do: is not known here; "
                + "where it is true: Java's own certificates vouch for the key server too; "
                + "here only those of the key store do. Where the key server's certificate "
                + "comes from a public authority, take jwkTrustStoreRef out",
            Server.isRealm("server.xml:5: mpJwt \"a\""),
            Server.injects("server.xml:5: mpJwt \"a\""),
            Server.notRead("server.xml:5: mpJwt \"a\""),
            Server.takenOut("server.xml:5: mpJwt \"a\""));
  }

  @Test
  void javasOwnCertificatesNeverVouched() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='T' defaultValue='false'/>",
            "<keyStore id='s' location='s.p12' password='${env.KEYS_PASSWORD}'/>",
            "<ssl id='tls' keyStoreRef='s' trustDefaultCerts='${T}' verifyHostname='true'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' sslRef='tls'/>")
        .migrate()
        .reports(
            1,
            0,
            Server.isRealm("server.xml:5: mpJwt \"a\""),
            Server.injects("server.xml:5: mpJwt \"a\""),
            Server.notRead("server.xml:5: mpJwt \"a\""),
            Server.takenOut("server.xml:5: mpJwt \"a\""));
  }

  @Test
  void theHostNameIsVerifiedWhateverTheSslSays() throws Exception {
    Server.in(folder)
        .xml(
            "<sslDefault sslRef='all'/>",
            "<keyStore id='s' location='s.p12' password='${env.KEYS_PASSWORD}'/>",
            "<ssl id='all' keyStoreRef='s' verifyHostname='false'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:4: ssl \"all\": verifyHostname: stricter: the name of the key "
                + "server is always verified here: its certificate has to name the host of the "
                + "address",
            Server.takenOut("server.xml:5: openidConnectClient \"RS\""));
  }

  @Test
  void aRingThatVouchesForTheKeyServerTakesNoDefinitionWithIt() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='ring' type='JCERACFKS' location='safkeyring:///R'/>",
            "<ssl id='tls' keyStoreRef='ring'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' sslRef='tls'/>")
        .migrate()
        .reports(
            1,
            0,
            Server.isRealm("server.xml:4: mpJwt \"a\""),
            "server.xml:4: mpJwt \"a\": sslRef: to do: refers to \"ring\", which is no "
                + "PKCS12 or JKS file; it vouches for the key server alone, so Java's own "
                + "certificates do that here: where they do not, export the certificates into "
                + "a PKCS12 file and name it with jwkTrustStoreRef",
            Server.injects("server.xml:4: mpJwt \"a\""),
            Server.notRead("server.xml:4: mpJwt \"a\""),
            Server.takenOut("server.xml:4: mpJwt \"a\""))
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
            "            'clockSkew': '5m'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void anSslThatIsNotThereTakesNoDefinitionWithIt() throws Exception {
    Server.in(folder)
        .xml(
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' sslRef='nowhere'/>")
        .migrate()
        .reports(
            1,
            0,
            Server.isRealm("server.xml:2: mpJwt \"a\""),
            "server.xml:2: mpJwt \"a\": sslRef: to do: is the id of no ssl in the files; "
                + "it vouches for the key server alone, so Java's own certificates do that "
                + "here: where they do not, export the certificates into a PKCS12 file and "
                + "name it with jwkTrustStoreRef",
            Server.injects("server.xml:2: mpJwt \"a\""),
            Server.notRead("server.xml:2: mpJwt \"a\""),
            Server.takenOut("server.xml:2: mpJwt \"a\""))
        .has("'jwkEndpointUrl': 'https://k.example.com/',", "'realmName': 'i',");
  }

  @Test
  void aTrustStoreThatIsNotThereTakesNoDefinitionWithIt() throws Exception {
    Server.in(folder)
        .xml(
            "<ssl id='defaultSSLConfig' trustStoreRef='nowhere'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": sslRef: to do: refers to "
                + "\"nowhere\", which is no keyStore in the files; it vouches for the key "
                + "server alone, so Java's own certificates do that here: where they do not, "
                + "export the certificates into a PKCS12 file and name it with jwkTrustStoreRef",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""));
  }

  @Test
  void aRingThatHoldsTheKeyItselfLeavesTheDefinitionOut() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='ring' type='JCERACFKS' location='safkeyring:///R'/>",
            "<ssl id='tls' keyStoreRef='ring'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' keyName='k' sslRef='tls'/>")
        .migrate()
        .reports(
            0,
            1,
            "server.xml:4: mpJwt \"a\": sslRef: left out: refers to \"ring\", which is "
                + "no PKCS12 or JKS file: export the certificates and name them with "
                + "publicKeyLocation");
  }

  @Test
  void anSslThatIsNotThereLeavesOutADefinitionWithItsKey() throws Exception {
    Server.in(folder)
        .xml("<mpJwt id='a' issuer='i' audiences='urn:app' keyName='k' sslRef='nowhere'/>")
        .migrate()
        .reports(
            0, 1, "server.xml:2: mpJwt \"a\": sslRef: left out: is the id of no ssl in the files");
  }

  @Test
  void theOnlyCertificateOfATrustStoreHasToBeNamed() throws Exception {
    Server.in(folder)
        .xml("<mpJwt issuer='i'/>")
        .migrate()
        .reports(
            0,
            1,
            "server.xml:2: mpJwt: keyName: left out: neither keyName nor jwksUri says "
                + "which key it is; there it is the only certificate of the trust store: name "
                + "its alias in keyName; where an application's microprofile-config.properties "
                + "says it, name that by --mp-config");
  }

  @Test
  void whatAStoreNeedsIsSaidOnceForAllThatNeedIt() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='s' location='s.p12' password='do-not-show-me' readOnly='true'/>",
            "<ssl id='tls' keyStoreRef='s'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' sslRef='tls'/>",
            "<mpJwt id='b' issuer='j' audiences='urn:app' keyName='k' sslRef='tls'/>")
        .migrate()
        .reports(
            2,
            0,
            "server.xml:2: keyStore \"s\": password: to do: is not copied: set the "
                + "environment variable S_PASSWORD to it",
            "server.xml:2: keyStore \"s\": readOnly: not carried: Signet never writes to "
                + "a key store",
            Server.isRealm("server.xml:4, 5: mpJwt \"a\", \"b\""),
            Server.injects("server.xml:4, 5: mpJwt \"a\", \"b\""),
            Server.notRead("server.xml:4, 5: mpJwt \"a\", \"b\""),
            Server.takenOut("server.xml:4, 5: mpJwt \"a\", \"b\""))
        .couldNotCheck(
            "keyStores[0].password: the environment variable S_PASSWORD is not set",
            "issuers[0].jwkTrustStoreRef: the key store "
                + "SERVER/resources/security/s.p12 does not exist",
            "issuers[1].trustAliasName: the key store "
                + "SERVER/resources/security/s.p12 does not exist")
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
            "            'jwkTrustStoreRef': 's',",
            "            'realmName': 'i',",
            "            'userIdentifier': 'upn',",
            "            'groupIdentifier': 'groups',",
            "            'clockSkew': '5m'",
            "        },",
            "        {",
            "            'id': 'b',",
            "            'inboundPropagation': 'supported',",
            "            'headerName': 'Authorization',",
            "            'issuerIdentifier': 'j',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'trustStoreRef': 's',",
            "            'trustAliasName': 'k',",
            "            'realmName': 'j',",
            "            'userIdentifier': 'upn',",
            "            'groupIdentifier': 'groups',",
            "            'clockSkew': '5m'",
            "        }",
            "    ],",
            "    'keyStores': [",
            "        {",
            "            'id': 's',",
            "            'location': 'resources/security/s.p12',",
            "            'password': '${env.S_PASSWORD}'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void aStoreOfADefinitionThatIsLeftOutIsNotMentioned() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='s' location='s.p12' password='do-not-show-me'/>",
            "<mpJwt id='b' issuer='j' audiences='urn:app' signatureAlgorithm='HS256' "
                + "keyName='k'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' jwksUri='https://k.example.com/'/>")
        .migrate()
        .reports(
            1,
            1,
            "server.xml:3: mpJwt \"b\": signatureAlgorithm: left out: HS256 is not "
                + "supported: a shared secret can sign as well as verify; let the proxy sign "
                + "with a private key",
            Server.isRealm("server.xml:4: mpJwt \"a\""),
            Server.injects("server.xml:4: mpJwt \"a\""),
            Server.notRead("server.xml:4: mpJwt \"a\""),
            Server.takenOut("server.xml:4: mpJwt \"a\""));
  }
}
