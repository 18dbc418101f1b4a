package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings without a counterpart, and values without one. */
class UnknownSettingsTest {
  @TempDir private Path folder;

  @Test
  void whatNobodyAskedForIsSaidOfEachElement() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='s' location='s.p12' password='${env.KEYS_PASSWORD}' "
                + "madeUp='1' updateTrigger='mbean'>",
            "  <keyEntry name='k' keyPassword='do-not-show-me'/>",
            "</keyStore>",
            "<ssl id='tls' keyStoreRef='s' madeUp='1'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' madeUp='1' scope='openid' "
                + "disableLtpaCookie='true' jwkClientId='me' sslRef='tls'/>",
            "<mpJwt id='a' issuer='i' audiences='x' jwksUri='https://k.example.com/' "
                + "sslRef='tls'",
            "    madeUp='1' sharedKey='do-not-show-me' "
                + "useSystemPropertiesForHttpClientConnections='true'>",
            "  <own/>",
            "</mpJwt>")
        .migrate()
        .reports(
            2,
            0,
            "server.xml:2: keyStore \"s\": madeUp: not carried: Signet has nothing like it",
            "server.xml:2: keyStore \"s\": updateTrigger: not carried: key stores are "
                + "looked at every five seconds here",
            "server.xml:2: keyStore \"s\": keyEntry: not carried: a private key's "
                + "password must be that of its store",
            "server.xml:6: openidConnectClient \"RS\": madeUp: not carried: Signet has "
                + "nothing like it",
            "server.xml:6: openidConnectClient \"RS\": scope: not carried: belongs to "
                + "the login at the issuer's pages, which Signet does not do",
            "server.xml:6: openidConnectClient \"RS\": disableLtpaCookie: not carried: "
                + "every request is known by its own token here, with no session or cookie of "
                + "Signet's",
            "server.xml:6: openidConnectClient \"RS\": jwkClientId: not carried: keys "
                + "are fetched without a login here; the key server must give them to anybody",
            Server.takenOut("server.xml:6: openidConnectClient \"RS\""),
            Server.isRealm("server.xml:10: mpJwt \"a\""),
            Server.injects("server.xml:10: mpJwt \"a\""),
            Server.notRead("server.xml:10: mpJwt \"a\""),
            "server.xml:10: mpJwt \"a\": madeUp: not carried: Signet has nothing like it",
            "server.xml:10: mpJwt \"a\": sharedKey: not carried: HMAC is not supported",
            "server.xml:10: mpJwt \"a\": useSystemPropertiesForHttpClientConnections: "
                + "not carried: Signet has no settings for a proxy",
            "server.xml:10: mpJwt \"a\": own: not carried: Signet has nothing like it",
            Server.takenOut("server.xml:10: mpJwt \"a\""));
  }

  @Test
  void aFilterOfADefinitionThatIsLeftOutSaysNothing() throws Exception {
    Server.in(folder)
        .xml(
            "<authFilter id='f'>",
            "  <requestUrl urlPattern='/api'/>",
            "  <webApp name='a'/>",
            "</authFilter>",
            "<openidConnectClient id='RS' inboundPropagation='required' issuerIdentifier='i'",
            "    authFilterRef='f' signatureAlgorithm='none' "
                + "jwkEndpointUrl='https://k.example.com/'/>")
        .migrate()
        .reports(
            0,
            1,
            "server.xml:6: openidConnectClient \"RS\": signatureAlgorithm: left out: is "
                + "none of RS256 to RS512 and ES256 to ES512");
  }

  @Test
  void severalFiltersOfOneDefinition() throws Exception {
    Server.in(folder)
        .xml(
            "<authFilter id='f'><requestUrl urlPattern='/a'/></authFilter>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' authFilterRef='f'>",
            "  <authFilter><requestUrl urlPattern='/b'/></authFilter>",
            "</openidConnectClient>")
        .migrate()
        .reports(
            0,
            1,
            "server.xml:3: openidConnectClient \"RS\": authFilter: left out: has several "
                + "filters, and which one counts is unclear");
  }

  @Test
  void aFilterWithoutConditionsFitsEveryRequest() throws Exception {
    Server.in(folder)
        .xml(
            "<authFilter id='f'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' authFilterRef='f'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: authFilter \"f\": to do: has no condition: every request "
                + "fits, here as there",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .has("'tokenReuse': true");
  }

  @Test
  void aNumberAloneIsMillisecondsAndAWordIsNothing() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' clockSkew='30'/>",
            "<openidConnectClient id='two' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='j' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' clockSkew='soon'/>")
        .migrate()
        .reports(
            2,
            0,
            "server.xml:2: openidConnectClient \"RS\": clockSkew: to do: a number "
                + "without a unit is milliseconds there, and written so",
            Server.takenOut("server.xml:2, 6: openidConnectClient \"RS\", \"two\""),
            "server.xml:6: openidConnectClient \"two\": clockSkew: not carried: is no "
                + "duration such as 300s; Signet's own 60s counts")
        .has("'clockSkew': '30ms',");
  }

  @Test
  void tenMinutesAreTheMostThatClocksMayDiffer() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' clockSkew='600s'/>",
            "<openidConnectClient id='two' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='j' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' clockSkew='10m1s'/>")
        .migrate()
        .reports(
            2,
            0,
            Server.takenOut("server.xml:2, 6: openidConnectClient \"RS\", \"two\""),
            "server.xml:6: openidConnectClient \"two\": clockSkew: stricter: more than "
                + "600s is not possible here")
        .has("'clockSkew': '600s',");
  }

  @Test
  void encryptedTokensNeedTheServersOwnStore() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='own' location='own.p12' password='${env.KEYS_PASSWORD}'/>",
            "<ssl id='defaultSSLConfig' keyStoreRef='own'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' keyManagementKeyAlias='d'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:4: openidConnectClient \"RS\": keyManagementKeyAlias: stricter: "
                + "a token that is not encrypted is refused here",
            Server.takenOut("server.xml:4: openidConnectClient \"RS\""))
        .couldNotCheck(
            "issuers[0].jwkTrustStoreRef: the key store "
                + "SERVER/resources/security/own.p12 does not exist",
            "issuers[0].keyManagementKeyAlias: the key store "
                + "SERVER/resources/security/own.p12 does not exist")
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'RS',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'https://i.example.com',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/jwks',",
            "            'jwkTrustStoreRef': 'own',",
            "            'keyStoreRef': 'own',",
            "            'keyManagementKeyAlias': 'd',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true",
            "        }",
            "    ],",
            "    'keyStores': [",
            "        {",
            "            'id': 'own',",
            "            'location': 'resources/security/own.p12',",
            "            'password': '${env.KEYS_PASSWORD}'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void keysWithoutTlsAreWantedOrTheDefinitionIsLeftOut() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='http://k.example.com/jwks'/>",
            "<openidConnectClient id='two' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='j' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='http://k.example.com/jwks' httpsRequired='false'/>",
            "<mpJwt id='m' issuer='m' audiences='x' jwksUri='http://k.example.com/'/>")
        .migrate()
        .reports(
            2,
            1,
            "server.xml:2: openidConnectClient \"RS\": jwkEndpointUrl: left out: is not "
                + "https while httpsRequired is true: no key comes there",
            "server.xml:6: openidConnectClient \"two\": httpsRequired: to do: false, as "
                + "there: keys may come without TLS; for tests only",
            Server.takenOut("server.xml:6: openidConnectClient \"two\""),
            Server.isRealm("server.xml:10: mpJwt \"m\""),
            "server.xml:10: mpJwt \"m\": jwksUri: to do: keys come without TLS, as "
                + "there: anybody in between can forge them",
            Server.injects("server.xml:10: mpJwt \"m\""),
            Server.notRead("server.xml:10: mpJwt \"m\""),
            Server.takenOut("server.xml:10: mpJwt \"m\""))
        .has("'jwkEndpointUrl': 'http://k.example.com/jwks',", "'httpsRequired': false,");
  }

  @Test
  void aClaimWithADotIsOneNameThere() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' userIdentifier='a.b' "
                + "groupIdentifier='https://g.example.com/groups'/>")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has(
            "'userIdentifier': '\"a.b\"',",
            "'groupIdentifier': '\"https://g.example.com/groups\"',");
  }

  @Test
  void aClaimWithAQuoteCannotBeNamed() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' userIdentifier='a&quot;b'/>")
        .migrate()
        .reports(
            0,
            1,
            "server.xml:2: openidConnectClient \"RS\": userIdentifier: left out: a claim "
                + "with a quote in its name cannot be named here");
  }

  @Test
  void aRealmInAClaimNeedsTheListOfRealms() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmIdentifier='tenant' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": realmIdentifier: not carried: "
                + "needs the list of realms this issuer may speak for; until you write "
                + "realmIdentifier and realms in place of realmName, the realm is the issuer",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has("'realmName': 'https://i.example.com',");
  }

  @Test
  void metadataIsForOneIssuer() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='a b' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    "
                + "discoveryEndpointUrl='https://k.example.com/.well-known/openid-configuration'",
            "    jwkEndpointUrl='https://k.example.com/jwks' trustAliasName='x' "
                + "trustStoreRef='y'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: stricter: "
                + "is found in the metadata there, for opaque tokens; here it is not looked "
                + "for, and they are refused",
            "server.xml:2: openidConnectClient \"RS\": jwkEndpointUrl: not carried: "
                + "discoveryEndpointUrl says where the keys are",
            "server.xml:2: openidConnectClient \"RS\": trustAliasName: not carried: "
                + "discoveryEndpointUrl comes first, as there",
            "server.xml:2: openidConnectClient \"RS\": trustStoreRef: not carried: "
                + "discoveryEndpointUrl comes first, as there",
            "server.xml:2: openidConnectClient \"RS\": issuerIdentifier: stricter: "
                + "metadata is for one issuer here: the tokens of the others find no keys",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }
}
