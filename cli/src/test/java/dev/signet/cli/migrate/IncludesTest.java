package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the parts of a configuration are found, and what their locations may name. */
class IncludesTest {
  @TempDir private Path folder;

  @Test
  void aVariableOfServerXmlIsInTheLocationOfAnInclude() throws Exception {
    Server.in(folder)
        .xml("<variable name='M' defaultValue='production'/>", "<include location='${M}.xml'/>")
        .file(
            "production.xml",
            "<server>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>",
            "</server>")
        .migrate()
        .reports(
            1,
            0,
            "production.xml:2: openidConnectClient \"RS\": to do: take it out of this "
                + "file when Signet is loaded, otherwise both process the token");
  }

  @Test
  void aVariableThatComesLaterInTheFileIsInTheLocationToo() throws Exception {
    Server.in(folder)
        .xml("<include location='${M}.xml'/>", "<variable name='M' value='production'/>")
        .file(
            "production.xml",
            "<server>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>",
            "</server>")
        .migrate()
        .reports(
            1,
            0,
            "production.xml:2: openidConnectClient \"RS\": to do: take it out of this "
                + "file when Signet is loaded, otherwise both process the token");
  }

  @Test
  void anIncludedFileNamesTheNextOne() throws Exception {
    Server.in(folder)
        .xml("<include location='names.xml'/>", "<include location='${next}'/>")
        .file("names.xml", "<server><variable name='next' value='sub/last.xml'/></server>")
        .file(
            "sub/last.xml",
            "<server>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>",
            "</server>")
        .migrate()
        .reports(
            1,
            0,
            "sub/last.xml:2: openidConnectClient \"RS\": to do: take it out of this file "
                + "when Signet is loaded, otherwise both process the token");
  }

  @Test
  void theFolderOfVariablesIsRead() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' groupIdentifier='${groups}' "
                + "userIdentifier='${claims/user}' clockSkew='${skew}'/>")
        .file("variables/groups", "roles", "not read")
        .file("variables/claims/user", "mail")
        .file("variables/times.properties", "skew=7s")
        .file("variables/empty")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
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
            "            'userIdentifier': 'mail',",
            "            'groupIdentifier': 'roles',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '7s',",
            "            'tokenReuse': true",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void theFolderOfVariablesComesBehindServerXmlAndBeforeTheEnvironment() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='groups' value='of-server-xml'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' groupIdentifier='${groups}' "
                + "userIdentifier='${user}'/>")
        .file("variables/groups", "of-the-folder")
        .file("variables/user", "of-the-folder")
        .file("bootstrap.properties", "user=of-bootstrap")
        .environment("user", "of-the-environment")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:3: openidConnectClient \"RS\""))
        .has("'userIdentifier': 'of-the-folder',", "'groupIdentifier': 'of-server-xml',");
  }

  @Test
  void theLocationOfAnIncludeMayComeFromTheEnvironment() throws Exception {
    Server.in(folder)
        .xml("<include location='${env.STAGE}/rs.xml' optional='true'/>")
        .file(
            "test/rs.xml",
            "<server>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>",
            "</server>")
        .environment("STAGE", "test")
        .migrate()
        .reports(
            1,
            0,
            "test/rs.xml:2: openidConnectClient \"RS\": to do: take it out of this file "
                + "when Signet is loaded, otherwise both process the token");
  }

  @Test
  void aFolderWithAnIncludeInEveryFileIsReadInOrder() throws Exception {
    Server.in(folder)
        .xml("<include location='parts/'/>")
        .file("parts/1.xml", "<server><include location='../rs.xml'/></server>")
        .file("parts/2.xml", "<server><variable name='s' value='3s'/></server>")
        .file(
            "rs.xml",
            "<server>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' clockSkew='${s}'/>",
            "</server>")
        .migrate()
        .reports(
            1,
            0,
            "rs.xml:2: openidConnectClient \"RS\": to do: take it out of this file when "
                + "Signet is loaded, otherwise both process the token")
        .has("'clockSkew': '3s',");
  }
}
