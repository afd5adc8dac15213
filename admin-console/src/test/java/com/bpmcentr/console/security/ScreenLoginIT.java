package com.bpmcentr.console.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ConsoleTest
class ScreenLoginIT {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

  @Autowired private TestStaff team;
  @Autowired private StaffAccounts accounts;

  private final CookieManager cookies = new CookieManager();
  private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

  @Test
  void screen_withoutSession_leadsToTheLogin() throws Exception {
    HttpResponse<String> page = get("/customers");

    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(location(page)).isEqualTo("/login");
  }

  @Test
  void login_rightPassword_opensTheScreensInANewSession() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    String token = csrfToken();
    String before = sessionId();

    HttpResponse<String> answer = logIn(member.account().email(), member.password(), token);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer)).isEqualTo("/");
    assertThat(sessionId()).isNotEqualTo(before);
    assertThat(get("/customers").statusCode()).isEqualTo(200);
  }

  @Test
  void login_wrongPasswordAndUnknownEmail_answerAlike() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);

    HttpResponse<String> wrong = logIn(member.account().email(), "wrong", csrfToken());
    HttpResponse<String> unknown = logIn("nobody-1@bpmcentr.example", "wrong", csrfToken());

    assertThat(location(wrong)).isEqualTo("/login?error");
    assertThat(location(unknown)).isEqualTo(location(wrong));
    assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
    assertThat(get("/customers").statusCode()).isEqualTo(302);
  }

  /** Each guess used to be counted twice, so that the third one locked the account. */
  @Test
  void login_fourWrongPasswords_doNotLockYet() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    for (int guess = 0; guess < 4; guess++) {
      logIn(member.account().email(), "wrong", csrfToken());
    }

    HttpResponse<String> right = logIn(member.account().email(), member.password(), csrfToken());

    assertThat(location(right)).isEqualTo("/");
  }

  @Test
  void login_fiveWrongPasswords_lockOutTheRightOne() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    for (int guess = 0; guess < 5; guess++) {
      logIn(member.account().email(), "wrong", csrfToken());
    }

    HttpResponse<String> right = logIn(member.account().email(), member.password(), csrfToken());

    assertThat(right.statusCode()).isEqualTo(429);
    assertThat(get("/customers").statusCode()).isEqualTo(302);
  }

  /** Who guesses is told to wait, and learns nothing of which accounts there are. */
  @Test
  void login_tooManyTimes_isToldSoWhetherOrNotThereIsSuchAnAccount() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    List<HttpResponse<String>> known = new ArrayList<>();
    List<HttpResponse<String>> unknown = new ArrayList<>();
    for (int guess = 0; guess < 6; guess++) {
      known.add(logIn(member.account().email(), "wrong", csrfToken()));
      unknown.add(logIn("nobody-2@bpmcentr.example", "wrong", csrfToken()));
    }

    assertThat(known)
        .extracting(HttpResponse::statusCode)
        .containsExactly(302, 302, 302, 302, 429, 429);
    for (int guess = 0; guess < 6; guess++) {
      assertThat(unknown.get(guess).statusCode()).isEqualTo(known.get(guess).statusCode());
      assertThat(unknown.get(guess).headers().firstValue("Location"))
          .isEqualTo(known.get(guess).headers().firstValue("Location"));
    }
    for (HttpResponse<String> last : List.of(known.getLast(), unknown.getLast())) {
      assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 901L);
      assertThat(last.body()).containsPattern("url=/login\\?wait=1[0-6]\"");
      assertThat(last.headers().firstValue("Cache-Control")).get().asString().contains("no-store");
    }
  }

  @Test
  void login_lockLiftedByAnOwner_letsInTheRightPasswordAtOnce() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    for (int guess = 0; guess < 5; guess++) {
      logIn(member.account().email(), "wrong", csrfToken());
    }
    accounts.unlock(Actor.system("test"), member.account().id()).orElseThrow();

    assertThat(location(logIn(member.account().email(), member.password(), csrfToken())))
        .isEqualTo("/");
  }

  @Test
  void login_withoutCsrfToken_isRefused() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);

    logIn(member.account().email(), member.password(), "another");

    assertThat(get("/customers").statusCode()).isEqualTo(302);
  }

  @Test
  void sessionCookie_isHiddenFromScriptsAndOtherSites() throws Exception {
    HttpResponse<String> page = get("/login");

    assertThat(page.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("JSESSIONID=")
                    .contains("; HttpOnly")
                    .contains("; SameSite=Lax"));
    assertThat(page.body()).doesNotContain(";jsessionid");
  }

  @Test
  void logout_session_isOver() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    logIn(member.account().email(), member.password(), csrfToken());

    post("/logout", "_csrf=" + encode(csrfToken()));

    assertThat(get("/customers").statusCode()).isEqualTo(302);
    assertThat(
            team.api(Role.OWNER)
                .get(
                    "/audit?filter%5Boperation%5D=staff.logout&filter%5BtargetId%5D="
                        + member.account().id())
                .json()
                .at("/meta/totalItems")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void session_ofADisabledMember_isOver() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    logIn(member.account().email(), member.password(), csrfToken());
    assertThat(get("/customers").statusCode()).isEqualTo(200);

    accounts.disable(Actor.system("test"), member.account().id(), null, "left").orElseThrow();

    assertThat(get("/customers").statusCode()).isEqualTo(302);
  }

  /** A session that made no request while its member was disabled used to go on afterwards. */
  @Test
  void session_ofAMemberDisabledAndEnabledAgain_staysOver() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    logIn(member.account().email(), member.password(), csrfToken());
    Actor owner = Actor.system("test");

    accounts.disable(owner, member.account().id(), null, "left").orElseThrow();
    accounts.enable(owner, member.account().id(), null, null).orElseThrow();

    assertThat(get("/customers").statusCode()).isEqualTo(302);
  }

  @Test
  void session_afterAPasswordReset_isOver() throws Exception {
    TestStaff.Member member = team.newMember(Role.SUPPORT);
    logIn(member.account().email(), member.password(), csrfToken());

    accounts.resetPassword(Actor.system("test"), member.account().id()).orElseThrow();

    assertThat(get("/customers").statusCode()).isEqualTo(302);
  }

  @Test
  void session_doesNotOpenTheApi() throws Exception {
    TestStaff.Member member = team.newMember(Role.OWNER);
    logIn(member.account().email(), member.password(), csrfToken());

    assertThat(get("/api/v1/customers").statusCode()).isEqualTo(401);
  }

  @Test
  void screens_haveTheHeadersThatKeepThemFromHarm() throws Exception {
    HttpResponse<String> page = get("/login");

    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .get()
        .asString()
        .contains("frame-ancestors 'none'", "object-src 'none'");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
  void operations_probes_answerThemselvesAndNotTheLogin(String probe) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri(probe)).build();
    HttpResponse<String> health = browser.send(request, BodyHandlers.ofString());

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void operations_onlyHealthIsOpen() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/actuator/health")).build();
    HttpResponse<String> health = browser.send(request, BodyHandlers.ofString());

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("\"status\":\"UP\"").doesNotContain("components");
    assertThat(get("/actuator/env").statusCode()).isEqualTo(302);
  }

  private HttpResponse<String> logIn(String email, String password, String csrfToken)
      throws IOException, InterruptedException {
    return post(
        "/login",
        "username=%s&password=%s&_csrf=%s"
            .formatted(encode(email), encode(password), encode(csrfToken)));
  }

  private String csrfToken() throws IOException, InterruptedException {
    Matcher token = CSRF.matcher(get("/login").body());
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private String sessionId() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("JSESSIONID"))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("none");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri(path)).header("Accept", "text/html").build();
    return browser.send(request, BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return browser.send(request, BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + team.port() + path);
  }

  private static String location(HttpResponse<String> response) {
    String location = response.headers().firstValue("Location").orElse("");
    return location.startsWith("http")
        ? location.substring(location.indexOf('/', "http://".length()))
        : location;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
