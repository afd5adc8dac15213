package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets under which API keys and connector secrets are digested. The database never holds
 * them, so who steals the database cannot test guesses. Read from a file that the operator places:
 *
 * <pre>{@code
 * {"active":"p1","peppers":[{"id":"p1","secret":"<32 bytes or more in base64url>"}]}
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Peppers {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LEAST_BYTES = 32;
  private static final int MOST_PEPPERS = 8;

  /** The active pepper first: most keys are found under it. */
  private final List<Pepper> peppers;

  private Peppers(List<Pepper> peppers) {
    this.peppers = peppers;
  }

  /**
   * A digest and the pepper it was made with.
   *
   * @param pepperId the pepper's id
   * @param digest the digest under it
   */
  public record Peppered(String pepperId, KeyDigest digest) {}

  /**
   * Reads the file's bytes.
   *
   * @throws MalformedException naming the field that is missing or wrong, never a secret
   */
  public static Peppers parse(byte[] json) throws MalformedException {
    JsonFields file = JsonFields.parse(json);
    String active = file.text("active");
    List<Pepper> peppers = new ArrayList<>();
    for (JsonFields fields : file.objects("peppers")) {
      Pepper pepper = new Pepper(fields.text("id"), fields.parsed("secret", Peppers::secret));
      if (!Limits.isId(pepper.id) || peppers.stream().anyMatch(p -> p.id.equals(pepper.id))) {
        throw new MalformedException("peppers: an id is malformed or stands twice");
      }
      peppers.add(pepper.id.equals(active) ? 0 : peppers.size(), pepper);
    }
    if (peppers.isEmpty() || peppers.size() > MOST_PEPPERS) {
      throw new MalformedException("peppers must be 1 to 8");
    }
    if (!peppers.getFirst().id.equals(active)) {
      throw new MalformedException("active names none of the peppers");
    }
    return new Peppers(peppers);
  }

  /** The digest under the active pepper: what a new key is stored as. */
  public Peppered digest(String secret) {
    Pepper active = peppers.getFirst();
    return new Peppered(active.id, active.digest(secret));
  }

  /**
   * The digests under every pepper, the active one's first: what a presented key may be found by.
   */
  public List<KeyDigest> digests(String secret) {
    if (peppers.size() == 1) {
      return List.of(peppers.getFirst().digest(secret));
    }
    List<KeyDigest> digests = new ArrayList<>(peppers.size());
    for (Pepper pepper : peppers) {
      digests.add(pepper.digest(secret));
    }
    return digests;
  }

  @Override
  public String toString() {
    return "Peppers[" + peppers.size() + "]";
  }

  private static SecretKeySpec secret(String base64url) {
    byte[] bytes = Base64.getUrlDecoder().decode(base64url);
    if (bytes.length < LEAST_BYTES) {
      throw new IllegalArgumentException("a pepper has at least 32 bytes");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  /** One pepper; a keyed Mac is kept for each thread, since keying costs more than digesting. */
  private static final class Pepper {
    private final String id;
    private final ThreadLocal<Mac> mac;

    Pepper(String id, SecretKeySpec secret) {
      this.id = id;
      this.mac = ThreadLocal.withInitial(() -> keyed(secret));
    }

    KeyDigest digest(String secret) {
      return KeyDigest.of(mac.get().doFinal(secret.getBytes(UTF_8)));
    }

    private static Mac keyed(SecretKeySpec secret) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(secret);
        return mac;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has HmacSHA256", e);
      }
    }
  }
}
