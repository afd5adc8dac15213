package com.bpmcentr.console.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Tomcat drops Spring Security's headers from Vaadin's pages unless told not to. */
@ConsoleTest
class SecurityHeadersIT {

  @Autowired private TestStaff staff;

  @ParameterizedTest
  @ValueSource(strings = {"login", "assets/console.css", "no-such-page", "customers"})
  void page_ofTheConsole_cannotBeFramedAndLoadsOnlyItsOwn(String path) throws Exception {
    HttpResponse<String> page = get(path);

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'")
        .contains("object-src 'none'");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("same-origin");
  }

  @Test
  void session_cookie_isOutOfReachForScriptsAndOtherSites() throws Exception {
    assertThat(get("login").headers().firstValue("Set-Cookie").orElse(""))
        .contains("HttpOnly")
        .contains("SameSite=Lax");
  }

  @Test
  void screen_withoutALogin_leadsToTheLogin() throws Exception {
    HttpResponse<String> page = get("customers");

    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location").orElse("")).endsWith("/login");
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + staff.port() + "/" + path);
      return http.send(
          HttpRequest.newBuilder(address).header("Accept", "text/html").build(),
          BodyHandlers.ofString());
    }
  }
}
