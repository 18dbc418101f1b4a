package dev.signet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The name that was meant, where one is near enough to be meant. */
class NearestNameTest {
  private static final List<String> KNOWN = List.of("audiences", "groupIdentifier", "id", "realms");

  @ParameterizedTest
  @CsvSource({
    "audience, audiences",
    "audeinces, audiences",
    "AUDIENCES, audiences",
    "groupIdentifer, groupIdentifier",
    "group_identifier, groupIdentifier",
    "realm, realms"
  })
  void aSlipOrTwoAreForgiven(String typed, String meant) {
    assertEquals(List.of(meant), NearestName.to(typed, KNOWN));
  }

  @Test
  void nothingFarOffIsProposed() {
    assertEquals(List.of(), NearestName.to("trustStoreRef", KNOWN));
    assertEquals(List.of(), NearestName.to("audiences", List.of()));
  }

  @Test
  void aLongNameMayBeWrongInAThirdOfItsLetters() {
    assertEquals(List.of("abcdefghi"), NearestName.to("abcdefxyz", List.of("abcdefghi")));
    assertEquals(List.of(), NearestName.to("abcdewxyz", List.of("abcdefghi")));
  }

  @Test
  void ofSeveralTheNearestIsProposed() {
    assertEquals(List.of("issuers"), NearestName.to("issuerss", List.of("issued", "issuers")));
  }
}
