package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which claim is the id that roles are bound to. */
class UniqueIdTest {
  @TempDir private Path folder;

  @Test
  void anotherClaimAsTheIdIsLostOrBecomesTheName() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='i' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' uniqueUserIdentifier='uid'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": uniqueUserIdentifier: stricter: "
                + "the user's id is user:<realm>/<the claim \"uid\"> there and "
                + "user:<realm>/<name> here: roles bound to such ids are lost. With that claim "
                + "as userIdentifier the ids stay, and the name becomes the id",
            "server.xml:2: openidConnectClient \"RS\": uniqueUserIdentifier: looser: a "
                + "name may equal another user's former id, and has the roles bound to it",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'RS',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'i',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/jwks',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void unsetAClaimOfLibertysOwnNameMayBeTheId() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='i' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": uniqueUserIdentifier: stricter: "
                + "unset there: a claim uniqueSecurityName, where a token has it, is the "
                + "user's id; here the id is user:<realm>/<name>",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void whereTheRegistrySaysTheIdNoClaimCounts() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' uniqueUserIdentifier='uid'/>")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has("'mapIdentityToRegistryUser': true,");
  }

  @Test
  void oneSentenceAboutManyDefinitionsIsOneLine() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='one' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='one' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' jwkEndpointUrl='https://k.example.com/jwks'/>",
            "<openidConnectClient id='two' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='two' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' jwkEndpointUrl='https://k.example.com/jwks'/>",
            "<openidConnectClient id='three' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='three' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            3,
            0,
            "server.xml:2, 5, 8: openidConnectClient \"one\", \"two\", \"three\": "
                + "tokenReuse: stricter: false, as there: a token is good for one request, and "
                + "here it must have a jti; a proxy that sends one token all session long gets "
                + "401: for such a proxy run this again with --token-reuse=true",
            "server.xml:2, 5, 8: openidConnectClient \"one\", \"two\", \"three\": "
                + "uniqueUserIdentifier: stricter: unset there: a claim uniqueSecurityName, "
                + "where a token has it, is the user's id; here the id is user:<realm>/<name>",
            Server.takenOut("server.xml:2, 5, 8: openidConnectClient \"one\", \"two\", \"three\""));
  }
}
