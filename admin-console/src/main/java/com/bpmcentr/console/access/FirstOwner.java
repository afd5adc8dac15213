package com.bpmcentr.console.access;

import com.bpmcentr.console.audit.Attempt;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.operation.Facts;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.license.Language;
import java.time.Clock;
import java.util.Locale;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes the first owner when nobody works here yet. Of consoles that start at once, one does; the
 * others wait and find someone.
 */
@Component
class FirstOwner implements ApplicationRunner {

  private static final Actor FIRST_START = Actor.system("first start");

  private final ConsoleConfig config;
  private final StaffRepository staff;
  private final AccessTokens tokens;
  private final PasswordHashing hashing;
  private final PasswordGenerator passwords;
  private final AuditLog audit;
  private final TransactionOperations transactions;
  private final Clock clock;

  FirstOwner(
      ConsoleConfig config,
      StaffRepository staff,
      AccessTokens tokens,
      PasswordHashing hashing,
      PasswordGenerator passwords,
      AuditLog audit,
      TransactionOperations transactions,
      Clock clock) {
    this.config = config;
    this.staff = staff;
    this.tokens = tokens;
    this.hashing = hashing;
    this.passwords = passwords;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (staff.anyone()) {
      return;
    }
    transactions.executeWithoutResult(_ -> create());
  }

  /**
   * The credentials are handed over before the commit: an owner whose password nobody got could not
   * be replaced, while credentials of an owner who was not made are only useless.
   */
  private void create() {
    staff.lockFirstOwner();
    if (staff.anyone()) {
      return;
    }
    Secret password = passwords.generate();
    StaffMember owner =
        staff
            .insert(
                config.ownerEmail().toLowerCase(Locale.ROOT),
                new StaffDetails("Owner", Role.OWNER, Language.UK),
                hashing.hash(password),
                clock.instant())
            .orElseThrow();
    audit.record(
        FIRST_START,
        Attempt.on(StaffAccounts.TYPE, owner.id(), "create"),
        Facts.NONE,
        StaffAccounts.facts(owner));
    AccessTokens.NewToken token =
        tokens.create(FIRST_START, owner.id(), "first start", null).orElseThrow();
    new Credentials(owner.email(), password, token.secret()).handOver(config.firstOwnerFile());
  }
}
