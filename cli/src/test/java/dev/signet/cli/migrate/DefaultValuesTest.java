package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environment of the server comes before a default value in {@code server.xml}. */
class DefaultValuesTest {
  @TempDir private Path folder;

  @Test
  void aDefaultValueStaysBehindThePlaceholderOfTheEnvironment() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='I' defaultValue='https://a.example.com'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='${I}' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": issuerIdentifier: to do: ${I} is "
                + "\"https://a.example.com\" unless the server's environment has it: set the "
                + "environment variable I, or write that value in place of ${env.I}",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .couldNotCheck("issuers[0].issuerIdentifier: the environment variable I is not set")
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'RS',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': '${env.I}',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/jwks',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void theServersEnvironmentComesBeforeADefaultValue() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='I' defaultValue='https://a.example.com'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='${I}' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .file("server.env", "# comment=1", "I=https://b.example.com", "EMPTY=")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .has("'issuerIdentifier': '${env.I}',");
  }

  @Test
  void theEnvironmentOfTheProcessIsThatOfTheServerUnlessServerEnvSaysOtherwise() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='I' defaultValue='https://a.example.com'/>",
            "<variable name='P' defaultValue='none'/>",
            "<openidConnectClient id='RS' inboundPropagation='${P}' headerName='jwt'",
            "    issuerIdentifier='${I}' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .file("server.env", "P=required")
        .environment("P", "none")
        .environment("I", "https://c.example.com")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:4: openidConnectClient \"RS\""))
        .has(
            "'inboundPropagation': 'required',",
            "'headerName': 'jwt',",
            "'issuerIdentifier': '${env.I}',");
  }

  @Test
  void aValueInServerXmlComesBeforeTheEnvironment() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='I' value='https://a.example.com' defaultValue='no'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='${I}' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .environment("I", "https://b.example.com")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .has("'issuerIdentifier': 'https://a.example.com',");
  }

  @Test
  void aDefaultValueThatDecidesWhatIsWrittenIsTakenAndReported() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='reuse' defaultValue='true'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='i' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='${reuse}' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": tokenReuse: to do: ${reuse} is "
                + "\"true\" unless the server's environment has REUSE: carried over as that",
            Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .has("'tokenReuse': true");
  }

  @Test
  void aDefaultValueMayHoldAnotherVariable() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='host' value='i.example.com'/>",
            "<variable name='iss' defaultValue='https://${host}/'/>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' userNameAttribute='${iss}'/>")
        .migrate()
        .reports(
            1,
            0,
            Server.isRealm("server.xml:4: mpJwt \"a\""),
            "server.xml:4: mpJwt \"a\": userNameAttribute: to do: ${iss} is "
                + "\"https://i.example.com/\" unless the server's environment has it: set the "
                + "environment variable ISS, or write that value in place of ${env.ISS}",
            Server.injects("server.xml:4: mpJwt \"a\""),
            Server.notRead("server.xml:4: mpJwt \"a\""),
            Server.takenOut("server.xml:4: mpJwt \"a\""))
        .has("'userIdentifier': '${env.ISS}',");
  }

  @Test
  void theEnvironmentIsAskedForThreeNames() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "groupIdentifier='${my.groups}' userIdentifier='${my.user}'/>")
        .environment("my_groups", "g")
        .environment("MY_USER", "u")
        .environment("MY_GROUPS", "no")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has("'userIdentifier': '${env.MY_USER}',", "'groupIdentifier': '${env.my_groups}',");
  }
}
