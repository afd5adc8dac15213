package com.bpmcentr.console.shell;

import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.WireName;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a viewer chose to see, kept in cookies so that it holds before the login too. */
public final class Preferences {

  private static final String LANGUAGE = "console-language";
  private static final String THEME = "console-theme";
  private static final Duration KEPT = Duration.ofDays(365);

  private Preferences() {}

  static ColorScheme.Value colorScheme(Theme theme) {
    return switch (theme) {
      case SYSTEM -> ColorScheme.Value.LIGHT_DARK;
      case LIGHT -> ColorScheme.Value.LIGHT;
      case DARK -> ColorScheme.Value.DARK;
    };
  }

  static Optional<Language> language(VaadinRequest request) {
    return cookie(request.getCookies(), LANGUAGE).flatMap(Languages::ofCode);
  }

  static Theme theme(VaadinRequest request) {
    return cookie(request.getCookies(), THEME)
        .flatMap(code -> WireName.find(Theme.class, code))
        .orElse(Theme.SYSTEM);
  }

  static void keep(Language language) {
    keep(LANGUAGE, language.wireName());
  }

  static void keep(Theme theme) {
    keep(THEME, theme.wireName());
  }

  /** Shows the page anew with what was chosen, here and from now on. */
  public static void choose(Language language, Theme theme) {
    keep(language);
    keep(theme);
    VaadinSession.getCurrent().setLocale(Languages.locale(language));
    UI.getCurrent().getPage().reload();
  }

  /** What a member chose elsewhere, for a device where nothing was chosen yet. */
  static void bring(
      HttpServletRequest request, HttpServletResponse response, Language language, Theme theme) {
    if (cookie(request.getCookies(), LANGUAGE).isEmpty()) {
      response.addCookie(cookie(request, LANGUAGE, language.wireName()));
    }
    if (cookie(request.getCookies(), THEME).isEmpty()) {
      response.addCookie(cookie(request, THEME, theme.wireName()));
    }
  }

  private static Optional<String> cookie(Cookie @Nullable [] cookies, String name) {
    if (cookies == null) {
      return Optional.empty();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  private static void keep(String name, String value) {
    VaadinResponse.getCurrent()
        .addCookie(cookie(VaadinServletRequest.getCurrent().getHttpServletRequest(), name, value));
  }

  private static Cookie cookie(HttpServletRequest request, String name, String value) {
    var cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(request.isSecure());
    cookie.setMaxAge((int) KEPT.toSeconds());
    cookie.setAttribute("SameSite", "Lax");
    return cookie;
  }
}
