package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which logins end beside the tokens, and which features have to be others. */
class OtherLoginsTest {
  @TempDir private Path folder;

  @Test
  void aLoginBesideTheFilterEndsAndSoDoTheRolesOfItsRegistry() throws Exception {
    Server.in(folder)
        .xml(
            "<basicRegistry realm='BasicRealm'><user name='bob' "
                + "password='do-not-show-me'/></basicRegistry>",
            "<authFilter id='f'><requestUrl urlPattern='/api'/></authFilter>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks' authFilterRef='f'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: basicRegistry: stricter: a login with a user and a password "
                + "of this registry (Basic, a form) ends, also for requests that no authFilter "
                + "fits, and so do roles bound to its users and groups: name applications that "
                + "need it in excludedApplications",
            "server.xml:3: authFilter \"f\": requestUrl: stricter: the query behind ? is "
                + "not looked at here, as it is there",
            "server.xml:4: openidConnectClient \"RS\": authFilter: stricter: a request "
                + "that fits no filter at all is taken there, if its token names this issuer; "
                + "here it never is",
            "server.xml:4: openidConnectClient \"RS\": authFilter: stricter: a request "
                + "that does not fit may have another login there (Basic, a form); here it "
                + "gets 401 without a token",
            Server.takenOut("server.xml:4: openidConnectClient \"RS\""));
  }

  @Test
  void aFilterOfAnMpJwtLeavesOtherRequestsToAnotherLoginToo() throws Exception {
    Server.in(folder)
        .xml(
            "<authFilter id='f'><requestUrl urlPattern='/api'/></authFilter>",
            "<mpJwt id='a' issuer='i' audiences='urn:app' "
                + "jwksUri='https://k.example.com/' authFilterRef='f'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: authFilter \"f\": requestUrl: stricter: the query behind ? is "
                + "not looked at here, as it is there",
            Server.isRealm("server.xml:3: mpJwt \"a\""),
            "server.xml:3: mpJwt \"a\": authFilter: stricter: a request that does not "
                + "fit may have another login there (Basic, a form); here it gets 401 without "
                + "a token",
            Server.injects("server.xml:3: mpJwt \"a\""),
            Server.notRead("server.xml:3: mpJwt \"a\""),
            Server.takenOut("server.xml:3: mpJwt \"a\""));
  }

  @Test
  void aTokenAloneInAuthorizationIsRefusedHere() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required'",
            "    issuerIdentifier='i' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": headerName: stricter: in "
                + "Authorization a token stands only behind Bearer here; there it may stand "
                + "alone",
            "server.xml:2: openidConnectClient \"RS\": headerName: stricter: the "
                + "parameter access_token of a form is read there, and not here",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void whereAuthorizationIsNamedNoFormIsRead() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='required' "
                + "headerName='authorization'",
            "    issuerIdentifier='i' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": headerName: stricter: in "
                + "Authorization a token stands only behind Bearer here; there it may stand "
                + "alone",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void everyOtherLoginOfTheServerIsNamed() throws Exception {
    Server.in(folder)
        .xml(
            "<ldapRegistry id='ldap' host='h'/>",
            "<spnego includeClientGSSCredentialInSubject='false'/>",
            "<samlWebSso20 id='one'/>",
            "<samlWebSso20 id='two'/>",
            "<oidcLogin id='social'/>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: ldapRegistry \"ldap\": stricter: a login with a user and a "
                + "password of this registry (Basic, a form) ends, also for requests that no "
                + "authFilter fits, and so do roles bound to its users and groups: name "
                + "applications that need it in excludedApplications",
            "server.xml:3: spnego: stricter: this login ends for the applications that "
                + "Signet serves: name those that need it in excludedApplications",
            "server.xml:4, 5: samlWebSso20 \"one\", \"two\": stricter: this login ends "
                + "for the applications that Signet serves: name those that need it in "
                + "excludedApplications",
            "server.xml:6: oidcLogin \"social\": stricter: this login ends for the "
                + "applications that Signet serves: name those that need it in "
                + "excludedApplications",
            Server.takenOut("server.xml:7: openidConnectClient \"RS\""));
  }

  @Test
  void aLoginAtTheIssuerThatTokensWereAnAlternativeToEnds() throws Exception {
    Server.in(folder)
        .xml(
            "<openidConnectClient id='RS' inboundPropagation='supported' headerName='jwt'",
            "    issuerIdentifier='i' audiences='urn:app' signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: openidConnectClient \"RS\": inboundPropagation: stricter: a "
                + "request without a token is sent to the issuer's login there; here it is "
                + "anonymous, or answered 401 on a protected page",
            Server.takenOut("server.xml:2: openidConnectClient \"RS\""));
  }

  @Test
  void featuresBeforeJakartaAreNamed() throws Exception {
    Server.in(folder)
        .xml(
            "<featureManager>",
            "  <feature>servlet-4.0</feature>",
            "  <feature>appSecurity-3.0</feature>",
            "  <feature>webProfile-8.0</feature>",
            "  <feature>jsp-2.3</feature>",
            "  <feature>microProfile-5.0</feature>",
            "  <feature>openidConnectClient-1.0</feature>",
            "</featureManager>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(
            1,
            0,
            "server.xml:2: featureManager: feature: to do: Signet needs Jakarta EE 10 "
                + "(servlet-6.0, appSecurity-5.0): replace servlet-4.0, appSecurity-3.0, "
                + "webProfile-8.0, jsp-2.3, microProfile-5.0",
            Server.takenOut("server.xml:10: openidConnectClient \"RS\""));
  }

  @Test
  void featuresOfJakartaAreLeftAlone() throws Exception {
    Server.in(folder)
        .xml(
            "<featureManager>",
            "  <feature>servlet-6.0</feature>",
            "  <feature>appSecurity-5.0</feature>",
            "  <feature>webProfile-10.0</feature>",
            "  <feature>usr:own-1.0</feature>",
            "</featureManager>",
            "<openidConnectClient id='RS' inboundPropagation='required' headerName='jwt'",
            "    issuerIdentifier='https://i.example.com' audiences='urn:app' "
                + "signatureAlgorithm='RS256'",
            "    realmName='r' tokenReuse='true' mapIdentityToRegistryUser='true'",
            "    jwkEndpointUrl='https://k.example.com/jwks'/>")
        .migrate()
        .reports(1, 0, Server.takenOut("server.xml:8: openidConnectClient \"RS\""));
  }
}
