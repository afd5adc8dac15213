package com.bpmcentr.demo.postgres;

/** The three roles that {@code roles.sql} creates. */
public enum DatabaseRole {
  /** Owns the database and its objects; runs the migrations. */
  OWNER("license_owner"),
  CONSOLE("license_console"),
  EDGE("license_edge");

  private final String roleName;

  DatabaseRole(String roleName) {
    this.roleName = roleName;
  }

  public String roleName() {
    return roleName;
  }
}
