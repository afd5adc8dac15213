package com.bpmcentr.demo.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One database of a running server, and the ways into it. */
public final class LicenseDatabase {
  private final String name;
  private final int port;
  private final Map<DatabaseRole, String> passwords;

  LicenseDatabase(String name, int port, Map<DatabaseRole, String> passwords) {
    this.name = name;
    this.port = port;
    this.passwords = new EnumMap<>(passwords);
  }

  public String name() {
    return name;
  }

  /** {@code postgresql://user:password@127.0.0.1:port/database}, as edge and console read it. */
  public String url(DatabaseRole role) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(role.roleName(), password(role), EmbeddedDatabase.HOST, port, name);
  }

  /** {@code jdbc:postgresql://…} without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(EmbeddedDatabase.HOST, port, name);
  }

  public String password(DatabaseRole role) {
    String password = passwords.get(role);
    if (password == null) {
      throw new IllegalArgumentException("no password for " + role);
    }
    return password;
  }

  public DataSource dataSource(DatabaseRole role) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setUser(role.roleName());
    source.setPassword(password(role));
    return source;
  }

  public Connection connect(DatabaseRole role) throws SQLException {
    return dataSource(role).getConnection();
  }

  @Override
  public String toString() {
    return "LicenseDatabase[" + name + " on port " + port + "]";
  }
}
