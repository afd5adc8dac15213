package com.bpmcentr.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.ConsoleTest;
import com.bpmcentr.console.TestStaff;
import com.bpmcentr.console.staff.Role;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An owner hires somebody, gives a program a token, and lets the member go again. */
@ConsoleTest
class StaffWalkIT {

  private static final String OWN_PASSWORD = "correct horse battery";

  @Autowired private TestStaff staff;

  @Test
  void staff_fromTheFirstPasswordToTheLastSession_followsTheOwner() {
    String email = "walk-" + UUID.randomUUID() + "@bpmcentr.example";
    try (var owner = StaffBrowser.desktop(staff.port(), "en", "light");
        var member = StaffBrowser.desktop(staff.port(), "en", "light")) {
      owner.signIn(staff.member(Role.OWNER));
      String password = hire(owner, email);

      logIn(member, email, password);
      changePassword(member, password);
      logIn(member, email, OWN_PASSWORD);
      member.follow("customers");
      assertThat(member.link("Customers").first()).isVisible();
      assertThat(member.link("Staff")).hasCount(0);
      member.open("staff");
      assertThat(member.page().getByText("Your role does not open this page")).isVisible();
      // a list that has rows whatever others have made
      member.load("connectors");

      String token = giveToken(owner);
      assertThat(staff.api(token).get("/me").text("email")).isEqualTo(email);
      disable(owner, email);

      assertThat(staff.api(token).get("/me").status()).isEqualTo(401);
      member.page().locator("vaadin-grid-sorter").first().click();
      assertThat(member.page().getByText("You have been away for a while").first()).isVisible();
      member.load("customers");
      assertThat(member.path()).startsWith("login");
      resetsOnlyOthers(owner);
      owner.assertNoScriptFailed();
    }
  }

  @Test
  void ownAccount_languageAndColours_holdOnANewDevice() {
    TestStaff.Member member = staff.newMember(Role.AUDITOR);
    try (var browser = StaffBrowser.desktop(staff.port(), "en", "light");
        var elsewhere = StaffBrowser.withoutChoices(staff.port())) {
      browser.signIn(member);
      browser.open("account");
      browser.button("Edit").click();
      choose(browser, "Language", "Українська");
      choose(browser, "Colors", "Dark");
      browser.dialogButton("Save").click();
      assertThat(browser.page().locator("html")).hasAttribute("lang", "uk");

      elsewhere.logIn(member);
      assertThat(elsewhere.page().locator("html")).hasAttribute("lang", "uk");
      assertThat(elsewhere.page().locator("html")).hasAttribute("theme", "dark");
    }
  }

  @Test
  void settings_outOfRangeThenChanged_areSaidAtTheFieldAndSaved() {
    var api = staff.api(Role.OWNER);
    try (var owner = StaffBrowser.desktop(staff.port(), "en", "light")) {
      owner.signIn(staff.member(Role.OWNER));
      owner.open("settings");
      owner.button("Edit").click();
      grace(owner).fill("169");
      owner.field("Reason").fill("Shorter from spring on");
      owner.dialogButton("Save").click();
      assertThat(owner.page().getByText("must be 0 to 168").first()).isVisible();
      owner.screenshot("settings-edit");
      grace(owner).fill("48");
      owner.dialogButton("Save").click();

      assertThat(owner.page().getByRole(AriaRole.DIALOG)).hasCount(0);
      assertThat(owner.page().getByText("Last changed")).isVisible();
      assertThat(api.get("/settings").json().path("graceSeconds").asInt()).isEqualTo(172_800);
      owner.link("What was changed").click();
      assertThat(owner.page().getByText("Shorter from spring on").first()).isVisible();
    } finally {
      int version = api.get("/settings").json().path("version").asInt();
      api.patch("/settings", "{\"version\":" + version + ",\"graceSeconds\":259200}");
    }
  }

  private static Locator grace(StaffBrowser owner) {
    return owner
        .page()
        .getByRole(
            AriaRole.SPINBUTTON,
            new Page.GetByRoleOptions().setName("Grace after an unpaid end, hours"));
  }

  private static String hire(StaffBrowser owner, String email) {
    owner.open("staff");
    owner.button("New staff member").click();
    owner.field("E-mail").fill(email);
    owner.field("Name").fill("Walker");
    owner.dialogButton("Create account").click();
    String password = owner.page().locator("code.revealed").innerText();
    saved(owner);
    owner.page().waitForURL(url -> url.contains("/staff/"));
    return password;
  }

  private static void logIn(StaffBrowser member, String email, String password) {
    member.logIn(email, password);
    member.page().locator("vaadin-app-layout").waitFor();
  }

  private static void changePassword(StaffBrowser member, String password) {
    member.open("account");
    password(member, "Current password").fill(password);
    password(member, "New password").fill(OWN_PASSWORD);
    password(member, "New password again").fill("something else");
    member.button("Change password").click();
    assertThat(member.page().getByText("is not the same").first()).isVisible();
    password(member, "New password again").fill(OWN_PASSWORD);
    member.button("Change password").click();
    member.page().waitForURL(url -> url.contains("/login"));
  }

  private static String giveToken(StaffBrowser owner) {
    owner.button("New token").click();
    owner.field("Name").fill("Reports");
    owner.dialogButton("Create token").click();
    String token = owner.page().locator("code.revealed").innerText();
    saved(owner);
    assertThat(owner.page().getByText(token.substring(0, 12) + "…")).isVisible();
    return token;
  }

  private static void disable(StaffBrowser owner, String email) {
    owner.button("Disable").click();
    assertThat(owner.page().getByText("1 access token is revoked for good.")).isVisible();
    owner.field("Reason").fill("Left the company");
    owner.field("Type " + email + " to confirm").fill(email);
    owner.dialogButton("Disable").click();
    assertThat(owner.button("Enable")).isVisible();
    assertThat(owner.page().getByText("Revoked").first()).isVisible();
  }

  /** One's own would end the session before the new password is seen. */
  private void resetsOnlyOthers(StaffBrowser owner) {
    owner.button("Reset password").click();
    owner.dialogButton("Reset password").click();
    assertThat(owner.page().locator("code.revealed")).hasText(Pattern.compile("\\S{20}"));
    saved(owner);
    owner.open("staff/" + staff.member(Role.OWNER).account().id());
    owner.button("Change password").click();
    owner.page().waitForURL(url -> url.endsWith("/account"));
    assertThat(owner.button("Reset password")).hasCount(0);
  }

  private static void saved(StaffBrowser owner) {
    owner.page().getByLabel("I have saved it").check();
    owner.dialogButton("Done").click();
  }

  private static Locator password(StaffBrowser browser, String label) {
    return browser
        .page()
        .getByLabel(label, new Page.GetByLabelOptions().setExact(true))
        .and(browser.page().locator("input"));
  }

  private static void choose(StaffBrowser browser, String label, String item) {
    browser
        .page()
        .locator("vaadin-select")
        .filter(new Locator.FilterOptions().setHasText(label))
        .click();
    browser.page().getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(item)).click();
  }
}
