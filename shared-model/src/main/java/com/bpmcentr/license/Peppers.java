package com.bpmcentr.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

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

  private static final int ASCII_LENGTH = 256;
  private static final ThreadLocal<Workspace> WORKSPACES = ThreadLocal.withInitial(Workspace::new);
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

  /** Their ids, the active one's first. */
  public List<String> ids() {
    return peppers.stream().map(pepper -> pepper.id).toList();
  }

  /** The digest under the active pepper: what a new key is stored as. */
  public Peppered digest(String secret) {
    Pepper active = peppers.getFirst();
    return new Peppered(active.id, active.digest(secret));
  }

  /** What a presented secret may be found by. */
  public SecretDigests presented(String secret) {
    return peppers.size() == 1
        ? peppers.getFirst().digest(secret)
        : SecretDigests.of(digests(secret));
  }

  /** The digests under every pepper, the active one's first. */
  public List<KeyDigest> digests(String secret) {
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

  private static byte[] secret(String base64url) {
    byte[] bytes = Base64.getUrlDecoder().decode(base64url);
    if (bytes.length < LEAST_BYTES) {
      throw new IllegalArgumentException("a pepper has at least 32 bytes");
    }
    return bytes;
  }

  /**
   * One pepper: HMAC (RFC 2104) over the platform's SHA-256. The platform's own HMAC allocates 112
   * bytes more for each check, for the key's bytes and its result.
   */
  private static final class Pepper {
    private static final int BLOCK = 64;

    private final String id;
    private final byte[] innerPad = new byte[BLOCK];
    private final byte[] outerPad = new byte[BLOCK];

    Pepper(String id, byte[] secret) {
      this.id = id;
      byte[] key = secret.length > BLOCK ? Hash.newSha256().digest(secret) : secret;
      for (int i = 0; i < BLOCK; i++) {
        int keyed = i < key.length ? key[i] : 0;
        innerPad[i] = (byte) (keyed ^ 0x36);
        outerPad[i] = (byte) (keyed ^ 0x5C);
      }
    }

    KeyDigest digest(String secret) {
      Workspace workspace = WORKSPACES.get();
      MessageDigest sha = workspace.sha;
      sha.update(innerPad);
      workspace.update(secret);
      workspace.finish();
      sha.update(outerPad);
      sha.update(workspace.digest);
      workspace.finish();
      return KeyDigest.at(workspace.digest, 0);
    }
  }

  /** What one thread digests with, kept: to make it anew costs more than to digest. */
  private static final class Workspace {
    private final MessageDigest sha = Hash.newSha256();
    private final byte[] digest = new byte[KeyDigest.LENGTH];
    private final byte[] ascii = new byte[ASCII_LENGTH];

    /** Digests the text's UTF-8 bytes; those of usual keys without an array of their own. */
    void update(String text) {
      int length = text.length();
      if (length > ASCII_LENGTH) {
        sha.update(text.getBytes(UTF_8));
        return;
      }
      for (int i = 0; i < length; i++) {
        char c = text.charAt(i);
        if (c >= 0x80) {
          sha.update(text.getBytes(UTF_8));
          return;
        }
        ascii[i] = (byte) c;
      }
      sha.update(ascii, 0, length);
    }

    void finish() {
      try {
        sha.digest(digest, 0, digest.length);
      } catch (DigestException e) {
        throw new IllegalStateException("32 bytes hold a SHA-256", e);
      }
    }
  }
}
