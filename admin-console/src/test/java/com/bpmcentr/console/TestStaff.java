package com.bpmcentr.console;

import com.bpmcentr.console.access.AccessTokens;
import com.bpmcentr.console.access.StaffAccounts;
import com.bpmcentr.console.access.StaffDetails;
import com.bpmcentr.console.access.StaffMember;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** A member of each role, with a password and a token; made when first asked for. */
@TestComponent
public class TestStaff {

  private static final Actor SETUP = Actor.system("test");

  private final StaffAccounts accounts;
  private final AccessTokens tokens;
  private final ObjectProvider<ServletWebServerApplicationContext> server;
  private final Map<Role, Member> members = new ConcurrentHashMap<>();

  TestStaff(
      StaffAccounts accounts,
      AccessTokens tokens,
      ObjectProvider<ServletWebServerApplicationContext> server) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.server = server;
  }

  /** Who they are and how they get in. */
  public record Member(StaffMember account, String password, String token) {

    public Actor actor() {
      return new Actor(account.id(), account.email(), account.role(), Origin.SCREEN, "127.0.0.1");
    }
  }

  /** The member whom all tests share; not to be changed. */
  public Member member(Role role) {
    return members.computeIfAbsent(role, this::newMember);
  }

  /** A member of the test's own. */
  public Member newMember(Role role) {
    String email = role.wireName() + "-" + UUID.randomUUID() + "@bpmcentr.example";
    StaffAccounts.WithPassword made =
        accounts
            .create(SETUP, email, new StaffDetails("Test " + role.wireName(), role, Language.EN))
            .orElseThrow();
    AccessTokens.NewToken token =
        tokens.create(SETUP, made.member().id(), "tests", null).orElseThrow();
    return new Member(made.member(), made.password().reveal(), token.secret().reveal());
  }

  public ApiClient api(Role role) {
    return api(member(role).token());
  }

  public ApiClient api(String token) {
    return new ApiClient(port(), token);
  }

  public ApiClient apiWithoutToken() {
    return new ApiClient(port(), null);
  }

  /** Where the console under test listens. */
  public int port() {
    return server.getObject().getWebServer().getPort();
  }
}
