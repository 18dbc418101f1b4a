package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that Liberty takes apart behind a variable. */
class ListsTest {
  @TempDir private Path folder;

  @Test
  void issuersOfTheEnvironmentAreTakenApart() throws Exception {
    Server.in(folder)
        .xml(
            "<mpJwt id='m' issuer='${env.I}' audiences='urn:app' "
                + "jwksUri='https://k.example.com/'/>")
        .environment("I", "a,b")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: mpJwt \"m\": issuer: to do: is several values as far as it is "
                + "known here: they are written out",
            Server.isRealm("server.xml:2: mpJwt \"m\""),
            Server.injects("server.xml:2: mpJwt \"m\""),
            Server.notRead("server.xml:2: mpJwt \"m\""),
            Server.takenOut("server.xml:2: mpJwt \"m\""))
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'm',",
            "            'inboundPropagation': 'supported',",
            "            'headerName': 'Authorization',",
            "            'issuerIdentifier': 'a',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/',",
            "            'realmName': 'a',",
            "            'userIdentifier': 'upn',",
            "            'groupIdentifier': 'groups',",
            "            'clockSkew': '5m'",
            "        },",
            "        {",
            "            'id': 'm-2',",
            "            'inboundPropagation': 'supported',",
            "            'headerName': 'Authorization',",
            "            'issuerIdentifier': 'b',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/',",
            "            'realmName': 'b',",
            "            'userIdentifier': 'upn',",
            "            'groupIdentifier': 'groups',",
            "            'clockSkew': '5m'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void oneIssuerOfTheEnvironmentStaysThere() throws Exception {
    Server.in(folder)
        .xml(
            "<mpJwt id='m' issuer='${env.I}' audiences='urn:app' "
                + "jwksUri='https://k.example.com/'/>")
        .environment("I", "a")
        .migrate()
        .reports(
            1,
            0,
            Server.isRealm("server.xml:2: mpJwt \"m\""),
            Server.injects("server.xml:2: mpJwt \"m\""),
            Server.notRead("server.xml:2: mpJwt \"m\""),
            Server.takenOut("server.xml:2: mpJwt \"m\""))
        .has("'issuerIdentifier': '${env.I}',");
  }

  @Test
  void anIssuerThatNobodyKnowsHereIsLeftOut() throws Exception {
    Server.in(folder)
        .xml(
            "<mpJwt id='m' issuer='${env.I}' audiences='urn:app' "
                + "jwksUri='https://k.example.com/'/>")
        .migrate()
        .reports(
            0,
            1,
            "server.xml:2: mpJwt \"m\": issuer: left out: to do: holds ${env.I}, which "
                + "is not known here, and Liberty takes its value apart at commas: name a file "
                + "with it by --variables, or write the values");
  }

  @Test
  void aPropertiesFileMayNameTheEnvironmentOfTheServer() throws Exception {
    Server.in(folder)
        .xml(
            "<mpJwt id='m' issuer='${env.I}' audiences='urn:app' "
                + "jwksUri='https://k.example.com/'/>")
        .file("known.properties", "env.I=a , b")
        .migrate("--variables", "known.properties")
        .reports(
            1,
            0,
            "server.xml:2: mpJwt \"m\": issuer: to do: is several values as far as it is "
                + "known here: they are written out",
            Server.isRealm("server.xml:2: mpJwt \"m\""),
            Server.injects("server.xml:2: mpJwt \"m\""),
            Server.notRead("server.xml:2: mpJwt \"m\""),
            Server.takenOut("server.xml:2: mpJwt \"m\""))
        .has("'issuerIdentifier': 'b',");
  }

  @Test
  void aListOfAudiencesInAVariable() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='A' value='urn:a,urn:b'/>",
            "<mpJwt id='m' issuer='i' audiences='${list(A)}' "
                + "jwksUri='https://k.example.com/'/>")
        .migrate()
        .reports(
            1,
            0,
            Server.isRealm("server.xml:3: mpJwt \"m\""),
            Server.injects("server.xml:3: mpJwt \"m\""),
            Server.notRead("server.xml:3: mpJwt \"m\""),
            Server.takenOut("server.xml:3: mpJwt \"m\""))
        .has("'audiences': [", "    'urn:a',", "    'urn:b'", "],");
  }

  @Test
  void aListThatNobodyKnowsHereIsLeftOutAndTheRestIsNot() throws Exception {
    Server.in(folder)
        .xml(
            "<mpJwt id='a' issuer='i' audiences='urn:app' jwksUri='https://k.example.com/'/>",
            "<mpJwt id='m' issuer='j' audiences='${list(A)}' "
                + "jwksUri='https://k.example.com/'/>")
        .migrate()
        .reports(
            1,
            1,
            Server.isRealm("server.xml:2: mpJwt \"a\""),
            Server.injects("server.xml:2: mpJwt \"a\""),
            Server.notRead("server.xml:2: mpJwt \"a\""),
            Server.takenOut("server.xml:2: mpJwt \"a\""),
            "server.xml:3: mpJwt \"m\": audiences: left out: to do: holds ${env.A}, "
                + "which is not known here, and Liberty takes its value apart at commas: name "
                + "a file with it by --variables, or write the values");
  }

  @Test
  void issuersOfAClientStandBetweenBlanksAsWell() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='a b, c' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'RS',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'a',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/jwks',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true",
            "        },",
            "        {",
            "            'id': 'RS-2',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'b',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/jwks',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true",
            "        },",
            "        {",
            "            'id': 'RS-3',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'c',",
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
  void audiencesInElementsAndInAnAttributeAreOneList() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt' "
                + "audiences='urn:a'",
            "    issuerIdentifier='i' signatureAlgorithm='RS256' realmName='r' "
                + "tokenReuse='true'",
            "    mapIdentityToRegistryUser='true' "
                + "jwkEndpointUrl='https://k.example.com/jwks'>",
            "  <audiences>urn:b</audiences>",
            "  <audiences>urn:a,urn:c</audiences>",
            "</openidConnectClient>")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has("'audiences': [", "    'urn:a',", "    'urn:b',", "    'urn:c'", "],");
  }
}
