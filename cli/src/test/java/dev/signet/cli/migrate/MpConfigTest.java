package dev.signet.cli.migrate;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What applications say of {@code mp.jwt.*} where {@code mpJwt} is silent. */
class MpConfigTest {
  @TempDir private Path folder;

  @Test
  void withoutTheFileOfAnApplicationTheReportSaysWhatIsNotChecked() throws Exception {
    Server.in(folder)
        .xml("<mpJwt id='a' issuer='i' jwksUri='https://k'/>")
        .migrate()
        .reports(
            1,
            0,
            Server.isRealm("server.xml:2: mpJwt \"a\""),
            "server.xml:2: mpJwt \"a\": audiences: to do: unset there: not looked at, as "
                + "here (mpJwt-1.1 alone refuses a token with aud); written as ALL_AUDIENCES, "
                + "which accepts tokens for anybody: name yours",
            Server.injects("server.xml:2: mpJwt \"a\""),
            Server.notRead("server.xml:2: mpJwt \"a\""),
            Server.takenOut("server.xml:2: mpJwt \"a\""))
        .has("'audiences': 'ALL_AUDIENCES',");
  }

  @Test
  void theFileSaysWhatTheElementDoesNot() throws Exception {
    Server.in(folder)
        .xml("<mpJwt id='a' issuer='i' jwksUri='https://k'/>")
        .file(
            "microprofile-config.properties",
            "mp.jwt.verify.audiences=x, y",
            "mp.jwt.verify.issuer=not this")
        .migrate("--mp-config", "microprofile-config.properties")
        .reports(
            1,
            0,
            Server.isRealm("server.xml:2: mpJwt \"a\""),
            "server.xml:2: mpJwt \"a\": audiences: to do: is carried over from "
                + "mp.jwt.verify.audiences",
            Server.injects("server.xml:2: mpJwt \"a\""),
            Server.takenOut("server.xml:2: mpJwt \"a\""))
        .has("'issuerIdentifier': 'i',", "'audiences': [", "    'x',", "    'y'", "],");
  }

  @Test
  void theFileMaySayEverything() throws Exception {
    Server.in(folder)
        .xml("<mpJwt/>")
        .file(
            "microprofile-config.properties",
            "mp.jwt.verify.issuer=https://i.example.com",
            "mp.jwt.verify.audiences=x",
            "mp.jwt.verify.publickey.location=https://k.example.com/jwks",
            "mp.jwt.verify.publickey.algorithm=ES256",
            "mp.jwt.token.header=Cookie",
            "mp.jwt.token.cookie=jwt",
            "mp.jwt.verify.clock.skew=7",
            "mp.jwt.verify.token.age=300")
        .migrate("--mp-config", "microprofile-config.properties")
        .reports(
            1,
            0,
            "server.xml:2: mpJwt: tokenHeader: to do: is carried over from "
                + "mp.jwt.token.header",
            "server.xml:2: mpJwt: cookieName: to do: is carried over from mp.jwt.token.cookie",
            "server.xml:2: mpJwt: issuer: to do: is carried over from mp.jwt.verify.issuer",
            Server.isRealm("server.xml:2: mpJwt"),
            "server.xml:2: mpJwt: audiences: to do: is carried over from "
                + "mp.jwt.verify.audiences",
            "server.xml:2: mpJwt: signatureAlgorithm: to do: is carried over from "
                + "mp.jwt.verify.publickey.algorithm",
            "server.xml:2: mpJwt: clockSkew: to do: is carried over from "
                + "mp.jwt.verify.clock.skew",
            "server.xml:2: mpJwt: tokenAge: to do: is carried over from "
                + "mp.jwt.verify.token.age",
            "server.xml:2: mpJwt: jwksUri: to do: is carried over from "
                + "mp.jwt.verify.publickey.location",
            Server.injects("server.xml:2: mpJwt"),
            Server.takenOut("server.xml:2: mpJwt"))
        .writes(
            "{",
            "    'issuers': [",
            "        {",
            "            'id': 'https://i.example.com',",
            "            'inboundPropagation': 'supported',",
            "            'cookieName': 'jwt',",
            "            'issuerIdentifier': 'https://i.example.com',",
            "            'audiences': 'x',",
            "            'signatureAlgorithm': 'ES256',",
            "            'jwkEndpointUrl': 'https://k.example.com/jwks',",
            "            'realmName': 'https://i.example.com',",
            "            'userIdentifier': 'upn',",
            "            'groupIdentifier': 'groups',",
            "            'clockSkew': '7s',",
            "            'maxTokenAge': '300s'",
            "        }",
            "    ]",
            "}");
  }

