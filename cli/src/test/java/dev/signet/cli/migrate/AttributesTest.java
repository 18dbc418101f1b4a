package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One attribute or condition at a time: what is written, and what is said. */
class AttributesTest {
  private static final String COMMON =
      "<openidConnectClient id='RS' inboundPropagation='required' issuerIdentifier='i'"
          + " audiences='a' signatureAlgorithm='RS256' trustAliasName='k'";

  @TempDir private Path folder;

  private Run migrate(String elements) throws Exception {
    Path serverXml = folder.resolve("server.xml");
    Files.writeString(serverXml, "<server>" + elements + "</server>");
    return Run.of(serverXml);
  }

  /** The JSON without its blanks, so that an expectation fits into a line. */
  private static String compact(String json) {
    return json.replaceAll("\\s", "");
  }

  private static void isWritten(Run run, String written, String said) {
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(compact(run.out()).contains(written), run.out());
    assertTrue(run.err().contains(said), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          clockSkew='11m';                   "clockSkew":"600s";          clockSkew: stricter: more than 600s
          clockSkew='1m 30s';                "clockSkew":"1m30s";         audiences
          clockSkew='soon';                  "groupIdentifier":"groupIds"; clockSkew: not carried: is no duration
          realmName='a' realmIdentifier='b'; "realmName":"a";             realmIdentifier: not carried: realmName comes first
          realmIdentifier='b';               "realmName":"i";             realmIdentifier: not carried: needs the list
          userIdentifier='u' userIdentityToCreateSubject='v'; "userIdentifier":"u"; tokenReuse: stricter
          tokenReuse='TRUE';                 "tokenReuse":true;           realmName: stricter
          inboundPropagation2='x';           "id":"RS";                   inboundPropagation2: not carried: Signet has nothing like it
          hostNameVerificationEnabled='false'; "id":"RS";                 hostNameVerificationEnabled: stricter
          jwkEndpointUrl='http://k/' httpsRequired='false'; "httpsRequired":false; httpsRequired: to do
          jwkEndpointUrl='https://k.example.com/'; "jwkEndpointUrl":"https; trustAliasName: not carried: jwkEndpointUrl comes first
          keyManagementKeyAlias='d';         "keyManagementKeyAlias":"d"; keyManagementKeyAlias: stricter
          scope='openid';                    "id":"RS";                   scope: not carried: belongs to the login
          disableLtpaCookie='true';          "id":"RS";                   disableLtpaCookie: not carried: every request
          """)
  void whatBecomesOfAnAttribute(String attributes, String written, String said) throws Exception {
    isWritten(
        migrate(COMMON.replace("audiences='a'", "") + " " + attributes + "/>"), written, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          <host name='a'/>;                              {"host":{"name":"a","matchType":"contains"}}
          <host name='a'/><host name='b'/>;              {"host":[{"name":"a","matchType":"contains"},{"name":"b","matchType":"contains"}]}
          <userAgent agent='a||b|' matchType='NotContain'/>; {"userAgent":{"agent":["a","b"],"matchType":"notContain"}}
          <requestHeader name='h' value='a|b'/>;         {"requestHeader":{"name":"h","value":["a","b"],"matchType":"contains"}}
          <requestHeader name='h' matchType='notContain'/>; {"requestHeader":{"name":"h","matchType":"notContain"}}
          <remoteAddress ip='10.0.0.1|10.0.0.[4-7]'/>;   {"remoteAddress":{"ip":["10.0.0.1","10.0.0.4/30"],"matchType":"equals"}}
          <remoteAddress ip='10.0.*.*' matchType='greaterThan'/>; {"remoteAddress":{"ip":"10.0.255.255","matchType":"greaterThan"}}
          <cookie name='c' matchType='equals'/>;         {"requestHeader":{"name":"Cookie","value":"c","matchType":"equals"}}
          """)
  void whatBecomesOfACondition(String conditions, String written) throws Exception {
    Run run =
        migrate(COMMON + "><authFilter>" + conditions + "</authFilter></openidConnectClient>");
    isWritten(run, "\"authFilter\":" + written, "authFilter: stricter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          <host name='a|b' matchType='equals'/>;         compares by equals with a text that has a | in it
          <host name='|'/>;                              compares with nothing but bars
          <host/>;                                       has no name
          <host name='a' matchType='lessThan'/>;         compares texts by lessThan, which Signet does not
          <host name='a' matchType='like'/>;             has a matchType that Liberty does not know
          <host name='${nobodyKnows}'/>;                 holds a variable that is not known here
          <remoteAddress ip='10.0.0.0/8'/>;              has an ip that is no address and no range
          <remoteAddress ip='10.0.0.1|10.0.0.2' matchType='equals'/>; has an ip that is no address and no range
          <requestURL urlPattern='/'/>;                  is a condition that Signet does not have
          """)
  void aConditionThatTakesTheDefinitionWithIt(String condition, String why) throws Exception {
    Run run =
        migrate(
            COMMON + "><authFilter id='f'>" + condition + "</authFilter></openidConnectClient>");
    assertEquals(1, run.exitCode(), run.out());
    assertTrue(run.err().contains(": left out: " + why), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          ; "location":"resources/security/key.p12"
          location='a.jks' type='jks'; "location":"resources/security/a.jks"
          location='${server.config.dir}/a.p12'; "location":"a.p12"
          location='${server.output.dir}/resources/security/a.p12'; "location":"resources/security/a.p12"
          location='${shared.resource.dir}/security/a.p12'; "location":"../../shared/resources/security/a.p12"
          location='/etc/a.p12'; "location":"/etc/a.p12"
          location='${env.TRUST}'; "location":"${env.TRUST}"
          password='${env.P}'; "password":"${env.P}"
          password='x'; "password":"${env.DEFAULT_KEY_STORE_PASSWORD}"
          """)
  void whatBecomesOfAKeyStore(@Nullable String attributes, String written) throws Exception {
    String store =
        "<keyStore id='defaultKeyStore' " + (attributes == null ? "" : attributes) + "/>";
    isWritten(migrate(store + COMMON + "/>"), written, "tokenReuse: stricter");
  }
}
