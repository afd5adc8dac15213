package com.bpmcentr.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.audit.AuditLog;
import com.bpmcentr.console.audit.AuditedOperations;
import com.bpmcentr.console.config.ConsoleConfig;
import com.bpmcentr.console.config.ConsoleStartException;
import com.bpmcentr.console.config.DatabaseUrl;
import com.bpmcentr.console.operation.ListQuery;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.secret.SecretGenerator;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FirstOwnerIT {

  private static final Actor SYSTEM = Actor.system("test");

  @TempDir private Path folder;

  private Business business;
  private StaffRepository staff;
  private PasswordHashing hashing;
  private AccessTokens tokens;
  private StaffAccounts accounts;
  private LoginService logins;

  @BeforeEach
  void openEmptyDatabase() {
    business = Business.open();
    JdbcClient database = business.part(JdbcClient.class);
    AuditLog audit = business.part(AuditLog.class);
    AuditedOperations operations = business.part(AuditedOperations.class);
    SecretGenerator secrets = business.part(SecretGenerator.class);
    Clock clock = Clock.systemUTC();
    staff = new StaffRepository(database);
    GuessRepository guesses = new GuessRepository(database);
    hashing = new PasswordHashing(16);
    AccessTokenRepository tokenRows = new AccessTokenRepository(database);
    tokens =
        new AccessTokens(
            tokenRows, new AccessTokenQuery(database), staff, secrets, operations, audit, clock);
    accounts =
        new StaffAccounts(
            staff,
            guesses,
            new StaffQuery(database),
            tokenRows,
            hashing,
            new PasswordGenerator(),
            operations,
            audit,
            clock);
    logins = new LoginService(staff, guesses, hashing, audit, transactions(), clock);
  }

  @AfterEach
  void closeDatabase() {
    business.close();
  }

  @Test
  void run_nobodyWorksHere_writesCredentialsThatWorkForTheirOwnerOnly() throws Exception {
    Path file = folder.resolve("first-owner.env");

    start(file);

    Map<String, String> credentials = read(file);
    assertThat(credentials).containsOnlyKeys("STAFF_EMAIL", "STAFF_PASSWORD", "API_TOKEN");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(
            logins.logIn(
                value(credentials, "STAFF_EMAIL"), value(credentials, "STAFF_PASSWORD"), null))
        .isPresent();
    assertThat(tokens.recognise(value(credentials, "API_TOKEN")))
        .hasValueSatisfying(bearer -> assertThat(bearer.member().role()).isEqualTo(Role.OWNER));
  }

  @Test
  void run_withoutFile_printsTheCredentialsOnce() {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      start(null);
      start(null);
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("STAFF_EMAIL=owner@bpmcentr.example\n")
        .containsOnlyOnce("STAFF_PASSWORD=")
        .containsOnlyOnce("API_TOKEN=bpm_adm_");
  }

  @Test
  void run_eightConsolesAtOnce_makeOneOwner() throws Exception {
    CountDownLatch together = new CountDownLatch(1);
    List<Future<?>> starts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        Path file = folder.resolve("owner-" + i);
        starts.add(
            threads.submit(
                () -> {
                  together.await();
                  start(file);
                  return null;
                }));
      }
      together.countDown();
    }
    for (Future<?> start : starts) {
      start.get();
    }

    assertThat(owners()).hasSize(1);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void run_fileThatCannotBeWritten_makesNobody() {
    Path file = folder.resolve("missing").resolve("first-owner.env");

    assertThatThrownBy(() -> start(file))
        .isInstanceOf(ConsoleStartException.class)
        .hasMessageContaining("CONSOLE_FIRST_OWNER_FILE");
    assertThat(staff.anyone()).isFalse();
  }

  @Test
  void accounts_theLastOwner_cannotLeave() {
    start(folder.resolve("first-owner.env"));
    StaffMember owner = accounts.list(SYSTEM, ListQuery.first(1)).orElseThrow().items().getFirst();

    assertThat(accounts.disable(SYSTEM, owner.id(), null, "leaves"))
        .isEqualTo(Result.refused(new Refusal.StateForbids("last_owner", "disable")));
    assertThat(accounts.edit(SYSTEM, owner.id(), owner.version(), inRole(owner, Role.ADMIN)))
        .isEqualTo(Result.refused(new Refusal.StateForbids("last_owner", "edit")));
    assertThat(accounts.edit(SYSTEM, owner.id(), owner.version(), inRole(owner, Role.OWNER)))
        .isInstanceOf(Result.Done.class);
  }

  private List<StaffMember> owners() {
    return accounts.list(SYSTEM, ListQuery.first(10)).orElseThrow().items();
  }

  private static StaffDetails inRole(StaffMember member, Role role) {
    return new StaffDetails(member.name(), role, member.language());
  }

  private void start(@Nullable Path file) {
    new FirstOwner(
            config(file),
            staff,
            tokens,
            hashing,
            new PasswordGenerator(),
            business.part(AuditLog.class),
            transactions(),
            Clock.systemUTC())
        .run(new DefaultApplicationArguments());
  }

  private TransactionTemplate transactions() {
    return new TransactionTemplate(business.part(PlatformTransactionManager.class));
  }

  private ConsoleConfig config(@Nullable Path file) {
    return new ConsoleConfig(
        "127.0.0.1",
        0,
        "127.0.0.1",
        null,
        DatabaseUrl.parse("CONSOLE_DATABASE_URL", "postgresql://u:p@127.0.0.1:1/d"),
        null,
        folder,
        new Secret("unused"),
        folder,
        folder,
        folder,
        "Owner@bpmcentr.example",
        file,
        URI.create("http://127.0.0.1:8081"),
        null,
        List.of(),
        Duration.ZERO);
  }

  private static Map<String, String> read(Path file) throws Exception {
    Map<String, String> lines = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      lines.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
    }
    return lines;
  }

  private static String value(Map<String, String> credentials, String name) {
    return String.valueOf(credentials.get(name));
  }
}
