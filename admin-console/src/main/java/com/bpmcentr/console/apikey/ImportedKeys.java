package com.bpmcentr.console.apikey;

import com.bpmcentr.console.operation.Ids;
import com.bpmcentr.console.operation.Refusal.Invalid;
import com.bpmcentr.console.secret.Secret;
import com.bpmcentr.console.secret.SecretGenerator;
import com.bpmcentr.license.ApiKeyRef;
import com.bpmcentr.license.KeyDigest;
import com.bpmcentr.license.Peppers;
import com.bpmcentr.license.Peppers.Peppered;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** API keys of the bulk import: digested as they come in, and added many in one statement. */
@Component
public final class ImportedKeys {

  private final ApiKeyRepository keys;
  private final SecretGenerator secrets;
  private final Peppers peppers;
  private final Ids ids;

  ImportedKeys(ApiKeyRepository keys, SecretGenerator secrets, Peppers peppers, Ids ids) {
    this.keys = keys;
    this.secrets = secrets;
    this.peppers = peppers;
    this.ids = ids;
  }

  /**
   * A key that was made elsewhere, without the key.
   *
   * @param pepperId whose digest the first one is
   * @param digests under every pepper: what the key may be known by already
   */
  public record Given(String prefix, String pepperId, List<KeyDigest> digests) {}

  /**
   * A key to be added.
   *
   * @param generated the key itself, if it was made here
   */
  public record Made(ApiKey key, Peppered digest, @Nullable Secret generated) {

    /** As a license tells it; {@code LicenseRepository} reads the same from the row. */
    public ApiKeyRef ref() {
      return new ApiKeyRef(
          key.id().toString(), digest.digest(), digest.pepperId(), key.environment(), null, null);
    }
  }

  /** The first field that is not what it must be. */
  public Optional<Invalid> problem(NewApiKey asked, @Nullable Secret given, Instant now) {
    return asked.problem(now).or(() -> given == null ? Optional.empty() : KeyForm.problem(given));
  }

  public Given digest(Secret given) {
    return new Given(
        KeyForm.prefix(given, true),
        peppers.digest(given.reveal()).pepperId(),
        peppers.digests(given.reveal()));
  }

  public Made make(UUID customerId, NewApiKey asked, @Nullable Given given, Instant now) {
    if (given != null) {
      Peppered digest = new Peppered(given.pepperId(), given.digests().getFirst());
      return new Made(
          ApiKey.made(ids.next(), customerId, asked, true, given.prefix(), now), digest, null);
    }
    Secret generated = secrets.generate(KeyForm.prefixOf(asked.environment()));
    String prefix = KeyForm.prefix(generated, false);
    return new Made(
        ApiKey.made(ids.next(), customerId, asked, false, prefix, now),
        peppers.digest(generated.reveal()),
        generated);
  }

  /** Which of the digests are of keys that are there. */
  public Set<KeyDigest> known(Collection<KeyDigest> digests) {
    return digests.isEmpty() ? Set.of() : keys.known(digests);
  }

  /** How many were added: not those that are there already. */
  public int insertAll(List<Made> added) {
    return added.isEmpty() ? 0 : keys.insertAll(added);
  }
}
