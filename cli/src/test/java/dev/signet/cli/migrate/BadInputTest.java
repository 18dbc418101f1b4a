package dev.signet.cli.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be read end the run in one line, and nothing is written. */
class BadInputTest {
  @TempDir private Path folder;

  @Test
  void aFolderInPlaceOfTheFile() {
    Run.of(folder).isFailureOf(folder, "is a folder, not a file");
  }

  @Test
  void anEmptyFile() throws Exception {
    Server.in(folder).file("server.xml").migrate().fails("server.xml:2: is no well-formed XML");
  }

  @Test
  void anEncodingThatIsNotTheFilesOwn() throws Exception {
    Files.write(
        folder.resolve("server.xml"),
        "<server>\n<a b='Zürich'/></server>".getBytes(StandardCharsets.ISO_8859_1));
    Run run = Run.of(folder.resolve("server.xml"));
    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count());
    assertFalse(run.err().contains("rich"), run.err());
  }

  @Test
  void aDocumentTypeWithoutAnyEntityIsRefusedToo() throws Exception {
    Server.in(folder)
        .file("server.xml", "<!DOCTYPE server>", "<server/>")
        .migrate()
        .fails("server.xml:1: a DOCTYPE is refused");
  }

  @Test
  void entitiesThatGrowAreNeverLookedAt() throws Exception {
    Server.in(folder)
        .file(
            "server.xml",
            "<!DOCTYPE server [",
            "  <!ENTITY a 'lol'>",
            "  <!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>",
            "  <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>",
            "]>",
            "<server>&c;</server>")
        .migrate()
        .fails("server.xml:5: a DOCTYPE is refused");
  }

  @Test
  void aDocumentTypeFromElsewhereIsNotFetched() throws Exception {
    Files.writeString(folder.resolve("outside.dtd"), "<!ENTITY secret 'do-not-show-me'>");
    Server.in(folder)
        .file("server.xml", "<!DOCTYPE server SYSTEM 'outside.dtd'>", "<server>&secret;</server>")
        .migrate()
        .fails("server.xml:1: a DOCTYPE is refused");
  }

  @Test
  void aDocumentTypeInAnIncludedFile() throws Exception {
    Server.in(folder)
        .xml("  <include location='sub/more.xml'/>")
        .file(
            "sub/more.xml",
            "",
            "<!DOCTYPE server [<!ENTITY x SYSTEM '../server.xml'>]>",
            "<server/>")
        .migrate()
        .fails("sub/more.xml:2: a DOCTYPE is refused");
  }

  @Test
  void brokenXmlInAnIncludedFile() throws Exception {
    Server.in(folder)
        .xml("  <include location='more.xml'/>")
        .file("more.xml", "<server>", "  <keyStore password='do-not-show-me'>", "</server>")
        .migrate()
        .fails("more.xml:3: is no well-formed XML");
  }

  @Test
  void brokenXmlInTheDropins() throws Exception {
    Server.in(folder)
        .xml("  <mpJwt id='a'/>")
        .file("configDropins/overrides/z.xml", "<server><mpJwt id='a' id='b'/></server>")
        .migrate()
        .fails("configDropins/overrides/z.xml:1: is no well-formed XML");
  }

  @Test
  void anIncludedFileWithAnotherRoot() throws Exception {
    Server.in(folder)
        .xml("  <include location='more.xml'/>")
        .file("more.xml", "<!-- not ours -->", "<web-app/>")
        .migrate()
        .fails("more.xml:2: the element is not server");
  }

  @Test
  void anIncludeWithoutALocation() throws Exception {
    Server.in(folder)
        .xml("  <include optional='true'/>")
        .migrate()
        .fails("server.xml:2: an include without a location");
  }

  @Test
  void aFileThatIncludesItself() throws Exception {
    Server.in(folder)
        .xml("  <include location='server.xml'/>")
        .migrate()
        .fails("server.xml:2: includes server.xml, which is being read already");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://h/x.xml", "http://h/x.xml", "file:///etc/passwd", "jar:file:/x!/y"})
  void anIncludeFromAUrl(String location) throws Exception {
    Server.in(folder)
        .xml("  <include location='" + location + "' optional='true'/>")
        .migrate()
        .fails("server.xml:2: an include from a URL is refused: fetch the file and include that");
  }

  @Test
  void aVariableMayMakeAUrlOfALocationAndIsNotFetchedEither() throws Exception {
    Server.in(folder)
        .xml(
            "  <variable name='at' value='http://127.0.0.1:9'/>",
            "  <include location='${at}/x' optional='true'/>")
        .migrate()
        .fails("server.xml:3: an include from a URL is refused: fetch the file and include that");
  }

  @Test
  void tooManyFiles() throws Exception {
    Server server = Server.in(folder).xml("  <include location='parts/'/>");
    for (int i = 0; i < 1000; i++) {
      server.file("parts/%04d.xml".formatted(i), "<server/>");
    }
    server.migrate().fails("parts/0999.xml:1: too many files are included");
  }

  @Test
  void aPropertiesFileThatIsNone() throws Exception {
    Server.in(folder)
        .xml("  <mpJwt/>")
        .file("bad.properties", "password=\\uXYZ do-not-show-me")
        .migrate("--variables", "bad.properties")
        .fails("SERVER/bad.properties: is no properties file");
  }

  @Test
  void bootstrapPropertiesThatAreNone() throws Exception {
    Server.in(folder)
        .xml("  <mpJwt/>")
        .file("bootstrap.properties", "password=\\u12 do-not-show-me")
        .migrate()
        .fails("SERVER/bootstrap.properties: is no properties file");
  }

  @Test
  void aFileInTheFolderOfVariablesThatIsNoText() throws Exception {
    Files.createDirectories(folder.resolve("variables"));
    Files.write(folder.resolve("variables/key"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Server.in(folder).xml("  <mpJwt/>").migrate().fails("SERVER/variables/key: cannot be read");
  }

  @Test
  void anMpConfigThatIsNotThere() throws Exception {
    Server.in(folder)
        .xml("  <mpJwt/>")
        .migrate("--mp-config", "none.properties")
        .fails("SERVER/none.properties: does not exist");
  }

  @Test
  void aFolderToWriteIntoThatIsNotThere() throws Exception {
    Server.in(folder).xml("<mpJwt issuer='i' audiences='a' jwksUri='https://k.example.com/'/>");
    Path output = folder.resolve("none/signet.json");
    Run run = Run.of(folder.resolve("server.xml"), "--output", output);
    assertEquals(1, run.exitCode());
    assertEquals("", run.out());
    assertTrue(
        run.err().endsWith("signet migrate: " + output + ": cannot be written\n"), run.err());
  }
}
