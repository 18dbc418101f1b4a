package dev.signet.migrate;

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
            "server.xml:3: openidConnectClient \"RS\": to do: take it out when Signet is "
                + "loaded, otherwise both process the token: --server-xml writes the file "
                + "without it")
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
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": to do: take it out when Signet is "
                + "loaded, otherwise both process the token: --server-xml writes the file "
                + "without it");
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
        .reports(
            1,
            0,
            "server.xml:4: openidConnectClient \"RS\": to do: take it out when Signet is "
                + "loaded, otherwise both process the token: --server-xml writes the file "
                + "without it");
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
        .reports(
            1,
            0,
            "server.xml:3: openidConnectClient \"RS\": to do: take it out when Signet is "
                + "loaded, otherwise both process the token: --server-xml writes the file "
                + "without it")
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'RS',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'https://a.example.com',",
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
            "server.xml:3: openidConnectClient \"RS\": to do: take it out when Signet is "
                + "loaded, otherwise both process the token: --server-xml writes the file "
                + "without it");
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
            "server.xml:4: mpJwt \"a\": issuer: to do: is the realm of users and groups "
                + "too, as there; realmName changes it",
            "server.xml:4: mpJwt \"a\": userNameAttribute: to do: ${iss} is "
                + "\"https://i.example.com/\" unless the server's environment has it: set the "
                + "environment variable ISS, or write that value in place of ${env.ISS}",
            "server.xml:4: mpJwt \"a\": to do: an application that injects JsonWebToken "
                + "or claims gets empty ones while Signet serves it: let it inject "
                + "JwtPrincipal, or name it in excludedApplications",
            "server.xml:4: mpJwt \"a\": looser: the applications' "
                + "microprofile-config.properties were not read: what one says of "
                + "mp.jwt.verify.audiences and the like, where this element is silent, is not "
                + "checked here; name it by --mp-config",
            "server.xml:4: mpJwt \"a\": to do: take it out when Signet is loaded, "
                + "otherwise both process the token: --server-xml writes the file without it");
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
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": to do: take it out when Signet is "
                + "loaded, otherwise both process the token: --server-xml writes the file "
                + "without it")
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
            "            'realmName': 'r',",
            "            'userIdentifier': '${env.MY_USER}',",
            "            'groupIdentifier': '${env.my_groups}',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true",
            "        }",
            "    ]",
            "}");
  }
}
