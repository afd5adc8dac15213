package com.bpmcentr.edge.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @Test
  void parse_encodedParts_decodesThem() {
    assertThat(DatabaseUrl.parse("postgresql://edge%40eu:p%2F%3A%25@localhost:54329/li%20c"))
        .contains(new DatabaseUrl("localhost", 54329, "li c", "edge@eu", "p/:%"));
  }

  @Test
  void parse_withoutPort_takesPostgresOwn() {
    assertThat(DatabaseUrl.parse("postgresql://u:p@h/d"))
        .contains(new DatabaseUrl("h", 5432, "d", "u", "p"));
  }

  @Test
  void parse_ipv6_losesItsBrackets() {
    assertThat(DatabaseUrl.parse("postgresql://u:p@[::1]:5433/d"))
        .contains(new DatabaseUrl("::1", 5433, "d", "u", "p"));
    assertThat(DatabaseUrl.parse("postgresql://u:p@[::1]/d"))
        .contains(new DatabaseUrl("::1", 5432, "d", "u", "p"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgresql://",
        "postgres://u:p@h:1/d",
        "postgresql://h:1/d",
        "postgresql://u@h:1/d",
        "postgresql://u:p@:1/d",
        "postgresql://u:p@h:0/d",
        "postgresql://u:p@h:65536/d",
        "postgresql://u:p@h:x/d",
        "postgresql://u:p@h:1",
        "postgresql://u:p@h:1/",
        "postgresql://:p@h:1/d",
        "postgresql://u:%zz@h:1/d",
        "postgresql://u:%ff@h:1/d",
        "postgresql://u:p@h:1/d?sslmode=require",
        "postgresql://u:p@h:1/?d",
      })
  void parse_otherForms_empty(String url) {
    assertThat(DatabaseUrl.parse(url)).isEmpty();
  }

  @Test
  void toString_always_withoutThePassword() {
    assertThat(new DatabaseUrl("h", 1, "d", "u", "s3cret")).hasToString("postgresql://u@h:1/d");
  }
}
