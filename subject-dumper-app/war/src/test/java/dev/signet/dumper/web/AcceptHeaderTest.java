package dev.signet.dumper.web;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptHeaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json;charset=utf-8",
        "application/json, text/plain, */*",
        "application/*",
        "text/html;q=0.5, application/json",
        "text/html;q=0.500,application/json;q=0.501",
        "text/html;q=0, */*",
        "application/json;q=0.1",
        "text/html;q=zero, application/json"
      })
  void prefersJson(String accept) {
    assertTrue(AcceptHeader.parse(accept).prefersJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "text/html",
        "text/*",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html, application/json",
        "application/json;q=0.9, text/html",
        "application/json; Q=0.9, text/html; q=1.0",
        "application/json;q=0, */*",
        "application/json;q=0",
        "application/json;q=, text/html",
        "application/problem+json",
        "image/png",
        ";;,,;q=1",
        "json"
      })
  void prefersHtml(String accept) {
    assertFalse(AcceptHeader.parse(accept).prefersJson());
  }

  @Test
  void withoutTheHeaderItIsHtml() {
    assertFalse(AcceptHeader.parse(null).prefersJson());
  }
}
