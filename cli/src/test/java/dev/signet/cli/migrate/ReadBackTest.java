package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Signet's own reader says of the result before it is written. */
class ReadBackTest {
  @TempDir private Path folder;

  @Test
  void whatSignetsReaderRefusesIsLeftOut() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='a b'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' jwksUri='https://k.example.com/'/>")
        .migrate()
        .reports(
            1,
            1,
            "server.xml:2: openidConnectClient \"RS\": headerName: left out: Signet's "
                + "own reader refuses it: is not a name of a header",
            Server.isRealm("server.xml:6: mpJwt \"a\""),
            Server.injects("server.xml:6: mpJwt \"a\""),
            Server.notRead("server.xml:6: mpJwt \"a\""),
            Server.takenOut("server.xml:6: mpJwt \"a\""))
        .has("'issuers': [", "    {", "        'id': 'a',");
  }

  @Test
  void aHostThatSignetsReaderRefusesLeavesTheDefinitionOut() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://key_server/jwks'/>")
        .migrate()
        .reports(
            0,
            1,
            "server.xml:2: openidConnectClient \"RS\": jwkEndpointUrl: left out: "
                + "Signet's own reader refuses it: has an underscore in its host name, which "
                + "Java's HTTP client does not accept: use a host name of letters, "
                + "digits, hyphens and dots");
  }

  @Test
  void whereNothingIsLeftTheCountSaysSo() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='a b'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>",
            "<openidConnectClient id='two' inboundPropagation='required' headerName='c d'",
            "    issuerIdentifier='j' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            0,
            2,
            "server.xml:2, 6: openidConnectClient \"RS\", \"two\": headerName: left out: "
                + "Signet's own reader refuses it: is not a name of a header");
  }

  @Test
  void whatIsNotHereIsNamed() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='s' location='s.p12' password='x'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='${where}'",
            "    issuerIdentifier='i' audiences='urn:app' signatureAlgorithm='RS256' "
                + "tokenReuse='true'",
            "    realmName='r' mapIdentityToRegistryUser='true' trustStoreRef='s' "
                + "trustAliasName='k'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: keyStore \"s\": password: to do: is not copied: set the "
                + "environment variable S_PASSWORD to it",
            "server.xml:3: openidConnectClient \"RS\": headerName: to do: ${where} is "
                + "not known here: set the environment variable WHERE to it",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .couldNotCheck(
            "issuers[0].headerName: the environment variable WHERE is not set",
            "keyStores[0].password: the environment variable S_PASSWORD is not set",
            "issuers[0].trustAliasName: the key store "
                + "SERVER/resources/security/s.p12 does not exist")
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'RS',",
            "            'inboundPropagation': 'required',",
            "            'headerName': '${env.WHERE}',",
            "            'issuerIdentifier': 'i',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'trustStoreRef': 's',",
            "            'trustAliasName': 'k',",
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
            "            'id': 's',",
            "            'location': 'resources/security/s.p12',",
            "            'password': '${env.S_PASSWORD}'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void anAliasThatTheStoreDoesNotHoldIsFoundWhereTheStoreIsHere() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='s' location='s.p12' password='${env.KEYS_PASSWORD}'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='i' audiences='urn:app' signatureAlgorithm='RS256' "
                + "tokenReuse='true'",
            "    realmName='r' mapIdentityToRegistryUser='true' trustStoreRef='s' "
                + "trustAliasName='k'/>")
        .keyStore("resources/security/s.p12", "RSA", "another")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:3: openidConnectClient \"RS\""));
  }

  @Test
  void placeholdersStandForWhatTheSettingNeeds() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='${env.KEY_SERVER}' clockSkew='${skew}' "
                + "groupIdentifier='${g}'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": groupIdentifier: to do: ${g} is "
                + "not known here: set the environment variable G to it",
            "server.xml:2: openidConnectClient \"RS\": clockSkew: to do: ${skew} is not "
                + "known here: set the environment variable SKEW to it",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has(
            "'jwkEndpointUrl': '${env.KEY_SERVER}',",
            "'realmName': 'r',",
            "'userIdentifier': 'sub',",
            "'groupIdentifier': '${env.G}',");
  }
}
