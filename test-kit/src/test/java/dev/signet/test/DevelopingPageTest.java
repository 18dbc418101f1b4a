package dev.signet.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Java block of docs/DEVELOPING.md compiles, with all others beside it. */
final class DevelopingPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?m)^```java\\n(.*?)^```$", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("(?m)^(?:public )?class (\\w+)");

  /** What a reader's editor adds. */
  private static final String IMPORTS =
      """
      import static org.junit.jupiter.api.Assertions.*;
      import dev.signet.*;
      import dev.signet.cdi.*;
      import dev.signet.test.*;
      import jakarta.annotation.*;
      import jakarta.annotation.security.*;
      import jakarta.ejb.*;
      import jakarta.enterprise.context.*;
      import jakarta.enterprise.inject.*;
      import jakarta.inject.*;
      import jakarta.servlet.annotation.*;
      import jakarta.servlet.http.*;
      import jakarta.ws.rs.GET;
      import jakarta.ws.rs.core.Context;
      import jakarta.ws.rs.core.SecurityContext;
      import java.io.*;
      import java.net.*;
      import java.net.http.*;
      import java.net.http.HttpResponse.BodyHandlers;
      import java.time.*;
      import java.util.*;
      import org.jboss.arquillian.container.test.api.*;
      import org.jboss.arquillian.junit5.ArquillianExtension;
      import org.jboss.arquillian.test.api.ArquillianResource;
      import org.jboss.shrinkwrap.api.ShrinkWrap;
      import org.jboss.shrinkwrap.api.spec.WebArchive;
      import org.jboss.weld.environment.se.*;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.extension.*;
      import org.openqa.selenium.WebDriver;
      """;

  private static List<String> blocks() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "DEVELOPING.md"));
    return BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
  }

  /** {@code Path} is an annotation in a resource, and a file elsewhere. */
  private static JavaFileObject source(String block) {
    MatchResult name = NAME.matcher(block).results().findFirst().orElseThrow();
    String path = block.contains("@Path(") ? "jakarta.ws.rs.Path" : "java.nio.file.Path";
    String text = IMPORTS + "import " + path + ";\n" + block;
    URI place = URI.create("string:///" + name.group(1) + ".java");
    return new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  private static String compile(List<String> blocks, Path folder) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<JavaFileObject> sources = new ArrayList<>();
    blocks.forEach(block -> sources.add(source(block)));
    List<String> options =
        List.of(
            "-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString());
    boolean isGood = javac.getTask(messages, null, null, options, null, sources).call();
    assertEquals(isGood, !messages.toString().contains("error:"));
    return isGood ? "" : messages.toString();
  }

  @Test
  void everyBlockCompiles(@TempDir Path folder) throws Exception {
    List<String> blocks = blocks();
    assertTrue(blocks.size() >= 9, "blocks: " + blocks.size());
    assertEquals("", compile(blocks, folder));
  }

  @Test
  void aBlockWithAMistakeIsFound(@TempDir Path folder) throws Exception {
    List<String> blocks = new ArrayList<>(blocks());
    blocks.replaceAll(block -> block.replace("TestToken token", "TestTokn token"));
    String messages = compile(blocks, folder);
    assertTrue(messages.contains("cannot find symbol"), messages);
  }

  @Test
  void everyLinkInsideThePageLeadsToAHeading() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "DEVELOPING.md"));
    Matcher link = Pattern.compile("\\]\\(#([a-z-]+)\\)").matcher(page);
    List<String> headings =
        page.lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(java.util.Locale.ROOT).replace(' ', '-'))
            .toList();
    while (link.find()) {
      assertTrue(headings.contains(link.group(1)), link.group(1));
    }
  }
}