  @Test
  void theServersOwnVariablesComeBeforeTheFileAndTheEnvironmentToo() throws Exception {
    Server.in(folder)
        .xml(
            "<variable name='mp.jwt.verify.audiences' value='of-the-server'/>",
            "<mpJwt id='a' jwksUri='https://k'/>")
        .file(
            "microprofile-config.properties",
            "mp.jwt.verify.audiences=of-the-application",
            "mp.jwt.verify.issuer=of-the-application")
        .environment("MP_JWT_VERIFY_ISSUER", "of-the-environment")
        .migrate("--mp-config", "microprofile-config.properties")
        .reports(
            1,
            0,
            "server.xml:3: mpJwt \"a\": issuer: to do: is carried over from "
                + "mp.jwt.verify.issuer",
            Server.isRealm("server.xml:3: mpJwt \"a\""),
            "server.xml:3: mpJwt \"a\": audiences: to do: is carried over from "
                + "mp.jwt.verify.audiences",
            Server.injects("server.xml:3: mpJwt \"a\""),
            Server.takenOut("server.xml:3: mpJwt \"a\""))
        .has("'issuerIdentifier': 'of-the-environment',", "'audiences': 'of-the-server',");
  }

  @Test
  void aKeyInsideOfTheApplicationIsOutOfReach() throws Exception {
    Server.in(folder)
        .xml("<mpJwt id='a' issuer='i'/>")
        .file("microprofile-config.properties", "mp.jwt.verify.publickey=MIIB")
        .migrate("--mp-config", "microprofile-config.properties")
        .reports(
            0,
            1,
            "server.xml:2: mpJwt \"a\": keyName: left out: the application holds the key "
                + "itself: write it to a PEM file beside signet.json and name that with "
                + "publicKeyLocation");
  }

  @Test
  void aKeyInAFileOfTheApplicationIsOutOfReachToo() throws Exception {
    Server.in(folder)
        .xml("<mpJwt id='a' issuer='i'/>")
        .file(
            "microprofile-config.properties", "mp.jwt.verify.publickey.location=/META-INF/key.pem")
        .migrate("--mp-config", "microprofile-config.properties")
        .reports(
            0,
            1,
            "server.xml:2: mpJwt \"a\": keyName: left out: the application holds the key "
                + "itself: write it to a PEM file beside signet.json and name that with "
                + "publicKeyLocation");
  }

  @Test
  void aKeyThatDecryptsInsideOfTheApplicationIsOutOfReach() throws Exception {
    Server.in(folder)
        .xml("<mpJwt id='a' issuer='i' jwksUri='https://k'/>")
        .file("microprofile-config.properties", "mp.jwt.decrypt.key.location=/key.pem")
        .migrate("--mp-config", "microprofile-config.properties")
        .reports(
            0,
            1,
            "server.xml:2: mpJwt \"a\": keyManagementKeyAlias: left out: the application "
                + "holds the key that decrypts tokens: put it into a key store and name it "
                + "with keyManagementKeyAlias");
  }

  @Test
  void anAliasInTheElementComesBeforeTheKeyInTheFile() throws Exception {
    Server.in(folder)
        .xml("<mpJwt id='a' issuer='i' keyName='k' audiences='x'/>")
        .file("microprofile-config.properties", "mp.jwt.verify.publickey=MIIB")
        .migrate("--mp-config", "microprofile-config.properties")
        .reports(
            1,
            0,
            Server.isRealm("server.xml:2: mpJwt \"a\""),
            "server.xml:2: mpJwt \"a\": trustStoreRef: to do: the files have no keyStore "
                + "\"defaultKeyStore\", so it is the one Liberty made; its password is "
                + "keystore_password in server.env",
            Server.injects("server.xml:2: mpJwt \"a\""),
            Server.takenOut("server.xml:2: mpJwt \"a\""))
        .has("'trustStoreRef': 'defaultKeyStore',", "'trustAliasName': 'k',");
  }

  @Test
  void anAgeThatIsNoNumberCountsForNothing() throws Exception {
    Server.in(folder)
        .xml("<mpJwt id='a' issuer='i' jwksUri='https://k' audiences='x'/>")
        .file(
            "microprofile-config.properties",
            "mp.jwt.verify.token.age=soon",
            "mp.jwt.verify.clock.skew=",
            "mp.jwt.token.header=Authorization")
        .migrate("--mp-config", "microprofile-config.properties")
        .reports(
            1,
            0,
            "server.xml:2: mpJwt \"a\": tokenHeader: to do: is carried over from "
                + "mp.jwt.token.header",
            Server.isRealm("server.xml:2: mpJwt \"a\""),
            "server.xml:2: mpJwt \"a\": tokenAge: to do: is carried over from "
                + "mp.jwt.verify.token.age",
            Server.injects("server.xml:2: mpJwt \"a\""),
            Server.takenOut("server.xml:2: mpJwt \"a\""))
        .has("'clockSkew': '5m'");
  }
}
