package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which tokens the issuer is asked about. */
class IntrospectionTest {
  @TempDir private Path folder;

  @Test
  void jsonWebTokensHaveAKeyAndTheIssuerIsAskedAboutOthers() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA==' validationMethod='introspect'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            "server.xml:2: openidConnectClient \"RS\": validationMethod: to do: becomes "
                + "two definitions: one for JSON Web Tokens, whose condition about requestUrl "
                + "fits every request and lets the other one stand behind it, and one that "
                + "asks the issuer about all other tokens",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .couldNotCheck(
            "issuers[1].clientSecret: the environment variable RS_CLIENT_SECRET is not set")
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
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true,",
            "            'authFilter': {",
            "                'requestUrl': {",
            "                    'urlPattern': '://',",
            "                    'matchType': 'contains'",
            "                }",
            "            }",
            "        },",
            "        {",
            "            'id': 'RS-2',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'https://i.example.com',",
            "            'audiences': 'ALL_AUDIENCES',",
            "            'validationMethod': 'introspect',",
            "            'validationEndpointUrl': 'https://i.example.com/ask',",
            "            'clientId': 'rs',",
            "            'clientSecret': '${env.RS_CLIENT_SECRET}',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void askingIsWhatLibertyDoesUnlessItIsTold() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='${env.RS_SECRET}' tokenEndpointAuthMethod='basic'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": validationMethod: to do: becomes "
                + "two definitions: one for JSON Web Tokens, whose condition about requestUrl "
                + "fits every request and lets the other one stand behind it, and one that "
                + "asks the issuer about all other tokens",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has("'clientSecret': '${env.RS_SECRET}',");
  }

  @Test
  void aFilterOfItsOwnStaysInBothDefinitions() throws Exception {
    Server.in(folder)
        .xml(
            "<authFilter id='f'>",
            "  <requestUrl urlPattern='/api'/>",
            "  <host name='app.example.com'/>",
            "</authFilter>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' authFilterRef='f' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA=='/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:3: authFilter \"f\": requestUrl: stricter: the query behind ? is "
                + "not looked at here, as it is there",
            "server.xml:6: openidConnectClient \"RS\": authFilter: stricter: a request "
                + "that fits no filter at all is taken there, if its token names this issuer; "
                + "here it never is",
            "server.xml:6: openidConnectClient \"RS\": authFilter: stricter: a request "
                + "that does not fit may have another login there (Basic, a form); here it "
                + "gets 401 without a token",
            "server.xml:6: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:6: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:6: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            "server.xml:6: openidConnectClient \"RS\": validationMethod: to do: becomes "
                + "two definitions: one for JSON Web Tokens, whose condition about requestUrl "
                + "fits every request and lets the other one stand behind it, and one that "
                + "asks the issuer about all other tokens",
            Server.takenOut("server.xml:6: openidConnectClient \"RS\""))
        .has(
            "    'requestUrl': [",
            "        {",
            "            'urlPattern': '/api',",
            "            'matchType': 'contains'",
            "        },",
            "        {",
            "            'urlPattern': '://',",
            "            'matchType': 'contains'",
            "        }",
            "    ],",
            "    'host': {",
            "        'name': 'app.example.com',",
            "        'matchType': 'contains'",
            "    }");
  }

  @Test
  void twoConditionsAboutTheUrlBecomeThree() throws Exception {
    Server.in(folder)
        .xml(
            "<authFilter id='f'>",
            "  <requestUrl urlPattern='/api'/>",
            "  <requestUrl urlPattern='/v1' matchType='notContain'/>",
            "</authFilter>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' authFilterRef='f' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA=='/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:3: authFilter \"f\": requestUrl: stricter: the query behind ? is "
                + "not looked at here, as it is there",
            "server.xml:4: authFilter \"f\": requestUrl: looser: a request that fits but "
                + "for the query behind ? is taken here, not there",
            "server.xml:6: openidConnectClient \"RS\": authFilter: stricter: a request "
                + "that fits no filter at all is taken there, if its token names this issuer; "
                + "here it never is",
            "server.xml:6: openidConnectClient \"RS\": authFilter: stricter: a request "
                + "that does not fit may have another login there (Basic, a form); here it "
                + "gets 401 without a token",
            "server.xml:6: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:6: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:6: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            "server.xml:6: openidConnectClient \"RS\": validationMethod: to do: becomes "
                + "two definitions: one for JSON Web Tokens, whose condition about requestUrl "
                + "fits every request and lets the other one stand behind it, and one that "
                + "asks the issuer about all other tokens",
            Server.takenOut("server.xml:6: openidConnectClient \"RS\""))
        .couldNotCheck(
            "issuers[1].clientSecret: the environment variable RS_CLIENT_SECRET is not set")
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
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true,",
            "            'authFilter': {",
            "                'requestUrl': [",
            "                    {",
            "                        'urlPattern': '/api',",
            "                        'matchType': 'contains'",
            "                    },",
            "                    {",
            "                        'urlPattern': '/v1',",
            "                        'matchType': 'notContain'",
            "                    },",
            "                    {",
            "                        'urlPattern': '://',",
            "                        'matchType': 'contains'",
            "                    }",
            "                ]",
            "            }",
            "        },",
            "        {",
            "            'id': 'RS-2',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'https://i.example.com',",
            "            'audiences': 'ALL_AUDIENCES',",
            "            'validationMethod': 'introspect',",
            "            'validationEndpointUrl': 'https://i.example.com/ask',",
            "            'clientId': 'rs',",
            "            'clientSecret': '${env.RS_CLIENT_SECRET}',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'authFilter': {",
            "                'requestUrl': [",
            "                    {",
            "                        'urlPattern': '/api',",
            "                        'matchType': 'contains'",
            "                    },",
            "                    {",
            "                        'urlPattern': '/v1',",
            "                        'matchType': 'notContain'",
            "                    }",
            "                ]",
            "            }",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void withoutAKeyTheIssuerIsAskedAboutEveryToken() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' realmName='r' "
                + "mapIdentityToRegistryUser='true'",
            "    validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='do-not-show-me'",
            "    validationMethod='introspect'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationMethod: looser: the "
                + "issuer is asked about JSON Web Tokens too; there they need a key, and none "
                + "is carried over",
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .couldNotCheck(
            "issuers[0].clientSecret: the environment variable RS_CLIENT_SECRET is not set")
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'RS',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'https://i.example.com',",
            "            'audiences': 'ALL_AUDIENCES',",
            "            'validationMethod': 'introspect',",
            "            'validationEndpointUrl': 'https://i.example.com/ask',",
            "            'clientId': 'rs',",
            "            'clientSecret': '${env.RS_CLIENT_SECRET}',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void anIssuerThatIsAskedAloneMayNameNoIssuerInItsAnswer() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' realmName='r' "
                + "mapIdentityToRegistryUser='true'",
            "    validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='do-not-show-me'",
            "    disableIssChecking='true' requireExpClaimForIntrospection='false' "
                + "requireIatClaimForIntrospection='true'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationMethod: looser: the "
                + "issuer is asked about JSON Web Tokens too; there they need a key, and none "
                + "is carried over",
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": requireExpClaimForIntrospection: "
                + "stricter: false there: the issuer's answer must have exp here",
            "server.xml:2: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void whereTheIssuerIsAskedAboutEveryTokenNoKeyIsWritten() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA==' jwtAccessTokenRemoteValidation='require'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            "server.xml:2: openidConnectClient \"RS\": audiences: not carried: the "
                + "issuer's answer alone counts, as there",
            "server.xml:2: openidConnectClient \"RS\": signatureAlgorithm: not carried: "
                + "the issuer's answer alone counts, as there",
            "server.xml:2: openidConnectClient \"RS\": jwkEndpointUrl: not carried: the "
                + "issuer's answer alone counts, as there",
            "server.xml:2: openidConnectClient \"RS\": tokenReuse: not carried: the "
                + "issuer's answer alone counts, as there",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has(
            "'issuerIdentifier': 'https://i.example.com',",
            "'audiences': 'ALL_AUDIENCES',",
            "'validationMethod': 'introspect',");
  }

  @Test
  void aSharedSecretVerifiesNothingSoTheIssuerIsAsked() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' realmName='r' "
                + "mapIdentityToRegistryUser='true'",
            "    validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='do-not-show-me'",
            "    signatureAlgorithm='HS256' sharedKey='do-not-show-me' "
                + "jwkEndpointUrl='https://k.example.com/'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationMethod: looser: the "
                + "issuer is asked about JSON Web Tokens too; there they need a key, and none "
                + "is carried over",
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            "server.xml:2: openidConnectClient \"RS\": signatureAlgorithm: not carried: "
                + "the issuer's answer alone counts, as there",
            "server.xml:2: openidConnectClient \"RS\": jwkEndpointUrl: not carried: the "
                + "issuer's answer alone counts, as there",
            "server.xml:2: openidConnectClient \"RS\": sharedKey: not carried: HMAC is "
                + "not supported",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void aTokenThatNoKeyVerifiesIsNotAskedAbout() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA==' jwtAccessTokenRemoteValidation='allow'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": jwtAccessTokenRemoteValidation: "
                + "stricter: a JSON Web Token that no key verifies is refused, whatever the "
                + "issuer says of it",
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            "server.xml:2: openidConnectClient \"RS\": validationMethod: to do: becomes "
                + "two definitions: one for JSON Web Tokens, whose condition about requestUrl "
                + "fits every request and lets the other one stand behind it, and one that "
                + "asks the issuer about all other tokens",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void withoutAPasswordOfItsOwnNobodyAsks() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: stricter: "
                + "the issuer is asked with clientId and clientSecret, and one is missing: an "
                + "opaque token is refused",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has("'jwkEndpointUrl': 'https://k.example.com/jwks',", "'realmName': 'r',");
  }

  @Test
  void withoutAPasswordOfItsOwnAndWithoutAKeyNothingIsLeft() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' realmName='r' "
                + "mapIdentityToRegistryUser='true'",
            "    validationEndpointUrl='https://i.example.com/ask' "
                + "clientSecret='do-not-show-me'/>")
        .migrate()
        .reports(
            0,
            1,
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: left out: "
                + "the issuer is asked with clientId and clientSecret, and one is missing");
  }

  @Test
  void anEndpointWithoutTlsIsAskedThereNeither() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='http://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA=='/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: stricter: "
                + "is not https while httpsRequired is true: an opaque token is refused",
            "server.xml:2: openidConnectClient \"RS\": clientId: not carried: belongs to "
                + "the login at the issuer's pages, which Signet does not do",
            "server.xml:2: openidConnectClient \"RS\": clientSecret: not carried: "
                + "belongs to the login at the issuer's pages, which Signet does not do",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void anEndpointWithoutTlsIsAskedWhereThatIsWanted() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='http://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA==' httpsRequired='false'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": httpsRequired: to do: false, as "
                + "there: keys may come without TLS; for tests only",
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            "server.xml:2: openidConnectClient \"RS\": validationMethod: to do: becomes "
                + "two definitions: one for JSON Web Tokens, whose condition about requestUrl "
                + "fits every request and lets the other one stand behind it, and one that "
                + "asks the issuer about all other tokens",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .has(
            "'validationEndpointUrl': 'http://i.example.com/ask',",
            "'clientId': 'rs',",
            "'clientSecret': '${env.RS_CLIENT_SECRET}',",
            "'httpsRequired': false,");
  }

  @Test
  void userInfoIsNotIntrospection() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA==' validationMethod='userinfo'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationMethod: stricter: "
                + "userinfo: an opaque token is shown to the user info endpoint there; here it "
                + "is refused, unless the issuer can be asked by introspection",
            "server.xml:2: openidConnectClient \"RS\": clientId: not carried: belongs to "
                + "the login at the issuer's pages, which Signet does not do",
            "server.xml:2: openidConnectClient \"RS\": clientSecret: not carried: "
                + "belongs to the login at the issuer's pages, which Signet does not do",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void metadataIsNotSearchedForTheEndpoint() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    "
                + "discoveryEndpointUrl='https://i.example.com/.well-known/openid-configuration'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: stricter: "
                + "is found in the metadata there, for opaque tokens; here it is not looked "
                + "for, and they are refused",
            "server.xml:2: openidConnectClient \"RS\": issuerIdentifier: to do: is "
                + "missing: taken from discoveryEndpointUrl; it must be exactly what iss says",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
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
            "            'discoveryEndpointUrl': "
                + "'https://i.example.com/.well-known/openid-configuration',",
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
  void ofSeveralThatAskTheFirstIsAsked() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA=='/>",
            "<openidConnectClient id='two' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://j.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://j.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA=='/>")
        .migrate()
        .reports(
            2,
            0,
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2, 6: openidConnectClient \"RS\", \"two\": "
                + "validationEndpointUrl: looser: the issuer's answer may lack iat and iss "
                + "here, which it needs there",
            "server.xml:2, 6: openidConnectClient \"RS\", \"two\": "
                + "tokenEndpointAuthMethod: to do: the issuer is asked with HTTP Basic here: "
                + "let it accept that from this client",
            "server.xml:2, 6: openidConnectClient \"RS\", \"two\": validationMethod: to "
                + "do: becomes two definitions: one for JSON Web Tokens, whose condition about "
                + "requestUrl fits every request and lets the other one stand behind it, and "
                + "one that asks the issuer about all other tokens",
            Server.takenOut("server.xml:2, 6: openidConnectClient \"RS\", \"two\""),
            "server.xml:6: openidConnectClient \"two\": clientSecret: to do: is not "
                + "copied: set the environment variable TWO_CLIENT_SECRET to it",
            "server.xml:6: openidConnectClient \"two\": validationEndpointUrl: stricter: "
                + "an opaque token is asked about at the first definition that asks and fits "
                + "the request, and at no other");
  }

  @Test
  void ofSeveralIssuersTheFirstIsAsked() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com https://j.example.com' "
                + "audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' "
                + "validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='{xor}Lz4sLA=='/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:2: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:2: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            "server.xml:2: openidConnectClient \"RS\": validationMethod: to do: becomes "
                + "two definitions: one for JSON Web Tokens, whose condition about requestUrl "
                + "fits every request and lets the other one stand behind it, and one that "
                + "asks the issuer about all other tokens",
            "server.xml:2: openidConnectClient \"RS\": issuerIdentifier: stricter: an "
                + "opaque token is asked about once, in the name of the first issuer; the "
                + "answer must not name another one",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""))
        .couldNotCheck(
            "issuers[2].clientSecret: the environment variable RS_CLIENT_SECRET is not set")
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
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true,",
            "            'authFilter': {",
            "                'requestUrl': {",
            "                    'urlPattern': '://',",
            "                    'matchType': 'contains'",
            "                }",
            "            }",
            "        },",
            "        {",
            "            'id': 'RS-2',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'https://j.example.com',",
            "            'audiences': 'urn:app',",
            "            'signatureAlgorithm': 'RS256',",
            "            'jwkEndpointUrl': 'https://k.example.com/jwks',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s',",
            "            'tokenReuse': true,",
            "            'authFilter': {",
            "                'requestUrl': {",
            "                    'urlPattern': '://',",
            "                    'matchType': 'contains'",
            "                }",
            "            }",
            "        },",
            "        {",
            "            'id': 'RS-3',",
            "            'inboundPropagation': 'required',",
            "            'headerName': 'jwt',",
            "            'issuerIdentifier': 'https://i.example.com',",
            "            'audiences': 'ALL_AUDIENCES',",
            "            'validationMethod': 'introspect',",
            "            'validationEndpointUrl': 'https://i.example.com/ask',",
            "            'clientId': 'rs',",
            "            'clientSecret': '${env.RS_CLIENT_SECRET}',",
            "            'realmName': 'r',",
            "            'userIdentifier': 'sub',",
            "            'groupIdentifier': 'groupIds',",
            "            'mapIdentityToRegistryUser': true,",
            "            'clockSkew': '300s'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void theStoreThatVouchesForTheKeyServerVouchesForTheIssuerToo() throws Exception {
    Server.in(folder)
        .xml(
            "<keyStore id='s' location='s.p12' password='${env.KEYS_PASSWORD}'/>",
            "<ssl id='defaultSSLConfig' keyStoreRef='s'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' realmName='r' "
                + "mapIdentityToRegistryUser='true'",
            "    validationEndpointUrl='https://i.example.com/ask' clientId='rs' "
                + "clientSecret='do-not-show-me'",
            "    />")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:4: openidConnectClient \"RS\": validationMethod: looser: the "
                + "issuer is asked about JSON Web Tokens too; there they need a key, and none "
                + "is carried over",
            "server.xml:4: openidConnectClient \"RS\": clientSecret: to do: is not "
                + "copied: set the environment variable RS_CLIENT_SECRET to it",
            "server.xml:4: openidConnectClient \"RS\": validationEndpointUrl: looser: "
                + "the issuer's answer may lack iat and iss here, which it needs there",
            "server.xml:4: openidConnectClient \"RS\": tokenEndpointAuthMethod: to do: "
                + "the issuer is asked with HTTP Basic here: let it accept that from this "
                + "client",
            Server.takenOut("server.xml:4: openidConnectClient \"RS\""))
        .has("'clientSecret': '${env.RS_CLIENT_SECRET}',", "'jwkTrustStoreRef': 's',");
  }
}
