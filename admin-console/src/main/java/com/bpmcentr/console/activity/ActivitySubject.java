package com.bpmcentr.console.activity;

import com.bpmcentr.console.staff.Permission;
import java.util.Arrays;
import java.util.Optional;

/** What an activity can be asked of, and who may: whoever may read the thing. */
public enum ActivitySubject {
  CUSTOMER("customer", Permission.READ),
  SUBSCRIPTION("subscription", Permission.READ),
  API_KEY("api-key", Permission.READ),
  CONNECTOR("connector", Permission.READ),
  INVOICE("invoice", Permission.READ),
  JOB("job", Permission.READ),
  IMPORT("import", Permission.READ),
  STAFF("staff", Permission.READ_STAFF);

  private final String type;
  private final Permission permission;

  ActivitySubject(String type, Permission permission) {
    this.type = type;
    this.permission = permission;
  }

  /** As the audit log calls things of this kind. */
  public String type() {
    return type;
  }

  public Permission permission() {
    return permission;
  }

  public static Optional<ActivitySubject> find(String type) {
    return Arrays.stream(values()).filter(subject -> subject.type.equals(type)).findFirst();
  }
}
