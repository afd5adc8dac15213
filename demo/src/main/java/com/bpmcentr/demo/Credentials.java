package com.bpmcentr.demo;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.LicenseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The owner's login, made by the console at its first start, and {@code credentials.env}. */
record Credentials(String email, String password, String token) {
  private static final String EMAIL = "STAFF_EMAIL";
  private static final String PASSWORD = "STAFF_PASSWORD";
  private static final String TOKEN = "API_TOKEN";

  /** From credentials.env, or at the first start from the file the console writes; else nothing. */
  static Optional<Credentials> find(DemoFolder folder) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    values.putAll(EnvironmentFile.read(folder.firstOwnerFile()));
    values.putAll(EnvironmentFile.read(folder.credentialsFile()));
    String email = values.get(EMAIL);
    String password = values.get(PASSWORD);
    String token = values.get(TOKEN);
    return email == null || password == null || token == null
        ? Optional.empty()
        : Optional.of(new Credentials(email, password, token));
  }

  /** What scripts rely on. Afterwards the console's own file is not needed any more. */
  void write(
      DemoFolder folder,
      DemoSettings settings,
      LicenseDatabase database,
      SigningFiles signing,
      SampleData.DemoKey demoKey)
      throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("CONSOLE_URL", settings.consoleUrl());
    values.put("EDGE_URL", settings.edgeUrl(1));
    values.put("EDGE_MANAGEMENT_URL", settings.managementUrl(1));
    values.put(EMAIL, email);
    values.put(PASSWORD, password);
    values.put(TOKEN, token);
    values.put("DEMO_KEY", demoKey.key());
    values.put("DEMO_CONNECTOR", demoKey.connector());
    values.put("DEMO_ACCOUNT", demoKey.account());
    values.put("CONSOLE_DATABASE_URL", database.url(DatabaseRole.CONSOLE));
    values.put("EDGE_DATABASE_URL", database.url(DatabaseRole.EDGE));
    values.put("EDGE_KEYRING", signing.keyring().toString());
    values.put("EDGE_PEPPERS", signing.peppers().toString());
    EnvironmentFile.write(folder.credentialsFile(), values);
    Files.deleteIfExists(folder.firstOwnerFile());
  }

  @Override
  public String toString() {
    return "Credentials[" + email + "]";
  }
}
