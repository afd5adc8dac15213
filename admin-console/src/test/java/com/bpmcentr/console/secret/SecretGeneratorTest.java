package com.bpmcentr.console.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretGeneratorTest {

  private final SecretGenerator generator = new SecretGenerator();

  @Test
  void generate_form_isPrefixThenRandomThenChecksum() {
    String key = generator.generate("bpm_prod_").reveal();

    assertThat(key).matches("bpm_prod_[0-9A-Za-z]{38}");
  }

  @Test
  void generate_manyTimes_neverRepeatsAndUsesEveryCharacter() {
    Set<String> keys = new HashSet<>();
    Set<Integer> characters = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String random = generator.generate("").reveal().substring(0, 32);
      keys.add(random);
      random.chars().forEach(characters::add);
    }

    assertThat(keys).hasSize(1_000);
    assertThat(characters).hasSize(62);
  }

  @Test
  void toString_secret_showsNothingOfIt() {
    Secret secret = generator.generate("bpm_prod_");

    assertThat(secret).hasToString("Secret[redacted]");
    assertThat(secret.prefix(15)).isEqualTo(secret.reveal().substring(0, 15));
    assertThat(new Secret("ab").prefix(15)).isEqualTo("ab");
  }
}
