package com.bpmcentr.console.shell;

import com.bpmcentr.license.Language;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a viewer chose to see, kept in cookies so that it holds before the login too. */
final class Preferences {

  private static final String LANGUAGE = "console-language";
  private static final String THEME = "console-theme";
  private static final Duration KEPT = Duration.ofDays(365);

  private Preferences() {}

  static Optional<Language> language(VaadinRequest request) {
    return cookie(request, LANGUAGE).flatMap(Languages::ofCode);
  }

  static Theme theme(VaadinRequest request) {
    return cookie(request, THEME).flatMap(Theme::ofCode).orElse(Theme.SYSTEM);
  }

  static void keep(Language language) {
    keep(LANGUAGE, language.wireName());
  }

  static void keep(Theme theme) {
    keep(THEME, theme.code());
  }

  private static Optional<String> cookie(VaadinRequest request, String name) {
    Cookie @Nullable [] cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  private static void keep(String name, String value) {
    var cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(VaadinRequest.getCurrent().isSecure());
    cookie.setMaxAge((int) KEPT.toSeconds());
    cookie.setAttribute("SameSite", "Lax");
    VaadinResponse.getCurrent().addCookie(cookie);
  }
}
