package com.bpmcentr.console.apikey.ui;

import com.bpmcentr.console.config.ConsoleConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** The command that asks an edge about a new key, ready to be pasted. */
@Component
class CurlLine {

  /** Stands for what the reader has to put in; no account can be called so: left, it is refused. */
  static final String THEIR_ACCOUNT = "<MAKE ACCOUNT>";

  private final ConsoleConfig config;

  CurlLine(ConsoleConfig config) {
    this.config = config;
  }

  /** The key is in a header, never in the URL: URLs are logged. */
  String of(String key, KeyExample example) {
    URI edge = config.edgeUrl();
    return "curl -s -H 'Authorization: Bearer %s' '%s/v1/verify?connector=%s&account=%s'"
        .formatted(
            key,
            edge,
            encoded(example.connector()),
            example.account() == null ? THEIR_ACCOUNT : encoded(example.account()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
